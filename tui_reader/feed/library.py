"""The one door to the feed for the screen and the command line: open, sync, find, read, mark.

Every method may be called from any thread. Parsers are imported when first used, since this module is on the way to
the first paint.
"""

from __future__ import annotations

import contextlib
import threading
import time
import zlib
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.config.paths import Paths, sample_content
from tui_reader.config.settings import Settings
from tui_reader.feed.marks import Marking
from tui_reader.feed.posts import Finder, Snapshot
from tui_reader.feed.sync import Changes, Report, Sync, date_by_commits
from tui_reader.i18n.messages import tr
from tui_reader.index.feed_index import FeedIndex, index_file, renamed
from tui_reader.index.records import Names
from tui_reader.marks.bookmarks import Bookmark, Bookmarks
from tui_reader.marks.read_state import Reading
from tui_reader.marks.saved_place import SavedPlace
from tui_reader.model.errors import ContentError, IndexTroubleError, MarksError, NotFoundError
from tui_reader.store.local_source import exists
from tui_reader.store.site.site import Site, find_site
from tui_reader.watch.watcher import Watch, settings_fingerprint

if TYPE_CHECKING:
    from tui_reader.feed.worker_pool import Parsers
    from tui_reader.layout.lazy_page import Page
    from tui_reader.layout.options import Layout
    from tui_reader.layout.page import Position
    from tui_reader.store.post_reader import Source

TEXT_SECONDS = 1.0
"""Seconds a sync gives to the full-text index before it returns, so that changes of files are seen in between."""


def open_library(source: Path | None, settings: Settings, paths: Paths) -> Library:
    """The feed at `source`: a site's root, a content folder or one .md file; None for the one the settings name.

    Opens index and marks and reads no post. Raises ContentError where there is no such feed.
    """
    chosen = source or (Path(settings.content).expanduser() if settings.content else sample_content())
    site = _site(chosen, settings)
    file = None if site.only else index_file(paths.cache, site.content)
    feed = site.title or (site.root or site.content).name
    index = FeedIndex(file, _names(site))
    marking = Marking(Bookmarks(paths.bookmarks, paths.host, feed), Reading(paths.reading, paths.host), index)
    with contextlib.suppress(IndexTroubleError):
        marking.copy_marks()
    return Library(chosen, settings, site, marking)


def _site(source: Path, settings: Settings) -> Site:
    """The site, with the user's idea of what recommends a post."""
    return replace(find_site(source), recommend_keys=tuple(key.lower() for key in settings.recommend_keys))


def _names(site: Site) -> Names:
    """What the site calls its taxonomies."""
    plurals = {name.lower(): plural.lower() for singular, plural in site.taxonomies for name in (singular, plural)}
    return Names(plurals, tuple(plural.lower() for _, plural in site.taxonomies))


