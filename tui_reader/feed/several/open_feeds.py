"""The feeds that the settings name and the one that the reader was started with, each opened when it is first asked
for.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from tui_reader.config.paths import Paths
from tui_reader.config.settings import NamedFeed, Settings, feed_called
from tui_reader.feed.library import Library, open_library
from tui_reader.feed.several.known_feeds import ALL
from tui_reader.feed.shared.remote_feeds import folder_of
from tui_reader.i18n.messages import tr
from tui_reader.mirror.addresses import is_address
from tui_reader.model.dataclass import replace
from tui_reader.model.errors import NotFoundError, ReaderError
from tui_reader.model.query import Is, Query

if TYPE_CHECKING:
    from tui_reader.feed.several.joined_feeds import JoinedFeeds


class OpenFeeds:
    """Feeds by name. One thread at a time opens them; the names may be asked for by any."""

    def __init__(self, settings: Settings, paths: Paths, name: str, library: Library) -> None:
        """`name` and `library` are those of the feed that is open already, which whoever opened it closes."""
        self._settings = settings
        self._paths = paths
        self._own = library
        self._libraries: dict[str, Library] = {name: library}
        self._joined: JoinedFeeds | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The feeds of the settings in their order, and before them the one that was opened, where it is none of
        those; all of them as one at the end.
        """
        named = [feed.name for feed in self._settings.feeds]
        opened = [name for name in self._libraries if name not in named]
        single = tuple(dict.fromkeys([*opened, *named]))
        return (*single, ALL) if len(single) > 1 and ALL not in single else single

    def library(self, name: str) -> Library:
        """The open feed of this name; raises ReaderError."""
        if name not in self._libraries:
            feed = feed_called(name, self._settings)
            if feed is None and name == ALL:
                return self._all()
            if feed is None:
                raise NotFoundError(tr("There is no feed {name}").replace("{name}", name))
            self._libraries[name] = self._opened(feed)
        return self._libraries[name]

    def _opened(self, feed: NamedFeed) -> Library:
        """A feed of the settings, opened; what is kept elsewhere is fetched where there is no copy of it yet."""
        if is_address(feed.path):
            from tui_reader.feed.shared.own_copy import fetch_missing  # noqa: PLC0415 - most feeds are folders

            fetch_missing(feed.path, self._settings, self._paths.cache)
        place = folder_of(feed.path, self._settings, self._paths.cache)
        return open_library(place, self._settings, self._paths)

    def _all(self) -> "JoinedFeeds":
        """All feeds as one; raises ReaderError."""
        if self._joined is None:
            from tui_reader.feed.several.joined_feeds import JoinedFeeds  # noqa: PLC0415 - most users have one feed

            self._joined = JoinedFeeds(self._open_all())
        return self._joined

    def _open_all(self) -> dict[str, Library]:
        """Every feed that can be opened, by name; raises ReaderError where there is none."""
        found: dict[str, Library] = {}
        for name in self.names:
            with suppress(ReaderError):
                if name != ALL:
                    found[name] = self.library(name)
        return found

    def unread(self, base: Query) -> Mapping[str, int | None]:
        """How many posts of each feed are unread; None where it cannot be opened or was never read."""
        return {name: self._count(name, base) for name in self.names}

    def _count(self, name: str, base: Query) -> int | None:
        try:
            posts = self.library(name).posts
            return None if posts.empty else len(posts.listing(replace(base, where=Is("unread"))))
        except ReaderError:
            return None

    def close(self) -> None:
        """Close every feed but the one that was open already."""
        for library in self._libraries.values():
            if library is not self._own:
                library.close()
