"""The shortest bytes that turn the frame a terminal shows into another one (pure).

Only changed cells are written, the cursor goes the cheapest way, styles change by difference, blanks are erased and
repeats repeated where the terminal can. Whether rows are moved by scrolling is decided by counting bytes.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from tui_reader.model.dataclass import dataclass
from tui_reader.terminal.osc import link_end
from tui_reader.terminal.render.cell_grid import BLANK, PLACEHOLDER, Grid
from tui_reader.terminal.render.cursor import UNKNOWN, move_cursor
from tui_reader.terminal.render.runs import Run, find_runs
from tui_reader.terminal.render.scroll import Scroll, find_scroll, scroll_sequence, scrolled
from tui_reader.terminal.render.styles import Styles

_MANY_STYLE_BYTES = 300
"""Bytes of changes of styles from which on another order of painting is tried."""
_DOUBTFUL = "[\u0300-\u036f\u0590-\u08ff\u0900-\u0dff\u200d\u20d0-\u20ff\ufe00-\ufe0f\U0001f000-\U0001faff]"
"""Characters whose width terminals do not agree on: after one of them the cursor is placed again."""
_DOUBTFUL_WIDE = "[\u00a1-\u2e7f\ue000-\uf8ff\ufe00-\ufe0f\U0001f000-\U0001faff]"
"""The same where the terminal draws characters of ambiguous width two cells wide; only the one that is needed is
compiled, since that takes a hundredth of the time to the first screen.
"""


@dataclass(frozen=True, slots=True)
class Pen:
    """Where the terminal's cursor is and what style it writes in."""

    x: int = UNKNOWN
    """Column from 0, or `UNKNOWN`."""
    y: int = UNKNOWN
    """Row from 0, or `UNKNOWN`."""
    style: int = 0
    """Number of the style."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What to send, and how the terminal stands afterwards."""

    text: str
    """The sequences and characters."""
    pen: Pen
    """Cursor and style when they have been written."""

    @property
    def cost(self) -> int:
        """Bytes on the line."""
        return len(self.text.encode("utf-8", "replace"))


def change_frame(shown: Grid, wanted: Grid, pen: Pen, styles: Styles) -> Frame:
    """The shortest frame that turns `shown` into `wanted`, two grids of one size, for a terminal whose pen is `pen`."""
    found = find_scroll(shown, wanted, styles.capabilities.margins)
    if found is None:
        return _painted(shown, wanted, pen, styles)
    moved = _with_scroll(found.scroll, shown, wanted, pen, styles)
    if moved.cost < found.repainting:
        return moved
    plain = _painted(shown, wanted, pen, styles)
    return moved if moved.cost < plain.cost else plain


def clear_frame(wanted: Grid, styles: Styles) -> Frame:
    """The frame that paints `wanted` on a terminal showing anything: the most common ground first, by erasing.

    Erased is from the first cell on: Ghostty would forget the pictures it was given when the whole screen is erased
    (ED 2).
    """
    capabilities = styles.capabilities
    ground = _ground(wanted, styles) if capabilities.erase_paints else 0
    begin = f"{link_end() if capabilities.links else ''}\x1b[m{styles.change(0, ground)}\x1b[H\x1b[J"
    erased = Grid(wanted.width, wanted.height)
    erased.styles = [[ground] * wanted.width for _ in range(wanted.height)]
    painted = _painted(erased, wanted, Pen(0, 0, ground), styles)
    return Frame(begin + painted.text, painted.pen)


def _ground(grid: Grid, styles: Styles) -> int:
    """The style that most blanks have, where erasing can paint it."""
    counts = Counter(style for row in grid.styles for style in row)
    return next((style for style, _ in counts.most_common() if styles.erasable(style)), 0)


def _with_scroll(scroll: Scroll, shown: Grid, wanted: Grid, pen: Pen, styles: Styles) -> Frame:
    """The frame that scrolls first; the rows that come in are in the terminal's own colours, so that all terminals
    agree.
    """
    reset = styles.change(pen.style, 0)
    painted = _painted(scrolled(shown, scroll), wanted, Pen(), styles)
    return Frame(reset + scroll_sequence(scroll, shown) + painted.text, painted.pen)


