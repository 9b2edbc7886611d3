"""Posts go into the index, take the place of older ones, and go out again."""

import sqlite3
import time
from collections.abc import Iterable, Sequence

from tui_reader.index.records import Prepared
from tui_reader.index.storage.codec import decode_post
from tui_reader.index.storage.folder_fingerprints import note_files
from tui_reader.index.storage.lookup_keys import addresses
from tui_reader.index.storage.metadata import CHANGED, set_metadata
from tui_reader.index.storage.row_ids import free_id, has_date
from tui_reader.index.writes.full_text import forget_text
from tui_reader.index.writes.mark_rows import adopt_marks
from tui_reader.index.writes.term_rows import Terms, untag_post


def change_posts(connection: sqlite3.Connection, put: Sequence[Prepared], removed: Sequence[str]) -> None:
    """Put posts in and take others out, with what their files looked like. Belongs in a transaction."""
    for path in removed:
        remove_post(connection, path)
    terms, now = Terms(connection), int(time.time())
    for post in put:
        _put_post(connection, post, terms, now)
    note_files(connection, [post.fingerprint for post in put], removed)
    set_metadata(connection, CHANGED, str(time.time_ns()))


def _put_post(connection: sqlite3.Connection, post: Prepared, terms: Terms, now: int) -> None:
    """Add the post, or put it in the place of an older one of the same path."""
    path = post.fingerprint.path
    old = connection.execute("SELECT id, terms, seen FROM posts WHERE path = ?", (path,)).fetchone()
    if old is not None:
        _clear_place(connection, old[0], old[1])
    row_id = old[0] if old is not None and has_date(old[0], post.date) else free_id(connection, post.date)
    carried = terms.tag(row_id, post.terms)
    values = (row_id, path, *post.columns, old[2] if old else now, carried)
    connection.execute(f"INSERT INTO posts VALUES ({', '.join('?' * len(values))})", values)
    connection.execute("INSERT INTO details VALUES (?, ?)", (row_id, post.details))
    connection.executemany("INSERT INTO addresses VALUES (?, ?)", [(name, row_id) for name in post.addresses])
    connection.execute("INSERT OR IGNORE INTO unsearched VALUES (?)", (row_id,))
    adopt_marks(connection, row_id, path)


def remove_post(connection: sqlite3.Connection, path: str) -> None:
    """Take the post at a path out. Belongs in a transaction."""
    old = connection.execute("SELECT id, terms FROM posts WHERE path = ?", (path,)).fetchone()
    if old is not None:
        _clear_place(connection, *old)


def _clear_place(connection: sqlite3.Connection, row_id: int, terms: bytes) -> None:
    """Take the post with this id and these terms out."""
    untag_post(connection, row_id, terms)
    forget_text(connection, row_id)
    connection.executemany("DELETE FROM addresses WHERE address = ? AND post = ?", _address_rows(connection, row_id))
    for table in ("posts", "details", "marked", "unsearched", "sources"):
        connection.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))


def _address_rows(connection: sqlite3.Connection, row_id: int) -> Iterable[tuple[str, int]]:
    """The rows of `addresses` that the post has: they follow from the post, and no index leads from it to them."""
    found = connection.execute("SELECT post FROM details WHERE id = ?", (row_id,)).fetchone()
    return [(name, row_id) for name in addresses(decode_post(found[0]))] if found else []
