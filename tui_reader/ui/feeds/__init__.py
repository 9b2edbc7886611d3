"""Changing between feeds."""
