"""Marks of one kind, merged from the journals of all hosts. The danger here: losing a mark that was acknowledged.

Only the file of this host is ever written. The last writer wins per key by a hybrid logical clock (Kulkarni et al.,
2014): the time of the machine, or where the last mark of the key has a later one, that time and a count above its own.
So a mark comes after every mark its session knew of, whatever any clock says; ties go by the file's name and the order
in it. What is in memory is what was read back from disk, never what was only meant to be written.
"""

import contextlib
import math
import os
import stat
import threading
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Generic

from tui_reader.config.paths import place_key
from tui_reader.config.user_files import files_in
from tui_reader.i18n.messages import tr
from tui_reader.marks.compaction import compact
from tui_reader.marks.extent import Extent
from tui_reader.marks.journal_file import (
    LATEST,
    MOST_BYTES,
    MOST_COUNT,
    MOST_LINE,
    VERSION,
    Record,
    Told,
    append_lines,
    encode_line,
    moment_of,
    write_error,
)
from tui_reader.marks.journal_reader import JournalReader, MarkKey, Meaning, Value, Won, latest_of
from tui_reader.marks.line_index import PARTS

QUICKLY_READ = 1 << 20
"""Bytes of journals that are read in a few hundredths of a second."""
GLANCE_SECONDS = 0.1
"""Longest time for which a glance waits for another thread that reads: one that reads little is done by then."""
LET_IN_SECONDS = 0.1
"""Longest pause in a long reading for threads that wait for an answer."""
MOST_TIDIED_AT_ONCE = 20_000
"""Lines of a journal that is tidied while a mark is made; a longer one is tidied by who has time."""
_Files = Mapping[str, tuple[Path, os.stat_result]]


