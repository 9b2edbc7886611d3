"""The facade of one feed for the interface and the command line: open it, then ask its parts.

This module is on the way to the first paint: its parts import parsers when they are first used.
"""

import contextlib
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.config.paths import Paths, sample_content
from tui_reader.config.settings import Settings, shared_indexes
from tui_reader.feed.marks import Marks, MarkStores
from tui_reader.feed.pages import Pages
from tui_reader.feed.posts import Posts
from tui_reader.feed.shared.remote_feeds import folder_of, is_there
from tui_reader.feed.snapshot import Current, Snapshot, names_of, open_site
from tui_reader.feed.sync import Sync
from tui_reader.i18n.messages import tr
from tui_reader.index.feed_index import FeedIndex, index_file, search_notice, shared_index
from tui_reader.marks.bookmarks import Bookmarks
from tui_reader.marks.feed_identity import FeedIdentity
from tui_reader.marks.highlights import Highlights
from tui_reader.marks.read_state import Reading
from tui_reader.model.dataclass import replace
from tui_reader.model.errors import ContentError, IndexTroubleError
from tui_reader.model.feed_state import FeedState
from tui_reader.model.post import Post
from tui_reader.store.local_source import real_path
from tui_reader.store.site.site import Site
from tui_reader.store.site.web_address import web_address

if TYPE_CHECKING:
    from tui_reader.feed.shared.own_copy import OwnCopy


def open_library(source: Path | None, settings: Settings, paths: Paths) -> "Library":
    """The feed at `source`: a site's root, a content folder or one .md file; None for the one the settings name.

    Opens index and marks and reads no post. Raises ContentError where there is no such feed.
    """
    chosen = chosen_source(source, settings, paths)
    reopen = partial(open_site, chosen, settings, paths)
    site = reopen()
    file = None if site.only else index_file(paths.cache, site.content)
    feed = identity_of(site)
    folder = "" if site.only else index_for(chosen, settings, paths)
    shared = shared_index(Path(folder), name_of_feed(site)) if folder else None
    index = FeedIndex(file, names_of(site), shared)
    current = Current(Snapshot(site, index))
    where = paths.host, feed, partial(is_there, settings=settings, cache=paths.cache), paths.journal_indexes
    stores = MarkStores(
        Bookmarks(paths.bookmarks, *where), Reading(paths.reading, *where), Highlights(paths.highlights, *where)
    )
    marks = Marks(stores, Posts(current), index)
    with contextlib.suppress(IndexTroubleError):
        marks.copy_marks_quickly()
    copy = own_copy(site.origin, chosen, paths) if site.origin and not settings.restricted else None
    return Library(current, marks, Pages(current, settings), Sync(reopen, settings, current, marks, copy))


def chosen_source(source: Path | None, settings: Settings, paths: Paths) -> Path:
    """Where the feed is: what was named, else what the settings name, else the sample. Raises ContentError."""
    return source or (folder_of(settings.content, settings, paths.cache) if settings.content else sample_content())


def index_for(place: Path, settings: Settings, paths: Paths) -> str:
    """Folder of the shared index that the settings name for the feed at a place; empty where they name none."""
    for feed, index in shared_indexes(settings):
        with contextlib.suppress(ContentError):
            if place == chosen_source(None, replace(settings, content=feed), paths):
                return index
    return ""


def name_of_feed(site: Site) -> str:
    """What an index says it is of: the address that the site's files come from, else its content folder."""
    return site.origin or str(real_path(site.content))


def identity_of(site: Site) -> FeedIdentity:
    """What tells the feed of a site from others, whichever of its folders was opened."""
    root = site.root or site.content
    return FeedIdentity(site.title or root.name, site.origin or str(root))


def own_copy(origin: str, folder: Path, paths: Paths) -> "OwnCopy | None":
    """What keeps the user's own copy of a feed fresh, where a folder is in one."""
    from tui_reader.feed.shared.own_copy import copy_with  # noqa: PLC0415 - most feeds are folders

    return copy_with(origin, folder, paths.cache)


class Library:
    """One open feed with the user's marks; every method of its parts may be called from any thread."""

    def __init__(self, current: Current, marks: Marks, pages: Pages, sync: Sync) -> None:
        self._current = current
        self._visiting = False
        self.posts = Posts(current)
        """Lists, counts and single posts, from the index."""
        self.marks = marks
        """What the user says of posts."""
        self.pages = pages
        """Posts read from their files."""
        self.sync = sync
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

    @property
    def state(self) -> FeedState:
        """How fresh the posts are, where somebody else looks at the feed for its readers. Reads small files."""
        return self.sync.copy.state if self.sync.copy else self.index.database.state()

    @property
    def search_notice(self) -> str:
        """What the user should know about searching on this machine; empty where all is well."""
        return search_notice()

    def address(self, post: Post) -> str:
        """Where the post stands on the web: its full address where the site names its host, else its path there."""
        return web_address(post.url, self.site.language_of(post.lang))

    def file_of(self, path: str) -> Path:
        """The file of a post."""
        return self.site.content / path

    @property
    def feeds(self) -> tuple["Library", ...]:
        """The feeds that it is made of: itself."""
        return (self,)

    def feed_of(self, path: str) -> tuple["Library", str]:
        """The feed that a post is in, and its path there; raises NotFoundError where several feeds have none of it."""
        return self, path

    def count_waiting(self) -> int:
        """How many posts cannot be found by their text yet; raises IndexTroubleError."""
        return self.index.full_text.count_waiting()

    def visit(self) -> None:
        """Someone begins to read: what came since the last visit ended is `is:new` from now on; on a first visit, what
        comes after the feed was read once.

        For the screen, not for commands.
        """
        index = self.index
        before = index.metadata("visit") or (str(int(time.time())) if index.metadata("site") else "")
        if before:
            index.set_metadata("before", before)
        self._visiting = True
        self.sync.listen()

    def close(self) -> None:
        """Close the index and end the processes that read posts; marks are on disk already.

        A sync must have ended or be stopped.
        """
        self.sync.close()
        index = self.index
        if self._visiting and index.metadata("before"):
            now = str(int(time.time()))
            with contextlib.suppress(IndexTroubleError):
                index.set_metadata("visit", now)
                index.set_metadata("before", now)
        index.database.close()
