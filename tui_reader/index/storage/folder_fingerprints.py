"""What the files looked like when they were read, folder by folder: looking at an unchanged folder costs one
comparison.
"""

import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable

from tui_reader.index.storage.codec import DamagedError
from tui_reader.model.post import Fingerprint, Folder

_AT_ONCE = 4
"""Folders read at a time: one may hold a hundred thousand files."""


def next_folders(connection: sqlite3.Connection, after: str | None) -> list[Folder]:
    """The next folders behind a path, in the order of the path; the first ones behind None, none at the end."""
    rows = connection.execute(
        "SELECT path, listing FROM folders WHERE path > ? OR ? IS NULL ORDER BY path LIMIT ?", (after, after, _AT_ONCE)
    )
    return [Folder(path, _checked(listing)) for path, listing in rows]


def get_folders(connection: sqlite3.Connection, paths: Iterable[str]) -> list[Folder]:
    """Those of these folders that files were read in, in the order of the path."""
    asked = "SELECT path, listing FROM folders WHERE path = ?"
    rows = [row for path in sorted(paths) for row in connection.execute(asked, (path,))]
    return [Folder(path, _checked(listing)) for path, listing in rows]


def _checked(listing: bytes) -> bytes:
    """The listing of a folder; raises DamagedError where it does not hold as many names as it says."""
    try:
        names = 8 + 24 * int.from_bytes(listing[:8], sys.byteorder)
        if listing[names:].decode().count("\0") + 1 == (names - 8) // 24 and names < len(listing):
            return listing
    except (UnicodeDecodeError, TypeError, OverflowError) as error:
        raise DamagedError(str(error)) from error
    raise DamagedError("a folder's listing is cut")


def is_empty(connection: sqlite3.Connection) -> bool:
    """Whether no file was read yet."""
    return connection.execute("SELECT 1 FROM folders LIMIT 1").fetchone() is None


def is_as_read(connection: sqlite3.Connection, found: Fingerprint) -> bool:
    """Whether a file that looks like this is the one that was read.

    A file counts as no older than the section pages above it, so the time that was noted may be a later one.
    """
    folder, name = _parted(found.path)
    row = connection.execute("SELECT listing FROM folders WHERE path = ?", (folder,)).fetchone()
    known = Folder(folder, _checked(row[0])).file(name) if row else None
    return known is not None and known == (found.size, max(found.mtime, known[1]), found.inode)


def file_numbers(connection: sqlite3.Connection, paths: Iterable[str]) -> dict[str, tuple[int, int, int]]:
    """Size, time and inode of the files at these paths as they were read; paths without a file are left out."""
    by_folder: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        folder, name = _parted(path)
        by_folder[folder].append(name)
    found: dict[str, tuple[int, int, int]] = {}
    for folder, names in by_folder.items():
        for known in get_folders(connection, [folder]):
            files = known.files()
            found |= {folder + name: files[name] for name in names if name in files}
    return found


def note_files(connection: sqlite3.Connection, read: Iterable[Fingerprint], removed: Iterable[str]) -> None:
    """Remember files that were read, forget those that are gone.

    Belongs in the transaction that changes their posts.
    """
    changes: dict[str, dict[str, tuple[int, int, int] | None]] = defaultdict(dict)
    for path in removed:
        folder, name = _parted(path)
        changes[folder][name] = None
    for path, size, mtime, inode in read:
        folder, name = _parted(path)
        changes[folder][name] = (size, mtime, inode)
    for folder, changed in changes.items():
        _note_folder(connection, folder, changed)


def _parted(path: str) -> tuple[str, str]:
    """The folder of a file, with `/` at its end, and the file's name."""
    name = path[path.rfind("/") + 1 :]
    return path[: len(path) - len(name)], name


def _note_folder(connection: sqlite3.Connection, path: str, changed: dict[str, tuple[int, int, int] | None]) -> None:
    found = connection.execute("SELECT listing FROM folders WHERE path = ?", (path,)).fetchone()
    files = {**Folder(path, _checked(found[0]) if found else b"").files(), **changed}
    kept = sorted((name, numbers) for name, numbers in files.items() if numbers)
    listing = Folder.pack(
        path, [name for name, _ in kept], [number for _, numbers in kept for number in numbers]
    ).listing
    if listing:
        connection.execute("INSERT OR REPLACE INTO folders VALUES (?, ?)", (path, listing))
    else:
        connection.execute("DELETE FROM folders WHERE path = ?", (path,))
