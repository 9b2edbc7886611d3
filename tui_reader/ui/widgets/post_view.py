"""The reading pane: moves through a page, and hears the mouse."""

from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from tui_reader.text.cells import width as cells_of
from tui_reader.typeset.page import Hit, Place
from tui_reader.ui.bindings import bindings
from tui_reader.ui.keys import Scope
from tui_reader.ui.strips import Painter
from tui_reader.ui.widgets.page_lines import PageLines
from tui_reader.ui.widgets.wheel import Wheel

if TYPE_CHECKING:
    from tui_reader.typeset.compose import Page
    from tui_reader.typeset.selection import Spot

LEFT_BUTTON = 1

SETTLE_BLOCKS = 40
"""Blocks set in one idle moment."""


class PostView(Wheel, PageLines, can_focus=True):
    """A page that can be scrolled, followed and selected from."""

    BINDINGS = bindings(Scope.POST)

    class Scrolled(Message):
        """Another line stands at the top."""

        def can_replace(self, message: Message) -> bool:
            """Only the last place matters."""
            return isinstance(message, PostView.Scrolled)

    class Pointed(Message):
        """The mouse was clicked in the pane, on a link by its number, or has selected text."""

        def __init__(self, link: int | None = None) -> None:
            super().__init__()
            self.link = link

    def __init__(self, painter: Painter) -> None:
        super().__init__(painter)
        self._pressed: Spot | None = None
        self._dragged = False

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
        self.hits, self.hit, self.hints, self.message, self.selection = (), -1, {}, "", None
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
            self.forget_strips()
            self.top = min(self.page.line_of_place(place), self.lowest)
            self.refresh()
            self.post_message(self.Scrolled())
        return done

    def show_hits(self, hits: tuple[Hit, ...], hit: int) -> None:
        """Mark what was found, one of them as the current one, and show that one."""
        self.hits, self.hit = hits, hit
        self.forget_strips()
        if hits:
            line = hits[hit].line
            if not self.top <= line < self.top + self.seen:
                self.scroll_to_line(line - self.seen // 3)
        self.refresh()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A selection may begin here."""
        self._dragged = False
        self._pressed = self._spot(event) if event.button == LEFT_BUTTON else None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """With the button held, what lies between is selected; beyond the edge the text goes along."""
        if self._pressed is None or event.button != LEFT_BUTTON:
            return
        from tui_reader.typeset.selection import Selection  # noqa: PLC0415  loaded when first needed

        self.capture_mouse()
        if event.y < self.head:
            self.scroll_lines(-1)
        elif event.y >= self.size.height:
            self.scroll_lines(1)
        spot = self._spot(event)
        if spot is not None and (self._dragged or spot != self._pressed):
            self._dragged = True
            self.select(Selection(self._pressed, spot, whole=False))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """The button is let go: what is selected can be copied."""
        event.stop()
        self.release_mouse()
        self._pressed = None
        if self._dragged:
            self.post_message(self.Pointed())

    def _spot(self, event: events.MouseEvent) -> "Spot | None":
        """Where in the page the mouse is."""
        if self.page is None:
            return None
        from tui_reader.typeset.selection import spot_at  # noqa: PLC0415  loaded when first needed

        row = min(max(event.y, self.head), self.size.height - 1) - self.head
        return spot_at(self.page, min(self.top + row, self.page.height - 1), event.x - self.left)

    def on_click(self, event: events.Click) -> None:
        """A click on a link follows it; the end of a selection is no click."""
        if not self._dragged:
            self.select(None)
            self.post_message(self.Pointed(self._link_at(event.x - self.left, self.top + event.y - self.head)))

    def _link_at(self, cell: int, line: int) -> int | None:
        """The link that stands at a cell of a line, by its number."""
        if self.page is None or not self.top <= line < self.page.height:
            return None
        used = 0
        for run in self.page.line(line).runs:
            used += cells_of(run.text, self.page.layout.ambiguous)
            if cell < used:
                return run.link
        return None
