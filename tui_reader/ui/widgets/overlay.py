"""How what stands over the screen is drawn: choosers, ways to go on with a line, keys to be pressed."""

from textual.widget import Widget

from tui_reader.config.theme import Part
from tui_reader.model.dataclass import dataclass
from tui_reader.ui.render.glyphs import Glyphs
from tui_reader.ui.render.strips import Painter, textual_colour

WIDTH = 76
"""Cells of an overlay."""
LEAST_AIR = 16
"""Cells beside it in which what is below may show; with less it takes the whole width, since scraps of a list say
nothing.
"""


@dataclass(frozen=True, slots=True)
class Look:
    """How an overlay is drawn."""

    painter: Painter
    """Draws its rows."""
    glyphs: Glyphs
    """Marks and lines."""
    left: int
    """Columns of the sidebar, whose counts stay in sight beside it."""

    def frame(self, widget: Widget, screen_width: int) -> bool:
        """Give a widget its width, and an edge where something is seen beside it, which is the answer; lines above and
        below it where its ground is that of the screen.
        """
        theme = self.painter.theme
        beside = screen_width >= WIDTH + LEAST_AIR
        widget.styles.width = WIDTH if beside else screen_width
        colour = textual_colour(theme.part(Part.ROW_DATE).fg or "ansi_default")
        if beside:
            widget.styles.border = ("ascii" if self.glyphs.ascii else "round", colour)
        elif self.ruled:
            widget.styles.border_top = widget.styles.border_bottom = ("ascii" if self.glyphs.ascii else "solid", colour)
        return beside

    @property
    def ruled(self) -> bool:
        """Whether the ground of an overlay cannot be told from that of the screen."""
        theme = self.painter.theme
        return theme.part(Part.DIALOG).bg == theme.part(Part.SCREEN).bg
