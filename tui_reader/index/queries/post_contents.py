"""What the index holds of single posts beside their rows: the whole post, its searchable text, and which texts are
still to come.
"""

import sqlite3
import zlib
from collections.abc import Iterable, Sequence

from tui_reader.index.records import Text, Waiting
from tui_reader.index.storage.codec import DamagedError, decode_post, unpack_fields
from tui_reader.model.post import Post

_AT_ONCE = 2000
"""Posts asked for in one statement."""
_WAITING = "SELECT id, post FROM unsearched CROSS JOIN details USING (id) WHERE id < ? ORDER BY id DESC LIMIT ?"


def get_posts(connection: sqlite3.Connection, ids: Sequence[int]) -> tuple[Post, ...]:
    """The whole posts in the order of `ids`; ids without a post are left out."""
    found: dict[int, str] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = tuple(ids[start : start + _AT_ONCE])
        marks = ", ".join("?" * len(some))
        found.update(connection.execute(f"SELECT id, post FROM details WHERE id IN ({marks})", some))
    return tuple(decode_post(found[row_id]) for row_id in ids if row_id in found)


def get_texts(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, Text]:
    """The searchable texts of some posts by row id."""
    found = (connection.execute("SELECT id, packed FROM texts WHERE id = ?", (row_id,)).fetchone() for row_id in ids)
    return {row[0]: Text(*unpack_fields(row[1])) for row in found if row}


def get_source(connection: sqlite3.Connection, row_id: int) -> bytes:
    """The file of a post as it was published; empty where it is not in the index."""
    found = connection.execute("SELECT packed FROM sources WHERE id = ?", (row_id,)).fetchone()
    try:
        return zlib.decompress(found[0]) if found else b""
    except (zlib.error, TypeError) as error:
        raise DamagedError(str(error)) from error


def next_waiting(connection: sqlite3.Connection, below: int, limit: int) -> list[Waiting]:
    """Posts whose text is still to come, newest first, from below a row id on."""
    return [Waiting(*row) for row in connection.execute(_WAITING, (below, limit))]


def get_waiting(connection: sqlite3.Connection, ids: Iterable[int]) -> list[Waiting]:
    """Those of some posts whose text is still to come."""
    one = "SELECT id, post FROM unsearched CROSS JOIN details USING (id) WHERE id = ?"
    found = (connection.execute(one, (row_id,)).fetchone() for row_id in ids)
    return [Waiting(*row) for row in found if row]


def is_waiting(connection: sqlite3.Connection) -> bool:
    """Whether there are posts that cannot be found by their text yet."""
    return connection.execute("SELECT 1 FROM unsearched LIMIT 1").fetchone() is not None


def count_waiting(connection: sqlite3.Connection) -> int:
    """How many posts cannot be found by their text yet."""
    return int(connection.execute("SELECT count(*) FROM unsearched").fetchone()[0])
