"""The user's bookmarks: with a note, the place in the post, and the title and date the post had, should it go away."""

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from pathlib import Path

from tui_reader.i18n.messages import tr
from tui_reader.marks.feed_identity import UNKNOWN, Belonging, FeedIdentity, identity_from
from tui_reader.marks.journal_file import Record
from tui_reader.marks.journal_reader import MarkKey, Meaning
from tui_reader.marks.line_index import PARTS
from tui_reader.marks.mark_store import MarkStore
from tui_reader.marks.saved_place import SavedPlace, place_from
from tui_reader.model.dataclass import dataclass, replace
from tui_reader.model.errors import NotFoundError

_BOOKMARK = "bookmark"


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
    feed: FeedIdentity = UNKNOWN
    """The feed it was added in."""


class Bookmarks(MarkStore[Bookmark | None]):
    """The bookmarks in the journals of one folder. Every change returns what stood there before, for `restore`.

    One folder holds the bookmarks of all feeds: here are those of one feed, or of all where `feed` names none. Then
    `get` and what changes a bookmark mean those of no known feed.
    """

    def __init__(
        self,
        folder: Path,
        host: str,
        feed: FeedIdentity | None = None,
        is_there: Callable[[str], bool] = os.path.isdir,
        indexes: Path | None = None,
    ) -> None:
        self.feed = feed or UNKNOWN
        """The feed whose bookmarks these are."""
        self._belonging = Belonging(feed, is_there)
        super().__init__(folder, host, Meaning(_kind_of, _value_of, self._belonging), indexes)

    def signature(self) -> str:
        """A text that differs whenever the journals or the feed do; reads none of them."""
        return f"{self.feed.title} {self.feed.root} {super().signature()}"

    def get(self, path: str) -> Bookmark | None:
        """The bookmark on the post, or None."""
        self.journal.refresh()
        return self.known(path)

    def known(self, path: str) -> Bookmark | None:
        """The bookmark on the post as far as the journals are read, or None."""
        return self.journal.get(MarkKey(self.feed, _BOOKMARK, path))

    def part(self, number: int) -> Iterable[Bookmark]:
        """The bookmarks of one part of the marks, as far as the journals are read."""
        for key, won in self.journal.part(number).items():
            if won.value and self._is_listed(key.feed):
                yield won.value

    def all(self) -> tuple[Bookmark, ...]:
        """Every bookmark, latest first."""
        self.journal.refresh()
        found = [mark for number in range(PARTS) for mark in self.part(number)]
        return tuple(sorted(found, key=lambda b: (b.added or datetime.min.replace(tzinfo=UTC), b.path), reverse=True))

    def add(
        self, path: str, title: str, date: datetime | None, note: str = "", place: SavedPlace | None = None
    ) -> Bookmark | None:
        """Bookmark a post; one already there keeps the time it was added. Raises MarksError."""
        before = self.get(path)
        added = (before and before.added) or datetime.now(UTC)
        self.journal.append([_record("add", Bookmark(path, title, date, added, note, place, self.feed))])
        return before

    def add_all(self, bookmarks: tuple[Bookmark, ...]) -> None:
        """Write many bookmarks, all or none, with their own dates of adding. Raises MarksError."""
        now = datetime.now(UTC)
        self.journal.append(_record("add", replace(b, added=b.added or now, feed=self._feed_for(b))) for b in bookmarks)

    def remove(self, path: str) -> Bookmark | None:
        """Take the bookmark away; nothing is written where there is none. Raises MarksError."""
        before = self.get(path)
        if before:
            self.journal.append([self._removal(path)])
        return before

    def note(self, path: str, text: str) -> Bookmark | None:
        """Give the bookmark another note. Raises NotFoundError where there is no bookmark, MarksError."""
        before = self.get(path)
        if before is None:
            raise NotFoundError(tr("No bookmark on {path}").replace("{path}", path))
        self.journal.append([_record("note", replace(before, note=text, feed=self._feed_for(before)))])
        return before

    def restore(self, before: Mapping[str, Bookmark | None]) -> None:
        """Make bookmarks what they were before a change, all or none; None for no bookmark. Raises MarksError."""
        self.journal.refresh()
        self.journal.append(
            _record("add", replace(bookmark, feed=self._feed_for(bookmark))) if bookmark else self._removal(path)
            for path, bookmark in before.items()
            if bookmark or self.known(path)
        )

    def _is_listed(self, feed: FeedIdentity) -> bool:
        return self._belonging.own is None or feed == self._belonging.own

    def _feed_for(self, bookmark: Bookmark) -> FeedIdentity:
        """The feed to write down with a bookmark: this one, or the one that it names where all feeds are meant."""
        return self._belonging.own or bookmark.feed

    def _removal(self, path: str) -> Record:
        return {"op": "remove", "path": path, **self.feed.as_values()}


def _kind_of(record: Record) -> str | None:
    return _BOOKMARK if record.get("op") in ("add", "note", "remove") else None


def _value_of(record: Record) -> Bookmark | None:
    if record["op"] == "remove":
        return None
    mark = bookmark_from(str(record["path"]), record)
    return mark if mark.added else replace(mark, added=datetime.fromtimestamp(float(str(record["t"])), UTC))


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
    return record | bookmark.feed.as_values()


def bookmark_from(path: str, values: Mapping[str, object]) -> Bookmark:
    """The bookmark that plain values describe; a value of the wrong kind counts as missing."""
    return Bookmark(
        path,
        title=text_in(values, "title") or path,
        date=moment_in(values, "date"),
        added=moment_in(values, "added"),
        note=text_in(values, "note"),
        place=place_from(values.get("place")),
        feed=identity_from(values),
    )


def text_in(values: Mapping[str, object], key: str) -> str:
    """A text among plain values; empty where there is none."""
    value = values.get(key)
    return value if isinstance(value, str) else ""


def moment_in(values: Mapping[str, object], key: str) -> datetime | None:
    """A date with time zone among plain values; UTC where the text has none. Days at either end of the calendar are no
    dates: other time zones have no word for them.
    """
    try:
        moment = datetime.fromisoformat(text_in(values, key))
    except ValueError:
        return None
    if not MINYEAR < moment.year < MAXYEAR:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
