"""Bytes on their way to the terminal: a writer thread, and flow control for slow lines."""
