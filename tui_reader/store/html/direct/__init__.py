"""The Markdown that news is made of, written straight as the HTML of the full parser, without a token in between."""
