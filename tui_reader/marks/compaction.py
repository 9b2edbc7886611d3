"""Rewrites a journal without the lines that later ones made void. The danger here: losing a line that counts.

The file is read and its successor written while others go on appending. Only what they added meanwhile is copied under
the lock, so that nobody waits longer than for a small write.
"""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from tui_reader.config.user_files import open_regular
from tui_reader.marks.journal_file import (
    MOST_BYTES,
    TELL_EVERY,
    Moment,
    Record,
    Told,
    decode_line,
    locked_alone,
    moment_of,
    read_lines,
    stands,
    sync_folder,
)

IdentityOf = Callable[[Record], bytes | None]
"""Tells records of one mark from those of others; None for a record that is always kept."""


def compact(file: Path, identity_of: IdentityOf, told: Told | None = None) -> bool:
    """Keep the last record of each mark alone, and every record without an identity; lines that cannot be read go to
    `<file>.torn`.

    False where there was nothing to do it on, where the file has a line too long to be read, or another session is
    writing just now. Raises OSError, and what `told` raises, with the file unharmed.
    """
    try:
        descriptor = open_regular(file, os.O_RDWR)
    except OSError:
        return False
    with os.fdopen(descriptor, "rb") as stream:
        if os.fstat(descriptor).st_size > MOST_BYTES or not locked_alone(descriptor) or not stands(file, descriptor):
            return False
        fcntl.flock(descriptor, fcntl.LOCK_UN)
        kept = _lines_to_keep(stream, identity_of, told)
        return kept is not None and _replace(file, stream, kept)


def _lines_to_keep(stream: BinaryIO, identity_of: IdentityOf, told: Told | None) -> bytearray | None:
    """One byte a whole line: 1 to keep it, 0 for a void one, 2 for one that cannot be read; None where one is too
    long.
    """
    last: dict[bytes, tuple[Moment, int]] = {}
    fates = bytearray()
    size = os.fstat(stream.fileno()).st_size
    for number, (line, _) in enumerate(read_lines(stream)):
        if line is None:
            return None
        if told and number % TELL_EVERY == 0:
            told(min(stream.tell(), size), size)
        if not line.endswith(b"\n"):
            break
        known = decode_line(line)
        if known is None:
            fates.append(2 if line.strip() else 0)
            continue
        moment, identity = moment_of(known[1]), identity_of(known[1])
        before = last.get(identity) if identity is not None else None
        is_last = before is None or moment >= before[0]
        fates.append(is_last)
        if is_last and before is not None:
            fates[before[1]] = 0
        if is_last and identity is not None:
            last[identity] = (moment, number)
    return fates


def _replace(file: Path, stream: BinaryIO, fates: bytearray) -> bool:
    """Put the lines to keep, and what was appended since, in place of the file: all of it or nothing, on disk before
    the old file goes. False where another session writes or compacts just now; raises OSError.
    """
    real = file.resolve()
    fresh = real.with_name(real.name + ".new")
    old = os.fstat(stream.fileno())
    descriptor = open_regular(fresh, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, old.st_mode & 0o777)
    with os.fdopen(descriptor, "wb") as successor:
        if not locked_alone(descriptor) or not stands(fresh, descriptor):
            return False
        try:
            os.ftruncate(descriptor, 0)
            os.fchmod(descriptor, old.st_mode & 0o777)
            torn = _copy_lines(stream, fates, successor)
            os.fsync(descriptor)
            if not locked_alone(stream.fileno()) or not stands(file, stream.fileno()):
                fresh.unlink(missing_ok=True)
                return False
            successor.write(stream.read())
            successor.flush()
            os.fsync(descriptor)
            if torn:
                _set_aside(file.with_name(file.name + ".torn"), torn)
            fresh.replace(real)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise
    sync_folder(real.parent)
    return True


def _copy_lines(stream: BinaryIO, fates: bytearray, successor: BinaryIO) -> bytes:
    """Write the lines to keep, and leave the old file at the end of the lines that were looked at; those that cannot
    be read.
    """
    stream.seek(0)
    torn: list[bytes] = []
    for fate in fates:
        line = stream.readline()
        if fate == 1:
            successor.write(line)
        elif fate == 2:
            torn.append(line)
    successor.flush()
    return b"".join(torn)


def _set_aside(file: Path, lines: bytes) -> None:
    """Add lines to the file beside the journal, and have them on disk before the journal loses them; raises OSError."""
    descriptor = open_regular(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW)
    with os.fdopen(descriptor, "ab") as aside:
        aside.write(lines)
        aside.flush()
        os.fsync(descriptor)
