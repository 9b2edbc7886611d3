"""The site of a feed and the index that knows its names: one value, swapped whole."""

from pathlib import Path

from tui_reader.config.paths import Paths
from tui_reader.config.settings import Settings
from tui_reader.feed.shared.feed_copies import copy_at
from tui_reader.index.feed_index import FeedIndex
from tui_reader.index.records import Names
from tui_reader.model.dataclass import dataclass, replace
from tui_reader.store.site.site import Site, find_site


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A site and the index that knows its names: they change together."""

    site: Site
    """The site as its settings and its commits were read last."""
    index: FeedIndex
    """The index, asked with the names and taxonomies of this very site."""


@dataclass(slots=True)
class Current:
    """The snapshot of an open feed at this moment, shared by all its parts.

    The thread that synchronises replaces `snapshot`; an operation that needs site and index takes `snapshot` once.
    """

    snapshot: Snapshot
    """Site and index as they are now."""

    @property
    def site(self) -> Site:
        """The site as it is now; for an operation that needs the index too, take `snapshot`."""
        return self.snapshot.site

    @property
    def index(self) -> FeedIndex:
        """The index as it is asked now; for an operation that needs the site too, take `snapshot`."""
        return self.snapshot.index


def open_site(source: Path, settings: Settings, paths: Paths) -> Site:
    """The site at `source`, with the user's idea of what recommends a post and the repository that it is a copy of;
    raises ContentError.
    """
    keys = tuple(key.lower() for key in settings.recommend_keys)
    copy = copy_at(source, settings, paths)
    site = find_site(source, settings.restricted, copy.folder if copy else None)
    return replace(site, recommend_keys=keys, origin=copy.address if copy else "")


def names_of(site: Site) -> Names:
    """What the site calls its taxonomies."""
    plurals = {name.lower(): plural.lower() for singular, plural in site.taxonomies for name in (singular, plural)}
    return Names(plurals, tuple(plural.lower() for _, plural in site.taxonomies))
