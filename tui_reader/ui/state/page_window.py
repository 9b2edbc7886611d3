"""Which part of a page is on the screen, and what is laid over it (pure)."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from tui_reader.layout.page import Hit, Position
from tui_reader.model.dataclass import dataclass, field, replace

if TYPE_CHECKING:
    from tui_reader.layout.lazy_page import Page
    from tui_reader.layout.tools.grid_page import Grid
    from tui_reader.layout.tools.selection import Selection

SETTLE_BLOCKS = 40
"""Blocks laid out in one idle moment."""
_END_STEPS = 8
"""Looks at the end of a page after which its height is taken as it is."""


class PageWindow:
    """The lines of a page that are on the screen, and how they move.

    A page lays its blocks out when they are looked at, and until then their heights are estimates. So lines may get
    other numbers; the text on the screen stays where it is.
    """

    def __init__(self, room: Callable[[], int], moved: Callable[[], None], renumbered: Callable[[], None]) -> None:
        """`room` tells how many lines fit, 1 or more.

        `moved` is called when another line stands at the top, `renumbered` when lines have other numbers.
        """
        self.page: Page | None = None
        self.top = 0
        self._room = room
        self._moved = moved
        self._renumbered = renumbered

    @property
    def room(self) -> int:
        """How many lines fit."""
        return self._room()

    @property
    def seen(self) -> range:
        """The lines on the screen; some may lie beyond the end of a short page."""
        return range(self.top, self.top + self.room)

    @property
    def lowest(self) -> int:
        """The last line that may stand at the top."""
        return max(0, self.page.height - self.room) if self.page else 0

    @property
    def part(self) -> float:
        """How much of the page lies above the lower edge, 0 to 1."""
        height = self.page.height if self.page else 0
        return min(1.0, (self.top + self.room) / height) if height else 1.0

    def place(self) -> Position | None:
        """The place of the first line on the screen."""
        return self.page.position_at(self.top) if self.page else None

    def show(self, page: "Page", place: Position | None = None) -> None:
        """Stand at a place of a page, or at its top."""
        self.page = page
        self.top = page.line_of_position(place) if place else 0
        page.lines(self.top, self.top + self.room)
        self.top = max(0, min(self.top, self.lowest))
        self._renumbered()
        self._moved()

    def move_by(self, lines: int) -> None:
        """Move the text by a number of lines, down where positive."""
        if lines < 0:
            self.steady(-lines)
        self.move_to(self.top + lines)

    def move_to(self, line: int) -> None:
        """Put a line at the top, as far as the page goes."""
        if self.page is None:
            return
        line = max(0, line)
        self.page.lines(line, line + self.room)
        line = min(line, self.lowest)
        if line != self.top:
            self.top = line
            self._moved()

    def move_to_end(self) -> None:
        """Show the last line; estimates become heights on the way."""
        if self.page is None:
            return
        for _ in range(_END_STEPS):
            before = self.lowest
            self.page.lines(before, before + self.room)
            if self.lowest == before:
                break
        self.move_to(self.lowest)

    def bring_into_sight(self, line: int) -> None:
        """Scroll as little as needed to show a line."""
        below = line - self.top - self.room + 1
        if line < self.top:
            self.move_by(line - self.top)
        elif below > 0:
            self.move_by(below)

    def steady(self, lines: int) -> None:
        """Lay out what a move up by so many lines will show, so that nothing moves on the way."""
        if self.page is None:
            return
        top = self.page.steady(self.top, self.room + lines)
        if top != self.top:
            self.top = top
            self._renumbered()

    def settle_all(self) -> None:
        """Lay out all blocks without moving the text."""
        while not self.settle():
            pass

    def settle(self) -> bool:
        """Lay out some more blocks without moving the text; True when all are laid out."""
        if self.page is None or self.page.settled:
            return True
        place, height = self.page.position_at(self.top), self.page.height
        done = self.page.settle(SETTLE_BLOCKS)
        if self.page.height != height:
            self.top = min(self.page.line_of_position(place), self.lowest)
            self._renumbered()
            self._moved()
        return done


@dataclass(frozen=True, slots=True)
class ColumnWindow:
    """The columns of a grid that are on the screen; `room` is the cells that the pane has between its margins."""

    grid: "Grid"
    """A table as a page that is wider than the screen."""
    shift: int = 0
    """Cells that the columns beside the held one are scrolled to the left."""

    def stepped(self, by: int, room: int) -> "ColumnWindow":
        """Scrolled sideways by a column, to the right where positive."""
        return replace(self, shift=self.grid.step(self.shift, by, self._beside(room)))

    def shown(self, room: int) -> tuple[range, range]:
        """Cells of the page that are drawn: those of the held column, then those of the columns in sight."""
        held = self.grid.held
        first = held + self.shift
        return range(held), range(first, first + self.grid.whole(self.shift, self._beside(room)))

    def numbers(self, room: int) -> tuple[int, int]:
        """Numbers of the first and the last column in sight, from 1."""
        return self.grid.in_sight(self.shift, self._beside(room))

    def cell_at(self, cell: int) -> int:
        """The cell of the page that is drawn so many cells from the left margin."""
        return cell + self.shift if cell >= self.grid.held else cell

    def _beside(self, room: int) -> int:
        """Cells for the columns beside the held one."""
        return max(room - self.grid.held, 1)


@dataclass(frozen=True, slots=True)
class Overlay:
    """What is laid over a page."""

    found: str = ""
    """The text that was looked for in the post; empty where the hits are those of the feed's search."""
    hits: tuple[Hit, ...] = ()
    """Places found."""
    hit: int = -1
    """Index of the current one; -1 for none."""
    hints: Mapping[int, list[tuple[int, str]]] = field(default_factory=dict)
    """Letters over links: line of the page → cells and letters."""
    selection: "Selection | None" = None
    """Selected text."""
    highlights: "tuple[Selection, ...]" = ()
    """Passages that the user keeps."""

    def selected(self, page: "Page", line: int) -> tuple[int, int] | None:
        """First cell and cell after the last of the text that is selected on a line; None where none is."""
        return _covered(page, self.selection, line) if self.selection is not None else None

    def highlighted(self, page: "Page", line: int) -> Iterator[tuple[int, int]]:
        """The same for each passage that is kept."""
        cells = (_covered(page, highlight, line) for highlight in self.highlights)
        return filter(None, cells)


def _covered(page: "Page", selection: "Selection", line: int) -> tuple[int, int] | None:
    from tui_reader.layout.tools.selection import covered  # noqa: PLC0415  loaded when first needed

    return covered(page, selection, line)
