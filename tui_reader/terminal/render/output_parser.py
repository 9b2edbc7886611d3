"""Reads what Textual's driver is given to write, and keeps the grid of what it means.

What Textual sends in a frame is understood: text, SGR, links (OSC 8), cursor moves, erasing. What it writes apart
from frames (modes, the clipboard) is handed on untouched and in order, marked by whether it depends on where the
cursor is. The danger here: text of a post is in the frames; any other sequence among text is left out, so that none
of a post's own reaches the terminal.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tui_reader.terminal.render.ascii_fallback import needs_fallback, shown_cells
from tui_reader.terminal.render.cell_grid import BLANK, Grid, cells_of
from tui_reader.terminal.render.styles import Styles

_TOKEN = re.compile(
    r"\x1b\[([\d;]+)m([^\x00-\x1f\x7f-\x9f]+)\x1b\[0m"
    r"|\x1b\[([\d;]*)m"
    r"|([^\x00-\x1f\x7f-\x9f]+)"
    r"|\x1b\[([\d;]*)([ABCDGHJKdf])"
    r"|\x1b\]8;[^;\x07\x1b]*;([^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|([\n\r\b])"
    r"|(\x1b\[\?2026[hl])"
    r"|(\x1b\[[<-?][0-?]*[ -/]*[@-~]|\x1b\[[0-?]*[ -/]+[@-~]|\x1b\[(?:6n|c)|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x07)"
    r"|(\x1b\[[0-?]*[ -/]*[@-~]|\x1b[PX^_][^\x1b]*\x1b\\|\x1b[ -/]*[0-~]|[\x00-\x1f\x7f-\x9f])"
)
_APART = re.compile(
    r"(?:\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[PX^_][^\x1b]*\x1b\\|\x1b[ -/]*[0-~]|\x07)++"
)
"""Sequences written apart from any text."""
_STYLE, _STYLED, _SGR, _TEXT, _PARAMETERS, _FINAL, _LINK, _CONTROL, _SYNC, _FREE, _PLACED = range(1, 12)
CLEARING = frozenset({"\x1b[?1049h", "\x1b[?1049l", "\x1bc"})
"""Sequences after which the terminal shows another screen than before."""


class Passed(NamedTuple):
    """A sequence that is not part of a frame."""

    sequence: str
    """As it was written."""
    placed: bool
    """True where it acts on the cell the cursor is at, so the frame before it must have been sent."""


class OutputReader:
    """Follows the cursor and the style of a program's output, and writes its text to `grid`."""

    def __init__(self, grid: Grid, styles: Styles) -> None:
        self.grid = grid
        self.styles = styles
        self._needs_fallback = needs_fallback(styles.capabilities)
        self.x = 0
        self.y = 0
        self.changed: set[int] = set()
        """Rows written to since this set was last emptied."""
        self._style = 0
        self._rare = {_FINAL: self._move, _LINK: self._take_link, _CONTROL: self._control}

    def feed(self, data: str) -> Iterator[Passed]:
        """Take output; what is no part of a frame is yielded at the moment the grid is as the program meant it
        there.
        """
        select = self.styles.select
        for token in _TOKEN.finditer(data):
            kind = token.lastindex
            if kind == _STYLED:
                style = select(self._style, token[_STYLE])
                self._write(token[_STYLED], style)
                self._style = select(style, "0")
            elif kind == _SGR:
                self._style = select(self._style, token[_SGR])
            elif kind == _TEXT:
                self._write(token[_TEXT], self._style)
            elif kind in self._rare:
                self._rare[kind](token)
            elif kind in (_FREE, _PLACED) and _APART.fullmatch(data):
                yield Passed(token[0], kind == _PLACED)

    def restart(self, grid: Grid, styles: Styles) -> None:
        """Go on with another grid and other numbers of styles, in the terminal's own style."""
        self.grid, self.styles, self._style = grid, styles, 0
        self._needs_fallback = needs_fallback(styles.capabilities)
        self.x, self.y = min(self.x, max(0, grid.width - 1)), min(self.y, max(0, grid.height - 1))
        self.changed = set(range(grid.height))

    def _write(self, text: str, style: int) -> None:
        if self.x >= self.grid.width or self.y >= self.grid.height:
            return
        cells = cells_of(text)
        if self._needs_fallback and not text.isascii():
            cells = shown_cells(cells, not self.styles.capabilities.unicode)
        blank = self.styles.blank(style)
        if style != blank and BLANK in text:
            styles = [blank if cell == BLANK else style for cell in cells]
        else:
            styles = [style] * len(cells)
        self.changed.add(self.y)
        self.x = self.grid.write(self.x, self.y, cells, styles)

    def _take_link(self, token: re.Match[str]) -> None:
        self._style = self.styles.linked(self._style, token[_LINK])

    def _control(self, token: re.Match[str]) -> None:
        character = token[_CONTROL]
        if character == "\b":
            self.x = max(0, self.x - 1)
            return
        self.x = 0
        if character == "\n":
            self.y = min(self.y + 1, self.grid.height - 1)

    def _move(self, token: re.Match[str]) -> None:
        final = token[_FINAL]
        first, _, second = token[_PARAMETERS].partition(";")
        count = int(first or 1)
        if final in "Hf":
            self.y, self.x = count - 1, int(second or 1) - 1
        elif final in "JK":
            self._erase(final, int(first or 0))
        else:
            dx, dy = _STEPS.get(final, (0, 0))
            self.x = count - 1 if final == "G" else self.x + dx * count
            self.y = count - 1 if final == "d" else self.y + dy * count
        self.x = min(max(self.x, 0), max(0, self.grid.width - 1))
        self.y = min(max(self.y, 0), max(0, self.grid.height - 1))

    def _erase(self, final: str, how: int) -> None:
        blank = self.styles.blank(self._style)
        width = self.grid.width
        rows = range(self.grid.height) if final == "J" and how else range(self.y, self.y + 1)
        if final == "J" and how == 0:
            rows = range(self.y, self.grid.height)
        for y in rows:
            first = self.x if y == self.y and how == 0 else 0
            last = self.x + 1 if y == self.y and how == 1 else width
            self.grid.write(first, y, (BLANK,) * (last - first), [blank] * (last - first))
            self.changed.add(y)


_STEPS = {"A": (0, -1), "B": (0, 1), "C": (1, 0), "D": (-1, 0)}
