"""Which rows of a pane are on the screen, and which one has the cursor (pure)."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tui_reader.model.post import Day


class DayLines:
    """Which line a row stands on, and what stands on a line: days have a heading above their rows."""

    def __init__(self, days: Sequence[Day] = (), count: int = 0) -> None:
        """`count` is the number of rows; without days every line is a row."""
        self.days = tuple(days)
        self.count = count
        self._firsts = [day.first for day in self.days]
        self._headings = [day.first + number for number, day in enumerate(self.days)]

    @property
    def height(self) -> int:
        """How many lines there are."""
        return self.count + len(self.days)

    def line_of(self, index: int) -> int:
        """The line of the row at an index."""
        return index + bisect_right(self._firsts, index)

    def index_at(self, line: int) -> int:
        """Index of the row on a line; of the first row of the day where its heading stands there."""
        return line - bisect_right(self._headings, line - 1) if self.days else line

    def heading_at(self, line: int) -> tuple[Day, int] | None:
        """The day whose heading stands on a line, with the number of its rows; None where a row does."""
        number = bisect_right(self._headings, line) - 1
        if number < 0 or self._headings[number] != line:
            return None
        after = self._firsts[number + 1] if number + 1 < len(self.days) else self.count
        return self.days[number], after - self._firsts[number]


@dataclass(frozen=True, slots=True)
class RowWindow:
    """The part of a list that a pane shows; each move makes another window."""

    lines: DayLines = field(default_factory=DayLines)
    """The line of each row."""
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

    def in_sight(self) -> "RowWindow":
        """Scrolled so that the cursor is seen, with one line of context where there is one."""
        if not self.room:
            return self
        context, line = 1 if self.room > 4 else 0, self.lines.line_of(self.cursor)
        lowest = line - self.room + 1 + (context if self.cursor < self.count - 1 else 0)
        highest = max(lowest, line - context if self.cursor > 0 else 0)
        top = max(0, min(max(self.top, lowest), highest, max(0, self.lines.height - self.room)))
        return self if top == self.top else replace(self, top=top)

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
