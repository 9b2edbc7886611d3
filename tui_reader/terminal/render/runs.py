"""Which cells of a frame must be written: runs of one style, and ends of rows that are erased (pure)."""

from collections.abc import Iterator
from typing import NamedTuple

from tui_reader.terminal.render.cell_grid import BLANK, Grid
from tui_reader.terminal.render.scroll import changed_columns, changed_rows
from tui_reader.terminal.render.styles import Styles

_MOVE_BYTES = 4
"""About what a move of the cursor within a row costs; cells that cost no more are written again instead."""
_ERASE_CELLS = 3
"""Erasing to the end of a row takes three bytes, as many as blanks of so many cells."""


class Run(NamedTuple):
    """Cells of one row to be written in one style."""

    x: int
    """Column of the first."""
    y: int
    """Row."""
    cells: list[str]
    """The cells; empty where the row is to be erased from `x` to its end."""
    style: int
    """Number of the style."""
    blank: bool
    """True where only blanks are written, so that the ink does not matter."""

    @property
    def erase(self) -> bool:
        """Whether the row is erased from `x` on."""
        return not self.cells


def find_runs(shown: Grid, wanted: Grid, styles: Styles) -> list[Run]:
    """The runs that turn `shown` into `wanted`, two grids of one size, row by row from the left.

    They may be written in any order: a cell that loses its half of a wide character has changed itself.
    """
    runs: list[Run] = []
    for y in changed_rows(shown, wanted):
        row = _Row(y, wanted.cells[y], wanted.styles[y], styles)
        runs += row.runs(changed_columns(shown, wanted, y))
    return runs


class _Row:
    """A row of the wanted grid."""

    def __init__(self, y: int, cells: list[str], row_styles: list[int], styles: Styles) -> None:
        self._y = y
        self._cells = cells
        self._row_styles = row_styles
        self._styles = styles

    def runs(self, changed: list[int]) -> Iterator[Run]:
        """Runs over the changed columns, given in order."""
        cells, row_styles = self._cells, self._row_styles
        tail = self._tail()
        at = 0
        while at < len(changed):
            start = changed[at] - (cells[changed[at]] == "")
            at, end = self._span(at, changed)
            last_changed = changed[-1] + 1
            erased = last_changed > max(start, tail) + _ERASE_CELLS and end > tail
            run = None
            for run in self._split(start, min(end, tail) if erased else end):
                yield run
            if erased:
                first = max(start, tail)
                same = run is not None and self._styles.blank(run.style) == row_styles[first]
                yield Run(first, self._y, [], run.style if run is not None and same else row_styles[first], True)
                return

    def _tail(self) -> int:
        """Column from which on the row is blank in one style that erasing can paint; the width where there is none."""
        cells, row_styles = self._cells, self._row_styles
        last = row_styles[-1]
        x = len(cells)
        if not self._styles.erasable(last):
            return x
        while x and cells[x - 1] == BLANK and row_styles[x - 1] == last:
            x -= 1
        return x

    def _span(self, at: int, changed: list[int]) -> tuple[int, int]:
        """From the changed column at index `at`: the index of the next span's first and the column where this one ends.

        Unchanged cells between two changed ones are written again where that costs no more than a move.
        """
        cells = self._cells
        end = changed[at] + 1
        at += 1
        while at < len(changed):
            gap = changed[at] - end
            if gap and not (gap == 1 and cells[end] == "") and not self._cheap(end, changed[at]):
                break
            end = changed[at] + 1
            at += 1
        while end < len(cells) and cells[end] == "":
            end += 1
        return at, end

    def _cheap(self, start: int, end: int) -> bool:
        """Whether unchanged cells are in the style of the cell before and no dearer than a move."""
        if end - start > _MOVE_BYTES:
            return False
        row_styles = self._row_styles[start - 1 : end]
        return (
            row_styles.count(row_styles[0]) == len(row_styles)
            and sum(len(c.encode()) for c in self._cells[start:end]) <= _MOVE_BYTES
        )

    def _split(self, start: int, end: int) -> Iterator[Run]:
        """Cells `start` to `end` as runs of one style; blanks go with a neighbour where an eye sees no difference."""
        row_styles, blank = self._row_styles, self._styles.blank
        x = start
        while x < end:
            style, stop = row_styles[x], self._stop(x, end)
            only_blanks = self._blank(x, stop)
            if only_blanks and stop < end and blank(row_styles[stop]) == style:
                style, only_blanks, stop = row_styles[stop], False, self._stop(stop, end)
            while not only_blanks and stop < end:
                further = self._stop(stop, end)
                if row_styles[stop] != style and not (row_styles[stop] == blank(style) and self._blank(stop, further)):
                    break
                stop = further
            yield Run(x, self._y, self._cells[x:stop], style, only_blanks)
            x = stop

    def _blank(self, start: int, end: int) -> bool:
        return self._cells[start:end].count(BLANK) == end - start

    def _stop(self, x: int, end: int) -> int:
        """Column after the cells from `x` on that have its style."""
        row_styles = self._row_styles
        style = row_styles[x]
        while x < end and row_styles[x] == style:
            x += 1
        return x
