"""Lines of a page become Textual strips, with what is laid over them: pictures, places found, letters, a selection."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from tui_reader.config.theme import Part
from tui_reader.i18n.messages import tr
from tui_reader.layout.page import LinkKind, Picture
from tui_reader.model.roles import Role
from tui_reader.ui.render.rows import cells_of, shorten
from tui_reader.ui.render.strips import Painter, lay_over, part_of, put_over, write_over
from tui_reader.ui.state.page_window import ColumnWindow, Overlay

if TYPE_CHECKING:
    from tui_reader.layout.lazy_page import Page

KEPT_STRIPS = 400
"""Strips of lines that are kept: several screens."""


class PageStrips:
    """Draws lines of a page, and keeps what it has drawn until it is told to forget it."""

    def __init__(self, painter: Painter) -> None:
        self.painter = painter
        self.draw_picture: Callable[[Picture], Strip | None] = lambda _: None
        """Gives the cells of one line's share of a picture; None where they are not there yet."""
        self._kept: dict[int, Strip] = {}

    def forget(self) -> None:
        """Lines have other numbers or look different: draw them again when they are next seen."""
        self._kept.clear()

    def line(self, page: "Page", number: int, left: int, width: int, overlay: Overlay) -> Strip:
        """A line of the page, `left` cells from the edge of a row of `width` cells.

        All but the selection is kept; forget it where another overlay is to be drawn.
        """
        strip = self._kept.get(number)
        if strip is None or strip.cell_length != width:
            if len(self._kept) >= KEPT_STRIPS:
                self.forget()
            strip = self._kept[number] = self._draw(page, number, left, width, overlay)
        cells = overlay.selected(page, number)
        if cells is None:
            return strip
        return lay_over(strip, left + cells[0], left + cells[1], self.painter.roles((Role.SELECTED,)))

    def _draw(self, page: "Page", number: int, left: int, width: int, overlay: Overlay) -> Strip:
        """A line with its picture, places found and link hints."""
        line = page.line(number)

        def address(link: int) -> str:
            known = page.link(link)
            return known.target if known.kind is LinkKind.WEB else ""

        strip = self.painter.line(line, (left, left + page.width), width, address)
        if line.picture and (drawn := self.draw_picture(line.picture)):
            strip = put_over(strip, left + line.picture.cell, drawn)
        for first, last in overlay.highlighted(page, number):
            strip = lay_over(strip, left + first, left + last, self.painter.roles((Role.HIGHLIGHT,)))
        for index, hit in enumerate(overlay.hits):
            if hit.line == number:
                role = Role.HIT_CURRENT if index == overlay.hit else Role.HIT
                strip = lay_over(strip, left + hit.start, left + hit.end, self.painter.roles((role,)))
        used = left + sum(cells_of(run.text, self.painter.ambiguous) for run in line.runs)
        return self._with_hints(strip, [(left + cell, name) for cell, name in overlay.hints.get(number, ())], used)

    def _with_hints(self, strip: Strip, hints: Sequence[tuple[int, str]], used: int) -> Strip:
        """The strip with letters beside the words at some cells; over them where the row has no room for both.

        `used` is the number of cells with text in them.
        """
        width, style = strip.cell_length, self.painter.roles((Role.HINT,))
        beside = used + sum(len(letters) for _, letters in hints) <= width
        for cell, letters in sorted(hints, reverse=True):
            if beside:
                parts = (strip.crop(0, cell), Strip([Segment(letters, style)], len(letters)), strip.crop(cell))
                strip = Strip.join(parts).crop(0, width)
            else:
                strip = write_over(strip, cell, letters, style)
        return strip

    def in_columns(self, strip: Strip, columns: ColumnWindow, left: int, width: int) -> Strip:
        """What is in sight of a line of a grid: the held column, and the others from where they are scrolled to."""
        held, others = columns.shown(width - 2 * left)
        seen = [part_of(strip, 0, left + len(held)), part_of(strip, left + others.start, left + others.stop)]
        return Strip.join([*seen, self.painter.blank(width - left - len(held) - len(others))])

    def running_head(self, text: str, left: int, width: int) -> Strip:
        """The row above the text, with the post's title or which columns are in sight."""
        text = shorten(text, max(0, width - 2 * left), ambiguous=self.painter.ambiguous)
        return self.painter.row(((" " * left + text, Part.PANE_TITLE),), width)


def columns_in_sight(columns: ColumnWindow, room: int) -> str:
    """Which columns of a grid are in sight, in words."""
    first, last = columns.numbers(room)
    numbers = {"first": first, "last": last, "all": len(columns.grid.columns)}
    if first == last:
        return tr("Column {first} of {all}").format(**numbers)
    return tr("Columns {first} to {last} of {all}").format(**numbers)
