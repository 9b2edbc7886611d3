"""The HTML that Hugo would make of a body, as the ground for word counts, reading times and summaries.

It is never shown.
"""
