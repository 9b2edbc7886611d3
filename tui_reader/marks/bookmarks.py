"""The user's bookmarks: with a note, the place in the post, and the title and date the post had, should it go away."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from pathlib import Path

from tui_reader.i18n.messages import tr
from tui_reader.marks.journal import Journal
from tui_reader.marks.journal_file import Record
from tui_reader.marks.saved_place import SavedPlace, place_from
from tui_reader.model.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A post the user wants to find again."""

    path: str
    """The post's path from the content folder."""
    title: str
    """Title the post had; the path where it is not known."""
    date: datetime | None = None
    """Date the post had, with time zone, or None."""
    added: datetime | None = None
    """When the bookmark was added, in UTC."""
    note: str = ""
    """What the user wrote down."""
    place: SavedPlace | None = None
    """Where in the post it was added, or None."""
    feed: str = ""
    """Name of the feed it was added in; empty where that is not known."""


class Bookmarks:
    """The bookmarks in the journals of one folder. Every change returns what stood there before, for `restore`.

    One folder holds the bookmarks of all feeds; those added through here get the name of this one.
    """

    def __init__(self, folder: Path, host: str, feed: str = "") -> None:
        self._feed = feed
        self._journal: Journal[str, Bookmark | None] = Journal(folder, host, _decode)

    def belongs(self, bookmark: Bookmark) -> bool:
        """May the bookmark belong to this feed? One whose feed is not known may belong to any."""
        return not (bookmark.feed and self._feed) or bookmark.feed == self._feed

    def signature(self) -> str:
        """A text that differs whenever the journals do; reads none of them."""
        return self._journal.signature()

    def refresh(self) -> frozenset[str]:
        """Read what other sessions and hosts wrote; the paths whose bookmark changed."""
        return self._journal.refresh()

    @property
    def unreadable(self) -> tuple[str, ...]:
        """Journals that could not be read."""
        return self._journal.unreadable

    def get(self, path: str) -> Bookmark | None:
        """The bookmark on the post, or None."""
        self._journal.refresh()
        return self._journal.get(path)

    def all(self) -> tuple[Bookmark, ...]:
        """Every bookmark, latest first."""
        self._journal.refresh()
        found = [bookmark for _, bookmark in self._journal.items() if bookmark]
        return tuple(sorted(found, key=lambda b: (b.added or datetime.min.replace(tzinfo=UTC), b.path), reverse=True))

    def add(
        self, path: str, title: str, date: datetime | None, note: str = "", place: SavedPlace | None = None
    ) -> Bookmark | None:
        """Bookmark a post; one already there keeps the time it was added. Raises MarksError."""
        before = self.get(path)
        added = (before and before.added) or datetime.now(UTC)
        self._journal.append([_record("add", Bookmark(path, title, date, added, note, place, self._feed))])
        return before

    def add_all(self, bookmarks: tuple[Bookmark, ...]) -> None:
        """Write many bookmarks, all or none, with their own dates of adding. Raises MarksError."""
        now = datetime.now(UTC)
        self._journal.append(
            _record("add", replace(b, added=b.added or now, feed=b.feed or self._feed)) for b in bookmarks
        )

    def remove(self, path: str) -> Bookmark | None:
        """Take the bookmark away; nothing is written where there is none. Raises MarksError."""
        before = self.get(path)
        if before:
            self._journal.append([{"op": "remove", "path": path}])
        return before

    def note(self, path: str, text: str) -> Bookmark | None:
        """Give the bookmark another note. Raises NotFoundError where there is no bookmark, MarksError."""
        before = self.get(path)
        if before is None:
            raise NotFoundError(tr("No bookmark on {path}").replace("{path}", path))
        self._journal.append([_record("note", replace(before, note=text))])
        return before

    def restore(self, before: Mapping[str, Bookmark | None]) -> None:
        """Make bookmarks what they were before a change, all or none; None for no bookmark. Raises MarksError."""
        self._journal.refresh()
        self._journal.append(
            _record("add", bookmark) if bookmark else {"op": "remove", "path": path}
            for path, bookmark in before.items()
            if bookmark or self._journal.get(path)
        )

    def tidy(self) -> bool:
        """Rewrite this host's journal without what later marks made void; False where another session is writing."""
        return self._journal.tidy()


def _record(op: str, bookmark: Bookmark) -> Record:
    """The whole bookmark, so that one line alone tells all about it."""
    record: Record = {"op": op, "path": bookmark.path, "title": bookmark.title}
    if bookmark.date:
        record["date"] = bookmark.date.isoformat()
    if bookmark.added:
        record["added"] = bookmark.added.isoformat()
    if bookmark.note:
        record["note"] = bookmark.note
    if bookmark.place:
        record["place"] = bookmark.place.as_values()
    if bookmark.feed:
        record["feed"] = bookmark.feed
    return record


def _decode(record: Record) -> tuple[str, Bookmark | None] | None:
    path, op = record.get("path"), record.get("op")
    if not isinstance(path, str) or not path:
        return None
    if op == "remove":
        return path, None
    if op not in ("add", "note"):
        return None
    mark = bookmark_from(path, record)
    return path, mark if mark.added else replace(mark, added=datetime.fromtimestamp(float(str(record["t"])), UTC))


def bookmark_from(path: str, values: Mapping[str, object]) -> Bookmark:
    """The bookmark that plain values describe; a value of the wrong kind counts as missing."""
    return Bookmark(
        path,
        title=_text(values, "title") or path,
        date=_moment(values, "date"),
        added=_moment(values, "added"),
        note=_text(values, "note"),
        place=place_from(values.get("place")),
        feed=_text(values, "feed"),
    )


def _text(values: Mapping[str, object], key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""


def _moment(values: Mapping[str, object], key: str) -> datetime | None:
    """A date with time zone; UTC where the text has none. Days at either end of the calendar are no dates: other time
    zones have no word for them.
    """
    try:
        moment = datetime.fromisoformat(_text(values, key))
    except ValueError:
        return None
    if not MINYEAR < moment.year < MAXYEAR:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
