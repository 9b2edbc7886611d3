"""The copy of the user's marks that queries join with; the truth is in the journals of `marks/`."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence

from tui_reader.index.records import Copied, Mark
from tui_reader.index.storage.metadata import MARKS, MARKS_POSITION, get_metadata, set_metadata
from tui_reader.model.dataclass import replace
from tui_reader.text.folding import fold
from tui_reader.text.sanitize import replace_surrogates

_COLUMNS = "path, read, begun, bookmarked, title, date, zone, note, passages, searched"
_PUT = f"""
    INSERT INTO marks ({_COLUMNS}, noted, note_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (path) DO UPDATE SET read = excluded.read, begun = excluded.begun, bookmarked = excluded.bookmarked,
    title = excluded.title, date = excluded.date, zone = excluded.zone, note = excluded.note,
    passages = excluded.passages, searched = excluded.searched, noted = excluded.noted, note_key = excluded.note_key
"""
_ADOPT = """
    INSERT OR REPLACE INTO marked
    SELECT p.id, m.read, m.begun, m.bookmarked, m.noted FROM marks AS m JOIN posts AS p ON p.path = m.path WHERE m.path = ?
"""
_CHUNK = 500


class KeptMarks:
    """Which rows of the copy belong to the marks there are: one bit for each row, whatever their number."""

    def __init__(self) -> None:
        self._bits = bytearray()

    def add(self, row_id: int) -> None:
        """Keep a row."""
        if row_id >> 3 >= len(self._bits):
            self._bits.extend(bytes((row_id >> 3) + 1 - len(self._bits)))
        self._bits[row_id >> 3] |= 1 << (row_id & 7)

    def __contains__(self, row_id: int) -> bool:
        return row_id >> 3 < len(self._bits) and bool(self._bits[row_id >> 3] & 1 << (row_id & 7))


def put_marks(connection: sqlite3.Connection, marks: Iterable[Mark], copied: Copied) -> bool:
    """Copy the marks of some paths, and note how far the journals are copied; whether any was another one before.

    Belongs in a transaction, as everything here that writes.
    """
    set_copied(connection, copied)
    return replace_some(connection, marks, KeptMarks())


def put_made(
    connection: sqlite3.Connection, make: Callable[[Copied], tuple[Sequence[Mark], Copied] | None]
) -> bool | None:
    """The same with marks that are made here, from how far the journals are copied; None where `make` makes none."""
    made = make(get_copied(connection))
    return None if made is None else put_marks(connection, *made)


def replace_some(connection: sqlite3.Connection, marks: Iterable[Mark], kept: KeptMarks) -> bool:
    """Copy the marks of some paths, writing only what differs, and keep their rows; whether anything differed."""
    wanted = [_storable(mark) for mark in marks]
    known = {mark.path: (row_id, mark) for row_id, mark in _known(connection, [mark.path for mark in wanted])}
    other = [mark for mark in wanted if mark.path not in known or known[mark.path][1] != mark]
    connection.executemany(_PUT, map(_values, other))
    connection.executemany(_ADOPT, ((mark.path,) for mark in other))
    for row_id, _ in known.values():
        kept.add(row_id)
    for row_id, _ in _known(connection, [mark.path for mark in other if mark.path not in known]):
        kept.add(row_id)
    return bool(other)


def remove_others(connection: sqlite3.Connection, kept: KeptMarks, copied: Copied) -> bool:
    """Take out the marks that are not among those to keep, and note how far the journals are copied; whether there
    were any.
    """
    found = connection.execute("SELECT id, path FROM marks")
    gone = [(row_id, path) for row_id, path in found if row_id not in kept]
    put_marks(connection, [Mark(path) for _, path in gone], copied)
    connection.executemany("DELETE FROM marks WHERE id = ?", ((row_id,) for row_id, _ in gone))
    return bool(gone)


def get_copied(connection: sqlite3.Connection) -> Copied:
    """How far the journals are copied."""
    return Copied(get_metadata(connection, MARKS), get_metadata(connection, MARKS_POSITION))


def set_copied(connection: sqlite3.Connection, copied: Copied) -> None:
    """Note how far the journals are copied."""
    set_metadata(connection, MARKS, copied.signature)
    set_metadata(connection, MARKS_POSITION, copied.position)


def _known(connection: sqlite3.Connection, paths: Sequence[str]) -> Iterable[tuple[int, Mark]]:
    """Row ids and marks of those paths that have any."""
    for start in range(0, len(paths), _CHUNK):
        some = paths[start : start + _CHUNK]
        marks = f"SELECT id, {_COLUMNS} FROM marks WHERE path IN ({', '.join('?' * len(some))})"
        for row_id, path, read, begun, bookmarked, *rest in connection.execute(marks, some):
            yield row_id, Mark(path, read, bool(begun), bool(bookmarked), *rest)


def _values(mark: Mark) -> tuple[object, ...]:
    said = mark.title, mark.date, mark.zone, mark.note, mark.passages, mark.searched
    key = "\n".join(filter(None, (mark.note, mark.searched)))
    return mark.path, mark.read, mark.begun, mark.bookmarked, *said, mark.noted, fold(key)


def _storable(mark: Mark) -> Mark:
    """The mark as SQLite can keep it: a journal that anyone may edit can hold any text."""
    texts = mark.path, mark.title, mark.note, mark.passages, mark.searched
    if all(map(str.isascii, texts)):
        return mark
    path, title, note, passages, searched = map(replace_surrogates, texts)
    return replace(mark, path=path, title=title, note=note, passages=passages, searched=searched)


def adopt_marks(connection: sqlite3.Connection, row_id: int, path: str) -> None:
    """Give the post with this row id the marks of its path."""
    connection.execute(
        "INSERT OR REPLACE INTO marked SELECT ?, read, begun, bookmarked, noted FROM marks WHERE path = ?",
        (row_id, path),
    )
