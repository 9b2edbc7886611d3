"""Commands that serve shells: what may be typed next, their completions, the man page."""
