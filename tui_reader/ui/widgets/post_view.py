"""The reading pane: one widget that draws the lines of a set page."""

from typing import TYPE_CHECKING

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.text.cells import fit
from tui_reader.text.cells import width as cells_of
from tui_reader.theme import Part
from tui_reader.typeset.page import Hit, LinkKind, Place, Role
from tui_reader.ui.bindings import bindings
from tui_reader.ui.keys import Scope
from tui_reader.ui.strips import Painter, lay_over, write_over
from tui_reader.ui.widgets.wheel import Wheel

if TYPE_CHECKING:
    from tui_reader.typeset.compose import Page

SETTLE_BLOCKS = 40
"""Blocks set in one idle moment."""


class PostView(Wheel, Widget, can_focus=True):
    """Draws a page from line `top` on; keeps strips of the lines it has drawn."""

    BINDINGS = bindings(Scope.POST)

    class Scrolled(Message):
        """Another line stands at the top."""

        def can_replace(self, message: Message) -> bool:
            """Only the last place matters."""
            return isinstance(message, PostView.Scrolled)

    class LinkClicked(Message):
        """A link was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

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
        self._strips: dict[int, Strip] = {}

    @property
    def head(self) -> int:
        """Rows above the text: the running head and a blank one."""
        return 2 if self.size.height >= 16 else 1

    @property
    def seen(self) -> int:
        """Lines of the page that fit."""
        return max(1, self.size.height - self.head)

    @property
    def lowest(self) -> int:
        """The last line that may stand at the top."""
        return max(0, self.page.height - self.seen) if self.page else 0

    @property
    def part(self) -> float:
        """How much of the page lies above the lower edge, 0 to 1."""
        height = self.page.height if self.page else 0
        return min(1.0, (self.top + self.seen) / height) if height else 1.0

    def show_page(self, page: "Page", left: int, place: Place | None = None) -> None:
        """Show a page, `left` cells from the pane's edge, at a place or from the top."""
        self.page, self.left = page, left
        self.hits, self.hit, self.hints, self.message = (), -1, {}, ""
        self._strips.clear()
        self.top = page.line_of_place(place) if place else 0
        page.lines(self.top, self.top + self.seen)
        self.top = max(0, min(self.top, self.lowest))
        self.refresh()
        self.post_message(self.Scrolled())

    def show_message(self, text: str) -> None:
        """Show a sentence in place of a page."""
        self.page, self.message = None, text
        self._strips.clear()
        self.refresh()

    def scroll_lines(self, lines: int) -> None:
        """Move the text by a number of lines, down where positive."""
        if self.page is not None and lines < 0:
            self._stand_at(self.page.steady(self.top, self.seen - lines))
        self.scroll_to_line(self.top + lines)

    def scroll_to_line(self, line: int) -> None:
        """Put a line at the top, as far as the page goes."""
        if self.page is None:
            return
        line = max(0, line)
        self.page.lines(line, line + self.seen)
        self._stand_at(min(line, self.lowest), moved=True)

    def _stand_at(self, line: int, *, moved: bool = False) -> None:
        """Line `line` is at the top: because the text `moved`, or because lines above it were set."""
        if line != self.top:
            self.top = line
            if moved:
                self.refresh()
                self.post_message(self.Scrolled())
            else:
                self._strips.clear()

    def scroll_to_end(self) -> None:
        """Show the last line; estimates settle on the way."""
        if self.page is None:
            return
        for _ in range(8):
            before = self.lowest
            self.page.lines(before, before + self.seen)
            if self.lowest == before:
                break
        self.scroll_to_line(self.lowest)

    def place(self) -> Place | None:
        """The place of the first line on the screen."""
        return self.page.place_at(self.top) if self.page else None

    def settle(self) -> bool:
        """Set some more blocks without moving the text; True when all are set."""
        if self.page is None or self.page.settled:
            return True
        place = self.page.place_at(self.top)
        height = self.page.height
        done = self.page.settle(SETTLE_BLOCKS)
        if self.page.height != height:
            self._strips.clear()
            self.top = min(self.page.line_of_place(place), self.lowest)
            self.refresh()
            self.post_message(self.Scrolled())
        return done

    def show_hits(self, hits: tuple[Hit, ...], hit: int) -> None:
        """Mark what was found, one of them as the current one, and show that one."""
        self.hits, self.hit = hits, hit
        self._strips.clear()
        if hits:
            line = hits[hit].line
            if not self.top <= line < self.top + self.seen:
                self.scroll_to_line(line - self.seen // 3)
        self.refresh()

    def show_hints(self, hints: dict[int, list[tuple[int, str]]]) -> None:
        """Show letters over links: line of the page → cells and letters."""
        self.hints = hints
        self._strips.clear()
        self.refresh()

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
        strip = self._strips.get(line)
        if strip is None or strip.cell_length != width:
            strip = self._strips[line] = self._draw(line, width)
        return strip

    def _running_head(self, width: int) -> Strip:
        """The post's title, once its own has left the screen."""
        if self.top < 3 or self.page is None:
            return self.painter.blank(width)
        text = fit(self.running_head, max(0, width - 2 * self.left))
        return self.painter.row(((" " * self.left + text, Part.PANE_TITLE),), width)

    def _draw(self, number: int, width: int) -> Strip:
        """A line of the page with what is laid over it: hits and link hints."""
        assert self.page is not None
        line = self.page.line(number)
        margins = (self.left, self.left + self.page.width)
        strip = self.painter.line(line, margins, width, self._address)
        for index, hit in enumerate(self.hits):
            if hit.line == number:
                role = Role.HIT_CURRENT if index == self.hit else Role.HIT
                strip = lay_over(strip, self.left + hit.start, self.left + hit.end, self.painter.roles((role,)))
        for cell, letters in self.hints.get(number, ()):
            strip = write_over(strip, self.left + cell, letters, self.painter.roles((Role.HINT,)))
        return strip

    def _address(self, number: int) -> str:
        """Address of a web link for the terminal; empty for links inside the feed."""
        assert self.page is not None
        link = self.page.link(number)
        return link.target if link.kind is LinkKind.WEB else ""

    def on_click(self, event: events.Click) -> None:
        """A click on a link follows it."""
        if self.page is None or event.y < self.head:
            return
        line = self.top + event.y - self.head
        at = event.x - self.left
        used = 0
        for run in self.page.line(line).runs if line < self.page.height else ():
            used += cells_of(run.text)
            if at < used:
                if run.link is not None:
                    self.post_message(self.LinkClicked(run.link))
                return
