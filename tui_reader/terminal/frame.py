"""The shortest bytes that turn the frame a terminal shows into another one (pure).

Only changed cells are written, the cursor goes the cheapest way, looks change by difference, blanks are erased and repeats
repeated where the terminal can. Whether rows are moved by scrolling is decided by counting bytes.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from tui_reader.terminal.grid import BLANK, Grid
from tui_reader.terminal.move_cursor import UNKNOWN, move_cursor
from tui_reader.terminal.osc import link_end
from tui_reader.terminal.scroll import Scroll, changed_columns, changed_rows, find_scroll, scroll_sequence, scrolled
from tui_reader.terminal.style import Styles

_MOVE_BYTES = 4
"""About what a move of the cursor within a row costs; cells that cost no more are written again instead."""
_DOUBTFUL = re.compile("[\u0300-\u036f\u0590-\u08ff\u0900-\u0dff\u200d\u20d0-\u20ff\ufe00-\ufe0f\U0001f000-\U0001faff]")
"""Characters whose width terminals do not agree on: after one of them the cursor is placed anew."""
_DOUBTFUL_WIDE = re.compile("[\u00a1-\u2e7f\ue000-\uf8ff\ufe00-\ufe0f\U0001f000-\U0001faff]")
"""The same where the terminal draws characters of ambiguous width two cells wide."""


@dataclass(frozen=True, slots=True)
class Pen:
    """Where the terminal's cursor is and what look it writes in."""

    x: int = UNKNOWN
    """Column from 0, or `UNKNOWN`."""
    y: int = UNKNOWN
    """Row from 0, or `UNKNOWN`."""
    look: int = 0
    """Number of the look."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What to send, and how the terminal stands afterwards."""

    text: str
    """The sequences and characters."""
    pen: Pen
    """Cursor and look when they have been written."""

    @property
    def cost(self) -> int:
        """Bytes on the line."""
        return len(self.text.encode("utf-8", "replace"))


def change_frame(shown: Grid, wanted: Grid, pen: Pen, styles: Styles) -> Frame:
    """The shortest frame that turns `shown` into `wanted`, two grids of one size, for a terminal whose pen is `pen`."""
    found = find_scroll(shown, wanted, styles.abilities.margins)
    if found is None:
        return _painted(shown, wanted, pen, styles)
    moved = _with_scroll(found.scroll, shown, wanted, pen, styles)
    if moved.cost < found.repainting:
        return moved
    plain = _painted(shown, wanted, pen, styles)
    return moved if moved.cost < plain.cost else plain


def clear_frame(wanted: Grid, styles: Styles) -> Frame:
    """The frame that paints `wanted` on a terminal showing anything: the most common ground first, by erasing."""
    abilities = styles.abilities
    ground = _ground(wanted, styles) if abilities.erase_paints else 0
    begin = f"{link_end() if abilities.links else ''}\x1b[m{styles.change(0, ground)}\x1b[H\x1b[2J"
    erased = Grid(wanted.width, wanted.height)
    erased.styles = [[ground] * wanted.width for _ in range(wanted.height)]
    painted = _painted(erased, wanted, Pen(0, 0, ground), styles)
    return Frame(begin + painted.text, painted.pen)


def _ground(grid: Grid, styles: Styles) -> int:
    """The look that most blanks have, where erasing can paint it."""
    counts = Counter(look for row in grid.styles for look in row)
    return next((look for look, _ in counts.most_common() if styles.erasable(look)), 0)


def _with_scroll(scroll: Scroll, shown: Grid, wanted: Grid, pen: Pen, styles: Styles) -> Frame:
    """The frame that scrolls first; the rows that come in are in the terminal's own colours, so that all terminals agree."""
    reset = styles.change(pen.look, 0)
    painted = _painted(scrolled(shown, scroll), wanted, Pen(), styles)
    return Frame(reset + scroll_sequence(scroll, shown) + painted.text, painted.pen)


def _painted(shown: Grid, wanted: Grid, pen: Pen, styles: Styles) -> Frame:
    painter = _Painter(pen, styles, wanted.width)
    for y in changed_rows(shown, wanted):
        painter.row(y, changed_columns(shown, wanted, y), wanted.cells[y], wanted.styles[y])
    return Frame("".join(painter.out), Pen(painter.x, painter.y, painter.look))


