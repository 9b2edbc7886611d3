"""The searchable text of posts, and what was counted with it: put in behind the first screen, and taken out again."""

import sqlite3
from collections.abc import Iterable
from operator import attrgetter

from tui_reader.index.records import Entry
from tui_reader.index.storage.codec import unpack_fields
from tui_reader.index.storage.full_text_support import has_fts5
from tui_reader.search.tokenizer import tokens

_ROW_ID = attrgetter("row_id")
_INSERT = "INSERT INTO search (rowid, title, terms, lead, body) VALUES (?, ?, ?, ?, ?)"
_DELETE = "INSERT INTO search (search, rowid, title, terms, lead, body) VALUES ('delete', ?, ?, ?, ?, ?)"


def put_entries(connection: sqlite3.Connection, entries: Iterable[Entry]) -> None:
    """Add texts of posts, unless the posts are gone meanwhile. Belongs in a transaction.

    FTS5 writes out what it has in memory whenever a row id is not above the one before, so they go in by their order.
    """
    for entry in sorted(entries, key=_ROW_ID):
        still = "SELECT 1 FROM unsearched JOIN posts USING (id) WHERE id = ? AND path = ?"
        if connection.execute(still, (entry.row_id, entry.path)).fetchone() is None:
            continue
        forget_text(connection, entry.row_id)
        connection.execute("INSERT INTO texts VALUES (?, ?)", (entry.row_id, entry.packed))
        if has_fts5():
            connection.execute(_INSERT, (entry.row_id, *entry.tokens))
        connection.execute("DELETE FROM unsearched WHERE id = ?", (entry.row_id,))
        connection.execute("UPDATE posts SET words = ?, minutes = ? WHERE id = ?", (*entry.counts, entry.row_id))
        connection.execute("UPDATE details SET post = ? WHERE id = ?", (entry.details, entry.row_id))


def put_text(connection: sqlite3.Connection, row_id: int, packed: bytes) -> None:
    """Add a text as another index has it."""
    connection.execute("INSERT INTO texts VALUES (?, ?)", (row_id, packed))
    if has_fts5():
        connection.execute(_INSERT, (row_id, *map(tokens, unpack_fields(packed))))


def forget_text(connection: sqlite3.Connection, row_id: int) -> None:
    """Take the text of a post out of the search index."""
    found = connection.execute("SELECT packed FROM texts WHERE id = ?", (row_id,)).fetchone()
    if found and has_fts5():
        connection.execute(_DELETE, (row_id, *map(tokens, unpack_fields(found[0]))))
    if found:
        connection.execute("DELETE FROM texts WHERE id = ?", (row_id,))
