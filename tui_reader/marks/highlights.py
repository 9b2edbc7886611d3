"""The user's highlights: passages of posts, each with what is needed to find it again after an edit, and a note."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from tui_reader.marks.bookmarks import moment_in, text_in
from tui_reader.marks.feed_identity import UNKNOWN, Belonging, FeedIdentity, identity_from
from tui_reader.marks.journal_file import Record
from tui_reader.marks.journal_reader import Meaning
from tui_reader.marks.line_index import PARTS, part_of, path_digest
from tui_reader.marks.mark_store import MarkStore
from tui_reader.model.dataclass import dataclass, replace

MOST_QUOTE = 20_000
"""Most characters of a passage."""
_MOST_AT = 1 << 40
"""Most characters of a text before a passage."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A passage of a post that the user wants to keep."""

    id: str
    """What tells it from the other highlights of its post."""
    path: str
    """The post's path from the content folder."""
    title: str
    """Title the post had; the path where it is not known."""
    quote: str
    """The passage as it reads, a line feed between paragraphs."""
    before: str = ""
    """The characters before it, without blanks."""
    after: str = ""
    """The characters after it, without blanks."""
    at: int = 0
    """Characters of the post's text before it, without blanks."""
    note: str = ""
    """What the user wrote down."""
    date: datetime | None = None
    """Date the post had, with time zone, or None."""
    added: datetime | None = None
    """When it was made, in UTC."""
    feed: FeedIdentity = UNKNOWN
    """The feed it was made in."""

    def as_values(self) -> dict[str, object]:
        """What a journal and an export say of it, beside its post."""
        values: dict[str, object] = {"id": self.id, "quote": self.quote, "at": self.at}
        texts = {"before": self.before, "after": self.after, "note": self.note}
        values |= {name: text for name, text in texts.items() if text}
        return values | ({"added": self.added.isoformat()} if self.added else {})


_SHOWN = 60
"""Characters of a passage that stand for it in one line."""


def said_of(mark: Highlight) -> str:
    """A highlight in one line: the beginning of its passage in quotation marks, and its note."""
    quote = " ".join(mark.quote.split())
    quote = quote if len(quote) <= _SHOWN else f"{quote[: _SHOWN - 1]}…"
    return f"“{quote}” {' '.join(mark.note.split())}".rstrip()


def new_id() -> str:
    """An id that no other highlight has."""
    return os.urandom(6).hex()


class Highlights(MarkStore[Highlight | None]):
    """The highlights in the journals of one folder, as `Bookmarks` has bookmarks: of one feed, or of all where `feed`
    names none.
    """

    def __init__(
        self,
        folder: Path,
        host: str,
        feed: FeedIdentity | None = None,
        is_there: Callable[[str], bool] = os.path.isdir,
        indexes: Path | None = None,
    ) -> None:
        self._belonging = Belonging(feed, is_there)
        super().__init__(folder, host, Meaning(_kind_of, _value_of, self._belonging), indexes)

    def known(self, path: str) -> tuple[Highlight, ...]:
        """The highlights of a post in the order of its text, as far as the journals are read."""
        marks = self.journal.part(part_of(path_digest(path)), path).items()
        return _in_order(won.value for key, won in marks if won.value and self._is_listed(key.feed))

    def part(self, number: int) -> Mapping[str, tuple[Highlight, ...]]:
        """The highlights of one part of the marks by path, as far as the journals are read."""
        found: dict[str, list[Highlight]] = {}
        for key, won in self.journal.part(number).items():
            if won.value and self._is_listed(key.feed):
                found.setdefault(key.path, []).append(won.value)
        return {path: _in_order(marks) for path, marks in found.items()}

    def all(self) -> tuple[Highlight, ...]:
        """Every highlight, those of one post together and in the order of its text."""
        self.journal.refresh()
        return tuple(mark for number in range(PARTS) for marks in self.part(number).values() for mark in marks)

    def put(self, marks: Iterable[Highlight]) -> None:
        """Write highlights, all or none; one of the same id and post is replaced. Raises MarksError."""
        now = datetime.now(UTC)
        self.journal.append([_record(replace(m, added=m.added or now, feed=self._feed_for(m))) for m in marks])

    def remove(self, marks: Iterable[Highlight]) -> None:
        """Take highlights away, all or none; raises MarksError."""
        self.journal.append([_removal(replace(mark, feed=self._feed_for(mark))) for mark in marks])

    def _is_listed(self, feed: FeedIdentity) -> bool:
        return self._belonging.own is None or feed == self._belonging.own

    def _feed_for(self, mark: Highlight) -> FeedIdentity:
        return self._belonging.own or mark.feed


def _in_order(marks: Iterable[Highlight]) -> tuple[Highlight, ...]:
    return tuple(sorted(marks, key=lambda mark: (mark.at, mark.id)))


def _kind_of(record: Record) -> str | None:
    """Each highlight is a mark of its own, so that none is lost where two machines made one in the same post."""
    name = record.get("id")
    if record.get("op") not in ("highlight", "unhighlight") or not isinstance(name, str) or not name:
        return None
    return f"highlight {name}"


def _value_of(record: Record) -> Highlight | None:
    if record["op"] == "unhighlight":
        return None
    mark = highlight_from(str(record["path"]), record)
    return mark and (mark if mark.added else replace(mark, added=datetime.fromtimestamp(float(str(record["t"])), UTC)))


def _record(mark: Highlight) -> Record:
    record: Record = {"op": "highlight", "path": mark.path, "title": mark.title}
    date: Record = {"date": mark.date.isoformat()} if mark.date else {}
    return record | mark.as_values() | date | mark.feed.as_values()


def _removal(mark: Highlight) -> Record:
    return {"op": "unhighlight", "id": mark.id, "path": mark.path, **mark.feed.as_values()}


def highlight_from(path: str, values: Mapping[str, object]) -> Highlight | None:
    """The highlight that plain values describe; None where they name no passage."""
    quote, at = text_in(values, "quote"), values.get("at")
    if not quote.strip() or len(quote) > MOST_QUOTE:
        return None
    return Highlight(
        text_in(values, "id") or new_id(),
        path,
        text_in(values, "title") or path,
        quote,
        before=text_in(values, "before"),
        after=text_in(values, "after"),
        at=at if isinstance(at, int) and 0 <= at < _MOST_AT else 0,
        note=text_in(values, "note"),
        date=moment_in(values, "date"),
        added=moment_in(values, "added"),
        feed=identity_from(values),
    )


def highlights_from(path: str, values: object) -> Iterator[Highlight]:
    """The highlights in a list of plain values."""
    for each in values if isinstance(values, list) else ():
        mark = highlight_from(path, each) if isinstance(each, Mapping) else None
        if mark is not None:
            yield mark
