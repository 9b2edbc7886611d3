"""The copy of the user's marks in the index of one feed, which lists are filtered by."""

from collections.abc import Iterable

from tui_reader.index.feed_index import FeedIndex
from tui_reader.index.records import Mark, seconds, zone_of
from tui_reader.marks.bookmarks import Bookmark, Bookmarks
from tui_reader.marks.read_state import Reading
from tui_reader.model.errors import IndexTroubleError
from tui_reader.text.sanitize import replace_surrogates

MANY = 50
"""With more marks than this, reading all of them is quicker than asking for each."""


class MarkCopy:
    """Copies marks from the journals into the index; the lock of `Marks` guards every call."""

    def __init__(self, bookmarks: Bookmarks, reading: Reading, index: FeedIndex) -> None:
        self._bookmarks = bookmarks
        self._reading = reading
        self._index = index

    def signature(self) -> str:
        """A text that differs whenever the journals do."""
        return replace_surrogates(f"{self._bookmarks.signature()} | {self._reading.signature()}")

    def renew(self) -> bool:
        """Copy all marks where they are not those the index has; whether anything was copied.

        Raises IndexTroubleError.
        """
        signature = self.signature()
        if signature == self._index.metadata("marks"):
            return False
        return self._index.replace_marks(self._all_marks(), signature)

    def put(self, paths: Iterable[str], before: str) -> None:
        """Copy the marks of some paths; `before` is the signature from before they were made.

        Where others wrote too, the signature in the index stays old, and the next sync copies everything. A mark is
        safe once it is in the journal: an index that cannot take it now gets it with the next sync.
        """
        signature = self.signature() if self._index.metadata("marks") == before else ""
        try:
            self._index.put_marks(self._marks(paths), signature)
        except IndexTroubleError:
            return

    def _marks(self, paths: Iterable[str]) -> list[Mark]:
        """The marks of some paths; of many at once from all that there are, since each question looks at the
        journals.
        """
        wanted = list(paths)
        if len(wanted) > MANY:
            known = {mark.path: mark for mark in self._all_marks()}
            return [known.get(path, Mark(path)) for path in wanted]
        return [
            self._made(
                path, self._reading.read_at(path), self._reading.place(path) is not None, self._bookmarks.get(path)
            )
            for path in wanted
        ]

    def _all_marks(self) -> list[Mark]:
        bookmarks = {bookmark.path: bookmark for bookmark in self._bookmarks.all()}
        read = self._reading.all_read_at()
        begun = {path for path, _ in self._reading.all_places()}
        return [
            self._made(path, read.get(path), path in begun, bookmarks.get(path)) for path in {*bookmarks, *read, *begun}
        ]

    def _made(self, path: str, read_at: float | None, begun: bool, bookmark: Bookmark | None) -> Mark:
        """The copy of one path's marks; a bookmark of another feed has no title, so that it is never shown as gone
        here.
        """
        read = 0 if read_at is None else max(1, int(read_at))
        if bookmark is None or not self._bookmarks.belongs(bookmark):
            return Mark(path, read, begun, bookmark is not None)
        return Mark(path, read, begun, True, bookmark.title, seconds(bookmark.date), zone_of(bookmark.date))
