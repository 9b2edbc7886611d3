"""Text as Markdown in which nothing means anything (CommonMark, GFM, Hugo)."""

import re

_LIVE = re.compile(r"[\\`*_\[\]{}<>&~|$!]")
"""Characters that mean something in the middle of a line, to CommonMark, to GFM and to Hugo."""
_LIVE_FIRST = re.compile(r"(?<=\A)[#+=:-]|(?<=\A\d)[.)]|(?<=\A\d\d)[.)]")
"""Those that mean something at its beginning alone."""


def escape_markdown(text: str) -> str:
    """The text in one line, for the middle of one: a backslash makes any ASCII punctuation literal (CommonMark 2.4)."""
    return _LIVE.sub(_literal, " ".join(text.split()))


def escape_line(text: str) -> str:
    """The text as a line of its own."""
    return _LIVE_FIRST.sub(_literal, escape_markdown(text))


def _literal(found: re.Match[str]) -> str:
    return f"\\{found[0]}"
