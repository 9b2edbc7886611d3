"""Ways to go on with the line that is being typed, in a list above it."""

from collections.abc import Sequence

from textual.strip import Strip
from textual.widget import Widget

from tui_reader.config.theme import Part
from tui_reader.model.dataclass import dataclass
from tui_reader.ui.render.rows import cells_of, fill, shorten
from tui_reader.ui.widgets.overlay import Look

MOST_ROWS = 8
"""Ways to go on that are seen at once."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to go on."""

    line: str
    """The whole line as it would read."""
    cursor: int
    """Where the cursor would stand in it."""
    shown: str
    """What the list shows."""
    detail: str = ""
    """What stands at its right: a count, keys, a sentence."""


class Offers(Widget):
    """The list; it has no keys of its own."""

    def __init__(self, look: Look) -> None:
        super().__init__(id="offers")
        self.display = False
        self._look = look
        self._painter = look.painter
        self._offers: tuple[Offer, ...] = ()
        self._at = -1

    def show(self, offers: Sequence[Offer], at: int) -> None:
        """Show these, the one that stands in the line lit (-1 for none); nothing where there are none."""
        self._offers, self._at = tuple(offers), at
        room = self.screen.size
        beside = self._look.frame(self, room.width)
        if not beside:
            self.styles.border_bottom = None
        edges = 2 if beside else self._look.ruled
        self.styles.height = max(1, min(len(offers), MOST_ROWS, room.height - 3 - edges)) + edges
        self.display = bool(offers)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One of them, with its detail at the right, which gives way where there is no room for both."""
        width, rows = self.size.width, self.size.height
        indent = 4 - (self.outer_size.width - width) // 2  # below the first letter of the line
        first = max(0, min(self._at - rows // 2, len(self._offers) - rows))
        number = first + y
        if number >= len(self._offers):
            return self._painter.row((), width, Part.DIALOG)
        offer = self._offers[number]
        detail = shorten(offer.detail, width - 3 - indent - self._cells(offer.shown), ambiguous=self._painter.ambiguous)
        shown = fill(offer.shown, width - 2 - indent - self._cells(detail), ambiguous=self._painter.ambiguous)
        pieces = ((f"{' ' * indent}{shown} {detail} ", Part.DIALOG),)
        return self._painter.row(pieces, width, Part.CURSOR if number == self._at else None)

    def _cells(self, text: str) -> int:
        return cells_of(text, self._painter.ambiguous)
