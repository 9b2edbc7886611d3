"""The copy of the user's marks that queries join with; the truth is in the journals of `marks/`."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from tui_reader.index.records import Mark
from tui_reader.index.storage.metadata import MARKS, set_metadata
from tui_reader.text.sanitize import replace_surrogates


def put_marks(connection: sqlite3.Connection, marks: Iterable[Mark], signature: str) -> None:
    """Copy the marks of some paths, and note the journals' signature. Belongs in a transaction."""
    for mark in map(_storable, marks):
        _put_mark(connection, mark)
    set_metadata(connection, MARKS, signature)


def replace_marks(connection: sqlite3.Connection, marks: Iterable[Mark], signature: str) -> bool:
    """Make the copy equal to these marks, writing only what differs; whether anything did.

    Belongs in a transaction.
    """
    wanted = {mark.path: mark for mark in map(_storable, marks)}
    found = connection.execute("SELECT path, read, begun, bookmarked, title, date, zone FROM marks")
    known = {row[0]: Mark(row[0], row[1], bool(row[2]), bool(row[3]), *row[4:]) for row in found}
    gone = [Mark(path) for path in known.keys() - wanted.keys()]
    changed = [mark for path, mark in wanted.items() if known.get(path) != mark]
    put_marks(connection, [*gone, *changed], signature)
    connection.executemany("DELETE FROM marks WHERE path = ?", [(mark.path,) for mark in gone])
    return bool(gone or changed)


def _put_mark(connection: sqlite3.Connection, mark: Mark) -> None:
    values = (mark.path, mark.read, mark.begun, mark.bookmarked, mark.title, mark.date, mark.zone)
    connection.execute(
        "INSERT INTO marks (path, read, begun, bookmarked, title, date, zone) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (path) DO UPDATE SET read = excluded.read, begun = excluded.begun,"
        " bookmarked = excluded.bookmarked, title = excluded.title, date = excluded.date, zone = excluded.zone",
        values,
    )
    found = connection.execute("SELECT id FROM posts WHERE path = ?", (mark.path,)).fetchone()
    if found:
        adopt_marks(connection, found[0], mark.path)


def _storable(mark: Mark) -> Mark:
    """The mark as SQLite can keep it: a journal that anyone may edit can hold any text."""
    if mark.path.isascii() and mark.title.isascii():
        return mark
    return replace(mark, path=replace_surrogates(mark.path), title=replace_surrogates(mark.title))


def adopt_marks(connection: sqlite3.Connection, row_id: int, path: str) -> None:
    """Give the post with this row id the marks of its path."""
    connection.execute(
        "INSERT OR REPLACE INTO marked SELECT ?, read, begun, bookmarked FROM marks WHERE path = ?", (row_id, path)
    )
