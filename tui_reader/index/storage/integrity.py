"""Is the index whole? What an error of SQLite says about the file, and a check of all of it.

A check reads the whole file, so it runs only where something else than an index wrote to it. Whoever closes the index
last seals it: the nanoseconds of the time of modification get a value of ours, which any later write to the file
replaces. A file with a log beside it that a program has open is left to that program.
"""

import contextlib
import os
import re
import sqlite3
from pathlib import Path

from tui_reader.index.storage.codec import DamagedError
from tui_reader.index.storage.full_text_support import has_fts5, shadows, statements

Trouble = sqlite3.DatabaseError | DamagedError
TROUBLE = (sqlite3.DatabaseError, DamagedError)
"""Everything that may go wrong in a question to the index."""

_TERMS = 500
"""Terms of the full text that are read at once: a tenth of a second where each stands in every post."""
_SECOND = 1_000_000_000
_SEAL = 619_207_345
"""Nanoseconds of the time of modification of an index that was closed whole."""
_DAMAGED = frozenset(
    {
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_CONSTRAINT,
        sqlite3.SQLITE_MISMATCH,
        sqlite3.SQLITE_FORMAT,
    }
)
"""What SQLite says of a file that is damaged: no index, or rows that contradict one another."""
_UNUSABLE = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_NOLFS,
        sqlite3.SQLITE_PROTOCOL,
    }
)
"""What SQLite says where a new file would do no better than this one."""


_BY_FUNCTION = "user-defined function raised exception"
"""What SQLite says where a function of ours met a text that is none it was given."""


def is_damage(error: Trouble) -> bool:
    """Whether an error tells by itself of a damaged file, which a new one heals."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return not isinstance(error, sqlite3.ProgrammingError)
    if code == sqlite3.SQLITE_ERROR:
        return str(error) == _BY_FUNCTION
    return code == sqlite3.SQLITE_IOERR_SHORT_READ or code & 0xFF in _DAMAGED


def is_unusable(error: Trouble) -> bool:
    """Whether an error tells of a disk or a folder where a new file would do no better."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code != sqlite3.SQLITE_IOERR_SHORT_READ and code & 0xFF in _UNUSABLE


def is_busy(error: Trouble) -> bool:
    """Whether another program held the file for too long."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def check_schema(connection: sqlite3.Connection) -> None:
    """Raise DamagedError where a table or an index of this version is missing."""
    personal = _is_personal(connection)
    makes = re.findall(r"^CREATE (?:VIRTUAL )?(?:TABLE|INDEX) (\w+)", statements(personal=personal), re.MULTILINE)
    made = [*makes, *shadows(personal=personal)]
    found = {name for (name,) in connection.execute("SELECT name FROM main.sqlite_master")}
    missing = [name for name in made if name not in found]
    if missing:
        raise DamagedError(f"no {missing[0]}")


def check_pages(connection: sqlite3.Connection) -> None:
    """Read the whole file and raise DamagedError or sqlite3.DatabaseError where it is damaged.

    A feed of 10,000 posts takes 0.2 s, and 1 s with the searchable text. No other program has to wait for that: nothing
    is locked against writing, and the full text is read a piece at a time. `Connection.interrupt` ends it.
    """
    check_schema(connection)
    (said,) = connection.execute("PRAGMA main.quick_check(1)").fetchone()
    if said != "ok":
        raise DamagedError(said)
    if has_fts5() and not _is_personal(connection):
        _read_full_text(connection)


def _is_personal(connection: sqlite3.Connection) -> bool:
    """Whether the file is one user's part, and the posts are those of an index that is shared."""
    return any(name == "shared" for _, name, _ in connection.execute("PRAGMA database_list"))


def _read_full_text(connection: sqlite3.Connection) -> None:
    """Go through every term and the posts it stands in, which fails where they are damaged; FTS5's own check would
    hold the lock for writing all the while.
    """
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_terms USING fts5vocab(main, search, row)")
    last = ""
    piece = "SELECT term FROM temp.search_terms WHERE term > ? ORDER BY term LIMIT ?"
    while found := connection.execute(piece, (last, _TERMS)).fetchall():
        last = found[-1][0]


def is_sealed(file: Path) -> bool:
    """Whether nothing but an index wrote to the file since it was closed, as far as its file system can tell."""
    try:
        left = file.stat().st_mtime_ns % _SECOND
    except OSError:
        return True
    return left in (0, _SEAL) or (_has_log(file) and _is_open(file))


def seal(file: Path) -> None:
    """Mark a file that was closed whole, unless it is open elsewhere."""
    with contextlib.suppress(OSError):
        status = file.stat()
        if status.st_mtime_ns % _SECOND != _SEAL and not _has_log(file):
            os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns // _SECOND * _SECOND + _SEAL))


def _is_open(file: Path) -> bool:
    """Whether a program has the file and its log open, as far as the system tells: SQLite holds a lock on the memory
    that they share for as long (WAL-Index Locks in SQLite's "WAL-mode File Format").
    """
    try:
        inode = Path(f"{file}-shm").stat().st_ino
    except OSError:
        return os.path.lexists(f"{file}-journal")
    try:
        return any(line.split()[5].endswith(f":{inode}") for line in Path("/proc/locks").read_text().splitlines())
    except (OSError, IndexError):
        return True


def _has_log(file: Path) -> bool:
    return any(os.path.lexists(f"{file}{ending}") for ending in ("-wal", "-journal"))
