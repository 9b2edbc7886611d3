"""Rows, status texts and pages become Textual strips with the styles of a theme."""
