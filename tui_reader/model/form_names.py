"""The names of the forms of a file: the forms themselves load what most commands and sessions need not."""

FORM_NAMES = ("text", "markdown", "html", "epub")
"""As `--format` and `:export` take them; the first is the default."""
