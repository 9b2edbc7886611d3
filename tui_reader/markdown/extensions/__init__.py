"""Goldmark's extensions that are rules of our own: tables, definition lists and tasks."""
