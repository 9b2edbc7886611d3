"""What is known before the first paint: read from the index and the settings before Textual is imported."""

from array import array
from dataclasses import field, replace

from tui_reader.config.paths import Paths
from tui_reader.config.settings import OpenOptions, Settings
from tui_reader.config.theme import Theme
from tui_reader.config.theme_file import automatic_theme, suitable_theme
from tui_reader.feed.first_language import begins_with
from tui_reader.feed.library import Library
from tui_reader.feed.posts import put_head
from tui_reader.feed.several.known_feeds import name_of
from tui_reader.model.dataclass import dataclass
from tui_reader.model.post import Counts, ListHeading, Row
from tui_reader.model.query import Query
from tui_reader.model.sorts import get_sort
from tui_reader.terminal.capabilities import Capabilities
from tui_reader.ui.render.glyphs import Glyphs, glyphs
from tui_reader.ui.render.status_text import without_posts
from tui_reader.ui.state.filter import Filter

FIRST_ROWS = 64
"""Rows read before the first paint: a screenful of any terminal."""


@dataclass(frozen=True, slots=True)
class InitialState:
    """The library with all that the first screen shows."""

    library: Library
    """The open feed."""
    settings: Settings
    """The user's settings."""
    theme: Theme
    """Styles of roles and parts."""
    glyphs: Glyphs
    """Marks and lines for this terminal."""
    can: Capabilities = field(default_factory=Capabilities)
    """What the terminal can do."""
    ambiguous: int = 1
    """Cells of a character of ambiguous width in this terminal."""
    filter: Filter = field(default_factory=Filter)
    """What the list shows first."""
    base: Query = field(default_factory=Query)
    """Which drafts, future and expired posts are wanted."""
    ids: "array[int]" = field(default_factory=lambda: array("q"))
    """Row ids of the first rows."""
    rows: tuple[Row, ...] = ()
    """The first rows."""
    headings: tuple[ListHeading, ...] = ()
    """The headings among them."""
    counts: Counts | None = None
    """Counts of the sidebar, where they were at hand in time."""
    total: int = 0
    """How many posts the list has."""
    path: str = ""
    """Post to open at once; empty for none."""
    feed: str = ""
    """Name of the feed: the one it has in the settings, else the title of its site."""

    @property
    def saved(self) -> tuple[str, ...]:
        """Names of the user's saved views."""
        return tuple(view.name for view in self.settings.views)


def prepare_initial_state(
    library: Library, settings: Settings, theme: Theme, can: Capabilities, options: OpenOptions
) -> InitialState:
    """Read what the first screen shows. Raises QueryError."""
    base, words = Query(drafts=settings.drafts, future=settings.future, expired=settings.expired), options.query
    typed = library.posts.query(words).where if words.strip() else None
    present = library.site.languages if library.posts.empty else library.posts.languages(base)
    lang = begins_with(options.lang, present, settings.language)
    if lang and lang not in [language.key for language in present]:
        settings, lang = replace(settings, problems=(*settings.problems, without_posts(lang))), ""
    names = tuple((language.key, language.shown) for language in library.site.languages)
    chosen = Filter(words=words, typed=typed, sort=get_sort(settings.sort), lang=lang, lang_names=names)
    counts = library.posts.counts(chosen.query(base))
    query = replace(chosen.query(base), limit=FIRST_ROWS)
    ids, headings = put_head(library.posts, query, library.posts.listing(query), settings.head_posts * chosen.has_head)
    rows = library.posts.rows(ids)
    return InitialState(
        library=library,
        settings=settings,
        theme=theme,
        glyphs=choose_glyphs(settings, can),
        can=can,
        ambiguous=can.ambiguous,
        filter=chosen,
        base=base,
        ids=array("q", [row.id for row in rows]),
        rows=rows,
        headings=headings,
        counts=counts,
        total=counts.fitting,
        path=library.site.only,
        feed=name_of(library, settings),
    )


def choose_glyphs(settings: Settings, can: Capabilities) -> Glyphs:
    """The marks that were asked for, where the terminal can show them."""
    return glyphs(settings.glyphs if can.unicode else "ascii", can.ambiguous)


def choose_theme(settings: Settings, options: OpenOptions, paths: Paths, can: Capabilities) -> Theme:
    """The theme that was asked for, else that of the settings, else the one that suits the terminal; each in its form
    for the terminal's colours. Raises ThemeError for the one that was asked for.
    """
    colours = "truecolor" if can.colours > 256 else "none" if can.colours < 8 else str(max(16, can.colours))
    automatic = automatic_theme(can.dark is not False, colours)
    return suitable_theme(options.theme, settings.theme, automatic, paths, colours)
