"""The reading pane: one widget that draws the lines of a page."""

from typing import TYPE_CHECKING

from textual import events, on
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.config.theme import Part
from tui_reader.layout.page import Hit, Position
from tui_reader.model.dataclass import replace
from tui_reader.model.roles import Role
from tui_reader.ui.error_boundary import guarded_handler
from tui_reader.ui.render.page_strips import PageStrips, columns_in_sight
from tui_reader.ui.render.strips import Painter
from tui_reader.ui.state.page_window import ColumnWindow, Overlay, PageWindow
from tui_reader.ui.widgets.page_mouse import PageMouse

if TYPE_CHECKING:
    from tui_reader.layout.lazy_page import Page
    from tui_reader.layout.tools.grid_page import Grid
    from tui_reader.layout.tools.selection import Selection


class PostView(Widget, can_focus=True):
    """Shows the part of a page that its window has, with an overlay; a grid through a window of columns."""

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
        super().__init__(id="post")
        self.painter = painter
        self.running_head = ""
        """Title of the post, shown once its own has left the screen."""
        self.left = 2
        """Cells between the edge of the pane and the text."""
        self.message = ""
        """A sentence in place of a page."""
        self.strips = PageStrips(painter)
        self.window = PageWindow(lambda: max(1, self.size.height - self.head), self._moved, self.strips.forget)
        self.columns: ColumnWindow | None = None
        self.overlay = Overlay()
        self.pointer = PageMouse(self, lambda link: self.post_message(self.Pointed(link)))

    @property
    def page(self) -> "Page | None":
        """The page that is shown; None while a message is."""
        return self.window.page

    @property
    def head(self) -> int:
        """Rows above the text: the running head and a blank one."""
        return 2 if self.size.height >= 16 else 1

    def render_line(self, y: int) -> Strip:
        """Line `y` of the pane."""
        page, width, row = self.page, self.size.width, y - self.head
        if row < 0:
            return self._head_line(width) if y == 0 else self.painter.blank(width)
        if page is None:
            text = self.message if row == self.window.room // 3 else ""
            return self.painter.row(((" " * self.left + text, Part.ROW_READ),), width)
        line = self.window.top + row
        if line >= page.height:
            return self.painter.blank(width)
        if self.columns is None:
            return self.strips.line(page, line, self.left, width, self.overlay)
        strip = self.strips.line(page, line, self.left, max(width, self.left + page.width), self.overlay)
        return self.strips.in_columns(strip, self.columns, self.left, width)

    def _head_line(self, width: int) -> Strip:
        """The post's title, once its own has left the screen; over a grid, which columns are in sight."""
        if self.columns is not None:
            return self.strips.running_head(columns_in_sight(self.columns, width - 2 * self.left), self.left, width)
        page, top = self.page, self.window.top
        if page is None or top == 0 or any(Role.TITLE in run.roles for run in page.line(top).runs):
            return self.painter.blank(width)
        return self.strips.running_head(self.running_head, self.left, width)

    def cell_at(self, x: int) -> int:
        """The cell of the page that is drawn in column `x` of the pane."""
        cell = x - self.left
        return self.columns.cell_at(cell) if self.columns is not None else cell

    def show_page(self, page: "Page", left: int, place: Position | None = None) -> None:
        """Show a page, `left` cells from the pane's edge, at a place or from the top."""
        self.left, self.message, self.columns, self.overlay = left, "", None, Overlay()
        self.window.show(page, place)

    def show_message(self, text: str) -> None:
        """Show a sentence in place of a page."""
        self.message, self.columns, self.overlay = text, None, Overlay()
        self.window.page = None
        self.redraw()

    def show_grid(self, grid: "Grid") -> None:
        """Show a table as a grid in place of the page."""
        self.show_page(grid.page, self.left)
        self.columns = ColumnWindow(grid)

    def step_column(self, by: int) -> None:
        """Scroll a grid sideways by a column."""
        before = self.columns
        self.columns = before.stepped(by, self.size.width - 2 * self.left) if before is not None else None
        if self.columns != before:
            self.refresh()

    def show_hits(self, hits: tuple[Hit, ...], hit: int, found: str = "") -> None:
        """Mark places where `found` stands, one of them as the current one, and show that one; with -1 none is, and
        the text stays.
        """
        self.overlay = replace(self.overlay, hits=hits, hit=hit, found=found)
        if hits and hit >= 0 and hits[hit].line not in self.window.seen:
            self.window.move_to(hits[hit].line - self.window.room // 3)
        self.redraw()

    def show_highlights(self, highlights: "tuple[Selection, ...]") -> None:
        """Show the passages that the user keeps."""
        if highlights != self.overlay.highlights:
            self.overlay = replace(self.overlay, highlights=highlights)
            self.redraw()

    def show_hints(self, hints: dict[int, list[tuple[int, str]]]) -> None:
        """Show letters over links: line of the page → cells and letters."""
        self.overlay = replace(self.overlay, hints=hints)
        self.redraw()

    def select(self, selection: "Selection | None") -> None:
        """Show another selection, or none; only lines that look different are drawn again."""
        before, self.overlay, page = self.overlay, replace(self.overlay, selection=selection), self.page
        if page is None:
            return
        changed = [
            line for line in self.window.seen if before.selected(page, line) != self.overlay.selected(page, line)
        ]
        rows = [self.head + line - self.window.top for line in changed]
        if rows:
            self.refresh(*(Region(0, row, self.size.width, 1) for row in rows))

    def redraw(self) -> None:
        """Draw every line again: there are other pictures, another theme, or another overlay."""
        self.strips.forget()
        self.refresh()

    def _moved(self) -> None:
        """Another line stands at the top."""
        self.refresh()
        self.post_message(self.Scrolled())

    @on(events.Resize)
    @guarded_handler
    def _resized(self) -> None:
        """Another number of lines fits: show none beyond the end while there are some above, and say how far one has
        read.
        """
        self.window.move_to(self.window.top)
        self.post_message(self.Scrolled())

    @on(events.MouseScrollDown)
    @on(events.MouseScrollUp)
    @on(events.MouseDown)
    @on(events.MouseMove)
    @on(events.MouseUp)
    @on(events.Click)
    @guarded_handler
    def _pointed(self, event: events.MouseEvent) -> None:
        """Hand an event of the mouse on."""
        match event:
            case events.MouseDown():
                self.pointer.press(event)
            case events.MouseMove():
                self.pointer.drag(event)
            case events.MouseUp():
                self.pointer.release(event)
            case events.Click():
                self.pointer.click(event)
            case _:
                self.pointer.turn(event)
