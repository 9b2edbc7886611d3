"""The reading pane: moves through a page."""

from typing import TYPE_CHECKING

from textual.message import Message

from tui_reader.layout.page import Hit, Position
from tui_reader.ui.keys import Scope
from tui_reader.ui.startup.textual_bindings import bindings
from tui_reader.ui.widgets.page_mouse import PageMouse

if TYPE_CHECKING:
    from tui_reader.layout.lazy_page import Page
    from tui_reader.layout.tools.grid_page import Grid


SETTLE_BLOCKS = 40
"""Blocks set in one idle moment."""


class PostView(PageMouse, can_focus=True):
    """A page that can be scrolled, and keeps its place."""

    BINDINGS = bindings(Scope.POST)

    class Scrolled(Message):
        """Another line stands at the top."""

        def can_replace(self, message: Message) -> bool:
            """Only the last place matters."""
            return isinstance(message, PostView.Scrolled)

    @property
    def lowest(self) -> int:
        """The last line that may stand at the top."""
        return max(0, self.page.height - self.seen) if self.page else 0

    @property
    def part(self) -> float:
        """How much of the page lies above the lower edge, 0 to 1."""
        height = self.page.height if self.page else 0
        return min(1.0, (self.top + self.seen) / height) if height else 1.0

    def show_page(self, page: "Page", left: int, place: Position | None = None) -> None:
        """Show a page, `left` cells from the pane's edge, at a place or from the top."""
        self.page, self.left = page, left
        self.hits, self.hit, self.found, self.hints, self.message, self.selection = (), -1, "", {}, "", None
        self.grid, self.shift = None, 0
        self.forget_strips()
        self.top = page.line_of_place(place) if place else 0
        page.lines(self.top, self.top + self.seen)
        self.top = max(0, min(self.top, self.lowest))
        self.refresh()
        self.post_message(self.Scrolled())

    def show_message(self, text: str) -> None:
        """Show a sentence in place of a page."""
        self.page, self.message, self.selection = None, text, None
        self.forget_strips()
        self.refresh()

    def scroll_lines(self, lines: int) -> None:
        """Move the text by a number of lines, down where positive."""
        if lines < 0:
            self.steady(-lines)
        self.scroll_to_line(self.top + lines)

    def steady(self, lines: int) -> None:
        """Set what a move up by so many lines will show, so that nothing moves on the way."""
        if self.page is not None:
            self._stand_at(self.page.steady(self.top, self.seen + lines))

    def bring_into_sight(self, line: int) -> None:
        """Scroll as little as needed to show a line."""
        below = line - self.top - self.seen + 1
        if line < self.top:
            self.scroll_lines(line - self.top)
        elif below > 0:
            self.scroll_lines(below)

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
                self.forget_strips()

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

    def place(self) -> Position | None:
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
            self.forget_strips()
            self.top = min(self.page.line_of_place(place), self.lowest)
            self.refresh()
            self.post_message(self.Scrolled())
        return done

    def show_grid(self, grid: "Grid") -> None:
        """Show a table as a grid in place of the page."""
        self.show_page(grid.page, self.left)
        self.grid = grid

    def step_column(self, by: int) -> None:
        """Scroll a grid sideways by a column."""
        shift = self.grid.step(self.shift, by, self.window) if self.grid else 0
        if shift != self.shift:
            self.shift = shift
            self.refresh()

    def show_hits(self, hits: tuple[Hit, ...], hit: int) -> None:
        """Mark what was found, one of them as the current one, and show that one; with -1 none is, and the text
        stays.
        """
        self.hits, self.hit = hits, hit
        self.forget_strips()
        if hits and hit >= 0:
            line = hits[hit].line
            if not self.top <= line < self.top + self.seen:
                self.scroll_to_line(line - self.seen // 3)
        self.refresh()
