"""The first screen, painted before Textual is loaded: sidebar, list and status line as the widgets will draw them.

Textual's driver takes over the grid that was painted, so that nothing is sent twice and nothing flickers.
"""

import os
from collections.abc import Iterator

from tui_reader.config.theme import Part, ThemeStyle
from tui_reader.i18n.messages import tr
from tui_reader.model.dataclass import dataclass
from tui_reader.terminal.colour import colour_number
from tui_reader.terminal.render.ascii_fallback import needs_fallback, shown_cells
from tui_reader.terminal.render.cell_grid import BLANK, Grid, cells_of, shape
from tui_reader.terminal.render.frame_diff import clear_frame
from tui_reader.terminal.render.styles import (
    BOLD,
    DIM,
    ITALIC,
    REVERSE,
    STRIKE,
    UNDERLINE,
    Style,
    Styles,
)
from tui_reader.text.sanitize import sanitize_piece
from tui_reader.ui.render.hints import beside_progress, hints_of, status_right
from tui_reader.ui.render.list_rows import RowStyle
from tui_reader.ui.render.rows import (
    NOT_COUNTED,
    Pieces,
    entries,
    entry_pieces,
    heading_pieces,
    key_of_recommended,
    status_left,
    status_pieces,
    status_room,
    title_pieces,
    with_bar,
)
from tui_reader.ui.render.status_text import filter_words, list_heading, place_in_list, room_for_hints
from tui_reader.ui.session.modes import ALTERNATE_SCREEN, HIDDEN_CURSOR, TerminalModes
from tui_reader.ui.startup.initial_state import InitialState
from tui_reader.ui.state.arrangement import Arrangement, arrange

HEAD = 2
"""Rows above the first row of a pane: its title and a blank one."""
LOWEST = 16
"""Rows of a screen below which there is no blank row under the titles."""
_OUTPUT = 2
_ATTRIBUTES = (
    ("bold", BOLD),
    ("italic", ITALIC),
    ("underline", UNDERLINE),
    ("strike", STRIKE),
    ("dim", DIM),
    ("reverse", REVERSE),
)


@dataclass(frozen=True, slots=True)
class FirstPaint:
    """What the terminal shows before Textual takes over."""

    grid: Grid
    """The cells on the screen."""
    styles: Styles
    """The styles that the grid's numbers stand for."""


def paint_first(initial: InitialState, size: tuple[int, int], modes: TerminalModes) -> FirstPaint | None:
    """Paint the first screen on the terminal of `size` (columns, rows); None where there is nothing to show yet."""
    width, height = size
    if initial.path or not initial.rows or width < 20 or height < 5:
        return None
    styles = Styles(initial.can)
    grid = draw_first(initial, Grid(width, height), styles)
    frame = clear_frame(grid, styles)
    with modes.turn:
        text = modes.switch_on(ALTERNATE_SCREEN, HIDDEN_CURSOR) + frame.text + styles.change(frame.pen.style, 0)
        os.write(_OUTPUT, text.encode("utf-8", "replace"))
    return FirstPaint(grid, styles)


def draw_first(initial: InitialState, grid: Grid, styles: Styles) -> Grid:
    """Draw the first screen into a grid of blanks."""
    columns = arrange(grid.width, "posts")
    pen = _Pen(initial, grid, styles)
    for y in range(grid.height):
        pen.row(0, y, (), grid.width)
    rows = range(HEAD if grid.height - 1 >= LOWEST else 1, grid.height - 1)
    if columns.sidebar:
        _draw_sidebar(initial, pen, columns, rows)
    _draw_list(initial, pen, columns, rows)
    whole, settings = initial.counts.whole if initial.counts else 0, initial.settings
    words = filter_words(initial.filter, initial.glyphs, "" if columns.sidebar else initial.told_feed)
    room = room_for_hints(words, initial.glyphs, initial.total, whole, beside_progress(grid.width, columns))
    right = status_right("", hints_of("posts", settings, room, initial.ambiguous))
    place = place_in_list(0, initial.total, whole)
    left = status_left(words, place, status_room(right, grid.width, initial.ambiguous), initial.glyphs)
    pen.row(0, grid.height - 1, status_pieces(left, right, grid.width, initial.ambiguous), grid.width)
    return grid


def _draw_sidebar(initial: InitialState, pen: "_Pen", columns: Arrangement, rows: range) -> None:
    width, chosen = columns.sidebar, initial.filter
    pen.row(0, 0, title_pieces(initial.library.site.title or tr("Posts"), width, initial.glyphs, focused=False), width)
    counts = initial.counts or NOT_COUNTED
    for y, entry in zip(rows, entries(counts, initial.saved, frozenset(), chosen), strict=False):
        pen.row(0, y, entry_pieces(entry, width, chosen, initial.glyphs), width)


def _draw_list(initial: InitialState, pen: "_Pen", columns: Arrangement, rows: range) -> None:
    width, left = columns.posts, columns.sidebar
    pen.row(
        left, 0, title_pieces(list_heading(initial.filter, initial.glyphs), width, initial.glyphs, focused=True), width
    )
    style = RowStyle(width, initial.glyphs, initial.settings.rows)
    for y, (pieces, over) in zip(rows, _list_lines(initial, style), strict=False):
        pen.row(left, y, pieces, width, over)


def _list_lines(initial: InitialState, style: RowStyle) -> Iterator[tuple[Pieces, Part | None]]:
    """The lines of the list with what is laid over each."""
    above, key = {heading.first: heading for heading in initial.headings}, key_of_recommended(initial.settings)
    for at, row in enumerate(initial.rows):
        if at in above:
            yield heading_pieces(above[at], 0, style.width, style.glyphs, key), None
        for pieces in style.lines(row):
            yield (pieces, None) if at else (with_bar(pieces, style.glyphs.cursor_bar), Part.CURSOR)


class _Pen:
    """Writes rows of pieces into a grid, in the styles of a theme."""

    def __init__(self, initial: InitialState, grid: Grid, styles: Styles) -> None:
        self._theme = initial.theme
        self._shape = shape(initial.ambiguous)
        self._grid = grid
        self._styles = styles
        self._numbers: dict[tuple[Part, ...], int] = {}

    def row(self, x: int, y: int, pieces: Pieces, width: int, over: Part | None = None) -> None:
        """Pieces from (x, y) on, filled with blanks to `width`; `over` is laid over all of it."""
        end = x + width
        for text, part in pieces:
            x = self._write(x, y, self._cells(sanitize_piece(text)), self._number(part, over))
        self._write(x, y, (BLANK,) * (end - x), self._number(over or Part.SCREEN, None))

    def _cells(self, text: str) -> tuple[str, ...]:
        """The cells of a safe text as this terminal shows them."""
        can, cells = self._styles.capabilities, cells_of(self._shape(text))
        return shown_cells(cells, not can.unicode) if needs_fallback(can) else cells

    def _write(self, x: int, y: int, cells: tuple[str, ...], style: int) -> int:
        blank = self._styles.blank(style)
        return self._grid.write(x, y, cells, [blank if cell == BLANK else style for cell in cells])

    def _number(self, part: Part, over: Part | None) -> int:
        parts = (part,) if over is None else (part, over)
        known = self._numbers.get(parts)
        if known is None:
            known = self._numbers[parts] = self._styles.number(style_of(self._theme.part(*parts)))
        return known


def style_of(style: ThemeStyle) -> Style:
    """A theme's style as a terminal's style."""
    attributes = sum(bit for name, bit in _ATTRIBUTES if getattr(style, name))
    return Style(colour_number(style.fg), colour_number(style.bg), attributes)
