"""Straight quotes, dashes and dots become typographic ones where Goldmark's typographer makes them so; a markdown-it
inline rule.
"""

from markdown_it.rules_inline import StateInline

from tui_reader.text.punctuation import LOOKAHEAD, REPLACEMENTS, Quotes, double_quote, single_quote

_WRITTEN = {
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


def typographer(state: StateInline, silent: bool) -> bool:
    """Turn the characters at `state.pos`; leaves everything else to the other rules."""
    sign = state.src[state.pos]
    if sign not in "-.<>'\"":
        return False
    if sign in "'\"":
        written, found = sign, _quote(state, sign)
    else:
        written, found = next(
            (pair for pair in REPLACEMENTS.items() if state.src.startswith(pair[0], state.pos)), ("", "")
        )
    if found not in _WRITTEN:
        return False
    if not silent:
        state.push("typographic", "", 0).content = _WRITTEN[found]
    state.pos += len(written)
    return True


def _quote(state: StateInline, sign: str) -> str:
    """What the straight quote here becomes; Goldmark counts open ones through the whole document."""
    quotes: Quotes = state.env.setdefault("open_quotes", Quotes())
    before = state.src[state.pos - 1] if state.pos else "\n"
    rest, line_end, _ = state.src[state.pos + 1 : state.pos + 1 + LOOKAHEAD].partition("\n")
    return (single_quote if sign == "'" else double_quote)(before, rest + line_end, quotes)
