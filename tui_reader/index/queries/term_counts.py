"""How many posts carry each term, in the facets of the sidebar."""

import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence

from tui_reader.index.storage.lookup_keys import ARCHIVE, AUTHORS, FLAGS, SECTIONS
from tui_reader.model.post import Facet, TermCount


def count_terms(blobs: Iterable[Sequence[bytes]]) -> Counter[int]:
    """How often each term id stands in the blobs of `posts.terms`; 100,000 posts take about 60 ms."""
    counter: Counter[int] = Counter()
    for some in blobs:
        counter.update(array("I", b"".join(some)))
    return counter


def facets(connection: sqlite3.Connection, counter: Counter[int], taxonomies: Sequence[str]) -> tuple[Facet, ...]:
    """The counted terms by facet: the site's taxonomies in its order, others by name, sections where there are
    several, authors, archive.
    """
    found: dict[str, dict[str, list[TermCount]]] = {}
    sections: set[str] = set()
    for term, facet, name, key in connection.execute("SELECT id, facet, name, key FROM terms"):
        sections.update([key] if facet == SECTIONS else [])
        if counter[term]:
            found.setdefault(facet, {}).setdefault(key, []).append(TermCount(name, counter[term]))
    order = [name for name in taxonomies if name not in (SECTIONS, AUTHORS, ARCHIVE)]
    order += sorted(found.keys() - {*order, SECTIONS, AUTHORS, ARCHIVE, FLAGS})
    order += [SECTIONS] * (len(sections) > 1)
    made = [Facet(name, _by_count(found.get(name, {}))) for name in [*order, AUTHORS]]
    months = sorted(_by_count(found.get(ARCHIVE, {})), key=lambda term: term.name, reverse=True)
    return (*made, Facet(ARCHIVE, tuple(months)))


def _by_count(spellings: dict[str, list[TermCount]]) -> tuple[TermCount, ...]:
    """One entry a term, under the spelling most posts have, largest count first."""
    terms = [
        TermCount(max(same, key=lambda term: term.count).name, sum(term.count for term in same))
        for same in spellings.values()
    ]
    return tuple(sorted(terms, key=lambda term: (-term.count, term.name)))
