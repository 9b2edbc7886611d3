"""Which posts the user has read, and where in them they stopped."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from tui_reader.marks.feed_identity import UNKNOWN, Belonging, FeedIdentity
from tui_reader.marks.journal_file import Record
from tui_reader.marks.journal_reader import MarkKey, Meaning
from tui_reader.marks.line_index import PARTS
from tui_reader.marks.mark_store import MarkStore
from tui_reader.marks.saved_place import SavedPlace, place_from

_READ, _PLACE = "read", "place"

Begun = tuple[str, float | None, bool]
"""A path, when its post was read in seconds since 1970 or None, and whether the user stopped inside it."""


class Reading(MarkStore[SavedPlace | bool | None]):
    """Read marks and reading places of one feed in the journals of one folder, which holds those of all feeds."""

    def __init__(
        self,
        folder: Path,
        host: str,
        feed: FeedIdentity = UNKNOWN,
        is_there: Callable[[str], bool] = os.path.isdir,
        indexes: Path | None = None,
    ) -> None:
        self._feed = feed
        super().__init__(folder, host, Meaning(_kind_of, _value_of, Belonging(feed, is_there)), indexes)

    def is_read(self, path: str) -> bool:
        """Has the user read the post?"""
        self.journal.refresh()
        return self.journal.get(self._key(_READ, path)) is True

    def known(self, path: str) -> Begun:
        """What is known of the post as far as the journals are read."""
        read = self.journal.find(self._key(_READ, path))
        read_at = read.order[0][0] if read and read.value is True else None
        return path, read_at, self.journal.get(self._key(_PLACE, path)) is not None

    def part(self, number: int) -> Iterable[Begun]:
        """The posts of one part of the marks that are read or begun, as far as the journals are read."""
        read: dict[str, float] = {}
        begun: set[str] = set()
        for key, won in self.journal.part(number).items():
            if key.feed == self._feed and won.value is True:
                read[key.path] = won.order[0][0]
            elif key.feed == self._feed and won.value:
                begun.add(key.path)
        return ((path, read.get(path), path in begun) for path in {*read, *begun})

    def all_read(self) -> frozenset[str]:
        """Paths of the posts that are read."""
        self.journal.refresh()
        marks = (mark for number in range(PARTS) for mark in self.part(number))
        return frozenset(path for path, read_at, _ in marks if read_at is not None)

    def place(self, path: str) -> SavedPlace | None:
        """Where the user stopped in the post, or None."""
        self.journal.refresh()
        return self.known_place(path)

    def known_place(self, path: str) -> SavedPlace | None:
        """The same as far as the journals are read."""
        value = self.journal.get(self._key(_PLACE, path))
        return value if isinstance(value, SavedPlace) else None

    def read(self, paths: Iterable[str], on: bool) -> tuple[str, ...]:
        """Mark posts read, or unread; the paths for which that was a change: marking them back is the undo.

        Raises MarksError.
        """
        self.journal.refresh()
        changed = tuple(
            path for path in dict.fromkeys(paths) if (self.journal.get(self._key(_READ, path)) is True) != on
        )
        named = self._feed.as_values()
        self.journal.append({"op": "read" if on else "unread", "path": path, **named} for path in changed)
        return changed

    def keep_place(self, path: str, place: SavedPlace | None) -> None:
        """Remember where the user stopped; None forgets it. Writes nothing where nothing changed. Raises MarksError."""
        if place != self.place(path):
            values = place.as_values() if place else None
            record: Record = {"op": _PLACE, "path": path, "place": values}
            self.journal.append([record | self._feed.as_values()])

    def _key(self, kind: str, path: str) -> MarkKey:
        return MarkKey(self._feed, kind, path)


def _kind_of(record: Record) -> str | None:
    op = record.get("op")
    return _PLACE if op == _PLACE else _READ if op in ("read", "unread") else None


def _value_of(record: Record) -> SavedPlace | bool | None:
    return place_from(record.get("place")) if record["op"] == _PLACE else record["op"] == "read"
