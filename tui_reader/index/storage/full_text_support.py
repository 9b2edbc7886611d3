"""Whether this SQLite has FTS5, and the tables that an index has with it or without.

Without FTS5 an index holds the searchable texts all the same, and search reads them one by one.
"""

import contextlib
import sqlite3
from functools import cache

from tui_reader.index.storage import schema


@cache
def has_fts5() -> bool:
    """Whether this SQLite can make and read a full-text index; it is a part that SQLite may be built without."""
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE probe USING fts5 (text)")
        except sqlite3.OperationalError:
            return False
    return True


def statements(*, personal: bool = False) -> str:
    """Every statement that makes an index, or the user's own part of one; each ended by `;` and a line break."""
    return schema.PERSONAL if personal else schema.PLAIN + schema.FULL_TEXT * has_fts5()


def shadows(*, personal: bool = False) -> tuple[str, ...]:
    """Tables that SQLite makes by itself beside those of `statements`."""
    return schema.SHADOWS if has_fts5() and not personal else ()
