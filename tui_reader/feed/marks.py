"""The user's marks on the posts of one feed: written to the journals first, then copied into the index; each step can
be undone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from tui_reader.feed.mark_copy import MarkCopy
from tui_reader.feed.notebook.kept_passages import KeptPassages
from tui_reader.feed.notebook.mark_steps import MarkSteps
from tui_reader.feed.notebook.moved_marks import follow_moved
from tui_reader.feed.posts import Posts
from tui_reader.i18n.messages import tr, tr_count
from tui_reader.index.feed_index import FeedIndex
from tui_reader.marks.bookmarks import Bookmark, Bookmarks
from tui_reader.marks.highlights import Highlight, Highlights, said_of
from tui_reader.marks.journal import QUICKLY_READ
from tui_reader.marks.journal_file import Told
from tui_reader.marks.read_state import Reading
from tui_reader.marks.saved_place import SavedPlace
from tui_reader.model.dataclass import dataclass, replace
from tui_reader.model.errors import NotFoundError

if TYPE_CHECKING:
    from tui_reader.layout.page import Position


@dataclass(frozen=True, slots=True)
class MarkStores:
    """The journals of the user's marks on one feed."""

    bookmarks: Bookmarks
    """Posts to find again."""
    reading: Reading
    """Read marks and places."""
    highlights: Highlights
    """Passages that are kept."""


