"""Completion for the search box: names of fields, states, months, and the terms of the feed."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from tui_reader.model.dataclass import dataclass, replace
from tui_reader.model.post import Facet, TermCount
from tui_reader.model.query import STATES
from tui_reader.search.query_parser import CONDITIONS, FIELDS
from tui_reader.text.folding import fold
from tui_reader.text.pinyin import spells

_START = re.compile(
    r"(?:^|[\s(（])[-−]?(?P<rest>(?:(?P<name>[^\W\d][\w-]*)[:：])?(?P<value>\"[^\"]*|“[^”]*|[^\s()（）\"“”:：]*))$"
)
_DATED = ("after", "before", "date", "changed")
_SPANS = ("today", "7d", "30d")


@dataclass(frozen=True, slots=True)
class TypedWord:
    """The piece of a query before the cursor that a completion replaces."""

    name: str
    """Field it is a value of, in lower case; empty for a word of its own."""
    value: str
    """What is typed of it, without the opening quote."""
    start: int
    """Offset where the value begins, its opening quote included."""


def word_before(text: str, cursor: int) -> TypedWord | None:
    """The word that ends at the cursor; None where nothing can be completed."""
    found = _START.search(text[:cursor])
    if found is None:
        return None
    value = found["value"]
    return TypedWord((found["name"] or "").lower(), value.lstrip('"“'), found.start("value"))


@dataclass(frozen=True, slots=True)
class Completion:
    """One way to go on."""

    text: str
    """What takes the place of the typed word."""
    shown: str
    """What a list of completions shows."""
    start: int
    """Offset from which it takes the place of what was typed, up to the cursor."""
    count: int = 0
    """Posts it leads to; 0 where that is not known."""


def complete(typed: TypedWord, facets: Sequence[Facet], names: dict[str, str], now: datetime) -> tuple[Completion, ...]:
    """Ways to go on, the likeliest first; `names` leads from the names of taxonomies to those of their facets."""
    if not typed.name:
        fields = dict.fromkeys([*FIELDS, *names, *CONDITIONS])
        found = [name for name in fields if typed.value and name.startswith(typed.value.lower())]
        begun = tuple(Completion(f"{name}:", f"{name}:", typed.start) for name in found)
        return begun + tuple(_any_terms(typed, facets, names)) if typed.value else ()
    if typed.name == "is":
        return tuple(Completion(name, name, typed.start) for name in STATES if name.startswith(typed.value.lower()))
    if typed.name in _DATED:
        return tuple(_months(typed, facets, now))
    return tuple(_terms(typed, facets, names))


def _any_terms(typed: TypedWord, facets: Sequence[Facet], names: dict[str, str]) -> Iterable[Completion]:
    """Terms of every taxonomy, and authors, that the word begins or spells: with the name of their field."""
    fields = {"authors": "author"} | {plural: name for name, plural in reversed(names.items())}
    found = [
        replace(each, text=f"{field}:{each.text}", shown=f"{field}:{each.shown}")
        for facet in facets
        if (field := fields.get(facet.name))
        for each in _terms(replace(typed, name=field), (facet,), names)
    ]
    return sorted(found, key=lambda each: -each.count)


def _months(typed: TypedWord, facets: Sequence[Facet], now: datetime) -> Iterable[Completion]:
    """Spans and the months that have posts."""
    months = next((facet.terms for facet in facets if facet.name == "archive"), ())
    years = {month.name[:4] for month in months} | {f"{now.year:04}"}
    fixed = [TermCount(name, 0) for name in (*_SPANS, *sorted(years, reverse=True))]
    return [
        Completion(m.name, m.name, typed.start, m.count) for m in (*fixed, *months) if m.name.startswith(typed.value)
    ]


def _terms(typed: TypedWord, facets: Sequence[Facet], names: dict[str, str]) -> Iterable[Completion]:
    """Terms that hold what was typed or are spelled so, those that begin with it first."""
    wanted = {"author": "authors"}.get(typed.name, names.get(typed.name, typed.name))
    terms = next((facet.terms for facet in facets if facet.name == wanted), ())
    value = fold(typed.value)
    fitting = [term for term in terms if value in fold(term.name) or spells(typed.value, fold(term.name))]
    fitting.sort(key=lambda term: (not fold(term.name).startswith(value), -term.count, term.name))
    return [Completion(_quoted(term.name), term.name, typed.start, term.count) for term in fitting]


def _quoted(name: str) -> str:
    plain = not any(character.isspace() or character in '()（）"“”' for character in name)
    return name if plain else f'"{name.replace(chr(34), "")}"'
