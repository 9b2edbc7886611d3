"""How far a journal has been read, and whether a file is still the one that was read."""

import os
import zlib
from typing import BinaryIO

from tui_reader.model.dataclass import dataclass

_TAIL = 64
"""Bytes before the place that was read to, which tell whether it is still the same file."""
_PIECE = 1 << 20
"""Bytes read at once where a journal is compared with what was read of it."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a journal has been read."""

    inode: int
    """Number of the file that was read."""
    size: int = 0
    """Bytes it had."""
    mtime: int = 0
    """Time of its last change in nanoseconds."""
    offset: int = 0
    """Bytes of whole lines read."""
    lines: int = 0
    """Whole lines read."""
    tail: bytes = b""
    """The last bytes before `offset`: a number is given to another file once its own is gone."""
    passed_over: bool = False
    """It has a line that is too long to be read."""
    crc: int = 0
    """CRC-32 of all that was read into an index."""


def goes_on(file: BinaryIO, status: os.stat_result, known: Extent) -> bool:
    """Has the file done no more than grow since it was read?"""
    is_same = status.st_ino == known.inode and status.st_size >= known.size
    if not is_same or (status.st_size == known.size and status.st_mtime_ns != known.mtime):
        return False
    return os.pread(file.fileno(), len(known.tail), known.offset - len(known.tail)) == known.tail


def begins_with(file: BinaryIO, status: os.stat_result, known: Extent) -> bool:
    """Is it another file that begins with all that was read, as one that was copied here anew does?"""
    if not known.offset or status.st_size < known.offset or tail_of(file, known.offset) != known.tail:
        return False
    return crc_of(file, 0, known.offset, 0) == known.crc


def crc_of(file: BinaryIO, start: int, end: int, crc: int) -> int:
    """CRC-32 of the bytes from `start` to `end`, behind those that have `crc`."""
    for at in range(start, end, _PIECE):
        crc = zlib.crc32(os.pread(file.fileno(), min(_PIECE, end - at), at), crc)
    return crc


def tail_of(file: BinaryIO, offset: int) -> bytes:
    """The last bytes before the offset."""
    return os.pread(file.fileno(), min(_TAIL, offset), max(0, offset - _TAIL))
