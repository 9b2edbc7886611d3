"""The facade of one feed for the interface and the command line: open it, then ask its parts.

This module is on the way to the first paint: its parts import parsers when they are first used.
"""

import contextlib
import time
from pathlib import Path

from tui_reader.config.paths import Paths, sample_content
from tui_reader.config.settings import Settings
from tui_reader.feed.marks import Marks
from tui_reader.feed.pages import Pages
from tui_reader.feed.posts import Posts
from tui_reader.feed.snapshot import Current, Snapshot, names_of, open_site
from tui_reader.feed.sync import Sync
from tui_reader.i18n.messages import tr
from tui_reader.index.feed_index import FeedIndex, index_file
from tui_reader.marks.bookmarks import Bookmarks
from tui_reader.marks.read_state import Reading
from tui_reader.model.errors import IndexTroubleError
from tui_reader.store.site.site import Site


def open_library(source: Path | None, settings: Settings, paths: Paths) -> "Library":
    """The feed at `source`: a site's root, a content folder or one .md file; None for the one the settings name.

    Opens index and marks and reads no post. Raises ContentError where there is no such feed.
    """
    chosen = source or (Path(settings.content).expanduser() if settings.content else sample_content())
    site = open_site(chosen, settings)
    file = None if site.only else index_file(paths.cache, site.content)
    feed = site.title or (site.root or site.content).name
    index = FeedIndex(file, names_of(site))
    current = Current(Snapshot(site, index))
    bookmarks, reading = Bookmarks(paths.bookmarks, paths.host, feed), Reading(paths.reading, paths.host)
    marks = Marks(bookmarks, reading, Posts(current), index)
    with contextlib.suppress(IndexTroubleError):
        marks.copy_marks()
    return Library(chosen, settings, current, marks)


class Library:
    """One open feed with the user's marks; every method of its parts may be called from any thread."""

    def __init__(self, source: Path, settings: Settings, current: Current, marks: Marks) -> None:
        self._current = current
        self._visiting = False
        self.posts = Posts(current)
        """Lists, counts and single posts, from the index."""
        self.marks = marks
        """What the user says of posts."""
        self.pages = Pages(current, settings)
        """Posts read from their files."""
        self.sync = Sync(source, settings, current, marks)
        """Synchronises the index with the files."""

    @property
    def snapshot(self) -> Snapshot:
        """Site and index as they are now."""
        return self._current.snapshot

    @property
    def site(self) -> Site:
        """The site as it is now; for an operation that needs the index too, take `snapshot`."""
        return self._current.site

    @property
    def index(self) -> FeedIndex:
        """The index as it is asked now; for an operation that needs the site too, take `snapshot`."""
        return self._current.index

    @property
    def notices(self) -> tuple[str, ...]:
        """What the user should know about how the feed was opened, one line each."""
        unreadable = (file for store in self.marks.stores for file in store.unreadable)
        told = [tr("Marks cannot be read: {file}").format(file=file) for file in unreadable]
        return tuple(notice for notice in (self.index.database.notice, *told) if notice)

    def visit(self) -> None:
        """Someone begins to read: what came since the last visit ended is `is:new` from now on.

        For the screen, not for commands: from now on words are estimated at first, and counted along with the full
        text.
        """
        index = self.index
        before = index.metadata("visit")
        index.set_metadata("before", before or str(int(time.time())))
        self._visiting = True
        self.sync.listen()

    def close(self) -> None:
        """Close the index and end the processes that read posts; marks are on disk already.

        A sync must have ended or be stopped.
        """
        self.sync.close()
        index = self.index
        if self._visiting:
            now = str(int(time.time()))
            with contextlib.suppress(IndexTroubleError):
                index.set_metadata("visit", now)
                index.set_metadata("before", now)
        index.database.close()