class Marks:
    """Bookmarks, read marks, places and highlights of the user; every method may be called from any thread."""

    def __init__(self, stores: MarkStores, posts: Posts, index: FeedIndex) -> None:
        self.bookmark_store = stores.bookmarks
        self.read_state = stores.reading
        self.stores: tuple[Bookmarks | Reading | Highlights, ...] = (
            stores.bookmarks,
            stores.reading,
            stores.highlights,
        )
        """Every kind of mark."""
        self._posts = posts
        self._index = index
        self._copy = MarkCopy(stores.bookmarks, stores.reading, stores.highlights, index)
        self._steps = MarkSteps(self._copy)
        self._lock = self._steps.lock
        self.passages = KeptPassages(stores.highlights, posts, self._steps)
        """Passages of posts that are kept."""

    def copy_marks(self, told: Told | None = None) -> bool:
        """Copy the marks into the index where they are not those it has; whether there are others to show than before.

        Raises IndexTroubleError, and what `told` raises.
        """
        with self._lock:
            return self._copy.renew(told)

    def copy_marks_quickly(self) -> bool:
        """The same where that takes no time that anybody waits for; whether the index has all marks now. Raises
        IndexTroubleError.
        """
        with self._lock:
            self._copy.renew_quickly()
            return self._copy.is_whole

    def tidy(self, told: Told | None = None) -> None:
        """Rewrite long journals of this machine that are mostly void; for who has time. Raises what `told` raises."""
        for journal in (self.bookmark_store.journal, self.read_state.journal, self.passages.store.journal):
            journal.tidy_when_due(told=told)

    def follow_moved(self, exists: Callable[[str], bool]) -> None:
        """Let marks go with posts that were renamed; `exists` tells whether a file is still at a path.

        Raises MarksError.
        """
        with self._lock:
            gone = [path for path in self._index.marks.moved() if not exists(path)]
            follow_moved(self.bookmark_store, self.read_state, self.passages.store, self._index, gone)

    def mark_read(self, paths: Iterable[str], on: bool) -> None:
        """Mark posts as read or unread, as one step that `undo` takes back; raises MarksError."""
        with self._lock:
            before = self._copy.signature()
            changed = self.read_state.read(paths, on)
            if changed:
                said = tr_count("Read mark of {n} post", "Read marks of {n} posts", len(changed))
                self._steps.done(changed, before, said, lambda: self.read_state.read(changed, not on))

    def bookmarks(self) -> tuple[Bookmark, ...]:
        """The bookmarks of this feed, newest first, those of posts that are gone too."""
        return self.bookmark_store.all()

    def known_bookmark(self, path: str) -> Bookmark | None:
        """The bookmark on the post, as far as that is known without a long wait."""
        self.bookmark_store.journal.glance()
        return self.bookmark_store.known(path)

    def card(self, path: str) -> tuple[str, ...]:
        """What the user wrote down of a post, one line each: when and where its bookmark was added and its note, how
        many highlights it has and their notes.
        """
        return (*_card_of(self.known_bookmark(path)), *_lines_of(self.passages.known(path)))

    def bookmark(self, path: str, note: str | None = None, place: Position | None = None) -> None:
        """Bookmark the post, or change its note and place; None leaves what a bookmark has, which another session may
        have made. Raises MarksError, NotFoundError.
        """
        with self._lock:
            old = self.bookmark_store.get(path)
            try:
                post = self._posts.by_path(path)
                known = Bookmark(path, post.title, post.date)
            except NotFoundError:
                if old is None:
                    raise
                known = old
            kept = _saved(place) if place else old.place if old else None
            written = note if note is not None else old.note if old else ""
            self._put([replace(known, note=written, place=kept)])

    def bookmark_all(self, paths: Iterable[str]) -> None:
        """Bookmark posts that are not bookmarked yet, as one step that `undo` takes back; raises MarksError."""
        with self._lock:
            self.bookmark_store.refresh()
            ids = [self._posts.id_of(path) for path in paths if self.bookmark_store.known(path) is None]
            posts = self._posts.by_ids([row_id for row_id in ids if row_id is not None])
            if posts:
                self._put(Bookmark(post.path, post.title, post.date) for post in posts)

    def unbookmark(self, path: str) -> None:
        """Take the bookmark away; raises MarksError, NotFoundError."""
        self.unbookmark_all([path])

    def unbookmark_all(self, paths: Iterable[str]) -> None:
        """Take bookmarks away, as one step that `undo` takes back; raises MarksError, NotFoundError where there is
        none.
        """
        with self._lock:
            before = self._copy.signature()
            self.bookmark_store.refresh()
            old = {bookmark.path: bookmark for path in paths if (bookmark := self.bookmark_store.known(path))}
            if not old:
                raise NotFoundError(tr("There is no such bookmark"))
            self.bookmark_store.restore(dict.fromkeys(old))
            said = tr_count("{n} bookmark taken away", "{n} bookmarks taken away", len(old))
            self._steps.done(old, before, said, lambda: self._restore(old))

    def place(self, path: str) -> Position | None:
        """Where the user stopped reading, as far as that is known without a long wait."""
        from tui_reader.layout.page import Position  # noqa: PLC0415 - not needed for lists

        self.read_state.journal.glance()
        kept = self.read_state.known_place(path)
        return Position(kept.block, kept.offset, kept.words, kept.part) if kept else None

    def keep_place(self, path: str, place: Position | None) -> None:
        """Remember where the user is in the post, None for nowhere; not while long journals are still to be read.

        Raises MarksError.
        """
        if self.read_state.journal.sizes()[1] > QUICKLY_READ:
            return
        with self._lock:
            before = self._copy.signature()
            self.read_state.keep_place(path, _saved(place) if place else None)
            self._copy.put([path], before)

    @property
    def steps(self) -> int:
        """How many steps were made that can be taken back."""
        return self._steps.made

    def undo(self) -> str:
        """Take the last step back; says what was undone, empty where there is nothing to undo. Raises MarksError."""
        return self._steps.undo()

    def _put(self, given: Iterable[Bookmark]) -> None:
        """Add bookmarks, or put them in the place of those that were there, as one step. Raises MarksError."""
        with self._lock:
            before, bookmarks = self._copy.signature(), tuple(given)
            self.bookmark_store.refresh()
            old = {b.path: self.bookmark_store.known(b.path) for b in bookmarks}
            self.bookmark_store.add_all(tuple(_with_age(b, old[b.path]) for b in bookmarks))
            said = tr_count("{n} bookmark added", "{n} bookmarks added", len(bookmarks))
            self._steps.done(old, before, said, lambda: self._restore(old))

    def _restore(self, old: Mapping[str, Bookmark | None]) -> Iterable[str]:
        self.bookmark_store.restore(old)
        return old


def _card_of(bookmark: Bookmark | None) -> tuple[str, ...]:
    if bookmark is None or bookmark.added is None:
        return ()
    said = tr("Bookmarked on {date}").replace("{date}", bookmark.added.astimezone().date().isoformat())
    if bookmark.place and bookmark.place.part:
        said += f", {round(bookmark.place.part * 100)} %"
    return (said, *filter(str.strip, bookmark.note.splitlines()))


def _lines_of(highlights: Sequence[Highlight]) -> tuple[str, ...]:
    if not highlights:
        return ()
    notes = (said_of(mark) for mark in highlights if mark.note)
    return (tr_count("{n} highlight", "{n} highlights", len(highlights)), *notes)


def _saved(place: Position) -> SavedPlace:
    return SavedPlace(place.block, place.offset, place.words, place.part)


def _with_age(bookmark: Bookmark, old: Bookmark | None) -> Bookmark:
    """The bookmark with the time the old one was added, if there was one."""
    if old is None or old.added is None:
        return bookmark
    return replace(bookmark, added=old.added)
