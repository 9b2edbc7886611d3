"""One journal as far as it has been read: its last lines in memory, those before them through an index of lines.

A mark is always read from the journal itself. What the index says of a line is compared with the line; where they
differ, or the journal does more than grow, it is read again from its beginning.
"""

import contextlib
import errno
import os
from collections.abc import Callable, Iterable
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, Generic, NamedTuple, TypeVar

from tui_reader.config.user_files import open_regular
from tui_reader.marks.extent import Extent, crc_of, goes_on, tail_of
from tui_reader.marks.feed_identity import Belonging, FeedIdentity, identity_from
from tui_reader.marks.journal_file import (
    MOST_BYTES,
    MOST_LINE,
    TELL_EVERY,
    Moment,
    Record,
    Told,
    decode_line,
    is_later_version,
    moment_of,
    read_lines,
)
from tui_reader.marks.line_index import (
    PARTS,
    DamagedIndexError,
    Entry,
    IndexInUseError,
    LineIndex,
    identity_of,
    line_indexes,
    make_line_index,
    part_of,
    path_digest,
    remove_line_index,
)
from tui_reader.model.dataclass import dataclass

Value = TypeVar("Value")
Result = TypeVar("Result")

IN_MEMORY = 1 << 16
"""Bytes at the end of a journal that are read by every session; more go into the index."""
_AT_ONCE = 50_000
"""Lines that go into the index in one transaction, as long as there are more."""
_MOST_AGAIN = 1 << 23
"""Bytes that are read again to tell which marks are new; where there are more, all marks count as new."""
_TRIES = 2
"""Times that an index which fails is made anew."""
_LINE = 4096
"""Bytes read at once where one line is looked for; few are longer."""


class MarkKey(NamedTuple):
    """What a mark is about."""

    feed: FeedIdentity
    """The feed it counts for."""
    kind: str
    """What it says, such as `read`."""
    path: str
    """Path of the post."""


@dataclass(frozen=True, slots=True)
class Meaning(Generic[Value]):
    """What the records of a journal mean."""

    kind_of: Callable[[Record], str | None]
    """The kind of mark a record makes; None where it makes none that is known. Records it does not know stay in the
    file, so that a newer version of the reader still finds them.
    """
    value_of: Callable[[Record], Value]
    """What a record of a known kind says."""
    belonging: Belonging
    """Tells which feed a record is about."""

    def name_of(self, record: Record) -> tuple[str, str] | None:
        """Kind and path of the mark; None where the record makes none that this version knows."""
        path = record.get("path")
        kind = None if is_later_version(record) else self.kind_of(record)
        return (kind, path) if kind and isinstance(path, str) and path else None

    def key_of(self, record: Record) -> MarkKey | None:
        """What the record is about."""
        name = self.name_of(record)
        return MarkKey(self.belonging.feed_of(record), *name) if name else None

    def identity_of(self, record: Record) -> bytes | None:
        """Tells records of one mark from those of others: by the feed they name themselves, whichever is open."""
        name = self.name_of(record)
        if name is None:
            return None
        feed = identity_from(record)
        return identity_of(name[1], name[0], feed.title, feed.root)

    def entry_of(self, line: bytes, offset: int) -> Entry | None:
        """What an index is to know of the line at `offset`; None where it makes no mark."""
        known = decode_line(line)
        identity = self.identity_of(known[1]) if known else None
        return Entry(identity, *moment_of(known[1]), offset) if known and identity is not None else None


@dataclass(frozen=True, slots=True)
class Won(Generic[Value]):
    """The latest mark of one key."""

    order: tuple[Moment, str, int]
    """Moment, file and place in it: the greatest wins."""
    value: Value
    """What it says."""


