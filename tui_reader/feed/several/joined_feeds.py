"""Several feeds as one: the facade of a feed whose parts ask those of each feed."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from tui_reader.config.settings import Settings
from tui_reader.document.blocks import Document
from tui_reader.feed.changes import Changes, Report
from tui_reader.feed.library import Library
from tui_reader.feed.pages import Pages
from tui_reader.feed.several.joined_marks import JoinedMarks
from tui_reader.feed.several.joined_posts import JoinedPosts, Members
from tui_reader.feed.sync import TEXT_SECONDS, Sync
from tui_reader.i18n.messages import tr
from tui_reader.index.feed_index import FeedIndex
from tui_reader.layout.lazy_page import Page
from tui_reader.layout.options import Layout
from tui_reader.model.dataclass import replace
from tui_reader.model.feed_state import FeedState
from tui_reader.model.post import Post
from tui_reader.model.query import Query
from tui_reader.store.post_reader import Source
from tui_reader.store.site.site import Site


class JoinedPages(Pages):
    """Reads posts of several feeds from their files; every method may be called from any thread."""

    def __init__(self, members: Members) -> None:
        self._members = members

    def _pages(self, path: str) -> tuple[Pages, str]:
        number, own = self._members.of(path)
        return self._members.libraries[number].pages, own

    def use(self, settings: Settings) -> None:
        """Let other settings say how posts of every feed are set from now on."""
        for library in self._members.libraries:
            library.pages.use(settings)

    def read(self, path: str) -> Source:
        """The post read from its file now, under its path among all feeds; raises ContentError, NotFoundError."""
        pages, own = self._pages(path)
        source = pages.read(own)
        return replace(source, post=replace(source.post, path=path))

    def read_text(self, data: bytes, path: str) -> Source:
        """The post in `data`, as if it stood at `path`; raises NotFoundError."""
        pages, own = self._pages(path)
        return pages.read_text(data, own)

    def lay_out(self, path: str, layout: Layout, bookmark: tuple[str, ...] = ()) -> Page:
        """The page of the post for this layout; raises ContentError, NotFoundError."""
        pages, own = self._pages(path)
        return pages.lay_out(own, layout, bookmark)

    def document(self, source: Source) -> Document:
        """The body of a post that `read` gave."""
        pages, own = self._pages(source.post.path)
        return pages.document(replace(source, post=replace(source.post, path=own)))

    def set(self, source: Source, layout: Layout, bookmark: tuple[str, ...] = ()) -> Page:
        """The page of a post that `read` gave, for this layout."""
        pages, own = self._pages(source.post.path)
        return pages.set(replace(source, post=replace(source.post, path=own)), layout, bookmark)


class JoinedSync(Sync):
    """Synchronises several feeds, one after another, from one thread at a time."""

    def __init__(self, members: Members) -> None:
        self._members = members
        self._all = [library.sync for library in members.libraries]
        self.waits_for_marks = True

    def run(
        self,
        full: bool = False,
        report: Report | None = None,
        stop: threading.Event | None = None,
        text_seconds: float = TEXT_SECONDS,
        now: bool = False,
    ) -> Changes:
        """Synchronise each index with its files; raises IndexTroubleError."""
        found = Changes()
        for number, sync in enumerate(self._all):
            sync.waits_for_marks = self.waits_for_marks
            one = sync.run(full, report, stop, text_seconds / len(self._all), now)
            found = Changes(
                added=found.added + _paths(self._members, number, one.added),
                changed=found.changed + _paths(self._members, number, one.changed),
                removed=found.removed + _paths(self._members, number, one.removed),
                listed=found.listed + one.listed,
                marks=found.marks or one.marks,
                waiting=found.waiting + one.waiting,
                stopped=found.stopped or one.stopped,
                troubles=found.troubles + one.troubles,
            )
            if one.stopped:
                break
        return found

    def count(self, ids: Iterable[int]) -> None:
        """See to it that words are in every index."""
        self.count_all()

    def count_all(self, report: Report | None = None) -> None:
        """The same for all posts; raises IndexTroubleError."""
        self._each(lambda sync: sync.count_all(report))

    def refill_when_damaged(self, text_seconds: float) -> None:
        """A question that meets damage waits until the posts are read again."""
        self._each(lambda sync: sync.refill_when_damaged(text_seconds))

    def interrupt(self) -> None:
        """End what cannot look at `stop`."""
        self._each(Sync.interrupt)

    def count_in(self, shown: Query) -> None:
        """From now on changes in the lists of every feed are counted."""
        self._each(lambda sync: sync.count_in(shown))

    def listen(self) -> None:
        """From now on somebody reads."""
        self._each(Sync.listen)

    @property
    def descriptors(self) -> tuple[int, ...]:
        """Those of every feed."""
        return tuple(descriptor for sync in self._all for descriptor in sync.descriptors)

    @property
    def pause(self) -> float:
        """Until one of the feeds needs a run."""
        return min(sync.pause for sync in self._all)

    def close(self) -> None:
        """Nothing: whoever opened the feeds closes them."""

    def _each(self, do: Callable[[Sync], None]) -> None:
        for sync in self._all:
            do(sync)


def _paths(members: Members, number: int, paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(members.path(number, path) for path in paths)


class JoinedFeeds(Library):
    """Several open feeds as one; they stay whose they are."""

    def __init__(self, libraries: Mapping[str, Library]) -> None:
        self._members = Members(libraries)
        self.posts = JoinedPosts(self._members)
        self.marks = JoinedMarks(self._members)
        self.pages = JoinedPages(self._members)
        self.sync = JoinedSync(self._members)

    @property
    def site(self) -> Site:
        """A site without folders of its own, which has the name of all."""
        first = self._members.libraries[0].site
        return replace(first, languages=(replace(first.main, title=tr("All feeds")),), only="")

    @property
    def index(self) -> FeedIndex:
        """The index of the first feed: there is none of all."""
        return self._members.libraries[0].index

    @property
    def notices(self) -> tuple[str, ...]:
        """What the user should know about how the feeds were opened."""
        return tuple(dict.fromkeys(notice for library in self._members.libraries for notice in library.notices))

    @property
    def state(self) -> FeedState:
        """How fresh the posts are of the feed that is the furthest behind."""
        now = time.time()
        states = [library.state for library in self._members.libraries]
        return min(states, key=lambda state: state.behind_since(now) or math.inf)

    @property
    def search_notice(self) -> str:
        """Why searching takes longer than it might."""
        return next(filter(None, (library.search_notice for library in self._members.libraries)), "")

    @property
    def feeds(self) -> tuple[Library, ...]:
        """The feeds that it is made of."""
        return tuple(self._members.libraries)

    def feed_of(self, path: str) -> tuple[Library, str]:
        """The feed that a post is in, and its path there; raises NotFoundError."""
        number, own = self._members.of(path)
        return self._members.libraries[number], own

    def address(self, post: Post) -> str:
        """Where the post stands on the web."""
        library, own = self.feed_of(post.path)
        return library.address(replace(post, path=own))

    def file_of(self, path: str) -> Path:
        """The file of a post; raises NotFoundError."""
        library, own = self.feed_of(path)
        return library.file_of(own)

    def count_waiting(self) -> int:
        """How many posts of any feed cannot be found by their text yet."""
        return sum(library.count_waiting() for library in self._members.libraries)

    def visit(self) -> None:
        """Someone begins to read every feed."""
        for library in self._members.libraries:
            library.visit()

    def close(self) -> None:
        """Nothing: whoever opened the feeds closes them."""
