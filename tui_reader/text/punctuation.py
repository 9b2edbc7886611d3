"""Typographic punctuation as Goldmark's typographer writes it, for straight quotes, `--`, `---`, `...`, `<<` and `>>`.

The rules are measured against the real Hugo: what a quote becomes depends on the characters on both sides of it and on
the quotes that are open.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from unicodedata import category

from tui_reader.model.dataclass import dataclass

REPLACEMENTS: Mapping[str, str] = {"---": "—", "--": "–", "...": "…", "<<": "«", ">>": "»"}
"""What is replaced wherever it stands, longer sequences first."""
LOOKAHEAD = 6
"""Characters after a quote that decide what it becomes."""

_ASCII_END = r"(?=[!-/:-@\[-`{-~\s]|$)"
_CONTRACTION = re.compile(rf"(?:[smtd]|ve|ll|re){_ASCII_END}")
_CLOSING = re.compile(rf"[!-#%-*,-/:;?@\[-\]_{{}}]{_ASCII_END}")
_DECADE = re.compile(r"\d\ds(?:\s|[^\w\s]|$)")


@lru_cache(maxsize=8192)
def is_punctuation(char: str) -> bool:
    """True for Unicode punctuation and symbols, as CommonMark 0.31 counts them."""
    return category(char)[0] in "PS"


@dataclass(slots=True)
class Quotes:
    """How many quotes are open."""

    single: int = 0
    """Open single quotes."""
    double: int = 0
    """Open double quotes."""


def typographic(sign: str, before: str, rest: str, quotes: Quotes) -> str:
    """What a sign becomes, one of `REPLACEMENTS` or a straight quote, between the character `before` it and the text
    after it (`LOOKAHEAD` characters); a quote may stay straight.
    """
    if sign in REPLACEMENTS:
        return REPLACEMENTS[sign]
    return (single_quote if sign == "'" else double_quote)(before, rest, quotes)


def name_of(made: str, sign: str, before: str, rest: str) -> str:
    """What a site's configuration calls the typographic sign `made` of a straight one: itself, or `apostrophe`."""
    if sign != "'" or made != "’":
        return made
    can_open, can_close = _flanks(before, rest.lstrip("'")[:1] or " ")
    return "apostrophe" if _is_apostrophe(before, rest, can_open and not can_close) else made


def single_quote(before: str, rest: str, quotes: Quotes) -> str:
    """What a straight single quote becomes between the character `before` it and the text after it
    (`LOOKAHEAD` characters).
    """
    can_open, can_close = _flanks(before, rest.lstrip("'")[:1] or " ")
    if _is_apostrophe(before, rest, can_open and not can_close):
        return "’"
    if can_open and not can_close:
        if _CONTRACTION.match(rest):
            return "’"
        quotes.single += 1
        return "‘"
    if len(rest.encode("utf-8", "replace")) > 1 and category(rest[0]) != "Nd":
        return "’"
    if quotes.single > 0 and can_close and (not can_open or _CLOSING.match(rest) is not None):
        quotes.single -= 1
        return "’"
    return "'"


def double_quote(before: str, rest: str, quotes: Quotes) -> str:
    """What a straight double quote becomes; the arguments are those of `single_quote`."""
    can_open, can_close = _flanks(before, rest.lstrip('"')[:1] or " ")
    if can_open and not can_close:
        quotes.double += 1
        return "“"
    closes = can_close and (not can_open or _CLOSING.match(rest) is not None)
    if not closes or quotes.double == 0 or (rest[:1] == '"' and before.isdigit()):
        return '"'
    quotes.double -= 1
    return "”"


def _flanks(before: str, after: str) -> tuple[bool, bool]:
    """CommonMark's own flanking rule, which Goldmark applies to a whole run of quotes; Chinese punctuation counts as
    punctuation.
    """
    blank_before, blank_after = before.isspace(), after.isspace()
    mark_before, mark_after = is_punctuation(before), is_punctuation(after)
    left = not blank_after and (not mark_after or blank_before or mark_before)
    right = not blank_before and (not mark_before or blank_after or mark_after)
    return left, right


def _is_apostrophe(before: str, rest: str, opening: bool) -> bool:
    if opening and _DECADE.match(rest):
        return True
    if rest and rest[0] in "tenl" and (category(before)[0] == "P" or before.isspace()):
        return True
    return before.isalnum() and rest[:1].isalpha()
