"""Terms of taxonomies, authors, months and flags: which posts carry them."""

import sqlite3
from array import array
from collections.abc import Iterable

from tui_reader.index.storage.lookup_keys import term_key
from tui_reader.text.folding import fold


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
