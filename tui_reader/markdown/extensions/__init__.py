"""Goldmark's extensions that are block rules of our own: tables and definition lists."""
