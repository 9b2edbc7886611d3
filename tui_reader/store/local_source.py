"""The files of a feed on a local disk: the one module that lists its folders, asks for metadata, opens or makes a file.

A feed's files may come from anywhere, so a name proves nothing: what is opened is a regular file of bounded size, asked
through its descriptor after it was opened without waiting. Nobody can swap a pipe in between, and no read ever hangs.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

CONFIG_BYTES = 1 << 20
"""Largest file of a site's configuration; a larger one is refused."""
POST_BYTES = 16 << 20
"""Bytes of a post that are read; what a longer one holds beyond is not looked at."""
SECTION_BYTES = 256 << 10
"""Bytes of a section page that are read for its header."""
GIT_NAME_BYTES = 4 << 10
"""Largest file of a checkout that holds one name: a branch, a commit, a folder."""
GIT_REFS_BYTES = 16 << 20
"""Largest list of packed branches."""

INODE_BITS = (1 << 63) - 1
"""Bits of an inode's number that are kept."""

NOT_REGULAR = "not a regular file (a pipe, socket or device)"
OUTSIDE = "the link leads out of the content folder"
BEYOND = "restricted, nothing outside the feed is read"

Entry = os.DirEntry[str]
"""One name in a folder; what it is, the functions below tell."""

Metadata = os.stat_result | OSError
"""What is known of a file, or why nothing is."""

Numbers = tuple[int, int, int]
"""Size in bytes, time of the last change in nanoseconds since 1970, inode."""

StrPath = str | os.PathLike[str]

_WITHOUT_WAITING = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC

_bounds = {"folder": ""}
"""The folder that nothing is read outside of, by its real path; empty where the whole disk may be read."""


def stay_inside(folder: Path) -> None:
    """Restricted mode: no file outside this folder is read, no folder outside it listed and nothing said of what is
    there, whatever the site's configuration names and wherever links lead, for as long as the program runs.

    Belongs before the first file is read, and before there is a second thread.
    """
    _bounds["folder"] = str(real_path(folder))


def _check_bounds(path: StrPath) -> None:
    """Raise PermissionError where the path, links followed, leads out of the folder to stay in."""
    folder = _bounds["folder"]
    if folder and not f"{os.path.realpath(path)}{os.sep}".startswith(folder.rstrip(os.sep) + os.sep):
        raise PermissionError(errno.EACCES, BEYOND)


def _is_beyond(path: StrPath) -> bool:
    """Does the path lead out of the folder to stay in?"""
    try:
        _check_bounds(path)
    except (PermissionError, ValueError):
        return True
    return False


def scan_folder(folder: StrPath) -> list[Entry]:
    """What is in a folder, in no order; raises OSError."""
    _check_bounds(folder)
    with os.scandir(folder) as found:
        return list(found)


def file_names(folder: StrPath) -> Iterator[str]:
    """Base names of everything below a folder that is no folder itself; what cannot be listed is left out."""
    return (name for _, _, names in os.walk(folder) for name in names)


def is_folder_entry(entry: Entry) -> bool:
    """Is the entry a folder, or a link to one?"""
    try:
        return entry.is_dir()
    except OSError:
        return False


def is_link(entry: Entry) -> bool:
    """Is the entry a symbolic link?"""
    return entry.is_symlink()


