"""Which rows of a pane are on the screen, and which one has the cursor (pure)."""

from collections.abc import Sequence

from tui_reader.model.dataclass import dataclass, field, replace
from tui_reader.ui.state.row_lines import RowLines


@dataclass(frozen=True, slots=True)
class RowWindow:
    """The part of a list that a pane shows; each move makes another window."""

    lines: RowLines = field(default_factory=RowLines)
    """The lines of each row."""
    cursor: int = 0
    """Index of the row under the cursor; 0 for an empty list."""
    top: int = 0
    """Line at the top of the pane."""
    room: int = 0
    """How many lines the pane has for rows; 0 while it has no size."""
    anchor: int | None = None
    """Index of the row at which a range begins that ends at the cursor; None where there is no range."""
    stops: Sequence[bool] | None = None
    """For each row, whether the cursor may stand on it; None where it may stand on every row."""

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self.lines.count

    @property
    def selected(self) -> range:
        """Indexes of the rows that are chosen together; empty where there is no range."""
        if self.anchor is None:
            return range(0)
        return range(min(self.anchor, self.cursor), max(self.anchor, self.cursor) + 1)

    @property
    def seen(self) -> range:
        """The lines on the screen."""
        return range(self.top, min(self.top + max(1, self.room), self.lines.height))

    def moved_to(self, index: int) -> "RowWindow":
        """The cursor on a row, or the nearest one where it may stand, and as little scrolled as needed."""
        stop = self._nearest_stop(max(0, min(index, self.count - 1)))
        return self if stop is None else replace(self, cursor=stop).in_sight()

    def moved_page(self, pages: float) -> "RowWindow":
        """Scrolled by screens, down where positive; the cursor keeps its place on the screen."""
        room, height = max(1, self.room), self.lines.height
        lines = int(room * pages) or (1 if pages > 0 else -1)
        line = max(0, min(self.lines.line_of(self.cursor) + lines, height - 1))
        top = max(0, min(self.top + lines, height - room))
        return replace(self, top=top).moved_to(self.lines.index_at(line))

    def with_lines(self, lines: RowLines) -> "RowWindow":
        """The same rows on other lines: the row at the top stays there as long as the cursor is seen."""
        first = self.lines.index_at(self.top)
        into = self.top - self.lines.line_of(first)
        top = lines.line_of(first) + min(into, len(lines.lines_of(first)) - 1)
        return replace(self, lines=lines, top=max(0, top)).in_sight()

    def in_sight(self) -> "RowWindow":
        """Scrolled so that the cursor is seen, with one row of context where there is one."""
        if not self.room:
            return self
        lines, cursor = self.lines, self.cursor
        context = 1 if self.room > 4 else 0
        lowest = lines.lines_of(min(cursor + context, max(0, self.count - 1))).stop - self.room
        highest = max(lowest, lines.line_of(max(cursor - context, 0)) if cursor > 0 else 0)
        end = max(0, lines.height - self.room)
        top = self._at_a_row(max(0, min(max(self.top, lowest), highest, end)))
        return self if top == self.top else replace(self, top=top)

    def _at_a_row(self, top: int) -> int:
        """The line, or the next row where it is not the first of its row: the end of a title says little."""
        row = self.lines.lines_of(self.lines.index_at(top))
        return row.stop if top > row.start else top

    def _nearest_stop(self, index: int) -> int | None:
        """The first row from `index` on, in the direction of the move, where the cursor may stand; else the first one
        the other way; None where it may stand on none.
        """
        stops = self.stops
        if stops is None:
            return index
        down, up = range(index, self.count), range(min(index, self.count - 1), -1, -1)
        ways = (down, up) if index >= self.cursor else (up, down)
        return next((at for way in ways for at in way if stops[at]), None)
