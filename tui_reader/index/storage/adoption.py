"""Brings a generation of a shared index and the user's own part together.

The generation is attached to each connection as `shared`. Table names are written without a schema everywhere, and
SQLite looks in the user's own file first ("Fully Qualified Names" in its ATTACH DATABASE).
"""

import contextlib
import sqlite3
from pathlib import Path

from tui_reader.index.shared.generations import Generation
from tui_reader.index.storage.integrity import check_schema, is_damage
from tui_reader.index.storage.metadata import (
    GENERATION,
    LAST_VISIT,
    MARKS,
    MARKS_POSITION,
    VISIT,
    get_metadata,
    set_metadata,
)
from tui_reader.model.errors import IndexTroubleError
from tui_reader.model.post import Folder

_OWN = (LAST_VISIT, MARKS, MARKS_POSITION, VISIT)
"""Metadata that are the user's: they stay when a generation comes."""
_GIVE_MARKS = """
    INSERT INTO main.marked
    SELECT p.id, m.read, m.begun, m.bookmarked, m.noted FROM main.marks AS m JOIN shared.posts AS p ON p.path = m.path
"""
_OTHER_FOLDERS = """
    SELECT n.path, coalesce(o.listing, x''), n.listing FROM shared.folders AS n
    LEFT JOIN older.folders AS o ON o.path = n.path WHERE o.listing IS NOT n.listing
    UNION ALL
    SELECT o.path, o.listing, x'' FROM older.folders AS o
    WHERE NOT EXISTS (SELECT 1 FROM shared.folders AS n WHERE n.path = o.path)
    ORDER BY 1
"""


def attach(connection: sqlite3.Connection, generation: Generation) -> None:
    """Let a connection read a generation."""
    connection.execute("ATTACH DATABASE ? AS shared", (_address(generation.file),))


def check_generation(generation: Generation) -> None:
    """Raise sqlite3.DatabaseError or DamagedError where a generation is no whole index, as far as a glance tells."""
    connection = sqlite3.connect(_address(generation.file), uri=True)
    try:
        check_schema(connection)
    finally:
        connection.close()


def is_adopted(connection: sqlite3.Connection, generation: Generation) -> bool:
    """Whether the posts of a generation have the user's marks."""
    return get_metadata(connection, GENERATION) == generation.name


def adopt(connection: sqlite3.Connection, generation: Generation) -> None:
    """Give the posts of a generation the user's marks, and take over what it says of itself.

    Belongs in a transaction.
    """
    others = f"name NOT IN ({', '.join('?' * len(_OWN))})"
    connection.execute("DELETE FROM main.marked")
    connection.execute(_GIVE_MARKS)
    connection.execute(f"DELETE FROM main.facts WHERE {others}", _OWN)
    connection.execute(f"INSERT INTO main.facts SELECT name, value FROM shared.facts WHERE {others}", _OWN)
    set_metadata(connection, GENERATION, generation.name)


def other_folders(connection: sqlite3.Connection, older: Generation) -> list[tuple[Folder, Folder]]:
    """Folders whose files are not what they were in an older generation, as they were and as they are, by path."""
    connection.execute("ATTACH DATABASE ? AS older", (_address(older.file),))
    try:
        found = connection.execute(_OTHER_FOLDERS)
        return [(Folder(path, bytes(was)), Folder(path, bytes(now))) for path, was, now in found]
    finally:
        connection.execute("DETACH DATABASE older")


def write_copy(connection: sqlite3.Connection, file: Path) -> None:
    """Copy the index into a new file that needs nothing beside it.

    Raises IndexTroubleError where that file cannot be written, which is not the index's fault.
    """
    try:
        with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as target:
            connection.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            raise
        raise IndexTroubleError(f"{file}: {error}") from error


def _address(file: Path) -> str:
    """The address of a file that never changes (Uniform Resource Identifiers in SQLite's documentation)."""
    return f"{file.absolute().as_uri()}?mode=ro&immutable=1"
