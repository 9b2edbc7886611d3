"""The mouse in a page: the wheel scrolls, a click follows a link, dragging selects."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from textual import events
from textual.geometry import Size

from tui_reader.text.cells import width as cells_of
from tui_reader.ui.widgets.row_pane import wheel_step

if TYPE_CHECKING:
    from tui_reader.layout.lazy_page import Page
    from tui_reader.layout.tools.selection import Selection, Spot
    from tui_reader.ui.state.page_window import PageWindow

LEFT_BUTTON = 1


class PagePane(Protocol):
    """The pane that shows the page."""

    window: "PageWindow"
    """What of the page is in sight."""

    @property
    def page(self) -> "Page | None":
        """The page; None while there is none."""

    @property
    def head(self) -> int:
        """Rows above the text."""

    @property
    def size(self) -> Size:
        """Columns and rows of the pane."""

    def cell_at(self, x: int) -> int:
        """The cell of the page that is drawn in a column of the pane."""

    def select(self, selection: "Selection | None") -> None:
        """Show another selection, or none."""

    def capture_mouse(self) -> None:
        """Hear the mouse outside the pane too."""

    def release_mouse(self) -> None:
        """Hear the mouse in the pane alone."""


class PageMouse:
    """Turns events of the mouse into moves, clicks and selections of one reading pane."""

    def __init__(self, view: PagePane, point: Callable[[int | None], object]) -> None:
        """`point` is called with the number of the link that was clicked on; with None where there is none, and where
        text was selected.
        """
        self._view = view
        self._point = point
        self._pressed: Spot | None = None
        self._dragged = False

    def press(self, event: events.MouseDown) -> None:
        """A selection may begin here."""
        self._dragged = False
        self._pressed = self._spot(event) if event.button == LEFT_BUTTON else None

    def drag(self, event: events.MouseMove) -> None:
        """With the button held, what lies between is selected; beyond the edge the text goes along."""
        if self._pressed is None or event.button != LEFT_BUTTON:
            return
        from tui_reader.layout.tools.selection import Selection  # noqa: PLC0415  loaded when first needed

        view = self._view
        view.capture_mouse()
        if event.y < view.head:
            view.window.move_by(-1)
        elif event.y >= view.size.height:
            view.window.move_by(1)
        spot = self._spot(event)
        if spot is not None and (self._dragged or spot != self._pressed):
            self._dragged = True
            view.select(Selection(self._pressed, spot, whole=False))

    def release(self, event: events.MouseUp) -> None:
        """The button is let go: what is selected can be copied."""
        event.stop()
        self._view.release_mouse()
        self._pressed = None
        if self._dragged:
            self._point(None)

    def click(self, event: events.Click) -> None:
        """A click on a link follows it; the end of a selection is no click."""
        view = self._view
        if not self._dragged:
            view.select(None)
            link = _link_at(view.page, view.cell_at(event.x), view.window.top, event.y - view.head)
            self._point(link)

    def turn(self, event: events.MouseEvent) -> None:
        """The wheel moves the text."""
        event.stop()
        self._view.window.move_by(wheel_step(event))

    def _spot(self, event: events.MouseEvent) -> "Spot | None":
        """Where in the page the mouse is."""
        view = self._view
        if view.page is None:
            return None
        from tui_reader.layout.tools.selection import spot_at  # noqa: PLC0415  loaded when first needed

        row = min(max(event.y, view.head), view.size.height - 1) - view.head
        return spot_at(view.page, min(view.window.top + row, view.page.height - 1), view.cell_at(event.x))


def _link_at(page: "Page | None", cell: int, top: int, row: int) -> int | None:
    """The link that stands at a cell, `row` lines below line `top`, by its number."""
    if page is None or not 0 <= row < page.height - top:
        return None
    used = 0
    for run in page.line(top + row).runs:
        used += cells_of(run.text, page.layout.ambiguous)
        if cell < used:
            return run.link
    return None