class Journal(Generic[Value]):
    """The journals in one folder. Reads nothing before it is first asked; safe to use from several threads.

    `_lock` guards what was read, `_long` the reading: who only asks while another thread reads gets what is known.

    `indexes` is the folder for indexes of long journals, which can be deleted at any time; None for none. Marks of
    different feeds are never tidied into one, whatever they count for.
    """

    def __init__(
        self, folder: Path, host: str, meaning: Meaning[Value], indexes: Path | None = None, tidy_after: int = 2000
    ) -> None:
        self.file = folder / f"{host}.jsonl"
        self.unreadable: tuple[str, ...] = ()
        self._meaning = meaning
        self._indexes = indexes
        self._tidy_after = tidy_after
        self._readers: dict[str, JournalReader[Value]] = {}
        self._lock = threading.RLock()
        self._long = threading.RLock()
        self._asking: set[int] = set()
        """Threads that wait for `_lock` to ask something."""

    def signature(self) -> str:
        """A text that differs whenever the files do; costs one `stat` a file and reads none."""
        return " ".join(f"{name}:{s.st_ino}:{s.st_size}:{s.st_mtime_ns}" for name, (_, s) in self._files().items())

    def refresh(self, told: Told | None = None) -> None:
        """Read what any session on any host wrote since the last look; raises what `told` raises. Between two calls of
        `told` others may ask.
        """
        with self._long:
            self._refresh(told and _letting_in(told, self._lock, self._asking))

    def glance(self) -> None:
        """The same where little is to be read and no other thread reads for long: for who would rather know less than
        wait.
        """
        if self._long.acquire(timeout=GLANCE_SECONDS):
            try:
                if self.sizes()[1] <= QUICKLY_READ:
                    self._refresh(None)
            finally:
                self._long.release()

    def _refresh(self, told: Told | None) -> None:
        with self._lock:
            files = self._files()
            for name in self._readers.keys() - files.keys():
                del self._readers[name]
            unread = [name for name, (path, status) in files.items() if not self._read(name, path, status, told)]
            known = [(name, reader.extent) for name, reader in self._readers.items()]
            passed_over = [name for name, extent in known if extent and extent.passed_over]
            self.unreadable = tuple(str(files[name][0]) for name in (*unread, *passed_over))

    def sizes(self) -> tuple[int, int]:
        """Bytes of all journals, and bytes of them that `refresh` has to read; costs little at any size."""
        with self._lock:
            files = self._files()
            unread = sum(self._reader(name, path).unread(status) for name, (path, status) in files.items())
        return sum(status.st_size for _, status in files.values()), unread

    def get(self, key: MarkKey) -> Value | None:
        """The latest value of the key, as far as read; None where there is none."""
        won = self.find(key)
        return won.value if won else None

    def part(self, number: int, path: str = "") -> dict[MarkKey, Won[Value]]:
        """Every key of one part of the marks, as far as read: there are `PARTS`, and all marks on a path are in one. Of
        one path alone where it is given.
        """
        with self._lock:
            return latest_of(mark for each in self._readers.values() for mark in each.part(number, path).items())

    def items(self) -> Iterator[tuple[MarkKey, Value]]:
        """Every key with its latest value, as far as read."""
        return ((key, won.value) for number in range(PARTS) for key, won in self.part(number).items())

    def position(self) -> dict[str, list[object]]:
        """How far each file has been read, as plain values for `paths_since`."""
        with self._lock:
            extents = {name: reader.extent for name, reader in self._readers.items()}
        return {
            name: [known.inode, known.size, known.mtime, known.offset, known.tail.hex()]
            for name, known in extents.items()
            if known
        }

    def paths_since(self, position: Mapping[str, Sequence[Any]]) -> frozenset[str] | None:
        """Paths of the marks that were made after `position`, as far as read; None where any may have changed."""
        with self._lock:
            if position.keys() - self._readers.keys():
                return None
            found: set[str] = set()
            for name, reader in self._readers.items():
                if reader.extent is None:
                    continue
                inode, size, mtime, offset, tail = position.get(name) or (reader.extent.inode, 0, 0, 0, "")
                before = Extent(inode, size, mtime, offset, tail=bytes.fromhex(tail))
                paths = reader.paths_since(before)
                if paths is None:
                    return None
                found |= paths
            return frozenset(found)

    def append(self, records: Iterable[Record]) -> None:
        """Write the records down, stamped with the time; returns when they are on disk and read back.

        Raises MarksError.

        After an error nothing that was there before is harmed, and no record counts as written.
        """
        with self._long, self._lock:
            self.refresh()
            stamped = tuple(map(self._stamped, records))
            if not stamped:
                return
            lines = tuple(map(encode_line, stamped))
            if max(map(len, lines)) > MOST_LINE:
                raise write_error(self.file, OSError(None, tr("it is too long")))
            append_lines(self.file, b"".join(lines))
            self.refresh()
            if not all(map(self._is_read_back, stamped)):
                raise write_error(self.file, OSError(None, tr("what was written cannot be read back")))
            self.tidy_when_due(MOST_TIDIED_AT_ONCE)

    def tidy_when_due(self, most_lines: int = MOST_BYTES, told: Told | None = None) -> bool:
        """Tidy where most of this host's file is void, and it has no more lines than that."""
        with self._lock:
            reader = self._readers.get(self.file.name)
            lines = reader.extent.lines if reader and reader.extent else 0
            is_due = self._tidy_after < lines <= most_lines and reader and lines > 4 * reader.count_marks()
        return bool(is_due) and self.tidy(told)

    def tidy(self, told: Told | None = None) -> bool:
        """Rewrite this host's file with the last record of each mark alone; False where another session is writing
        just now. Raises what `told` raises.
        """
        try:
            done = compact(self.file, self._meaning.identity_of, told)
        except OSError:
            return False
        self.refresh(told)
        return done

    def find(self, key: MarkKey) -> Won[Value] | None:
        """The latest mark of the key, as far as read; None where there is none."""
        self._asking.add(threading.get_ident())
        with self._lock:  # while another thread reads the files again, what is known is not whole
            self._asking.discard(threading.get_ident())
            found = [won for reader in self._readers.values() if (won := reader.find(key))]
        return max(found, key=lambda won: won.order, default=None)

    def _read(self, name: str, path: Path, status: os.stat_result, told: Told | None) -> bool:
        """Read what is new in one file; False where it cannot be read."""
        reader = self._reader(name, path)
        known = reader.extent
        if known and (known.inode, known.size, known.mtime) == (status.st_ino, status.st_size, status.st_mtime_ns):
            return True
        try:
            reader.refresh(told)
        except OSError:
            return False
        return True

    def _reader(self, name: str, path: Path) -> JournalReader[Value]:
        if name not in self._readers:
            index = self._indexes / place_key(path) if self._indexes else None
            self._readers[name] = JournalReader(path, self._meaning, index)
        return self._readers[name]

    def _is_read_back(self, record: Record) -> bool:
        """Does a record that was written count now, or a later one of its key?"""
        key = self._meaning.key_of(record)
        won = self.find(key) if key else None
        return key is None or (won is not None and won.order[0] >= moment_of(record))

    def _stamped(self, record: Record) -> Record:
        """The record with a moment later than any its key has: what a person does last counts, whatever the clock
        says.
        """
        moment = min(max(0.0, round(time.time(), 6)), LATEST / 2)
        stamped = {"t": moment, "version": VERSION, **record}
        key = self._meaning.key_of(stamped)
        won = self.find(key) if key else None
        if won is None or won.order[0][0] < moment:
            return stamped
        last, count = won.order[0]
        if count + 1 == MOST_COUNT:
            return {**stamped, "t": math.nextafter(last, math.inf)}
        return {**stamped, "t": last, "n": count + 1}

    def _files(self) -> dict[str, tuple[Path, os.stat_result]]:
        """The regular files of the journal by name; none where the folder is missing or closed to us."""
        return dict(_journal_files(self.file.parent))


def _letting_in(told: Told, lock: threading.RLock, asking: Collection[int]) -> Told:
    """Calls `told`, and lets in who asks, without the lock that this thread holds."""

    def tell(done: int, total: int) -> None:
        lock.release()
        try:
            told(done, total)
            until = time.monotonic() + LET_IN_SECONDS
            while asking and time.monotonic() < until:
                time.sleep(0.001)
        finally:
            lock.acquire()

    return tell


def _journal_files(folder: Path) -> Iterator[tuple[str, tuple[Path, os.stat_result]]]:
    """Name, path and status of each regular `*.jsonl` file, by name."""
    for path in files_in(folder, ".jsonl"):
        with contextlib.suppress(OSError):
            status = path.stat()
            if stat.S_ISREG(status.st_mode):
                yield path.name, (path, status)
