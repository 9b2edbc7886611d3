"""The mouse in a page: the wheel scrolls, a click follows a link, dragging selects."""

from typing import TYPE_CHECKING

from textual import events, on
from textual.message import Message

from tui_reader.text.cells import width as cells_of
from tui_reader.ui.render.strips import Painter
from tui_reader.ui.widgets.page_lines import PageLines
from tui_reader.ui.widgets.row_pane import wheel_step

if TYPE_CHECKING:
    from tui_reader.layout.tools.selection import Spot

LEFT_BUTTON = 1


class PageMouse(PageLines):
    """The lines of a page, with a mouse over them."""

    class Pointed(Message):
        """The mouse was clicked in the pane, on a link by its number, or has selected text."""

        def __init__(self, link: int | None = None) -> None:
            super().__init__()
            self.link = link

    def __init__(self, painter: Painter) -> None:
        super().__init__(painter)
        self._pressed: Spot | None = None
        self._dragged = False

    def scroll_lines(self, lines: int) -> None:
        """Move by a number of lines, down where positive."""
        raise NotImplementedError

    @on(events.MouseScrollDown)
    @on(events.MouseScrollUp)
    def _wheel_turned(self, event: events.MouseEvent) -> None:
        event.stop()
        self.scroll_lines(wheel_step(event))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A selection may begin here."""
        self._dragged = False
        self._pressed = self._spot(event) if event.button == LEFT_BUTTON else None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """With the button held, what lies between is selected; beyond the edge the text goes along."""
        if self._pressed is None or event.button != LEFT_BUTTON:
            return
        from tui_reader.layout.tools.selection import Selection  # noqa: PLC0415  loaded when first needed

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
        from tui_reader.layout.tools.selection import spot_at  # noqa: PLC0415  loaded when first needed

        row = min(max(event.y, self.head), self.size.height - 1) - self.head
        return spot_at(self.page, min(self.top + row, self.page.height - 1), self.cell_at(event.x))

    def on_click(self, event: events.Click) -> None:
        """A click on a link follows it; the end of a selection is no click."""
        if not self._dragged:
            self.select(None)
            self.post_message(self.Pointed(self._link_at(self.cell_at(event.x), self.top + event.y - self.head)))

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
