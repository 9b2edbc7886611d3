"""A terminal reader for a news feed kept as local Hugo posts."""

__version__ = "0.1.0"
