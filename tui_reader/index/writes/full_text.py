"""The full text of posts: put into the search index behind the first screen, taken out again, read back for
snippets.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from tui_reader.index.storage.codec import clean_text, encode_post
from tui_reader.model.post import Post
from tui_reader.search.tokenizer import tokens

_INSERT = "INSERT INTO search (rowid, title, terms, lead, body) VALUES (?, ?, ?, ?, ?)"
_DELETE = "INSERT INTO search (search, rowid, title, terms, lead, body) VALUES ('delete', ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Text:
    """What can be searched of a post, in the order of its worth."""

    title: str
    """Title and link title."""
    terms: str
    """Terms and authors, one a line."""
    lead: str
    """Description and summary, one a line."""
    body: str
    """The body as plain text."""

    def fields(self) -> tuple[str, str, str, str]:
        """The four texts in the order of the index."""
        return self.title, self.terms, self.lead, self.body


class Entry(NamedTuple):
    """A post's text ready for the index; a named tuple, since it crosses from one process to another."""

    row_id: int
    """Row id of the post."""
    path: str
    """Path of the post, to see that it is still the same."""
    packed: bytes
    """The text made small, to take the entry out again and for plain search."""
    tokens: tuple[str, ...]
    """Search tokens of the four fields."""
    counts: tuple[int, int, str] | None = None
    """Words, minutes and the whole post as JSON, where they were estimates until now."""


def make_entry(row_id: int, path: str, text: Text, counted: Post | None = None) -> Entry:
    """The entry of a text; `counted` is the post with its words counted, where they were an estimate."""
    fields = [clean_text(field) for field in text.fields()]
    packed = zlib.compress(json.dumps(fields, ensure_ascii=False).encode(), 1)
    counts = (counted.words, counted.minutes, encode_post(counted)) if counted else None
    return Entry(row_id, path, packed, tuple(map(tokens, fields)), counts)


def unpack(packed: bytes) -> Text:
    """The text that was packed."""
    return Text(*json.loads(unpack_raw(packed)))


def unpack_raw(packed: bytes) -> str:
    """The JSON of the text that was packed: its four fields as a list."""
    return zlib.decompress(packed).decode()


def waiting(connection: sqlite3.Connection, below: int, limit: int) -> tuple[int, ...]:
    """Row ids of posts whose text is still to come, newest first, from below an id on."""
    found = connection.execute("SELECT id FROM unsearched WHERE id < ? ORDER BY id DESC LIMIT ?", (below, limit))
    return tuple(row[0] for row in found)


def is_waiting(connection: sqlite3.Connection) -> bool:
    """Whether there are posts that cannot be found by their text yet."""
    return connection.execute("SELECT 1 FROM unsearched LIMIT 1").fetchone() is not None


def count_waiting(connection: sqlite3.Connection) -> int:
    """How many posts cannot be found by their text yet."""
    return int(connection.execute("SELECT count(*) FROM unsearched").fetchone()[0])


def put_entries(connection: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    """Add texts of posts, unless the posts are gone meanwhile. Belongs into one transaction."""
    for entry in entries:
        still = "SELECT 1 FROM unsearched JOIN posts USING (id) WHERE id = ? AND path = ?"
        if connection.execute(still, (entry.row_id, entry.path)).fetchone() is None:
            continue
        forget_text(connection, entry.row_id)
        connection.execute("INSERT INTO texts VALUES (?, ?)", (entry.row_id, entry.packed))
        connection.execute(_INSERT, (entry.row_id, *entry.tokens))
        connection.execute("DELETE FROM unsearched WHERE id = ?", (entry.row_id,))
        if entry.counts:
            words, minutes, details = entry.counts
            connection.execute("UPDATE posts SET words = ?, minutes = ? WHERE id = ?", (words, minutes, entry.row_id))
            connection.execute("UPDATE details SET post = ? WHERE id = ?", (details, entry.row_id))


def forget_text(connection: sqlite3.Connection, row_id: int) -> None:
    """Take the text of a post out of the search index."""
    found = connection.execute("SELECT packed FROM texts WHERE id = ?", (row_id,)).fetchone()
    if found:
        connection.execute(_DELETE, (row_id, *map(tokens, unpack(found[0]).fields())))
        connection.execute("DELETE FROM texts WHERE id = ?", (row_id,))


def get_texts(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, Text]:
    """The searchable text of some posts by row id."""
    found = (connection.execute("SELECT id, packed FROM texts WHERE id = ?", (row_id,)).fetchone() for row_id in ids)
    return {row[0]: unpack(row[1]) for row in found if row}