class _Painter:
    """Writes changed cells and keeps where the pen is."""

    def __init__(self, pen: Pen, styles: Styles, width: int) -> None:
        self.x, self.y, self.look = pen.x, pen.y, pen.look
        self.out: list[str] = []
        self._styles = styles
        self._abilities = styles.abilities
        self._width = width
        self._doubtful = _DOUBTFUL_WIDE if styles.abilities.ambiguous == 2 else _DOUBTFUL

    def row(self, y: int, changed: list[int], cells: list[str], looks: list[int]) -> None:
        """Write the changed cells of row `y`, given by their columns in order."""
        tail = self._tail(cells, looks)
        at = 0
        while at < len(changed):
            start = changed[at]
            if cells[start] == "":
                start -= 1
            if start >= tail and len(changed) - at > 3:
                self._erase_line(start, y, looks[start])
                return
            at, end = self._span(at, changed, cells, looks)
            if end > tail + 3:
                self._write(start, tail, y, cells, looks)
                self._erase_line(tail, y, looks[tail])
                return
            self._write(start, end, y, cells, looks)

    def _tail(self, cells: list[str], looks: list[int]) -> int:
        """Column from which on the row is blank in one look that erasing can paint; the width where there is none."""
        last = looks[-1]
        if cells[-1] != BLANK or not self._styles.erasable(last):
            return self._width
        x = self._width
        while x and cells[x - 1] == BLANK and looks[x - 1] == last:
            x -= 1
        return x

    def _span(self, at: int, changed: list[int], cells: list[str], looks: list[int]) -> tuple[int, int]:
        """From the changed column at index `at`: the index of the next span's first and the column where this one ends.

        Unchanged cells between two changed ones are written again where that costs no more than a move.
        """
        end = changed[at] + 1
        at += 1
        while at < len(changed):
            gap = changed[at] - end
            if gap == 1 and cells[end] == "":
                gap = 0
            if gap and (gap > _MOVE_BYTES or not self._cheap(cells[end : end + gap], looks[end - 1 : end + gap])):
                break
            end = changed[at] + 1
            at += 1
        while end < self._width and cells[end] == "":
            end += 1
        return at, end

    def _cheap(self, gap: list[str], looks: list[int]) -> bool:
        same = looks.count(looks[0]) == len(looks)
        return same and sum(len(cell.encode()) for cell in gap) <= _MOVE_BYTES

    def _write(self, start: int, end: int, y: int, cells: list[str], looks: list[int]) -> None:
        """Write cells `start` to `end` of row `y`, one run of equal looks after the other."""
        x = start
        while x < end:
            look = looks[x]
            stop = x + 1
            while stop < end and looks[stop] == look:
                stop += 1
            run = cells[x:stop]
            if x != self.x or y != self.y:
                self._go(x, y)
            self._take_look(look, run, looks[stop] if stop < end else look)
            self._put(run, x, y)
            x = stop

    def _take_look(self, look: int, run: list[str], following: int) -> None:
        """Change the look; blanks are written in the look at hand, or the one that follows, where an eye sees no difference."""
        if look == self.look:
            return
        blank = self._styles.blank
        if look == blank(look) and run.count(BLANK) == len(run):
            if blank(self.look) == look:
                return
            if blank(following) == look:
                look = following
        self.out.append(self._styles.change(self.look, look))
        self.look = look

    def _put(self, run: list[str], x: int, y: int) -> None:
        """Write one run of cells in the look at hand, from (x, y), where the pen is."""
        text = "".join(run)
        if not text.isascii() and self._doubtful.search(text):
            self._put_doubtful(run, x, y)
            return
        if self._abilities.repeats and len(run) > 7 and text:
            text = _with_repeats(text)
        self.out.append(text)
        self._arrive(x + len(run), y)

    def _put_doubtful(self, run: list[str], x: int, y: int) -> None:
        """Write cell by cell and place the cursor anew after each that the terminal may measure otherwise."""
        for at, cell in enumerate(run, x):
            if cell == "":
                continue
            self._go(at, y)
            self.out.append(cell)
            width = 2 if at + 1 - x < len(run) and run[at + 1 - x] == "" else 1
            doubtful = self._doubtful.search(cell) and (width == 1 or len(cell) > 1 or cell > "\U0001f000")
            self._arrive(UNKNOWN if doubtful else at + width, y)

    def _erase_line(self, x: int, y: int, look: int) -> None:
        """Erase from (x, y) to the end of the row."""
        self._go(x, y)
        self._take_look(look, [BLANK], look)
        self.out.append("\x1b[K")

    def _go(self, x: int, y: int) -> None:
        if x != self.x or y != self.y:
            self.out.append(move_cursor((self.x, self.y), (x, y), self._abilities.line_feed))
            self.x, self.y = x, y

    def _arrive(self, x: int, y: int) -> None:
        """At the last column a terminal may wait with the cursor or not, so it is placed anew there."""
        self.x, self.y = (x if x < self._width else UNKNOWN), y


@lru_cache(4096)
def _with_repeats(text: str) -> str:
    """The text with eight or more equal characters of one cell as the character and REP."""
    return _REPEATED.sub(lambda match: f"{match[1]}\x1b[{len(match[0]) - 1}b", text)


_REPEATED = re.compile("([ -~\u00a0-\u02ff\u2010-\u203b\u2190-\u21ff\u2500-\u25ff\u2800-\u28ff])\\1{7,}")
