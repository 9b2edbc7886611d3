"""Terms of taxonomies, authors, months and flags: which posts carry them, and how many under a filter."""

import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from tui_reader.index.storage.codec import clean_text
from tui_reader.model.post import Facet, Post, TermCount
from tui_reader.text.folding import fold

AUTHORS, ARCHIVE, FLAGS = "authors", "archive", ":flag"
"""Facets beside the taxonomies of the site; flags are never shown in the sidebar."""

RECOMMENDED = "recommended"
"""The flag that recommended posts carry, so that they are counted with the terms."""


def term_key(name: str) -> str:
    """Equal for spellings that Hugo puts on one page: `Foo Bar`, `foo-bar`."""
    return "-".join(clean_text(name).casefold().split())


def terms_of(post: Post) -> Iterator[tuple[str, str]]:
    """Facet and name of every term of the post, each once."""
    found = [(taxonomy.name.lower(), term) for taxonomy in post.taxonomies for term in taxonomy.terms]
    found += [(AUTHORS, author) for author in post.authors]
    found += [(FLAGS, flag.lower()) for flag in post.flags]
    found += [(FLAGS, RECOMMENDED)] if post.recommended else []
    if post.date:
        found.append((ARCHIVE, f"{post.date.year:04}-{post.date.month:02}"))
    return iter(dict.fromkeys(found))


class Terms:
    """The ids of terms, remembered for the length of one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._ids: dict[tuple[str, str], int] = {}

    def tag(self, row_id: int, terms: Iterable[tuple[str, str]]) -> bytes:
        """Note that a post carries these terms, by facet and name; their ids, 4 bytes each."""
        ids = array("I", dict.fromkeys(self._ids.get(term) or self._id(term) for term in terms))
        self._connection.executemany("INSERT OR IGNORE INTO tagged VALUES (?, ?)", [(term, row_id) for term in ids])
        return ids.tobytes()

    def _id(self, term: tuple[str, str]) -> int:
        """The id of a term, a new one where the index does not know it."""
        facet, name = term
        found = self._connection.execute("SELECT id FROM terms WHERE facet = ? AND name = ?", term).fetchone()
        if found:
            self._ids[term] = int(found[0])
        else:
            new = "INSERT INTO terms (facet, name, key, folded) VALUES (?, ?, ?, ?)"
            self._ids[term] = self._connection.execute(new, (facet, name, term_key(name), fold(name))).lastrowid or 0
        return self._ids[term]


def untag_post(connection: sqlite3.Connection, row_id: int, terms: bytes) -> None:
    """Take the post away from its terms."""
    pairs = [(term, row_id) for term in array("I", terms)]
    connection.executemany("DELETE FROM tagged WHERE term = ? AND post = ?", pairs)


def count_terms(blobs: Iterable[Sequence[bytes]]) -> Counter[int]:
    """How often each term id stands in the blobs of `posts.terms`; 100,000 posts take about 60 ms."""
    counter: Counter[int] = Counter()
    for some in blobs:
        counter.update(array("I", b"".join(some)))
    return counter


def facets(connection: sqlite3.Connection, counter: Counter[int], taxonomies: Sequence[str]) -> tuple[Facet, ...]:
    """The counted terms by facet: the site's taxonomies in its order, others by name, authors, archive."""
    found: dict[str, dict[str, list[TermCount]]] = {}
    for term, facet, name, key in connection.execute("SELECT id, facet, name, key FROM terms"):
        if counter[term]:
            found.setdefault(facet, {}).setdefault(key, []).append(TermCount(name, counter[term]))
    order = [name for name in taxonomies if name not in (AUTHORS, ARCHIVE)]
    order += sorted(found.keys() - {*order, AUTHORS, ARCHIVE, FLAGS})
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
