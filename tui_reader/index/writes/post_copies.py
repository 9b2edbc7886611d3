"""A copy of an index is brought forward: rows of the posts that were written since go into it as they are."""

import contextlib
import sqlite3
from array import array
from collections.abc import Collection
from pathlib import Path

from tui_reader.index.storage.codec import decode_post
from tui_reader.index.storage.lookup_keys import addresses
from tui_reader.index.storage.metadata import CHANGED, get_metadata
from tui_reader.index.writes.full_text import put_text
from tui_reader.index.writes.post_rows import remove_post
from tui_reader.index.writes.post_sources import find_posts

_BY_ID = ("posts", "details", "sources", "unsearched")
"""Tables with a row a post."""
_COMPARED = (("terms", "id"), ("folders", "path"), ("facts", "name"))
"""Tables that are not of single posts, with their keys."""

FAST = ("journal_mode = OFF", "synchronous = OFF", "secure_delete = OFF", "cache_size = -16384", "temp_store = MEMORY")
"""How a file is written that nobody needs before it is whole and on the disk."""


def place_of(connection: sqlite3.Connection) -> Path | None:
    """The file of an index; None for one in memory."""
    found = next((file for _, name, file in connection.execute("PRAGMA database_list") if name == "main"), "")
    return Path(found) if found else None


def state_in(file: Path) -> str:
    """What the index was that a generation is a copy of; empty where that cannot be read."""
    try:
        with contextlib.closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as reader:
            return get_metadata(reader, CHANGED)
    except sqlite3.DatabaseError:
        return ""


def bring_forward(file: Path, newer: Path, paths: Collection[str]) -> None:
    """Make a copy of an index equal to the index as it is now; posts at these paths are all that was written since.

    A failure, or a kill, leaves a file that is of no use: no journal is kept. Raises sqlite3.DatabaseError and
    DamagedError.
    """
    connection = sqlite3.connect(file, isolation_level=None, uri=True)
    try:
        for pragma in FAST:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("ATTACH DATABASE ? AS newer", (f"{newer.absolute().as_uri()}?mode=ro",))
        connection.execute("BEGIN IMMEDIATE")
        _copy_posts(connection, paths)
        connection.execute("COMMIT")
    finally:
        connection.close()


def _copy_posts(connection: sqlite3.Connection, paths: Collection[str]) -> None:
    """Make the index equal to the one that is attached as `newer`, from which it differs in the posts at these paths
    alone. Belongs in a transaction.

    FTS5 writes out what it has in memory whenever a row id is not above the one before, so posts go by their order.
    """
    for _, path in sorted(find_posts(connection, paths)):
        remove_post(connection, path)
    for table, key in _COMPARED:
        connection.execute(f"DELETE FROM main.{table} WHERE {key} NOT IN (SELECT {key} FROM newer.{table})")
        other = f"SELECT * FROM newer.{table} EXCEPT SELECT * FROM main.{table}"
        connection.execute(f"INSERT OR REPLACE INTO main.{table} {other}")
    for row_id, _ in sorted(find_posts(connection, paths, "newer")):
        _copy_post(connection, row_id)


def _copy_post(connection: sqlite3.Connection, row_id: int) -> None:
    for table in _BY_ID:
        connection.execute(f"INSERT INTO main.{table} SELECT * FROM newer.{table} WHERE id = ?", (row_id,))
    whole = "SELECT p.terms, d.post FROM posts AS p JOIN details AS d USING (id) WHERE id = ?"
    terms, details = connection.execute(whole, (row_id,)).fetchone()
    connection.executemany("INSERT INTO tagged VALUES (?, ?)", [(term, row_id) for term in array("I", terms)])
    names = addresses(decode_post(details))
    connection.executemany("INSERT INTO addresses VALUES (?, ?)", [(name, row_id) for name in names])
    for (packed,) in connection.execute("SELECT packed FROM newer.texts WHERE id = ?", (row_id,)).fetchall():
        put_text(connection, row_id, packed)
