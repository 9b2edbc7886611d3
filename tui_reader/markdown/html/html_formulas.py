"""Formulas in the text of HTML, as the scripts of themes find them there: in any text but code, whatever wrote it."""

import re
from collections.abc import Iterator
from functools import cache

from tui_reader.markdown.formula_rules import BEGIN, Delimiters, formula_at, is_money
from tui_reader.model.dataclass import dataclass

DISPLAYED = ("$$", r"\[", r"\\[")
"""Delimiters of formulas that stand alone."""
_LONGEST = 4000
"""Characters of an environment."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text."""

    text: str
    """Its characters; of a formula those between its delimiters."""
    kind: str = ""
    """`inline` or `displayed` for a formula, empty for text."""


def formula_parts(text: str, delimiters: Delimiters) -> Iterator[Part]:
    """A text of HTML in parts. Where no delimiters are given, formulas are off: only one that is all of the text and
    displayed for sure is one then.
    """
    if not delimiters:
        alone = _alone(text) if "$$" in text or r"\begin" in text else None
        yield alone or Part(text)
        return
    opening, place = _openings(delimiters), 0
    begin = opening.search(text)
    while begin:
        found, end = _formula(text, begin.start(), delimiters)
        if found:
            yield Part(text[place : begin.start()])
            yield found
            place = end
        begin = opening.search(text, end)
    yield Part(text[place:])


def _formula(text: str, start: int, delimiters: Delimiters) -> tuple[Part | None, int]:
    """The formula that begins at `start`, and where what follows it is to be looked at."""
    if text[start - 1 : start] == "\\":
        return None, start + 1
    if text.startswith(r"\begin", start):
        return _environment(text, start)
    begin, end, after = formula_at(text, start, sorted(delimiters, key=lambda pair: -len(pair[0])))
    if after == start or is_money(text[start:after]):
        return None, start + 1
    kind = "displayed" if text[start:begin] in DISPLAYED else "inline"
    return Part(text[begin:end], kind), after


def _environment(text: str, start: int) -> tuple[Part | None, int]:
    begin = BEGIN.match(text, start)
    closing = f"\\end{{{begin[1]}}}" if begin else ""
    end = text.find(closing, start, start + _LONGEST) if begin else -1
    if end < 0:
        return None, start + 1
    after = end + len(closing)
    return Part(text[start:after], "displayed"), after


def _alone(text: str) -> Part | None:
    """The displayed formula that is all of a text."""
    inner = text.strip()
    found, end = _formula(inner, 0, (("$$", "$$"),)) if inner.startswith(("$$", r"\begin")) else (None, 0)
    return found if found and end == len(inner) else None


@cache
def _openings(delimiters: Delimiters) -> re.Pattern[str]:
    longest = sorted({opening for opening, _closing in delimiters}, key=len, reverse=True)
    return re.compile("|".join((r"\\begin\{", *map(re.escape, longest))))
