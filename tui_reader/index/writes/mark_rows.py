"""The copy of the user's marks that queries join with; the truth is in the journals of `marks/`."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tui_reader.index.storage.codec import clean_text


@dataclass(frozen=True, slots=True)
class Mark:
    """What the user marked on one path."""

    path: str
    """The post's path."""
    read: int = 0
    """When the user read it, in seconds since 1970; 0 for never."""
    begun: bool = False
    """The user has stopped somewhere inside it."""
    bookmarked: bool = False
    """The user has bookmarked it."""
    title: str = ""
    """Title the bookmark remembers."""
    date: int | None = None
    """Date the bookmark remembers, in seconds since 1970."""
    zone: int = 0
    """Seconds east of UTC that date is written in."""


def put_marks(connection: sqlite3.Connection, marks: Iterable[Mark]) -> None:
    """Copy the marks of some paths. Belongs into one transaction."""
    for mark in map(_storable, marks):
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


def replace_marks(connection: sqlite3.Connection, marks: Iterable[Mark]) -> bool:
    """Make the copy equal to these marks, writing only what differs; whether anything did.

    Belongs into one transaction.
    """
    wanted = {mark.path: mark for mark in map(_storable, marks)}
    found = connection.execute("SELECT path, read, begun, bookmarked, title, date, zone FROM marks")
    known = {row[0]: Mark(row[0], row[1], bool(row[2]), bool(row[3]), *row[4:]) for row in found}
    gone = [Mark(path) for path in known.keys() - wanted.keys()]
    changed = [mark for path, mark in wanted.items() if known.get(path) != mark]
    put_marks(connection, [*gone, *changed])
    connection.executemany("DELETE FROM marks WHERE path = ?", [(mark.path,) for mark in gone])
    return bool(gone or changed)


def _storable(mark: Mark) -> Mark:
    """The mark as SQLite can keep it: a journal that anyone may edit can hold any text."""
    if mark.path.isascii() and mark.title.isascii():
        return mark
    return replace(mark, path=clean_text(mark.path), title=clean_text(mark.title))


def adopt_marks(connection: sqlite3.Connection, row_id: int, path: str) -> None:
    """Give the post with this row id the marks of its path."""
    connection.execute(
        "INSERT OR REPLACE INTO marked SELECT ?, read, begun, bookmarked FROM marks WHERE path = ?", (row_id, path)
    )


def fact(connection: sqlite3.Connection, name: str) -> str:
    """A small fact about the index; empty where it is not known."""
    found = connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return str(found[0]) if found else ""


def set_fact(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Remember a small fact about the index."""
    connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))
