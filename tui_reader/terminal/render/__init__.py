"""The fewest bytes that turn the frame a terminal shows into the next one.

Pure: a terminal emulator in the tests proves it.
"""
