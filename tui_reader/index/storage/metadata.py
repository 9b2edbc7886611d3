"""Metadata of the index: short texts by name, such as which journals the marks were copied from.

The table is called `facts` in the file.
"""

import sqlite3

CHANGED = "changed"
"""When posts were written or removed last, in nanoseconds since 1970."""
MARKS = "marks"
"""Signature of the journals that the marks were copied from."""
MARKS_POSITION = "marks position"
"""How far each of those journals had been read."""
LAST_VISIT = "before"
"""When the last visit ended, in seconds since 1970: posts that came in since are new."""
VISIT = "visit"
"""When the visit before this one ended; on a first visit, when the feed had been read once."""
CARRIED = "carried"
"""Whether the index came from another server: the files of its posts are not here."""
GENERATION = "generation"
"""Which generation of a shared index the marks were given to."""


def get_metadata(connection: sqlite3.Connection, name: str) -> str:
    """The text of this name; empty where there is none."""
    found = connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return str(found[0]) if found else ""


def set_metadata(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Set the text of this name. Belongs in a transaction."""
    connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))
