"""Which posts the user has read, and where in them they stopped."""

from collections.abc import Iterable
from pathlib import Path

from tui_reader.marks.journal import Journal
from tui_reader.marks.journal_file import Record
from tui_reader.marks.saved_place import SavedPlace, place_from

_READ, _PLACE = "read", "place"


class Reading:
    """Read marks and reading places in the journals of one folder."""

    def __init__(self, folder: Path, host: str) -> None:
        self._journal: Journal[tuple[str, str], SavedPlace | bool | None] = Journal(folder, host, _decode)

    def signature(self) -> str:
        """A text that differs whenever the journals do; reads none of them."""
        return self._journal.signature()

    def refresh(self) -> frozenset[str]:
        """Read what other sessions and hosts wrote; the paths of which a mark changed."""
        return frozenset(path for _, path in self._journal.refresh())

    @property
    def unreadable(self) -> tuple[str, ...]:
        """Journals that could not be read."""
        return self._journal.unreadable

    def is_read(self, path: str) -> bool:
        """Has the user read the post?"""
        self._journal.refresh()
        return self._journal.get((_READ, path)) is True

    def read_at(self, path: str) -> float | None:
        """When the user read the post, in seconds since 1970; None where they did not."""
        return self._journal.time_of((_READ, path)) if self.is_read(path) else None

    def all_read(self) -> frozenset[str]:
        """Paths of the posts that are read."""
        self._journal.refresh()
        return frozenset(path for (kind, path), value in self._journal.items() if kind == _READ and value is True)

    def all_read_at(self) -> dict[str, float]:
        """Paths of the posts that are read, and when that was, in seconds since 1970."""
        return {path: self._journal.time_of((_READ, path)) or 0.0 for path in self.all_read()}

    def all_places(self) -> tuple[tuple[str, SavedPlace], ...]:
        """Paths and places of the posts that were begun."""
        self._journal.refresh()
        return tuple((path, value) for (_, path), value in self._journal.items() if isinstance(value, SavedPlace))

    def place(self, path: str) -> SavedPlace | None:
        """Where the user stopped in the post, or None."""
        self._journal.refresh()
        value = self._journal.get((_PLACE, path))
        return value if isinstance(value, SavedPlace) else None

    def read(self, paths: Iterable[str], on: bool) -> tuple[str, ...]:
        """Mark posts read, or unread; the paths for which that was a change: marking them back is the undo.

        Raises MarksError.
        """
        self._journal.refresh()
        changed = tuple(path for path in dict.fromkeys(paths) if (self._journal.get((_READ, path)) is True) != on)
        self._journal.append({"op": "read" if on else "unread", "path": path} for path in changed)
        return changed

    def keep_place(self, path: str, place: SavedPlace | None) -> None:
        """Remember where the user stopped; None forgets it. Writes nothing where nothing changed. Raises MarksError."""
        if place != self.place(path):
            values = place.as_values() if place else None
            self._journal.append([{"op": _PLACE, "path": path, "place": values}])

    def tidy(self) -> bool:
        """Rewrite this host's journal without what later marks made void; False where another session is writing."""
        return self._journal.tidy()


def _decode(record: Record) -> tuple[tuple[str, str], SavedPlace | bool | None] | None:
    path, op = record.get("path"), record.get("op")
    if not isinstance(path, str) or not path:
        return None
    if op == _PLACE:
        return (_PLACE, path), place_from(record.get("place"))
    return ((_READ, path), op == "read") if op in ("read", "unread") else None