class JournalReader(Generic[Value]):
    """Reads one journal; the lock of its owner guards every call. `index_base` is what the names of
    its indexes begin with; None where none may be made."""

    def __init__(self, path: Path, meaning: Meaning[Value], index_base: Path | None) -> None:
        self.extent: Extent | None = None
        """How far the file was read; None before that."""
        self._path = path
        self._meaning = meaning
        self._index_base = index_base
        self._index: LineIndex | None = None
        self._indexed = 0
        """Bytes at the beginning of the journal whose lines are found through the index."""
        self._late: list[dict[MarkKey, Won[Value]]] = []
        """The marks of the lines behind them, by part."""
        self._told: Told | None = None
        self._forget()

    def refresh(self, told: Told | None = None) -> None:
        """Read on from where the last look ended; raises OSError where the file cannot be read, and what `told`
        raises.
        """
        self._told = told
        try:
            self._sound(self._refresh)
        finally:
            self._told = None

    def unread(self, status: os.stat_result) -> int:
        """Bytes the next `refresh` has to read where the file is as `status` says, and has only grown."""
        if self.extent is not None:
            return max(0, status.st_size - self.extent.offset)
        for found in line_indexes(self._index_base):
            with contextlib.suppress(DamagedIndexError, IndexInUseError, OSError):
                with contextlib.closing(LineIndex(found)) as index:
                    known = index.extent()
                if known.inode == status.st_ino:
                    return max(0, status.st_size - known.offset)
        return status.st_size

    def count_marks(self) -> int:
        """How many marks the journal has; those of its last lines may be counted twice."""
        return self._sound(lambda: self._index.marks() if self._index else 0) + sum(map(len, self._late))

    def find(self, key: MarkKey) -> Won[Value] | None:
        """The latest mark of the key, as far as read."""
        digest = path_digest(key.path)
        indexed = self._sound(lambda: self._indexed_marks(lambda index: index.find(digest))).get(key)
        late = self._late[part_of(digest)].get(key)
        return _later(indexed, late) if late else indexed

    def part(self, number: int, path: str = "") -> dict[MarkKey, Won[Value]]:
        """All marks of one part, as far as read; of one path alone where it is given."""
        digest = path_digest(path)
        indexed = self._sound(
            lambda: self._indexed_marks(lambda index: index.find(digest) if path else index.part(number))
        )
        marks = chain(indexed.items(), self._late[number].items())
        return latest_of(mark for mark in marks if path in ("", mark[0].path))

    def paths_since(self, before: Extent) -> frozenset[str] | None:
        """Paths of the marks made since the file was read as far as `before`; None where it did not only grow, or by
        very much.
        """
        extent = self.extent
        if extent is None or extent.inode != before.inode or not 0 <= extent.size - before.offset <= _MOST_AGAIN:
            return None
        with _opened(self._path) as file:
            if not goes_on(file, os.fstat(file.fileno()), before):
                return None
            file.seek(before.offset)
            lines = (line for line, _ in read_lines(file) if line is not None)
            names = [self._meaning.name_of(known[1]) for known in map(decode_line, lines) if known]
        return frozenset(name[1] for name in names if name)

    def _refresh(self) -> None:
        with _opened(self._path) as file:
            status = os.fstat(file.fileno())
            if status.st_size > MOST_BYTES:
                raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
            if self.extent is not None and not goes_on(file, status, self.extent):
                self._forget()
            extent = self.extent = self.extent or self._begin(file, status)
            if status.st_size - self._indexed > IN_MEMORY and self._can_index(status):
                extent = self._index_lines(file, status.st_size)
            self.extent = self._read_late(file, extent)

    def _begin(self, file: BinaryIO, status: os.stat_result) -> Extent:
        """How far an index leads that fits the file; the beginning where there is none."""
        for found in line_indexes(self._index_base):
            known = None
            try:
                self._index = LineIndex(found)
                known = self._index.extent_in(file, status)
            except (OSError, DamagedIndexError):
                remove_line_index(found)
            if known is not None:
                self.extent, self._indexed = known, known.offset
                return known
            self._forget()
        return Extent(status.st_ino)

    def _can_index(self, status: os.stat_result) -> bool:
        """Whether there is an index, made now where there is none."""
        if self._index is None and self._index_base is not None:
            try:
                self._index = make_line_index(self._index_base, status.st_ino)
            except (OSError, DamagedIndexError, IndexInUseError):
                self._index_base = None
        return self._index is not None

    def _index_lines(self, file: BinaryIO, size: int) -> Extent:
        """Take whole lines into the index until few are left."""
        index = self._index
        assert index is not None
        extent = self._follow_index(index.extent(), os.fstat(file.fileno()).st_ino)
        while size - extent.offset > IN_MEMORY:
            entries, end = self._last_lines(file, extent)
            if end.offset == extent.offset:
                break
            extent = self._follow_index(index.put(entries, end), end.inode)
        return extent

    def _follow_index(self, extent: Extent, inode: int) -> Extent:
        """What the index covers need not be in memory; raises IndexInUseError where it is another journal's now."""
        if extent.inode != inode:
            raise IndexInUseError
        self._late, self.extent, self._indexed = _no_marks(), extent, extent.offset
        return extent

    def _last_lines(self, file: BinaryIO, start: Extent) -> tuple[Iterable[Entry], Extent]:
        """The last line of each mark among the whole lines from `start` on, many at most, and how far they go."""
        status = os.fstat(file.fileno())
        latest: dict[bytes, Entry] = {}
        offset, number, passed_over = start.offset, start.lines, start.passed_over
        file.seek(offset)
        for line, size in islice(read_lines(file), _AT_ONCE):
            if line is not None and not line.endswith(b"\n"):
                break
            passed_over |= line is None
            entry = self._meaning.entry_of(line, offset) if line is not None else None
            if entry and (entry.identity not in latest or entry[1:] >= latest[entry.identity][1:]):
                latest[entry.identity] = entry
            offset, number = offset + size, number + 1
            _tell(self._told, number, offset, status.st_size)
        tail, crc = tail_of(file, offset), crc_of(file, start.offset, offset, start.crc)
        end = Extent(status.st_ino, offset, status.st_mtime_ns, offset, number, tail, passed_over, crc)
        return latest.values(), end

    def _read_late(self, file: BinaryIO, start: Extent) -> Extent:
        """Read the lines from `start` on into memory; how far they go. A last line without a line end is read now, and
        again next time.
        """
        end = offset = start.offset
        number, passed_over = start.lines, start.passed_over
        size_then = os.fstat(file.fileno()).st_size
        file.seek(offset)
        for line, size in read_lines(file):
            if line is None:
                passed_over = True
            else:
                self._take(line, end)
            end += size
            if line is None or line.endswith(b"\n"):
                number, offset = number + 1, end
            _tell(self._told, number, end, size_then)
        status = os.fstat(file.fileno())
        return Extent(status.st_ino, end, status.st_mtime_ns, offset, number, tail_of(file, offset), passed_over)

    def _take(self, line: bytes, offset: int) -> None:
        """Apply one line; a line that cannot be read is skipped."""
        known = decode_line(line)
        won = self._won(known[1], offset) if known else None
        if won:
            late = self._late[part_of(path_digest(won[0].path))]
            late[won[0]] = _later(late.get(won[0]), won[1])

    def _won(self, record: Record, offset: int) -> tuple[MarkKey, Won[Value]] | None:
        """The mark that a record makes; None where it makes none."""
        key = self._meaning.key_of(record)
        order = (moment_of(record), self._path.name, offset)
        return (key, Won(order, self._meaning.value_of(record))) if key else None

    def _won_at(self, file: BinaryIO, entry: Entry) -> tuple[MarkKey, Won[Value]] | None:
        """The mark that the entry is about; raises DamagedIndexError."""
        line = _line_at(file.fileno(), entry.offset)
        known = decode_line(line)
        if known is None or self._meaning.entry_of(line, entry.offset) != entry:
            raise DamagedIndexError
        return self._won(known[1], entry.offset)

    def _indexed_marks(self, ask: Callable[[LineIndex], Iterable[Entry]]) -> dict[MarkKey, Won[Value]]:
        """The marks of the entries that the index is asked for, each read from the journal; raises DamagedIndexError
        where a line is not what its entry says.
        """
        with contextlib.suppress(OSError):  # the journal is gone since the last look
            if self._index is None or self.extent is None:
                return {}
            entries = ask(self._index)
            with _opened(self._path) as file:
                if os.fstat(file.fileno()).st_ino != self.extent.inode:
                    raise DamagedIndexError
                return latest_of(filter(None, [self._won_at(file, entry) for entry in entries]))
        return {}

    def _sound(self, ask: Callable[[], Result]) -> Result:
        """What `ask` gives; where the index fails the journal is read again with a new one, and at last without."""
        for _ in range(_TRIES):
            try:
                return ask()
            except DamagedIndexError:
                if self._index is not None:
                    remove_line_index(self._index.file)
                self._forget()
            except IndexInUseError:
                break
            try:
                self._refresh()
            except (DamagedIndexError, IndexInUseError):
                break  # what was read so far is not whole
            except OSError:
                continue
        self._forget()
        self._index_base = None
        with contextlib.suppress(OSError):
            self._refresh()
        return ask()

    def _forget(self) -> None:
        """Begin anew with the next look."""
        if self._index is not None:
            self._index.close()
        self._index, self._indexed, self.extent, self._late = None, 0, None, _no_marks()


