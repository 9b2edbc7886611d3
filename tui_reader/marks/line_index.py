"""Where in a journal the last line of each mark begins, kept in the cache folder, so that a long journal is read once.

A file of this kind can be deleted at any time. It holds no mark: who looks one up reads the line itself in the journal.
Entries lie in 4,096 buckets by the digest of the post's path; each bucket has a checksum and none may be missing, so
that an entry that got lost is noticed wherever it is looked for.

An index never takes the place of another under its name: a session that still had the other open would write a log of
it beside the new one, and SQLite would put its pages back into that (How To Corrupt An SQLite Database File, 4.2).
"""

import contextlib
import os
import sqlite3
import struct
import time
import zlib
from collections.abc import Iterable, Iterator
from itertools import starmap
from pathlib import Path
from typing import BinaryIO, NamedTuple

from tui_reader.config.user_files import files_in, make_folder, open_regular
from tui_reader.marks.extent import Extent, begins_with, goes_on
from tui_reader.model.dataclass import fields, replace

try:
    from _blake2 import blake2b  # what hashlib gives, without loading OpenSSL in every reader
except ImportError:
    from hashlib import blake2b

PARTS = 64
"""Marks are gone through in so many parts: a path is in one of them, whatever its marks are."""
_BUCKETS = 4096
_IN_PART = _BUCKETS // PARTS
_ENTRY = struct.Struct("<16sdQQ")
"""Identity of a mark, seconds and count of its moment, place of the line in bytes."""
_BUSY_SECONDS = 5.0
"""How long an access waits for another session, which writes for far less."""
_MAKING_SECONDS = 600.0
"""Longest time that an index without entries takes to be made."""
_ELSEWHERE = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
)
"""Answers of SQLite that say nothing against the file itself."""
_TABLES = """
CREATE TABLE buckets (id INTEGER PRIMARY KEY, packed BLOB NOT NULL, checksum INTEGER NOT NULL);
CREATE TABLE extents (id INTEGER PRIMARY KEY, inode INTEGER, size INTEGER, mtime INTEGER, offset INTEGER, lines INTEGER,
    tail BLOB, passed_over INTEGER, crc INTEGER, marks INTEGER, checksum INTEGER);
"""


_COLUMNS = 11
"""Columns of `extents`; a file with others is from another version."""


class DamagedIndexError(Exception):
    """An index of lines is not as it was written, or not of this journal."""


class IndexInUseError(Exception):
    """An index of lines cannot be used just now, which says nothing against it."""


class Entry(NamedTuple):
    """The last line of one mark."""

    identity: bytes
    """As `identity_of` gives it."""
    seconds: float
    """Seconds of its moment."""
    nth: int
    """Count of its moment."""
    offset: int
    """Where the line begins, in bytes."""


def identity_of(path: str, *names: str) -> bytes:
    """16 bytes that tell a mark on this path from all others; the first half follows from the path alone."""
    return path_digest(path) + _digest("\0".join((path, *names)))


def path_digest(path: str) -> bytes:
    """8 bytes that tell the marks on a path from those on others."""
    return _digest(path)


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def part_of(digest: bytes) -> int:
    """Which of the parts the marks with this digest, or identity, are in."""
    return _bucket_of(digest) // _IN_PART


def _bucket_of(digest: bytes) -> int:
    return int.from_bytes(digest[:2], "little") % _BUCKETS


