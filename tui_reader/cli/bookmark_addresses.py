"""Where bookmarked posts stand on the web, whichever feed each belongs to: asked of their files, not of an index."""

from collections.abc import Iterable
from pathlib import Path

from tui_reader.config.paths import Paths
from tui_reader.config.settings import Settings
from tui_reader.feed.library import chosen_source, identity_of
from tui_reader.feed.shared.remote_feeds import folder_of
from tui_reader.feed.snapshot import open_site
from tui_reader.marks.bookmarks import Bookmark
from tui_reader.marks.feed_identity import FeedIdentity
from tui_reader.model.errors import ContentError
from tui_reader.store.post_reader import load_post
from tui_reader.store.site.site import Site
from tui_reader.store.site.web_address import web_address


def addresses_of(
    marks: Iterable[Bookmark], settings: Settings, source: Path | None, paths: Paths
) -> dict[tuple[FeedIdentity, str], str]:
    """The full address of each post on the web by its feed and path; a post whose feed or file is not here, or whose
    site names no host, has none. In restricted mode no feed is looked at but the one at `source`, which is chosen as
    for `open_library`.
    """
    found: dict[tuple[FeedIdentity, str], str] = {}
    sites: dict[str, Site | None] = {}
    only = _root_of(chosen_source(source, settings, paths), settings, paths) if settings.restricted else None
    for mark in marks:
        root = mark.feed.root
        if root not in sites:
            sites[root] = _site(root, settings, paths) if root and only in (None, root) else None
        site = sites[root]
        post = load_post(mark.path, site, header_alone=True) if site else None
        address = web_address(post.url, site.language_of(post.lang)) if site and post else ""
        if "//" in address:
            found[mark.feed, mark.path] = address
    return found


def _site(root: str, settings: Settings, paths: Paths) -> Site | None:
    try:
        return open_site(folder_of(root, settings, paths.cache), settings, paths)
    except ContentError:
        return None


def _root_of(source: Path, settings: Settings, paths: Paths) -> str:
    try:
        return identity_of(open_site(source, settings, paths)).root
    except ContentError:
        return ""
