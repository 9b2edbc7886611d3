"""Goldmark's typographer: straight quotes, dashes, dots and angle brackets become typographic ones.

What a sign becomes is said in `text/punctuation.py`; here the signs are found, in text that is shown and in the source
that is counted. In text that is shown, straight quotes in Chinese are paired first: the typographer knows words by
their blanks alone, and curls one quote of a pair or none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from tui_reader.markdown.emphasis import is_cjk
from tui_reader.text.punctuation import LOOKAHEAD, REPLACEMENTS, Quotes, double_quote, name_of, typographic

_SIGNS = re.compile("|".join([*map(re.escape, REPLACEMENTS), "'", '"']))
_FIRST = frozenset(sign[0] for sign in (*REPLACEMENTS, "'", '"'))
ENTITIES = {
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
_NONE: Mapping[str, str] = MappingProxyType({})

OPEN_QUOTES = "open_quotes"
"""Where the parser keeps how many quotes are open."""
_QUOTES = {'"': ("“", "”"), "'": ("‘", "’")}
"""The straight quotes, and what the two of a pair become."""
_OPENERS = frozenset("（【《〈「『〔([{“‘")
_CLOSERS = frozenset("，。、；：？！）】》〉」』〕…,.;:?!)]}”’")
_MOST_BETWEEN = 400
"""Characters between the two quotes of a pair."""


def pair_quotes(text: str) -> str:
    """The text, one block of it, with the straight quotes that enclose or touch Chinese made into pairs; as long as it
    was. Apostrophes, inches, feet and the quotes of other scripts stay straight.
    """
    made = list(text)
    for straight, (opening, closing) in _QUOTES.items():
        if straight in text:
            for start, end in _pairs(text, straight, opening, closing):
                made[start], made[end] = opening, closing
    return "".join(made)


def _pairs(text: str, straight: str, opening: str, closing: str) -> Iterator[tuple[int, int]]:
    """Places of the two quotes of each pair, at least one of them `straight`, that touches Chinese."""
    start = -1
    for found in re.finditer(f"[{straight}{opening}{closing}]", text):
        at, sign = found.start(), found.group()
        if _is_apostrophe(text, at):
            continue
        is_open = start >= 0 and at - start <= _MOST_BETWEEN
        if sign == closing or (sign == straight and is_open and _may_close(text, at)):
            if is_open and straight in (text[start], sign) and _touches_chinese(text, start, at, straight):
                yield start, at
            start = -1
        elif sign == opening or _may_open(text, at):
            start = at


def _may_open(text: str, at: int) -> bool:
    """True where a quote has text behind it, and stands for no inches or feet."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(after) and not (after.isspace() or after in _CLOSERS or before.isdigit())


def _may_close(text: str, at: int) -> bool:
    """True where a quote has text before it."""
    before = text[at - 1 : at]
    return bool(before) and not (before.isspace() or before in _OPENERS)


def _is_apostrophe(text: str, at: int) -> bool:
    """True for a single quote between letters that are not Chinese, or before a decade."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    latin = before.isalnum() and after.isalnum() and not is_cjk(before) and not is_cjk(after)
    return text[at] in "'’" and (latin or (after.isdigit() and not is_cjk(before or " ")))


def _touches_chinese(text: str, start: int, end: int, straight: str) -> bool:
    """True where Chinese stands at the quotes: at one of them for double quotes, inside both for single ones."""
    inside, outside = (text[start + 1], text[end - 1]), (text[start - 1 : start], text[end + 1 : end + 2])
    if end - start < 2:
        return False
    if straight == "'":
        return all(map(is_cjk, inside))
    return any(char and is_cjk(char) for char in (*inside, *outside))


def with_paired_quotes(tokens: Sequence[Token]) -> Sequence[Token]:
    """The inline tokens of one block with the quotes of its text paired, also over emphasis and links."""
    pieces = [_paired_over(token) for token in tokens]
    whole = "".join(pieces)
    straight = '"' in whole or "'" in whole
    paired = pair_quotes(whole) if straight and not whole.isascii() else whole
    if paired == whole:
        return tokens
    made, at = [], 0
    for token, piece in zip(tokens, pieces, strict=True):
        text = paired[at : at + len(piece)]
        at += len(piece)
        made.append(token.copy(content=text) if token.type == "text" and text != piece else token)
    return made


def _paired_over(token: Token) -> str:
    """What a token is to the pairs: its text, a letter where it stands for other text, nothing where it is markup."""
    if token.type == "text" and token.info != "auto":
        return token.content
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return "" if token.nesting or token.type == "html_inline" else "x"


def curl_quotes(text: str, before: str, after: str, quotes: Quotes, own: Mapping[str, str] = _NONE) -> str:
    """The text with its straight signs replaced, by what the site has of its `own` for a sign where it has any;
    `before` and `after` stand beside the text in the block, empty at its ends.
    """

    def replaced(found: re.Match[str]) -> str:
        left = text[found.start() - 1] if found.start() else before or " "
        rest = (text[found.end() : found.end() + LOOKAHEAD] + after)[:LOOKAHEAD]
        made = typographic(found.group(), left, rest, quotes)
        return own.get(name_of(made, found.group(), left, rest), made) if own else made

    return _SIGNS.sub(replaced, text)


def quotes_left_open(source: str, before: int) -> int:
    """How many double quotes are open behind the Markdown of a block, where so many are open `before` it."""
    quotes = Quotes(double=before)
    for place in (found.start() for found in re.finditer('"', source)):
        double_quote(source[place - 1 : place] or "\n", source[place + 1 : place + 1 + LOOKAHEAD], quotes)
    return quotes.double


def typographer(state: StateInline, silent: bool) -> bool:
    """An inline rule that turns the sign at the cursor into a `typographic` token of HTML; a quote that stays straight
    is left to the other rules. Goldmark counts open quotes through the whole document, and looks no further than the
    end of the line.
    """
    found = _SIGNS.match(state.src, state.pos) if state.src[state.pos] in _FIRST else None
    if found is None:
        return False
    quotes: Quotes = state.env.setdefault(OPEN_QUOTES, Quotes())
    before = state.src[state.pos - 1] if state.pos else "\n"
    rest, line_end, _ = state.src[found.end() : found.end() + LOOKAHEAD].partition("\n")
    sign = typographic(found.group(), before, rest + line_end, quotes)
    if sign not in ENTITIES:
        return False
    if not silent:
        own: Mapping[str, str] = state.md.options.get("signs", _NONE)
        written = own.get(name_of(sign, found.group(), before, rest + line_end)) if own else None
        state.push("typographic", "", 0).content = ENTITIES[sign] if written is None else written
    state.pos = found.end()
    return True
