"""What is known before the first paint: read from the index and the settings before Textual is imported."""

from array import array

from tui_reader.config.paths import Paths
from tui_reader.config.settings import OpenOptions, Settings
from tui_reader.config.theme import Theme
from tui_reader.config.theme_file import automatic_theme, suitable_theme
from tui_reader.feed.library import Library
from tui_reader.feed.posts import put_head
from tui_reader.feed.several.known_feeds import label_of
from tui_reader.model.dataclass import dataclass, field, replace
from tui_reader.model.post import Counts, ListHeading, Row
from tui_reader.model.query import Query
from tui_reader.terminal.capabilities import Capabilities
from tui_reader.ui.render.glyphs import Glyphs, glyphs
from tui_reader.ui.startup.beginning import begin
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
    """How many posts the list has; below zero where they are not counted yet."""
    path: str = ""
    """Post to open at once; empty for none."""
    feed: str = ""
    """Name of the feed: the one it has in the settings, else the title of its site."""
    offers_default: bool = False
    """Say once how the feed becomes the one that the reader begins with."""

    @property
    def saved(self) -> tuple[str, ...]:
        """Names of the user's saved views."""
        return tuple(view.name for view in self.settings.views)

    @property
    def told_feed(self) -> str:
        """What the feed is called where there are several, for a screen without the sidebar, which names it; empty
        where it is the only one.
        """
        return label_of(self.feed) if {self.feed, *(feed.name for feed in self.settings.feeds)} != {self.feed} else ""


def prepare_initial_state(
    library: Library, settings: Settings, theme: Theme, can: Capabilities, options: OpenOptions
) -> InitialState:
    """Read what the first screen shows. Raises QueryError."""
    begun = begin(library, settings, options)
    settings, base, chosen = begun.settings, begun.base, begun.filter
    counts = library.posts.counts(chosen.query(base)) if library.posts.of_one_feed else None
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
        total=counts.fitting if counts is not None else -1,
        path=library.site.only,
        feed=begun.feed,
        offers_default=options.offers_default,
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
