"""The lines of a set page on the screen, with what is laid over them: places found, letters of links, a selection."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.config.theme import Part
from tui_reader.i18n.messages import tr
from tui_reader.layout.page import Hit, LinkKind, Picture
from tui_reader.model.roles import Role
from tui_reader.ui.render.rows import shorten
from tui_reader.ui.render.strips import Painter, lay_over, part_of, put_over, write_over

if TYPE_CHECKING:
    from tui_reader.layout.lazy_page import Page
    from tui_reader.layout.tools.grid_page import Grid
    from tui_reader.layout.tools.selection import Selection

KEPT_STRIPS = 400
"""Strips of lines that are kept: several screens."""


class PageLines(Widget):
    """Draws a page from line `top` on; keeps strips of the lines it has drawn."""

    def __init__(self, painter: Painter) -> None:
        super().__init__(id="post")
        self.painter = painter
        self.page: Page | None = None
        self.running_head = ""
        self.top = 0
        self.left = 2
        self.message = ""
        self.found = ""
        self.hits: tuple[Hit, ...] = ()
        self.hit = -1
        self.hints: dict[int, list[tuple[int, str]]] = {}
        self.selection: Selection | None = None
        self.grid: Grid | None = None
        self.shift = 0
        self.draw_picture: Callable[[Picture], Strip | None] = lambda _: None
        self._strips: dict[int, Strip] = {}

    @property
    def head(self) -> int:
        """Rows above the text: the running head and a blank one."""
        return 2 if self.size.height >= 16 else 1

    @property
    def seen(self) -> int:
        """Lines of the page that fit."""
        return max(1, self.size.height - self.head)

    def forget_strips(self) -> None:
        """The lines have other numbers or other looks: draw them anew when they are next seen."""
        self._strips.clear()

    def show_hints(self, hints: dict[int, list[tuple[int, str]]]) -> None:
        """Show letters over links: line of the page → cells and letters."""
        self.hints = hints
        self.forget_strips()
        self.refresh()

    def show_pictures(self) -> None:
        """Draw the pane with the pictures there are now."""
        self.forget_strips()
        self.refresh()

    def select(self, selection: "Selection | None") -> None:
        """Show another selection, or none; only lines that look different are drawn again."""
        before, after = self._covered(self.selection), self._covered(selection)
        self.selection = selection
        rows = [self.head + line - self.top for line in before.keys() | after if before.get(line) != after.get(line)]
        if rows:
            self.refresh(*(Region(0, row, self.size.width, 1) for row in rows))

    def render_line(self, y: int) -> Strip:
        """Line `y` of the pane."""
        width = self.size.width
        if y < self.head:
            return self._running_head(width) if y == 0 else self.painter.blank(width)
        if self.page is None:
            text = self.message if y == self.head + self.seen // 3 else ""
            return self.painter.row(((" " * self.left + text, Part.ROW_READ),), width)
        line = self.top + y - self.head
        if line >= self.page.height:
            return self.painter.blank(width)
        strip, wanted = self._strips.get(line), max(width, self.left + self.page.width) if self.grid else width
        if strip is None or strip.cell_length != wanted:
            if len(self._strips) >= KEPT_STRIPS:
                self.forget_strips()
            strip = self._strips[line] = self._draw(line, wanted)
        if self.selection is not None:
            strip = self._with_selection(strip, line)
        return self._through_window(strip, width) if self.grid else strip

    def _running_head(self, width: int) -> Strip:
        """The post's title, once its own has left the screen; over a grid, which columns are in sight."""
        if self.page is None or (self.top < 3 and self.grid is None):
            return self.painter.blank(width)
        text = self.running_head
        if self.grid is not None:
            first, last = self.grid.in_sight(self.shift, self.window)
            numbers = {"first": first, "last": last, "all": len(self.grid.columns)}
            text = tr("Columns {first} to {last} of {all}").format(**numbers)
        text = shorten(text, max(0, width - 2 * self.left), ambiguous=self.painter.ambiguous)
        return self.painter.row(((" " * self.left + text, Part.PANE_TITLE),), width)

    def _draw(self, number: int, width: int) -> Strip:
        """A line of the page with what is laid over it: hits and link hints."""
        assert self.page is not None
        line = self.page.line(number)
        margins = (self.left, self.left + self.page.width)
        strip = self.painter.line(line, margins, width, self._address)
        if line.picture and (drawn := self.draw_picture(line.picture)):
            strip = put_over(strip, self.left + line.picture.cell, drawn)
        for index, hit in enumerate(self.hits):
            if hit.line == number:
                role = Role.HIT_CURRENT if index == self.hit else Role.HIT
                strip = lay_over(strip, self.left + hit.start, self.left + hit.end, self.painter.roles((role,)))
        for cell, letters in self.hints.get(number, ()):
            strip = write_over(strip, self.left + cell, letters, self.painter.roles((Role.HINT,)))
        return strip

    def _with_selection(self, strip: Strip, number: int) -> Strip:
        """A line with what is selected of it."""
        cells = self._selected_cells(self.selection, number)
        if cells is None:
            return strip
        return lay_over(strip, self.left + cells[0], self.left + cells[1], self.painter.roles((Role.SELECTED,)))

    @property
    def held(self) -> int:
        """Cells of the first column of a grid, where that stays in sight."""
        return self.grid.held if self.grid else 0

    @property
    def window(self) -> int:
        """Cells of the columns of a grid that are in sight beside the held one."""
        return max(self.size.width - 2 * self.left - self.held, 1)

    @property
    def _whole(self) -> int:
        """Cells of the window that are filled with whole columns."""
        return self.grid.whole(self.shift, self.window) if self.grid else self.window

    def cell_at(self, x: int) -> int:
        """The cell of the page that is drawn in column `x` of the pane."""
        cell = x - self.left
        return cell + self.shift if cell >= self.held else cell

    def _through_window(self, strip: Strip, width: int) -> Strip:
        """What of a line of a grid is in sight: the first column, and the others from where they are scrolled to."""
        first, whole = self.left + self.held, self._whole
        seen = [part_of(strip, 0, first), part_of(strip, first + self.shift, first + self.shift + whole)]
        return Strip.join([*seen, self.painter.blank(width - first - whole)])

    def _covered(self, selection: "Selection | None") -> dict[int, tuple[int, int]]:
        """Lines on the screen on which text is selected, and which cells of each."""
        lines = range(self.top, self.top + self.seen)
        return {line: cells for line in lines if (cells := self._selected_cells(selection, line))}

    def _selected_cells(self, selection: "Selection | None", line: int) -> tuple[int, int] | None:
        """First cell and cell after the last of the text selected on a line."""
        if selection is None or self.page is None:
            return None
        from tui_reader.layout.tools.selection import covered  # noqa: PLC0415  loaded when first needed

        return covered(self.page, selection, line)

    def _address(self, number: int) -> str:
        """Address of a web link for the terminal; empty for links inside the feed."""
        assert self.page is not None
        link = self.page.link(number)
        return link.target if link.kind is LinkKind.WEB else ""