def _painted(shown: Grid, wanted: Grid, pen: Pen, styles: Styles) -> Frame:
    """The changed cells row by row, or style by style where going back and forth costs less than changing styles."""
    runs = find_runs(shown, wanted, styles)
    by_row = _Painter(pen, styles, wanted.width)
    by_row.paint(runs)
    frame = by_row.frame()
    if by_row.style_bytes < max(_MANY_STYLE_BYTES, len(frame.text) // 5):
        return frame
    first: dict[int, int] = {}
    for at, run in enumerate(runs):
        first.setdefault(run.style, at)
    by_style = _Painter(pen, styles, wanted.width)
    by_style.paint(sorted(runs, key=lambda run: first[run.style]))
    return min(frame, by_style.frame(), key=lambda frame: frame.cost)


class _Painter:
    """Writes runs and keeps where the pen is."""

    def __init__(self, pen: Pen, styles: Styles, width: int) -> None:
        self.style_bytes = 0
        """Bytes spent on changing styles."""
        self._x, self._y, self._style = pen.x, pen.y, pen.style
        self._out: list[str] = []
        self._styles = styles
        self._capabilities = styles.capabilities
        self._width = width
        tmux = styles.capabilities.multiplexer or styles.capabilities.name.startswith("tmux")
        self._repeated = _REPEATED_ASCII if tmux else _REPEATED
        self._doubtful = re.compile(_DOUBTFUL_WIDE if styles.capabilities.ambiguous == 2 else _DOUBTFUL)

    def frame(self) -> Frame:
        """What was painted, and the pen after it."""
        return Frame("".join(self._out), Pen(self._x, self._y, self._style))

    def paint(self, runs: Iterable[Run]) -> None:
        """Write the runs in the order given."""
        for run in runs:
            self._go(run.x, run.y)
            self._change_style(run)
            if run.erase:
                self._out.append("\x1b[K")
            else:
                self._put(run)

    def _change_style(self, run: Run) -> None:
        """Change the style; blanks are written in the current style where an eye sees no difference."""
        if run.style == self._style:
            return
        if run.blank and self._styles.blank(self._style) == self._styles.blank(run.style):
            return
        change = self._styles.change(self._style, run.style)
        self._out.append(change)
        self._style = run.style
        self.style_bytes += len(change)

    def _put(self, run: Run) -> None:
        """Write one run, from where the pen is."""
        text = "".join(run.cells)
        if not text.isascii() and not text.startswith(PLACEHOLDER) and self._doubtful.search(text):
            self._put_doubtful(run)
            return
        if self._capabilities.repeats and len(run.cells) > 7:
            text = _with_repeats(text, self._repeated)
        self._out.append(text)
        self._arrive(run.x + len(run.cells), run.y)

    def _put_doubtful(self, run: Run) -> None:
        """Write cell by cell and place the cursor again after each that the terminal may measure otherwise."""
        for cell, following, at in zip(run.cells, [*run.cells[1:], BLANK], range(run.x, self._width), strict=False):
            if cell == "":
                continue
            self._go(at, run.y)
            self._out.append(cell)
            wide = following == ""
            doubtful = self._doubtful.search(cell) and (not wide or len(cell) > 1 or cell > "\U0001f000")
            self._arrive(UNKNOWN if doubtful else at + 1 + wide, run.y)

    def _go(self, x: int, y: int) -> None:
        if x != self._x or y != self._y:
            self._out.append(move_cursor((self._x, self._y), (x, y), self._capabilities.line_feed))
            self._x, self._y = x, y

    def _arrive(self, x: int, y: int) -> None:
        """At the last column a terminal may wait with the cursor or not, so it is placed again there."""
        self._x, self._y = (x if x < self._width else UNKNOWN), y


@lru_cache(4096)
def _with_repeats(text: str, repeated: re.Pattern[str]) -> str:
    """The text with eight or more equal characters of `repeated` as the character and REP."""
    return repeated.sub(lambda match: f"{match[1]}\x1b[{len(match[0]) - 1}b", text)


_REPEATED = re.compile("([ -~\u2500-\u257f\u2580-\u259f\u2800-\u28ff])\\1{7,}")
_REPEATED_ASCII = re.compile("([ -~])\\1{7,}")
"""For tmux, which forgets the last character for REP when it took several bytes (seen in 3.3a)."""
