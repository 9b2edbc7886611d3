"""The user's marks on the posts of one feed: written to the journals first, then copied into the index; each step can
be undone.
"""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from tui_reader.i18n.messages import tr, tr_count
from tui_reader.index.feed_index import FeedIndex
from tui_reader.index.records import Mark, seconds, zone_of
from tui_reader.marks.bookmarks import Bookmark, Bookmarks
from tui_reader.marks.read_state import Reading
from tui_reader.marks.saved_place import SavedPlace
from tui_reader.model.errors import IndexTroubleError, NotFoundError
from tui_reader.text.sanitize import replace_surrogates

UNDO_DEPTH = 100
"""Steps that can be taken back."""
MANY = 50
"""With more marks than this, reading all of them is quicker than asking for each."""


class Marking:
    """Bookmarks, read marks and places of the user; every method may be called from any thread."""

    def __init__(self, bookmarks: Bookmarks, reading: Reading, index: FeedIndex) -> None:
        self.bookmarks = bookmarks
        self.reading = reading
        self.index = index
        self._steps: list[tuple[str, Callable[[], Iterable[str]]]] = []
        self._lock = threading.RLock()

    def copy_marks(self) -> bool:
        """Copy the marks into the index where they are not those it has; whether anything was copied."""
        with self._lock:
            signature = self._signature()
            if signature == self.index.metadata("marks"):
                return False
            return self.index.replace_marks(self._all_marks(), signature)

    def follow_moved(self, stands: Callable[[str], bool]) -> None:
        """Let bookmarks go with posts that were renamed, read mark and place too. Raises MarksError.

        `stands` tells whether a file is still at a path: then its post is only not looked at, and was not renamed.
        A post is the same where it names the old address among its own, or alone has the title and date that were
        remembered.
        """
        with self._lock:
            own = [bookmark for bookmark in self.bookmarks.all() if self.bookmarks.belongs(bookmark)]
            for bookmark in [bookmark for bookmark in own if self.index.id_of(bookmark.path) is None]:
                path = "" if stands(bookmark.path) else self._same_post(bookmark)
                if path and self.bookmarks.get(path) is None:
                    self._move(bookmark, path)

    def _same_post(self, bookmark: Bookmark) -> str:
        """Path of the post that the bookmark was made on; empty where there is none."""
        address = f"/{bookmark.path.rpartition('.')[0].removesuffix('/index')}"
        for name in (address, bookmark.title):
            row_id = self.index.find_id(name)
            for post in self.index.posts([row_id]) if row_id is not None else ():
                is_alias = any(alias.strip("/") == address.strip("/") for alias in (*post.aliases, post.url))
                if is_alias or (post.title == bookmark.title and post.date and post.date == bookmark.date):
                    return post.path
        return ""

    def _move(self, bookmark: Bookmark, path: str) -> None:
        """The new mark first: should the second fail, the bookmark stands twice, and is not lost."""
        self.bookmarks.add_all((replace(bookmark, path=path),))
        self.bookmarks.remove(bookmark.path)
        if self.reading.is_read(bookmark.path):
            self.reading.read([path], True)
        place = self.reading.place(bookmark.path)
        if place and self.reading.place(path) is None:
            self.reading.keep_place(path, place)

    def read(self, paths: Iterable[str], on: bool) -> None:
        """Mark posts read or unread as one step. Raises MarksError."""
        with self._lock:
            before = self._signature()
            changed = self.reading.read(paths, on)
            if changed:
                said = tr_count("Read mark of one post", "Read marks of {n} posts", len(changed))
                self._done(changed, before, said, lambda: self.reading.read(changed, not on))

    def bookmark(self, given: Iterable[Bookmark]) -> None:
        """Add bookmarks, or put them in the place of those that were there, as one step. Raises MarksError."""
        with self._lock:
            before, bookmarks = self._signature(), tuple(given)
            old = {b.path: self.bookmarks.get(b.path) for b in bookmarks}
            self.bookmarks.add_all(tuple(_with_age(b, old[b.path]) for b in bookmarks))
            said = tr_count("Bookmark added", "{n} bookmarks added", len(bookmarks))
            self._done(old, before, said, lambda: self._restore(old))

    def unbookmark(self, paths: Iterable[str]) -> None:
        """Take bookmarks away as one step. Raises NotFoundError where there is none, MarksError."""
        with self._lock:
            before = self._signature()
            old = {bookmark.path: bookmark for path in paths if (bookmark := self.bookmarks.get(path))}
            if not old:
                raise NotFoundError(tr("There is no such bookmark"))
            self.bookmarks.restore(dict.fromkeys(old))
            said = tr_count("Bookmark taken away", "{n} bookmarks taken away", len(old))
            self._done(old, before, said, lambda: self._restore(old))

    def keep_place(self, path: str, place: SavedPlace | None) -> None:
        """Remember where the user stopped; None forgets it. Raises MarksError."""
        with self._lock:
            before = self._signature()
            self.reading.keep_place(path, place)
            self._copy([path], before)

    def undo(self) -> str:
        """Take the last step back; what was undone, empty where there is nothing to undo. Raises MarksError."""
        with self._lock:
            if not self._steps:
                return ""
            before = self._signature()
            said, take_back = self._steps[-1]
            paths = take_back()
            self._steps.pop()
            self._copy(paths, before)
            return said

    def _restore(self, old: Mapping[str, Bookmark | None]) -> Iterable[str]:
        self.bookmarks.restore(old)
        return old

    def _done(self, paths: Iterable[str], before: str, said: str, take_back: Callable[[], Iterable[str]]) -> None:
        """Remember how to take the step back, and copy what it changed."""
        del self._steps[: -UNDO_DEPTH + 1]
        self._steps.append((said, take_back))
        self._copy(paths, before)

    def _copy(self, paths: Iterable[str], before: str) -> None:
        """Copy some marks. Where others wrote too, the signature stays old, and the next sync copies everything.

        A mark is safe once it is in the journal: an index that cannot take it now gets it with the next sync.
        """
        signature = self._signature() if self.index.metadata("marks") == before else ""
        try:
            self.index.put_marks(self._marks(paths), signature)
        except IndexTroubleError:
            return

    def _signature(self) -> str:
        return replace_surrogates(f"{self.bookmarks.signature()} | {self.reading.signature()}")

    def _marks(self, paths: Iterable[str]) -> list[Mark]:
        """The marks of some paths; of many at once from all that there are, since each question looks at the
        journals.
        """
        wanted = list(paths)
        if len(wanted) > MANY:
            known = {mark.path: mark for mark in self._all_marks()}
            return [known.get(path, Mark(path)) for path in wanted]
        return [
            self._made(path, self.reading.read_at(path), self.reading.place(path) is not None, self.bookmarks.get(path))
            for path in wanted
        ]

    def _all_marks(self) -> list[Mark]:
        bookmarks = {bookmark.path: bookmark for bookmark in self.bookmarks.all()}
        read = self.reading.all_read_at()
        begun = {path for path, _ in self.reading.all_places()}
        return [
            self._made(path, read.get(path), path in begun, bookmarks.get(path)) for path in {*bookmarks, *read, *begun}
        ]

    def _made(self, path: str, read_at: float | None, begun: bool, bookmark: Bookmark | None) -> Mark:
        """The copy of one path's marks; a bookmark of another feed has no title, so that it is never shown as gone
        here.
        """
        read = 0 if read_at is None else max(1, int(read_at))
        if bookmark is None or not self.bookmarks.belongs(bookmark):
            return Mark(path, read, begun, bookmark is not None)
        return Mark(path, read, begun, True, bookmark.title, seconds(bookmark.date), zone_of(bookmark.date))


def _with_age(bookmark: Bookmark, old: Bookmark | None) -> Bookmark:
    """The bookmark with the time the old one was added, if there was one."""
    if old is None or old.added is None:
        return bookmark
    return replace(bookmark, added=old.added)
