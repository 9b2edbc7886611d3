"""What is known before the first paint: read from the index and the settings before Textual is imported."""

from array import array
from dataclasses import dataclass, field

from tui_reader.config.settings import Settings
from tui_reader.config.theme import Theme
from tui_reader.feed.library import Library
from tui_reader.model.post import Counts, ListHeading, Row
from tui_reader.model.query import Query
from tui_reader.terminal.capabilities import Capabilities
from tui_reader.ui.render.glyphs import Glyphs
from tui_reader.ui.state.filter import Filter


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

    @property
    def saved(self) -> tuple[str, ...]:
        """Names of the user's saved views."""
        return tuple(view.name for view in self.settings.views)
