"""The HTML that Hugo would make of a body, for word counts, reading times and summaries. It is never shown."""
