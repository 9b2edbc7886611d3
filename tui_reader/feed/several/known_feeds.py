"""Which of the feeds that the settings name is open, what it is called, and which settings it has."""

from tui_reader.config.paths import place_key
from tui_reader.config.settings import NamedFeed, Settings, feed_called, place_of
from tui_reader.feed.library import Library
from tui_reader.i18n.messages import tr
from tui_reader.mirror.addresses import is_address, read_address
from tui_reader.model.dataclass import replace
from tui_reader.model.errors import ContentError

ALL = "all"
"""Name of all feeds as one, where no feed of the settings has it."""


def name_of(library: Library, settings: Settings) -> str:
    """The name of an open feed: the one that the settings give its folder, else the title of its site."""
    site = library.site
    own = {place_key(place) for place in (site.root, site.content) if place} if not site.only else set()
    named = (feed.name for feed in settings.feeds if _is_it(feed, site.origin, own))
    title = site.title or site.content.name
    is_taken = any(feed.name == title for feed in settings.feeds)
    return next(named, f"{title} ({site.root or site.content})" if is_taken else title)


def _is_it(feed: NamedFeed, origin: str, own: set[str]) -> bool:
    """Whether a feed of the settings comes from `origin`, or is one of these places."""
    if not is_address(feed.path):
        return place_key(place_of(feed)) in own
    try:
        return str(read_address(feed.path)) == origin
    except ContentError:
        return False


def label_of(name: str) -> str:
    """What is shown of a feed of this name."""
    return tr("All feeds") if name == ALL else name


def settings_of(name: str, settings: Settings) -> Settings:
    """The settings as they hold in one feed: with the order that is its own; all feeds together have no head."""
    feed = feed_called(name, settings)
    if feed is None:
        return replace(settings, head_posts=0) if name == ALL else settings
    return replace(settings, sort=feed.sort or settings.sort)


def language_of(name: str, settings: Settings) -> str:
    """The language of posts that one feed begins with, as `--lang` names it; empty where it names none."""
    feed = feed_called(name, settings)
    return feed.lang if feed is not None else ""