def part_entries(entries: Iterable[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Those that are no folders, and the folders and links to one, each in the order given."""
    files: list[Entry] = []
    folders: list[Entry] = []
    for entry in entries:
        try:
            (folders if entry.is_dir() else files).append(entry)
        except OSError:
            files.append(entry)
    return files, folders


def look_at_files(folder: StrPath, entries: Iterable[Entry]) -> Iterator[tuple[Entry, Numbers | Metadata]]:
    """Each entry of a folder with the size, time and inode of a regular file; of a link, and of whatever is no regular
    file, the metadata, links followed, or why there is none. Raises OSError for the folder.

    They are asked for through its descriptor, which spares the system the way to the folder for each file: a fifth of
    the time that a look at a feed takes.
    """
    _check_bounds(folder)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    ask, is_file = os.stat, stat.S_ISREG
    try:
        for entry in entries:
            try:
                found = ask(entry.name, dir_fd=descriptor)
            except OSError as error:
                yield entry, error
                continue
            if is_file(found.st_mode) and not entry.is_symlink():
                yield entry, (found.st_size, found.st_mtime_ns, found.st_ino & INODE_BITS)
            else:
                yield entry, found
    finally:
        os.close(descriptor)


def stat_entry(entry: Entry) -> os.stat_result:
    """Metadata of what the entry means, links followed; raises OSError."""
    return entry.stat()


def stat_file(path: StrPath) -> os.stat_result:
    """Metadata of what is at `path`, links followed; raises OSError and ValueError."""
    _check_bounds(path)
    return os.stat(path)  # noqa: PTH116 - asked of every post, no path object


def numbers_of(found: os.stat_result) -> Numbers:
    """What tells a changed file: size in bytes, time of the last change in nanoseconds, inode."""
    return found.st_size, found.st_mtime_ns, found.st_ino & INODE_BITS


def is_regular(found: os.stat_result) -> bool:
    """Is it the metadata of a regular file: no folder, pipe, socket or device?"""
    return stat.S_ISREG(found.st_mode)


def changed_at(path: StrPath) -> int:
    """When the file or the names in the folder changed, in nanoseconds since 1970; -1 where it cannot be asked."""
    try:
        return stat_file(path).st_mtime_ns
    except OSError:
        return -1


def real_path(path: StrPath) -> Path:
    """The path without links, whether or not anything is there; raises OSError, RuntimeError for links in a circle,
    and ValueError.
    """
    return Path(path).resolve()


def is_folder(path: StrPath) -> bool:
    """Is there a folder, or a link to one? Raises PermissionError where a folder above may not be searched."""
    return _is_true(path, Path(path).is_dir)


def is_file(path: StrPath) -> bool:
    """Is there a regular file, or a link to one? Raises PermissionError where a folder above may not be searched."""
    return _is_true(path, Path(path).is_file)


def exists(path: StrPath) -> bool:
    """Is there anything, links followed? Raises PermissionError where a folder above may not be searched."""
    return _is_true(path, Path(path).exists)


def _is_true(path: StrPath, asked: Callable[[], bool]) -> bool:
    """The answer to a question about a path; no where the path is longer than the system can have one.

    Of a link that leads out of the folder to stay in it is always yes, so that reading it names the fault and nothing
    is said of where it leads.
    """
    if _is_beyond(path):
        return not _is_beyond(Path(path).parent) and Path(path).is_symlink()
    try:
        return asked()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return False
        raise


def is_inside(path: StrPath, folder: str) -> bool:
    """Does the path, links followed, lie below the folder, which is given by its real path?"""
    return os.path.realpath(path).startswith(folder + os.sep)


def find_inside(path: StrPath, folders: tuple[Path, ...]) -> tuple[str, int] | None:
    """Real path and size in bytes of the regular file at `path`; None where there is none, or it lies in none of the
    folders.
    """
    try:
        real = os.path.realpath(path)
        if not any(real.startswith(str(folder) + os.sep) for folder in folders):
            return None
        found = stat_file(real)
    except (OSError, ValueError):
        return None
    return (real, found.st_size) if is_regular(found) else None


def read_content(content: Path, path: str, limit: int) -> bytes:
    """At most `limit` bytes of the file at `path` below the content folder.

    A link is followed only where it stays in the content folder. Raises OSError, also for whatever is no regular file
    and for a path that leads out of the folder.
    """
    if path[:1] == "/" or ".." in path.split("/"):
        raise OSError(None, "no path below the content folder")
    place = os.path.join(content, path)  # noqa: PTH118 - one call a post, no path object
    _check_bounds(place)
    try:
        handle = os.open(place, _WITHOUT_WAITING | os.O_NOFOLLOW)
    except OSError as error:
        if error.errno != errno.ELOOP:
            raise
        place = os.path.realpath(place)
        if not is_inside(place, os.path.realpath(content)):
            raise OSError(None, OUTSIDE) from error
        handle = os.open(place, _WITHOUT_WAITING | os.O_NOFOLLOW)
    return _read(handle, limit)


def read_file(path: StrPath, limit: int) -> bytes:
    """At most `limit` bytes of a file that is named by the user or by the site's configuration; links are followed.

    Raises OSError, also for whatever is no regular file, and ValueError for a name that no file can have.
    """
    _check_bounds(path)
    return _read(os.open(path, _WITHOUT_WAITING), limit)


def read_whole(path: StrPath, limit: int) -> bytes:
    """All of a file as `read_file` gives it; raises OSError where it is larger than `limit` bytes as well."""
    data = read_file(path, limit + 1)
    if len(data) > limit:
        size = f"{limit >> 20} MB" if limit >= 1 << 20 else f"{limit >> 10} KB"
        raise OSError(None, f"larger than {size}")
    return data


def create_content(content: Path, path: str, data: bytes) -> Path:
    """A new file at `path` below the content folder, with the folders above it; what is there stays as it is.

    Only a person who asks for a new post has one made. Raises OSError, also where something is there already, and where
    a link leads out of the folder.
    """
    if path[:1] == "/" or ".." in path.split("/"):
        raise OSError(None, "no path below the content folder")
    place = content / path
    if not is_inside(place, os.path.realpath(content)):
        raise OSError(None, OUTSIDE)
    place.parent.mkdir(parents=True, exist_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    with open(os.open(place, flags, 0o666), "wb") as file:  # noqa: PTH123 - a descriptor, no path
        file.write(data)
    return place


def _read(handle: int, limit: int) -> bytes:
    """At most `limit` bytes of what was opened, which is closed; raises OSError where it is no regular file."""
    try:
        found = os.fstat(handle)
        if not is_regular(found):
            raise OSError(None, NOT_REGULAR if not stat.S_ISDIR(found.st_mode) else "a folder, not a file")
        pieces, left = [], min(limit, found.st_size)
        while left > 0 and (piece := os.read(handle, left)):
            pieces.append(piece)
            left -= len(piece)
    finally:
        os.close(handle)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)
