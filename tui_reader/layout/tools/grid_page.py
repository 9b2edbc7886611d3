"""A table too wide for the line as a grid: a page as wide as its columns, of which the screen shows a part."""

from itertools import accumulate

from tui_reader.document.blocks import Document, Table, all_blocks
from tui_reader.layout.block_kinds import pieces
from tui_reader.layout.blocks.tables import column_widths
from tui_reader.layout.columns import BETWEEN
from tui_reader.layout.lazy_page import Page
from tui_reader.layout.slices import TableSlice, about_widths
from tui_reader.model.dataclass import dataclass, replace

WIDEST = 40
"""Cells of a column from which on its cells are wrapped in the grid too."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as a page of its own."""

    page: Page
    """The page, at least as wide as the table."""
    columns: tuple[int, ...]
    """First cell of each column."""
    width: int
    """Cells of the table."""
    holds: bool = True
    """The first column stays in sight; not where that would leave less than half of the room to the others."""

    @property
    def held(self) -> int:
        """Cells that stay in sight while the others are scrolled sideways: the first column, or none."""
        return self.columns[1] if self.holds and len(self.columns) > 1 else 0

    def step(self, shift: int, by: int, room: int) -> int:
        """Cells the other columns are shifted by after a step right (`by` 1) or left (-1), `room` cells being in sight.

        A column stands whole at the left edge, so that no number is read without its head; one wider than the room is
        passed in several steps.
        """
        stops = self._stops(max(room, 1))
        ahead = [stop for stop in stops if (stop > shift if by > 0 else stop < shift)]
        return (ahead[0] if by > 0 else ahead[-1]) if ahead else shift

    def whole(self, shift: int, room: int) -> int:
        """Cells of the room that whole columns fill; all of it where not even one does."""
        ends = [end - shift for _, end in self._others() if 0 < end - shift <= room]
        return ends[-1] if ends else room

    def in_sight(self, shift: int, room: int) -> tuple[int, int]:
        """Numbers of the first and last column in sight beside the held one, from 1."""
        seen = [
            number
            for number, (start, end) in enumerate(self._others(), 1 + (self.held > 0))
            if end > shift and start < shift + self.whole(shift, room)
        ]
        return (seen[0], seen[-1]) if seen else (1, 1)

    def _others(self) -> list[tuple[int, int]]:
        """First cell of each column but the held one, and the cell after its last, counted from the end of the held
        one.
        """
        starts = [column - self.held for column in self.columns if column >= self.held]
        after = [start - BETWEEN for start in starts[1:]] + [self.width - self.held]
        return list(zip(starts, after, strict=True)) if starts else []

    def _stops(self, room: int) -> list[int]:
        """The shifts one can stop at, up to the first that brings the end of the table into sight."""
        stops = [stop for start, end in self._others() for stop in range(start, end, room)]
        last = next((place for place, stop in enumerate(stops) if self.width - self.held - stop <= room), len(stops))
        return stops[: last + 1]


def wide_grid(page: Page, first: int, last: int) -> Grid | None:
    """The first table on lines `first` to `last` that is wider than the line, as a grid; None where all fit."""
    parts = range(page.parts.find(first)[0], page.parts.find(last - 1)[0] + 1)
    numbers = dict.fromkeys(page.parts[part].block for part in parts)
    blocks = all_blocks(page.document.blocks[number] for number in numbers if number >= 0)
    tables = (block for block in blocks if isinstance(block, Table))
    grids = (_grid(table, page) for table in tables if sum(_natural(table)) > page.width)
    return next((grid for grid in grids if grid.width > page.width), None)


def _grid(table: Table, page: Page) -> Grid:
    """The table as a grid, with the options of `page`."""
    width = max(sum(_natural(table)), page.width)
    wide = Page(Document((table,)), replace(page.layout, width=width, hanging_punctuation=0))
    piece = next(iter(pieces(table)))
    part = piece if isinstance(piece, TableSlice) else TableSlice(table, ())
    widths = column_widths(part, wide.parts.frame) or [width]
    *columns, end = accumulate((cells + BETWEEN for cells in widths), initial=0)
    holds = len(columns) > 1 and 2 * columns[1] < page.width
    return Grid(wide, tuple(columns), end - BETWEEN, holds)


def _natural(table: Table) -> list[int]:
    """Cells each column takes in a grid at the most, the blanks behind it included."""
    return [min(max(cells, 1), WIDEST) + BETWEEN for cells in about_widths(table)]
