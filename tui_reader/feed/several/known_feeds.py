"""Which of the feeds that the settings name is open."""

from tui_reader.config.paths import place_key
from tui_reader.config.settings import Settings, place_of
from tui_reader.feed.library import Library

ALL = "all"
"""Name of all feeds as one, where no feed of the settings has it."""


def name_of(library: Library, settings: Settings) -> str:
    """The name of an open feed: the one that the settings give its folder, else the title of its site."""
    site = library.site
    own = {place_key(place) for place in (site.root, site.content) if place} if not site.only else set()
    named = (feed.name for feed in settings.feeds if place_key(place_of(feed)) in own)
    title = site.title or site.content.name
    is_taken = any(feed.name == title for feed in settings.feeds)
    return next(named, f"{title} ({site.root or site.content})" if is_taken else title)