class LineIndex:
    """The index of one journal. Its owner's lock guards every call; each raises DamagedIndexError or
    IndexInUseError.
    """

    def __init__(self, file: Path) -> None:
        """Opens the file; raises OSError where there is none, or no regular one."""
        self.file = file
        os.close(open_regular(file))
        with _translated():
            self._connection = sqlite3.connect(
                file, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=8
            )
            self._connection.execute("PRAGMA synchronous = NORMAL")

    def extent(self) -> Extent:
        """How far the journal was read into it."""
        with _translated():
            return self._state()[0]

    def extent_in(self, journal: BinaryIO, status: os.stat_result) -> Extent | None:
        """How far the index leads in a file; None where it is not that of the file. Raises OSError where that cannot
        be read.
        """
        known = self.extent()
        if not goes_on(journal, status, known) and begins_with(journal, status, known):
            known = replace(known, inode=status.st_ino, size=known.offset, mtime=status.st_mtime_ns)
            self.adopt(known)
        return known if goes_on(journal, status, known) else None

    def marks(self) -> int:
        """How many marks it has."""
        with _translated():
            return self._state()[1]

    def find(self, digest: bytes) -> list[Entry]:
        """The entries of a path, by its digest."""
        bucket = _bucket_of(digest)
        with _translated():
            packed = self._buckets(bucket, bucket)[0]
        at, found = packed.find(digest), []
        while at >= 0:
            if at % _ENTRY.size == 0:
                found.append(Entry(*_ENTRY.unpack_from(packed, at)))
            at = packed.find(digest, at + 1)
        return found

    def part(self, number: int) -> Iterator[Entry]:
        """The entries of one part, in the order of the journal."""
        first = number * _IN_PART
        with _translated():
            packed = b"".join(self._buckets(first, first + _IN_PART - 1))
        return iter(sorted(starmap(Entry, _ENTRY.iter_unpack(packed)), key=lambda entry: entry.offset))

    def put(self, entries: Iterable[Entry], extent: Extent) -> Extent:
        """Take in the last lines of all marks up to `extent`; how far the index goes now, which is further where
        another session has read more.
        """
        fresh: dict[int, list[Entry]] = {}
        for entry in entries:
            fresh.setdefault(_bucket_of(entry.identity), []).append(entry)
        with _translated(), self._transaction():
            known, marks = self._state()
            if known.inode != extent.inode:
                raise IndexInUseError
            if known.offset >= extent.offset:
                return known
            marks += sum(self._merge(bucket, some) for bucket, some in sorted(fresh.items()))
            _set_state(self._connection, extent, marks)
        return extent

    def adopt(self, extent: Extent) -> None:
        """The journal is another file now that begins with all that was read."""
        with _translated(), self._transaction():
            _set_state(self._connection, extent, self._state()[1])

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise

    def _buckets(self, first: int, last: int) -> list[bytes]:
        select = "SELECT id, packed, checksum FROM buckets WHERE id BETWEEN ? AND ? ORDER BY id"
        found = self._connection.execute(select, (first, last)).fetchall()
        whole = len(found) == last - first + 1 and all(
            type(packed) is bytes and zlib.crc32(packed, bucket) == checksum for bucket, packed, checksum in found
        )
        if not whole:
            raise DamagedIndexError
        return [packed for _, packed, _ in found]

    def _merge(self, bucket: int, fresh: Iterable[Entry]) -> int:
        """Put later lines in the place of earlier ones; how many marks are new."""
        known = {row[0]: row for row in _ENTRY.iter_unpack(self._buckets(bucket, bucket)[0])}
        before = len(known)
        for entry in fresh:
            old = known.get(entry.identity)
            if old is None or entry[1:] >= old[1:]:
                known[entry.identity] = tuple(entry)
        _set_bucket(self._connection, bucket, b"".join(_ENTRY.pack(*row) for row in known.values()))
        return len(known) - before

    def _state(self) -> tuple[Extent, int]:
        row = self._connection.execute("SELECT * FROM extents").fetchone()
        if row is None or len(row) != _COLUMNS or _checksum(row[1:-1]) != row[-1]:
            raise DamagedIndexError
        inode, size, mtime, offset, lines, tail, passed_over, crc, marks = row[1:-1]
        return Extent(inode, size, mtime, offset, lines, tail, bool(passed_over), crc), marks


def line_indexes(base: Path | None) -> list[Path]:
    """The indexes of the journal that `base` stands for: names that begin with it. None has none."""
    if base is None:
        return []
    return [file for file in files_in(base.parent, ".sqlite") if file.name.rpartition("-")[0] == base.name]


def make_line_index(base: Path, inode: int) -> LineIndex:
    """An index without entries, under a name that begins with `base` and was never given before; others of the journal
    are removed. Raises OSError, DamagedIndexError and IndexInUseError.
    """
    make_folder(base.parent)
    others = line_indexes(base)
    file = base.with_name(f"{base.name}-{os.urandom(8).hex()}.sqlite")
    fresh = file.with_suffix(".new")
    try:
        os.close(open_regular(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL))
        with _translated(), contextlib.closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
            connection.executescript(f"PRAGMA synchronous = OFF; BEGIN; {_TABLES}")
            for bucket in range(_BUCKETS):
                _set_bucket(connection, bucket, b"")
            _set_state(connection, Extent(inode), 0)
            connection.execute("COMMIT")
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)
    for other in (*others, *_left_unfinished(base)):
        remove_line_index(other)
    return LineIndex(file)


def _left_unfinished(base: Path) -> list[Path]:
    """Files that makers left which were killed; one that is at work now is done long before."""
    since, found = time.time() - _MAKING_SECONDS, []
    for file in files_in(base.parent, ".new"):
        with contextlib.suppress(OSError):
            if file.name.rpartition("-")[0] == base.name and file.stat().st_mtime < since:
                found.append(file)
    return found


def remove_line_index(file: Path) -> None:
    """Remove an index, also one that another session has open, which then makes do without."""
    for name in (file.name, f"{file.name}-journal"):
        with contextlib.suppress(OSError):
            file.with_name(name).unlink(missing_ok=True)


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    """Errors of SQLite as what they say of the index."""
    try:
        yield
    except sqlite3.Error as error:
        is_damage = getattr(error, "sqlite_errorcode", 0) & 0xFF not in _ELSEWHERE
        raise (DamagedIndexError if is_damage else IndexInUseError) from error


def _set_bucket(connection: sqlite3.Connection, bucket: int, packed: bytes) -> None:
    connection.execute("REPLACE INTO buckets VALUES (?, ?, ?)", (bucket, packed, zlib.crc32(packed, bucket)))


def _set_state(connection: sqlite3.Connection, extent: Extent, marks: int) -> None:
    known = [getattr(extent, one.name) for one in fields(extent)]
    values = (*known[:-2], int(extent.passed_over), extent.crc, marks)
    connection.execute(f"REPLACE INTO extents VALUES (0, {'?, ' * 9} ?)", (*values, _checksum(values)))


def _checksum(values: Iterable[object]) -> int:
    return zlib.crc32(repr(tuple(values)).encode())
