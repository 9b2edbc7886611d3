"""The copy of the user's marks in the index of one feed, which lists are filtered by."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from tui_reader.index.feed_index import FeedIndex
from tui_reader.index.records import NOTHING_COPIED, Copied, Mark, seconds, zone_of
from tui_reader.marks.bookmarks import Bookmark, Bookmarks
from tui_reader.marks.highlights import MOST_QUOTE, Highlight, Highlights, said_of
from tui_reader.marks.journal import QUICKLY_READ, Journal
from tui_reader.marks.journal_file import Told, last_records
from tui_reader.marks.line_index import PARTS
from tui_reader.marks.read_state import Begun, Reading
from tui_reader.model.errors import IndexTroubleError
from tui_reader.text.sanitize import replace_surrogates

AT_ONCE = 5000
"""Marks that are copied in one transaction, where all of them are."""
LAST_READ = 1 << 14
"""Bytes at the end of each journal of this machine whose marks are copied before the first screen in any case: some
hundred marks.
"""


class MarkCopy:
    """Copies marks from the journals into the index; the lock of `Marks` guards every call."""

    def __init__(self, bookmarks: Bookmarks, reading: Reading, highlights: Highlights, index: FeedIndex) -> None:
        self._bookmarks = bookmarks
        self._reading = reading
        self._highlights = highlights
        self._journals: dict[str, Journal[Any]] = {
            "bookmarks": bookmarks.journal,
            "reading": reading.journal,
            "highlights": highlights.journal,
        }
        self._index = index
        self._seen = ""
        """Signature of the journals when this session last looked; empty before that."""

    def signature(self) -> str:
        """A text that differs whenever the journals do."""
        stores = (self._bookmarks, self._reading, self._highlights)
        return replace_surrogates(" | ".join(store.signature() for store in stores))

    @property
    def is_whole(self) -> bool:
        """Whether the index has all marks of the journals; raises IndexTroubleError."""
        return self.signature() == self._index.marks.copied().signature

    def renew(self, told: Told | None = None) -> bool:
        """Copy marks where they are not those the index has; whether this session has to show other marks than before.
        Another session of the user copies its own marks into the same index.

        Raises IndexTroubleError, and what `told` raises.
        """
        signature = self.signature()
        is_other = self._seen not in ("", signature)
        before = self._index.marks.copied()
        if signature != before.signature:
            is_other = self._copy(told) or is_other
        self._seen = signature
        return is_other

    def renew_quickly(self) -> None:
        """As `renew`, where that takes no time that anybody waits for; else a sync does it, and only what was marked
        last on this machine is copied: the marks that a session had no time to copy before it was killed. Raises
        IndexTroubleError.
        """
        before = self._index.marks.copied()
        if self.signature() == before.signature or self._unread() > QUICKLY_READ:
            return
        self._read()
        size = sum(journal.sizes()[0] for journal in self._journals.values())
        if size <= QUICKLY_READ or self._paths_since(before) is not None:
            self.renew()
            return
        lines = (record for journal in self._journals.values() for record in last_records(journal.file, LAST_READ))
        paths = {path for record in lines if isinstance(path := record.get("path"), str)}
        self._index.marks.put_made(lambda then: (self._marks(paths), then))

    def put(self, paths: Iterable[str], before: str) -> None:
        """Copy the marks of some paths, and whatever others marked; `before` is the signature from before they were
        made.

        Where it is not known what others marked, the next sync copies everything. A mark is safe once it is in the
        journal: an index that cannot take it now gets it with the next sync.
        """
        own = frozenset(paths)
        signature, others = "", None

        def make(then: Copied) -> tuple[list[Mark], Copied]:
            nonlocal signature, others
            signature = self.signature()
            for journal in self._journals.values():
                journal.glance()
            others = None if self._unread() > QUICKLY_READ else self._paths_since(then)
            copied = NOTHING_COPIED if others is None else Copied(signature, self._position())
            return self._marks(own | (others or frozenset())), copied

        try:
            self._index.marks.put_made(make)
        except IndexTroubleError:
            return
        if before == self._seen and others is not None and others <= own:
            self._seen = signature

    def _copy(self, told: Told | None) -> bool:
        """Copy what was marked since, or everything; what takes long is read before anybody has to wait for it."""
        signature = self.signature()
        self._read(told)

        def make(then: Copied) -> tuple[list[Mark], Copied] | None:
            signature = self.signature()
            self._read()
            paths = self._paths_since(then)
            return None if paths is None else (self._marks(paths), Copied(signature, self._position()))

        is_other = self._index.marks.put_made(make)
        if is_other is not None:
            return is_other
        copied = Copied(signature, self._position())
        return self._index.marks.replace(self._batches(told), copied)

    def _read(self, told: Told | None = None) -> None:
        for journal in self._journals.values():
            journal.refresh(told)

    def _unread(self) -> int:
        """Bytes of the journals that are still to be read."""
        return sum(journal.sizes()[1] for journal in self._journals.values())

    def _position(self) -> str:
        """How far the journals are read, and for which feed."""
        position = {name: journal.position() for name, journal in self._journals.items()}
        return json.dumps({"feed": self._bookmarks.feed.as_values(), **position})

    def _paths_since(self, copied: Copied) -> frozenset[str] | None:
        """Paths of which a mark was made since the journals were copied; None where any may have changed."""
        try:
            position: dict[str, Any] = json.loads(copied.position)
            if position["feed"] != self._bookmarks.feed.as_values():
                return None
            found = [journal.paths_since(position[name]) for name, journal in self._journals.items()]
        except (ValueError, TypeError, KeyError, AttributeError, OSError):
            return None
        known = [paths for paths in found if paths is not None]
        return frozenset().union(*known) if len(known) == len(found) else None

    def _marks(self, paths: Iterable[str]) -> list[Mark]:
        """The marks of some paths, as far as the journals are read."""
        return [
            _made(self._reading.known(path), self._bookmarks.known(path), self._highlights.known(path))
            for path in paths
        ]

    def _batches(self, told: Told | None) -> Iterator[list[Mark]]:
        """All marks, many at once."""
        batch: list[Mark] = []
        for part in range(PARTS):
            read = {begun[0]: begun for begun in self._reading.part(part)}
            bookmarks = {bookmark.path: bookmark for bookmark in self._bookmarks.part(part)}
            passages = self._highlights.part(part)
            for path in read.keys() | bookmarks.keys() | passages.keys():
                begun = read.get(path, (path, None, False))
                batch.append(_made(begun, bookmarks.get(path), passages.get(path, ())))
            if len(batch) >= AT_ONCE:
                yield batch
                batch = []
            if told and part:
                told(part, PARTS)
        yield batch


def _made(begun: Begun, bookmark: Bookmark | None, passages: tuple[Highlight, ...]) -> Mark:
    """The copy of one path's marks."""
    path, read_at, has_place = begun
    read = 0 if read_at is None else max(1, int(read_at))
    remembered = bookmark or next(iter(passages), None)
    if remembered is None:
        return Mark(path, read, has_place)
    return Mark(
        path,
        read,
        has_place,
        bookmark is not None,
        remembered.title,
        seconds(remembered.date),
        zone_of(remembered.date),
        bookmark.note if bookmark else "",
        "\n".join(map(said_of, passages)),
        _searched(passages),
    )


def _searched(passages: tuple[Highlight, ...]) -> str:
    """What is found of passages: their whole text and their notes, within bounds."""
    return "\n".join(f"{mark.quote}\n{mark.note}" for mark in passages)[:MOST_QUOTE]