def latest_of(marks: Iterable[tuple[MarkKey, Won[Value]]]) -> dict[MarkKey, Won[Value]]:
    """The latest mark of each key."""
    latest: dict[MarkKey, Won[Value]] = {}
    for key, won in marks:
        latest[key] = _later(latest.get(key), won)
    return latest


def _opened(path: Path) -> BinaryIO:
    return open(open_regular(path), "rb")  # noqa: PTH123 - a descriptor, no path


def _tell(told: Told | None, number: int, done: int, total: int) -> None:
    if told and number % TELL_EVERY == 0:
        told(min(done, total), total)


def _no_marks() -> list[dict[MarkKey, Won[Value]]]:
    return [{} for _ in range(PARTS)]


def _later(known: Won[Value] | None, other: Won[Value]) -> Won[Value]:
    """The one of two marks of a key that counts."""
    return other if known is None or other.order >= known.order else known


def _line_at(descriptor: int, offset: int) -> bytes:
    """The line that begins there, without its end; empty where none does."""
    start = max(0, offset - 1)
    data = os.pread(descriptor, _LINE, start)
    if offset and data[:1] != b"\n":
        return b""
    data = data[offset - start :]
    while b"\n" not in data and len(data) < MOST_LINE:
        more = os.pread(descriptor, _LINE * 16, offset + len(data))
        if not more:
            return b""
        data += more
    return data.partition(b"\n")[0]
