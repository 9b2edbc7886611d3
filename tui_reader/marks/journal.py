"""Marks of one kind, merged from the journals of all hosts. The danger here: losing a mark that was acknowledged.

Only the file of this host is ever written. The last writer wins per key by time, ties by the file's name and the
order in it. What is in memory is what was read back from disk, never what was only meant to be written.
"""

import contextlib
import math
import os
import stat
import threading
import time
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from tui_reader.config.user_files import open_regular
from tui_reader.i18n.messages import tr
from tui_reader.marks.journal_file import (
    Record,
    append_lines,
    decode_line,
    encode_line,
    tidy_file,
    write_error,
)

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
_Files = Mapping[str, tuple[Path, os.stat_result]]


@dataclass(frozen=True, slots=True)
class _Seen:
    """How far one file has been read."""

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


@dataclass(frozen=True, slots=True)
class _Won(Generic[Value]):
    """The latest mark of one key."""

    order: tuple[float, str, int]
    """Time, file and line: the greatest wins."""
    value: Value
    """What it says."""


class Journal(Generic[Key, Value]):
    """The journals in one folder. Reads nothing before it is first asked; safe to use from several threads.

    `decode` turns a record into its key and value, or None where it does not know the record. Records it does not
    know stay in the file, so that a newer version of the reader still finds them.
    """

    def __init__(
        self,
        folder: Path,
        host: str,
        decode: Callable[[Record], tuple[Key, Value] | None],
        tidy_after: int = 2000,
    ) -> None:
        self.file = folder / f"{host}.jsonl"
        self.unreadable: tuple[str, ...] = ()
        self._decode = decode
        self._tidy_after = tidy_after
        self._seen: dict[str, _Seen] = {}
        self._won: dict[Key, _Won[Value]] = {}
        self._lock = threading.RLock()

    def signature(self) -> str:
        """A text that differs whenever the files do; costs one `stat` a file and reads none."""
        return " ".join(f"{name}:{s.st_ino}:{s.st_size}:{s.st_mtime_ns}" for name, (_, s) in self._files().items())

    def refresh(self) -> frozenset[Key]:
        """Read what any session on any host wrote since the last look; the keys whose value changed."""
        with self._lock:
            files = self._files()
            if any(_replaced(seen, files.get(name)) for name, seen in self._seen.items()):
                return self._reload(files)
            return self._read_all(files)

    def get(self, key: Key) -> Value | None:
        """The latest value of the key, as far as read; None where there is none."""
        with self._lock:  # while another thread reads the files again, what is known is not whole
            won = self._won.get(key)
        return won.value if won else None

    def time_of(self, key: Key) -> float | None:
        """When the key was last marked, in seconds since 1970; None where it never was."""
        with self._lock:
            won = self._won.get(key)
        return won.order[0] if won else None

    def items(self) -> tuple[tuple[Key, Value], ...]:
        """Every key with its latest value, as far as read."""
        with self._lock:
            return tuple((key, won.value) for key, won in self._won.items())

    def append(self, records: Iterable[Record]) -> None:
        """Write the records down, stamped with the time; returns when they are on disk and read back.

        Raises MarksError.

        After an error nothing that was there before is harmed, and no record counts as written.
        """
        with self._lock:
            self.refresh()
            stamped = tuple(map(self._stamped, records))
            if not stamped:
                return
            append_lines(self.file, b"".join(map(encode_line, stamped)))
            self.refresh()
            if not all(map(self._is_read_back, stamped)):
                raise write_error(self.file, OSError(None, tr("what was written cannot be read back")))
            seen = self._seen.get(self.file.name)
            if seen and seen.lines > max(self._tidy_after, 4 * len(self._won)):
                self.tidy()

    def tidy(self) -> bool:
        """Rewrite this host's file with the last record of each key alone; False where another session is writing
        just now.
        """
        with self._lock:
            try:
                done = tidy_file(self.file, self._key_of)
            except OSError:
                return False
            self.refresh()
            return done

    def _is_read_back(self, record: Record) -> bool:
        """Does a record that was written count now, or a later one of its key?"""
        key = self._key_of(record)
        moment = self.time_of(key) if key is not None else None
        return key is None or (moment is not None and moment >= float(str(record["t"])))

    def _key_of(self, record: Record) -> Key | None:
        known = self._decode(record)
        return known[0] if known else None

    def _stamped(self, record: Record) -> Record:
        """The record with a time later than any its key has: what a person does last counts, whatever the clock
        says.
        """
        moment = round(time.time(), 6)
        key = self._key_of({"t": moment, **record})
        last = self.time_of(key) if key is not None else None
        return {"t": moment if last is None else max(moment, math.nextafter(last, math.inf)), **record}

    def _files(self) -> dict[str, tuple[Path, os.stat_result]]:
        """The regular files of the journal by name; none where the folder is missing or closed to us."""
        return dict(_journal_files(self.file.parent))

    def _reload(self, files: _Files) -> frozenset[Key]:
        """Forget everything and read the files from their beginning; the keys whose value differs from before."""
        before = self._won
        self._won, self._seen = {}, {}
        self._read_all(files)
        now = self._won
        return frozenset(key for key in before.keys() | now.keys() if _value(before, key) != _value(now, key))

    def _read_all(self, files: _Files) -> frozenset[Key]:
        changed: set[Key] = set()
        unreadable: list[str] = []
        for name, (path, status) in files.items():
            seen = self._seen.get(name)
            if seen and (seen.size, seen.mtime) == (status.st_size, status.st_mtime_ns):
                continue
            try:
                changed |= self._read(path, seen or _Seen(status.st_ino))
            except OSError:
                unreadable.append(str(path))
        self.unreadable = tuple(unreadable)
        return frozenset(changed)

    def _read(self, path: Path, seen: _Seen) -> set[Key]:
        """Read on from where the last look ended. A last line without a line end is read now, and again next time."""
        with open(open_regular(path), "rb") as file:  # noqa: PTH123 - a descriptor, no path
            status = os.fstat(file.fileno())
            if status.st_ino != seen.inode:
                seen = _Seen(status.st_ino)
            file.seek(seen.offset)
            data = file.read()
        *lines, rest = data.split(b"\n")
        changed: set[Key] = set()
        for number, line in enumerate([*lines, rest], seen.lines):
            self._take(line, (path.name, number), changed)
        end = seen.offset + len(data)
        self._seen[path.name] = _Seen(status.st_ino, end, status.st_mtime_ns, end - len(rest), seen.lines + len(lines))
        return changed

    def _take(self, line: bytes, where: tuple[str, int], changed: set[Key]) -> None:
        """Apply one line; a line that cannot be read is skipped."""
        read = decode_line(line)
        known = self._decode(read[1]) if read else None
        if read is None or known is None:
            return
        key, value = known
        order = (read[0], *where)
        won = self._won.get(key)
        if won is None or order >= won.order:
            self._won[key] = _Won(order, value)
            if won is None or won.value != value:
                changed.add(key)


def _journal_files(folder: Path) -> Iterator[tuple[str, tuple[Path, os.stat_result]]]:
    """Name, path and status of each regular `*.jsonl` file, by name."""
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix == ".jsonl")
    except OSError:
        return
    for path in paths:
        with contextlib.suppress(OSError):
            status = path.stat()
            if stat.S_ISREG(status.st_mode):
                yield path.name, (path, status)


def _replaced(seen: _Seen, file: tuple[Path, os.stat_result] | None) -> bool:
    """Is this another file than the one that was read, or the same with more changed than lines added at its end?"""
    if file is None or file[1].st_ino != seen.inode or file[1].st_size < seen.size:
        return True
    return file[1].st_size == seen.size and file[1].st_mtime_ns != seen.mtime


def _value(won: Mapping[Key, _Won[Value]], key: Key) -> Value | None:
    return won[key].value if key in won else None
