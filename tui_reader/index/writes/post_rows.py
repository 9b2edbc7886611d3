"""Posts go into the index and come out again."""

import sqlite3
import time
from collections.abc import Iterable, Sequence

from tui_reader.index.queries.post_lookup import addresses
from tui_reader.index.storage.codec import clean_text, decode_post
from tui_reader.index.storage.row_ids import free_id, has_date
from tui_reader.index.writes.full_text import forget_text
from tui_reader.index.writes.mark_rows import adopt_marks
from tui_reader.index.writes.prepared_post import Prepared
from tui_reader.index.writes.term_rows import Terms, untag_post
from tui_reader.model.post import Post

_PAGE = 2000
_INSERT = f"INSERT INTO posts VALUES ({', '.join('?' * 22)})"


def put_posts(connection: sqlite3.Connection, posts: Iterable[Prepared]) -> None:
    """Add posts, or put them in the place of older ones of the same path. Belongs into one transaction."""
    terms, now = Terms(connection), int(time.time())
    for post in posts:
        path = post.fingerprint.path
        old = connection.execute("SELECT id, terms, seen FROM posts WHERE path = ?", (path,)).fetchone()
        if old is not None:
            _clear_place(connection, old[0], old[1])
        row_id = old[0] if old is not None and has_date(old[0], post.date) else free_id(connection, post.date)
        carried = terms.tag(row_id, post.terms)
        connection.execute(_INSERT, (row_id, path, *post.columns, old[2] if old else now, carried))
        connection.execute("INSERT INTO details VALUES (?, ?)", (row_id, post.details))
        connection.executemany("INSERT INTO addresses VALUES (?, ?)", [(name, row_id) for name in post.addresses])
        connection.execute("INSERT OR IGNORE INTO unsearched VALUES (?)", (row_id,))
        adopt_marks(connection, row_id, path)


def remove_posts(connection: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Take posts out. Belongs into one transaction."""
    for path in paths:
        old = connection.execute("SELECT id, terms FROM posts WHERE path = ?", (path,)).fetchone()
        if old is not None:
            _clear_place(connection, *old)


def _clear_place(connection: sqlite3.Connection, row_id: int, terms: bytes) -> None:
    """Take the post with this id and these terms out."""
    untag_post(connection, row_id, terms)
    forget_text(connection, row_id)
    for post in get_posts(connection, [row_id]):
        names = [(name, row_id) for name in addresses(post)]
        connection.executemany("DELETE FROM addresses WHERE address = ? AND post = ?", names)
    for table in ("posts", "details", "marked", "unsearched"):
        connection.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))


def get_posts(connection: sqlite3.Connection, ids: Sequence[int]) -> tuple[Post, ...]:
    """The whole posts in the order of `ids`; ids without a post are left out."""
    return tuple(decode_post(details) for _, details in get_details(connection, ids))


def get_details(connection: sqlite3.Connection, ids: Sequence[int]) -> list[tuple[int, str]]:
    """The posts as they were encoded with their ids, in the order of `ids`; ids without a post are left out."""
    found: dict[int, str] = {}
    for start in range(0, len(ids), _PAGE):
        some = tuple(ids[start : start + _PAGE])
        marks = ", ".join("?" * len(some))
        found.update(connection.execute(f"SELECT id, post FROM details WHERE id IN ({marks})", some))
    return [(row_id, found[row_id]) for row_id in ids if row_id in found]


def id_of(connection: sqlite3.Connection, path: str) -> int | None:
    """Row id of the post; None where there is none."""
    found = connection.execute("SELECT id FROM posts WHERE path = ?", (clean_text(path),)).fetchone()
    return found[0] if found else None
