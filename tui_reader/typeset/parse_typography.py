"""Typography as Goldmark's typographer has it: straight quotes, `--`, `---`, `...`, `<<` and `>>` become what they stand for.

The rules are measured against the real Hugo: what a quote becomes depends on the characters at its sides and on the
quotes that are open in the paragraph.
"""

import re
from dataclasses import dataclass
from unicodedata import category

from tui_reader.typeset.emphasis import is_punctuation

_SIGNS = re.compile(r"---|--|\.\.\.|<<|>>|'|\"")
_PLAIN = {"---": "—", "--": "–", "...": "…", "<<": "«", ">>": "»"}
_ASCII_END = r"(?=[!-/:-@\[-`{-~\s]|$)"
_OWN = re.compile(rf"(?:[smtd]|ve|ll|re){_ASCII_END}")
_ENDS = re.compile(rf"[!-#%-*,-/:;?@\[-\]_{{}}]{_ASCII_END}")
_DECADE = re.compile(r"\d\ds(?:\s|[^\w\s]|$)")


@dataclass(slots=True)
class Quotes:
    """How many quotes are open in one block."""

    single: int = 0
    """Open single quotes."""
    double: int = 0
    """Open double quotes."""


def _flanks(before: str, after: str) -> tuple[bool, bool]:
    """CommonMark's own flanking rule, which Goldmark asks for a whole run of quotes: Chinese marks are punctuation to it."""
    blank_before, blank_after = before.isspace(), after.isspace()
    mark_before, mark_after = is_punctuation(before), is_punctuation(after)
    left = not blank_after and (not mark_after or blank_before or mark_before)
    right = not blank_before and (not mark_before or blank_after or mark_after)
    return left, right


def _single(before: str, rest: str, quotes: Quotes) -> str:
    """What a straight single quote becomes; `rest` is the text behind it."""
    can_open, can_close = _flanks(before, rest.lstrip("'")[:1] or " ")
    if _is_apostrophe(before, rest, can_open and not can_close):
        return "’"
    if can_open and not can_close:
        if _OWN.match(rest):
            return "’"
        quotes.single += 1
        return "‘"
    if len(rest.encode()) > 1 and category(rest[0]) != "Nd":
        return "’"
    if quotes.single > 0 and can_close and (not can_open or _ENDS.match(rest) is not None):
        quotes.single -= 1
        return "’"
    return "'"


def _is_apostrophe(before: str, rest: str, opening: bool) -> bool:
    if opening and _DECADE.match(rest):
        return True
    if rest and rest[0] in "tenl" and (category(before)[0] == "P" or before.isspace()):
        return True
    return before.isalnum() and rest[:1].isalpha()


def _double(before: str, rest: str, quotes: Quotes) -> str:
    """What a straight double quote becomes; `rest` is the text behind it."""
    can_open, can_close = _flanks(before, rest.lstrip('"')[:1] or " ")
    if can_open and not can_close:
        quotes.double += 1
        return "“"
    closes = can_close and (not can_open or _ENDS.match(rest) is not None)
    if not closes or quotes.double == 0 or (rest[:1] == '"' and before.isdigit()):
        return '"'
    quotes.double -= 1
    return "”"


def typeset_quotes(text: str, before: str, after: str, quotes: Quotes) -> str:
    """The text with its straight signs replaced; `before` and `after` stand beside it in the block, empty at its ends."""
    if not _SIGNS.search(text):
        return text
    pieces: list[str] = []
    last = 0
    for found in _SIGNS.finditer(text):
        sign, start = found.group(), found.start()
        pieces.append(text[last:start])
        last = found.end()
        if sign in _PLAIN:
            pieces.append(_PLAIN[sign])
            continue
        left = text[start - 1] if start else before or " "
        rest = (text[last : last + 6] + after)[:6]
        pieces.append(_single(left, rest, quotes) if sign == "'" else _double(left, rest, quotes))
    pieces.append(text[last:])
    return "".join(pieces)
