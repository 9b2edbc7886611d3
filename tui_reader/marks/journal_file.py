"""One journal file on disk: whole lines appended, or the whole file replaced, never anything between.

Appends hold a shared `flock`; tidying takes an exclusive one and never waits for it. So sessions append side by side
(O_APPEND and one `os.write` keep their lines apart), and none can write into a file that is being replaced.
"""

import contextlib
import errno
import fcntl
import json
import os
import time
from collections.abc import Callable, Hashable, Iterator
from pathlib import Path

from tui_reader.config.user_files import make_folder, open_regular
from tui_reader.i18n.messages import tr
from tui_reader.model.errors import MarksError

Record = dict[str, object]

_NO_SYNC = (errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP)
"""Answers of file systems that cannot sync a file: what was written is as safe there as it can be."""

LOCK_SECONDS = 5.0
"""Longest wait for a session that is tidying the same file, in seconds; tidying 10,000 marks takes far below one."""
LATEST = 1e11
"""Times after this (the year 5138) are no times: a line that has one is unreadable."""


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


def tidy_file(file: Path, key_of: Callable[[Record], Hashable | None]) -> bool:
    """Keep the last record of each key alone, and every record without a key; lines that cannot be read go to
    `<file>.torn`.

    False where there was nothing to do it on, or another session is writing just now. Raises OSError with the file
    unharmed.
    """
    try:
        descriptor = open_regular(file, os.O_RDWR)
    except OSError:
        return False
    try:
        if not _locked_alone(descriptor) or not _stands(file, descriptor):
            return False
        kept, torn = _tidied(file.read_bytes().split(b"\n"), key_of)
        if torn:
            with file.with_name(file.name + ".torn").open("ab") as aside:
                aside.write(torn)
        _replace(file.resolve(), kept, os.fstat(descriptor).st_mode)
        return True
    finally:
        os.close(descriptor)


def _tidied(lines: list[bytes], key_of: Callable[[Record], Hashable | None]) -> tuple[bytes, bytes]:
    """The lines to keep, in their order, and the lines that cannot be read."""
    last: dict[Hashable, tuple[float, int]] = {}
    kept: dict[int, bytes] = {}
    torn: list[bytes] = []
    for number, line in enumerate(lines):
        known = decode_line(line)
        if known is None:
            torn += [line] if line.strip() else []
            continue
        moment, record = known
        key = key_of(record)
        before = last.get(key) if key is not None else None
        if before is None or moment >= before[0]:
            kept[number] = line
            if before is not None:
                del kept[before[1]]
            if key is not None:
                last[key] = (moment, number)
    return b"".join(line + b"\n" for line in kept.values()), b"".join(line + b"\n" for line in torn)


def _replace(file: Path, data: bytes, mode: int) -> None:
    """Put `data` in place of the file, all of it or nothing, on disk before the old file goes; raises OSError."""
    fresh = file.with_name(file.name + ".new")
    try:
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, mode & 0o777)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(file)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    _sync_folder(file.parent)


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
    if not _locked_shared(descriptor) or not _stands(file, descriptor):
        os.close(descriptor)
        return None
    if new:
        _sync_folder(file.parent)
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


def _locked_alone(descriptor: int) -> bool:
    """Hold off everybody else; False where somebody writes, or the file system has no locks."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _stands(file: Path, descriptor: int) -> bool:
    """Is the open file still the one the name stands for?"""
    try:
        return os.path.samestat(file.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _write_lines(descriptor: int, lines: bytes) -> None:
    """One write and a sync; begins on a new line where a killed session left half a line behind."""
    size = os.fstat(descriptor).st_size
    if size and os.pread(descriptor, 1, size - 1) != b"\n":
        lines = b"\n" + lines
    if os.write(descriptor, lines) != len(lines):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise


def _sync_folder(folder: Path) -> None:
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
