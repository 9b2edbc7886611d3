"""The reader line by line, for screen readers, braille displays and terminals that draw nothing: a line is typed, lines
are said. No escape sequence is written, and nothing that was said changes.
"""
