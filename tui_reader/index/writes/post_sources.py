"""The files of posts as a publisher read them, for readers who cannot: put into an index that is to be published."""

import sqlite3
import zlib
from collections.abc import Iterable

_MISSING = """
    SELECT id, path FROM posts WHERE id < ? AND NOT EXISTS (SELECT 1 FROM sources WHERE sources.id = posts.id)
    ORDER BY id DESC LIMIT ?
"""


def next_without_source(connection: sqlite3.Connection, below: int, limit: int) -> list[tuple[int, str]]:
    """Row ids and paths of posts whose file is not in the index, newest first, from below a row id on."""
    return connection.execute(_MISSING, (below, limit)).fetchall()


def find_posts(connection: sqlite3.Connection, paths: Iterable[str], schema: str = "main") -> list[tuple[int, str]]:
    """Row ids and paths of the posts that are at these paths; `schema` is that of an index which is attached."""
    asked = f"SELECT id, path FROM {schema}.posts WHERE path = ?"
    return [found for path in paths for found in connection.execute(asked, (path,))]


def put_sources(connection: sqlite3.Connection, files: Iterable[tuple[int, str, bytes]]) -> None:
    """Add the files of posts, by row id and path, unless the posts are gone meanwhile. Belongs in a transaction."""
    for row_id, path, data in files:
        still = "INSERT OR REPLACE INTO sources SELECT id, ? FROM posts WHERE id = ? AND path = ?"
        connection.execute(still, (zlib.compress(data), row_id, path))