class Library(Finder):
    """One open feed with the user's marks.

    The lock `_syncing` guards the snapshot's swap and all that a sync works with: the processes, the watch, the
    fingerprint of the settings.
    """

    def __init__(self, source: Path, settings: Settings, site: Site, marking: Marking) -> None:
        super().__init__(site, marking.index)
        self.marking = marking
        self._source = source
        self._settings = settings
        self._settings_fingerprint = settings_fingerprint(site)
        self._syncing = threading.Lock()
        self._parsers: Parsers | None = None
        self._watch = Watch(site.content)
        self._visiting = False

    @property
    def notices(self) -> tuple[str, ...]:
        """What the user should know about how the feed was opened, one line each."""
        unreadable = (*self.marking.bookmarks.unreadable, *self.marking.reading.unreadable)
        told = [tr("Marks cannot be read: {file}").format(file=file) for file in unreadable]
        return tuple(notice for notice in (self.index.database.notice, *told) if notice)

    def sync(
        self,
        full: bool = False,
        report: Report | None = None,
        stop: threading.Event | None = None,
        text_seconds: float = TEXT_SECONDS,
        now: bool = False,
    ) -> Changes:
        """Bring the index level with the files and the marks; `full` reads every post again.

        A large feed is not looked at again at once unless a folder changed, or `now` says so. Then the full-text
        index is filled for about `text_seconds`; `Changes.waiting` tells how many posts it still lacks. Raises
        IndexTroubleError.
        """
        with self._syncing:
            self.index.database.check_file()
            self._follow_settings()
            generation = self.index.database.generation
            run = Sync(self.site, self.index, report, stop, self._parsers, estimate_words=self._visiting)
            changes = self._look(run, full) if full or now or self._watch.is_due() or self.empty else Changes()
            waiting = run.texts(text_seconds)
            self._parsers = run.parsers
            if not waiting or changes.stopped:
                self._rest()
            marks = self.marking.copy_marks()
            again = generation != self.index.database.generation
        return self.sync(True, report, stop, text_seconds) if again else replace(changes, marks=marks, waiting=waiting)

    def _follow_settings(self) -> None:
        """Take over what the site's settings and its commits say now; settings that cannot be read leave the site as
        it was.
        """
        before = self.snapshot
        site, fingerprint = before.site, settings_fingerprint(before.site)
        if fingerprint != self._settings_fingerprint:
            with contextlib.suppress(ContentError):
                site = _site(self._source, self._settings)
        is_other = site is not before.site
        if site.git_info and not self._settings.restricted:
            site = date_by_commits(site, before.index)
        self._settings_fingerprint = fingerprint
        if site is not before.site:
            self.snapshot = Snapshot(site, renamed(before.index, _names(site)) if is_other else before.index)
            self._rest()
        if is_other:
            self._watch.close()
            self._watch = Watch(site.content, listening=self._visiting)

    def _look(self, run: Sync, full: bool) -> Changes:
        """Look at the files; everything is read again where the site's settings are not those the index was made
        with.
        """
        site = f"{zlib.crc32(repr(self.site).encode('utf-8', 'replace')):08x}"
        start = time.monotonic()
        changes = run.posts(full or (not self.empty and self.index.metadata("site") != site))
        if not changes.stopped:
            self.index.set_metadata("site", site)
            self._watch.looked(run.folders, 0.0 if changes else time.monotonic() - start)
        if changes.added and not changes.stopped and not changes.troubles:
            self._follow_moved()
        return changes

    def _follow_moved(self) -> None:
        """Take bookmarks along to renamed posts; where nothing can be written they stay, and are still shown by
        name.
        """
        with contextlib.suppress(MarksError):
            self.marking.follow_moved(partial(_stands, self.site.content))

    def source(self, path: str) -> Source:
        """The post read from its file now; raises ContentError."""
        from tui_reader.store.post_reader import read_post  # noqa: PLC0415 - keeps the parsers out of the first paint

        return read_post(path, self.site)

    def page(self, path: str, layout: Layout) -> Page:
        """The post set for this layout, read from its file now; raises ContentError."""
        from tui_reader.feed.pages import set_post  # noqa: PLC0415 - keeps the parsers out of the first paint
        from tui_reader.store.post_reader import read_post  # noqa: PLC0415 - as above

        site = self.site
        return set_post(read_post(path, site), site, self._settings, layout)

    def mark_read(self, paths: Iterable[str], on: bool) -> None:
        """Mark posts as read or unread, as one step that `undo` takes back; raises MarksError."""
        self.marking.read(paths, on)

    def bookmark(self, path: str, note: str = "", place: Position | None = None) -> None:
        """Bookmark the post, or change its note and place; raises MarksError, NotFoundError."""
        old = self.marking.bookmarks.get(path)
        try:
            post = self.post(path)
            known = Bookmark(path, post.title, post.date)
        except NotFoundError:
            if old is None:
                raise
            known = old
        kept = _saved(place) if place else old.place if old else None
        self.marking.bookmark([replace(known, note=note, place=kept)])

    def bookmark_all(self, paths: Iterable[str]) -> None:
        """Bookmark posts that are not bookmarked yet, as one step that `undo` takes back; raises MarksError."""
        known = {bookmark.path for bookmark in self.bookmarks()}
        ids = [self.id_of(path) for path in paths if path not in known]
        posts = self.posts([row_id for row_id in ids if row_id is not None])
        if posts:
            self.marking.bookmark(Bookmark(post.path, post.title, post.date) for post in posts)

    def unbookmark(self, path: str) -> None:
        """Take the bookmark away; raises MarksError, NotFoundError."""
        self.marking.unbookmark([path])

    def unbookmark_all(self, paths: Iterable[str]) -> None:
        """Take bookmarks away, as one step that `undo` takes back; raises MarksError, NotFoundError where there is
        none.
        """
        self.marking.unbookmark(paths)

    def undo(self) -> str:
        """Take the last step back; says what was undone, empty where there is nothing to undo. Raises MarksError."""
        return self.marking.undo()

    def place(self, path: str) -> Position | None:
        """Where the user stopped reading."""
        from tui_reader.layout.page import Position  # noqa: PLC0415 - not needed for lists

        kept = self.marking.reading.place(path)
        return Position(kept.block, kept.offset, kept.words, kept.part) if kept else None

    def keep_place(self, path: str, place: Position | None) -> None:
        """Remember where the user is in the post, None for nowhere; raises MarksError."""
        self.marking.keep_place(path, _saved(place) if place else None)

    def bookmarks(self) -> tuple[Bookmark, ...]:
        """All bookmarks, newest first, those of posts that are gone too."""
        return self.marking.bookmarks.all()

    def visit(self) -> None:
        """Someone begins to read: what came since the last visit ended is `is:new` from now on.

        For the screen, not for commands: from now on words are estimated at first, and counted along with the full
        text.
        """
        snapshot = self.snapshot
        before = snapshot.index.metadata("visit")
        snapshot.index.set_metadata("before", before or str(int(time.time())))
        with self._syncing:
            self._visiting = True
            self._watch.close()
            self._watch = Watch(snapshot.site.content, listening=True)

    def close(self) -> None:
        """Close the index and end the processes that read posts; marks are on disk already.

        A sync must have ended or be stopped.
        """
        with self._syncing:
            self._rest()
            self._watch.close()
        if self._visiting:
            now = str(int(time.time()))
            with contextlib.suppress(IndexTroubleError):
                self.index.set_metadata("visit", now)
                self.index.set_metadata("before", now)
        self.index.database.close()

    def _rest(self) -> None:
        if self._parsers:
            self._parsers.rest()
            self._parsers = None


def _saved(place: Position) -> SavedPlace:
    return SavedPlace(place.block, place.offset, place.words, place.part)


def _stands(content: Path, path: str) -> bool:
    """Is a file at this path, or none that could be asked for?"""
    try:
        return exists(content / path)
    except (OSError, ValueError):
        return True
