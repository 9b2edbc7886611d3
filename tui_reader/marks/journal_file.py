"""One journal file on disk: whole lines appended, or the whole file replaced, never anything between.

A line is a JSON object: `t` is the time in seconds since 1970, `n` counts marks of equal time (0 where it is missing),
`version` is the format (1 where it is missing). Version 2 adds `feed` and `root`, which say whose post `path` is. A
line of a later version, or of an unknown kind, is kept and not applied. A reader of version 1 takes a line of version 2
for a mark on every feed, and never rewrites it: the files it writes have other names.

Appends hold a shared `flock`; replacing the file takes an exclusive one and never waits for it (`compaction`). So
sessions append side by side (O_APPEND and one `os.write` keep their lines apart), and none can write into a file that
is being replaced.
"""

import contextlib
import errno
import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from tui_reader.config.user_files import make_folder, open_regular
from tui_reader.i18n.messages import tr
from tui_reader.model.errors import MarksError

Record = dict[str, object]

_NO_SYNC = (errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP)
"""Answers of file systems that cannot sync a file: what was written is as safe there as it can be."""

LOCK_SECONDS = 5.0
"""Longest wait for a session that is replacing the same file, in seconds; it holds the file for milliseconds."""
LATEST = 1e11
"""Times after this (the year 5138) are no times: a line that has one is unreadable."""
VERSION = 2
"""Version of the format that is written."""
MOST_COUNT = 1 << 53
"""Counts of marks of equal time stay below this, which every reader of JSON holds exactly."""
MOST_BYTES = 256 << 20
"""Largest journal that is read, in bytes: over a million marks."""
MOST_LINE = 1 << 20
"""Longest line that is read, in bytes; a longer one is passed over, and its file is never rewritten."""

Moment = tuple[float, int]
"""When a mark was made: seconds since 1970, and a count of marks of equal time. The greater one is the later."""

Told = Callable[[int, int], None]
"""Called now and then while a long journal is read, with the bytes read and the bytes there are; may raise to stop."""
TELL_EVERY = 4096
"""Lines between two such calls."""


def encode_line(record: Record) -> bytes:
    """The record as one line; names of files that are no UTF-8 survive as JSON escapes."""
    try:
        return json.dumps(record, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(record).encode() + b"\n"


def decode_line(line: bytes) -> tuple[float, Record] | None:
    """Time and record of one line; None where it is torn, no JSON object, or has no usable time `t`."""
    try:
        record = json.loads(line.decode()) if line else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(record, dict):
        return None
    moment = record.get("t")
    if not isinstance(moment, int | float) or isinstance(moment, bool) or not 0 <= moment < LATEST:
        return None
    return float(moment), record


def moment_of(record: Record) -> Moment:
    """When the mark of a line that `decode_line` took was made; a count that is none is 0."""
    count = record.get("n", 0)
    return float(str(record["t"])), count if type(count) is int and 0 <= count < MOST_COUNT else 0


def is_later_version(record: Record) -> bool:
    """Was the line written by a reader that knows more than this one?"""
    version = record.get("version", 1)
    return type(version) is not int or version > VERSION


def read_lines(stream: BinaryIO) -> Iterator[tuple[bytes | None, int]]:
    """Each line with its end, and its size in bytes; None for one that is longer than `MOST_LINE`."""
    while line := stream.readline(MOST_LINE):
        size = len(line)
        if size < MOST_LINE or line.endswith(b"\n"):
            yield line, size
            continue
        while rest := stream.readline(MOST_LINE):
            size += len(rest)
            if rest.endswith(b"\n"):
                break
        yield None, size


def last_records(file: Path, most: int) -> list[Record]:
    """The records of whole lines among the last `most` bytes of a journal; none where it cannot be read."""
    try:
        with open(open_regular(file), "rb") as stream:  # noqa: PTH123 - a descriptor, no path
            stream.seek(max(0, os.fstat(stream.fileno()).st_size - most))
            lines = stream.read(most).split(b"\n")
    except OSError:
        return []
    return [known[1] for known in map(decode_line, lines) if known]


def append_lines(file: Path, lines: bytes) -> None:
    """Add whole lines to the end of the file and wait until they are on disk; makes the file and its folder.

    Raises MarksError.

    After an error what was there before stands unharmed.
    """
    try:
        make_folder(file.parent)
        with _open_shared(file) as descriptor:
            _write_lines(descriptor, lines)
    except OSError as error:
        raise write_error(file, error) from error


@contextlib.contextmanager
def _open_shared(file: Path) -> Iterator[int]:
    """The file, created where missing, locked so that nobody replaces it meanwhile; raises OSError."""
    deadline = time.monotonic() + LOCK_SECONDS
    while (descriptor := _opened(file)) is None:
        if time.monotonic() > deadline:
            raise OSError(errno.ETXTBSY, os.strerror(errno.ETXTBSY))
        time.sleep(0.005)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _opened(file: Path) -> int | None:
    """The file opened for appending and locked; None where another session holds it or replaced it just now."""
    new = not file.exists()
    descriptor = open_regular(file, os.O_RDWR | os.O_APPEND | os.O_CREAT)
    if not _locked_shared(descriptor) or not stands(file, descriptor):
        os.close(descriptor)
        return None
    if new:
        sync_folder(file.parent)
    return descriptor


def _locked_shared(descriptor: int) -> bool:
    """Hold off tidying; a file system without locks counts as locked, since nobody can tidy there either."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def locked_alone(descriptor: int) -> bool:
    """Hold off everybody else; False where somebody writes, or the file system has no locks."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def stands(file: Path, descriptor: int) -> bool:
    """Is the open file still the one the name stands for?"""
    try:
        return os.path.samestat(file.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _write_lines(descriptor: int, lines: bytes) -> None:
    """One write and a sync; begins on a new line where a killed session left half a line behind."""
    size = os.fstat(descriptor).st_size
    if size + len(lines) > MOST_BYTES:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    if size and os.pread(descriptor, 1, size - 1) != b"\n":
        lines = b"\n" + lines
    if os.write(descriptor, lines) != len(lines):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise


def sync_folder(folder: Path) -> None:
    """Have the names in the folder on disk too; file systems that cannot are left alone."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def write_error(file: Path, error: OSError) -> MarksError:
    """What a person can do about a mark that could not be written."""
    reasons = {
        errno.ENOSPC: tr("the disk is full"),
        errno.EDQUOT: tr("your quota is used up"),
        errno.EFBIG: tr("the file may not grow further"),
        errno.EROFS: tr("the disk is read-only"),
        errno.EACCES: tr("no permission to write"),
        errno.EPERM: tr("no permission to write"),
        errno.ETXTBSY: tr("another session holds it"),
    }
    reason = reasons.get(error.errno or 0, error.strerror or tr("it cannot be written"))
    message = tr("The mark was not saved: {reason}: {file}")
    return MarksError(message.format(reason=reason, file=file), tr("Earlier marks are safe"))
