"""What a feed begins with: its name, the settings that hold in it, and what its list shows first."""

from tui_reader.config.settings import OpenOptions, Settings
from tui_reader.feed.first_language import begins_with
from tui_reader.feed.library import Library
from tui_reader.feed.several.known_feeds import language_of, name_of, settings_of
from tui_reader.model.dataclass import dataclass, replace
from tui_reader.model.query import Query
from tui_reader.model.sorts import get_sort
from tui_reader.ui.render.status_text import without_posts
from tui_reader.ui.state.filter import Filter


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a feed begins with."""

    feed: str
    """Its name: the one it has in the settings, else the title of its site."""
    settings: Settings
    """The settings as they hold in it."""
    base: Query
    """Which drafts, future and expired posts are wanted."""
    filter: Filter
    """What its list shows first."""


def begin(library: Library, settings: Settings, options: OpenOptions) -> Beginning:
    """What the feed begins with; raises QueryError."""
    feed = options.feed or name_of(library, settings)
    settings = settings_of(feed, settings)
    base, words = Query(drafts=settings.drafts, future=settings.future, expired=settings.expired), options.query
    typed = library.posts.query(words).where if words.strip() else None
    present = library.site.languages if library.posts.empty else library.posts.languages(base)
    lang = begins_with(options.lang or language_of(feed, settings), present, settings.language)
    if lang and lang not in [language.key for language in present]:
        settings, lang = replace(settings, problems=(*settings.problems, without_posts(lang))), ""
    names = tuple((language.key, language.shown) for language in library.site.languages)
    chosen = Filter(words=words, typed=typed, sort=get_sort(settings.sort), lang=lang, lang_names=names)
    return Beginning(feed, settings, base, chosen)
