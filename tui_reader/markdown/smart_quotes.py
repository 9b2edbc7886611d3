"""Goldmark's typographer: straight quotes, dashes, dots and angle brackets become typographic ones.

What a sign becomes is said in `text/punctuation.py`; here the signs are found, in text that is shown and in the source
that is counted.
"""

import re

from markdown_it.rules_inline import StateInline

from tui_reader.text.punctuation import LOOKAHEAD, REPLACEMENTS, Quotes, typographic

_SIGNS = re.compile("|".join([*map(re.escape, REPLACEMENTS), "'", '"']))
_FIRST = frozenset(sign[0] for sign in (*REPLACEMENTS, "'", '"'))
_ENTITIES = {
    "—": "&mdash;",
    "–": "&ndash;",
    "…": "&hellip;",
    "«": "&laquo;",
    "»": "&raquo;",
    "‘": "&lsquo;",
    "’": "&rsquo;",
    "“": "&ldquo;",
    "”": "&rdquo;",
}
"""How Goldmark writes each sign in HTML."""


def curl_quotes(text: str, before: str, after: str, quotes: Quotes) -> str:
    """The text with its straight signs replaced; `before` and `after` stand beside it in the block, empty at its
    ends.
    """

    def replaced(found: re.Match[str]) -> str:
        left = text[found.start() - 1] if found.start() else before or " "
        rest = (text[found.end() : found.end() + LOOKAHEAD] + after)[:LOOKAHEAD]
        return typographic(found.group(), left, rest, quotes)

    return _SIGNS.sub(replaced, text)


def typographer(state: StateInline, silent: bool) -> bool:
    """An inline rule that turns the sign at the cursor into a `typographic` token of HTML; a quote that stays straight
    is left to the other rules. Goldmark counts open quotes through the whole document, and looks no further than the
    end of the line.
    """
    found = _SIGNS.match(state.src, state.pos) if state.src[state.pos] in _FIRST else None
    if found is None:
        return False
    quotes: Quotes = state.env.setdefault("open_quotes", Quotes())
    before = state.src[state.pos - 1] if state.pos else "\n"
    rest, line_end, _ = state.src[found.end() : found.end() + LOOKAHEAD].partition("\n")
    sign = typographic(found.group(), before, rest + line_end, quotes)
    if sign not in _ENTITIES:
        return False
    if not silent:
        state.push("typographic", "", 0).content = _ENTITIES[sign]
    state.pos = found.end()
    return True
