"""A pane of rows with a cursor: draws only the rows that are seen, whatever their number."""

from textual import events, on
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.model.dataclass import replace
from tui_reader.ui.error_boundary import guarded_handler
from tui_reader.ui.render.list_rows import note_lines
from tui_reader.ui.render.strips import Painter
from tui_reader.ui.state.row_window import RowWindow

HEAD = 2
"""Rows above the first row: the pane's title and a blank one."""
TITLE_LEFT = 2
"""Cells left of a title."""
WHEEL_STEP = 3
"""Rows, or lines of a post, that one step of the mouse wheel moves."""


class RowPane(Widget, can_focus=True):
    """Shows a window of rows and moves its cursor by keys and mouse. Subclasses draw the title and the lines."""

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, pane: "RowPane", index: int) -> None:
            super().__init__()
            self.pane = pane
            self.index = index

        def can_replace(self, message: Message) -> bool:
            """A later move makes an earlier one that is still waiting pointless."""
            return isinstance(message, RowPane.Moved) and message.pane is self.pane

    class Clicked(Message):
        """A row was clicked, and is chosen with `choose`, else only has the cursor now; or a cell of the title was."""

        def __init__(self, pane: "RowPane", choose: bool = False, cell: int | None = None) -> None:
            super().__init__()
            self.pane = pane
            self.choose = choose
            self.cell = cell

    def __init__(self, painter: Painter, *, id: str) -> None:
        super().__init__(id=id)
        self.painter = painter
        self.window = RowWindow()
        self.one_click = True
        """Whether one click chooses a row; else the first one puts the cursor there."""
        self.note = ""
        """What an empty pane says."""
        self.foot = 0
        """Rows at the end of the pane that its rows leave free."""

    def title(self, width: int) -> Strip:
        """The pane's title row, exactly `width` cells."""
        raise NotImplementedError

    def line(self, line: int, width: int) -> Strip:
        """Line `line` of the rows, exactly `width` cells."""
        raise NotImplementedError

    @property
    def head(self) -> int:
        """Rows above the first row; a low screen has no blank one."""
        return HEAD if self.size.height >= 16 else 1

    def render_line(self, y: int) -> Strip:
        """Line `y` of the pane."""
        width = self.size.width
        if y == 0:
            return self.title(width)
        line = self.window.top + y - self.head
        if not self.window.count and y > self.head:
            said = note_lines(self.note, width, self.painter.ambiguous)
            return self.painter.row(dict(enumerate(said, self.head + 1)).get(y, ()), width)
        if y < self.head or line >= self.window.lines.height:
            return self.painter.blank(width)
        return self.line(line, width)

    def move_by(self, rows: int) -> None:
        """Move the cursor by a number of rows, down where positive."""
        self.move_to(self.window.cursor + rows)

    def move_to(self, index: int) -> None:
        """Put the cursor on a row, the nearest one where it may stand, and scroll as little as needed."""
        self.show_window(self.window.moved_to(index))

    def move_page(self, pages: float) -> None:
        """Scroll by screens, down where positive; the cursor keeps its place on the screen."""
        self.show_window(self.window.moved_page(pages))

    def show_window(self, new: RowWindow) -> None:
        """Show another part of the same rows: only what looks different is drawn again."""
        old, self.window = self.window, new
        if new.top != old.top or new.selected != old.selected:
            self.refresh()
        elif new.cursor != old.cursor:
            draw_rows(self, old.cursor, new.cursor)
        if new.cursor != old.cursor:
            self.post_message(self.Moved(self, new.cursor))

    @on(events.Resize)
    @guarded_handler
    def _resized(self) -> None:
        """Keep the cursor in sight when the size changes."""
        height = self.size.height
        room = max(1, height - self.head - self.foot) if height else 0
        self.show_window(replace(self.window, room=room).in_sight())

    @on(events.Focus)
    @on(events.Blur)
    def _focus_changed(self) -> None:
        """The cursor looks different with the focus and without it."""
        self.refresh()

    @on(events.MouseScrollDown)
    @on(events.MouseScrollUp)
    @guarded_handler
    def _wheel_turned(self, event: events.MouseEvent) -> None:
        """The wheel moves the cursor."""
        event.stop()
        self.move_by(wheel_step(event))

    @on(events.Click)
    @guarded_handler
    def _clicked(self, event: events.Click) -> None:
        """A click chooses a row, or puts the cursor there; a click on the cursor chooses it in any case."""
        line = self.window.top + event.y - self.head
        if event.y == 0:
            self.post_message(self.Clicked(self, cell=event.x - TITLE_LEFT))
        if event.y < self.head or line >= self.window.lines.height:
            return
        index = self.window.lines.index_at(line)
        if self.window.stops is not None and not self.window.stops[index]:
            return
        choose = self.one_click or index == self.window.cursor
        self.move_to(index)
        self.post_message(self.Clicked(self, choose))


def wheel_step(event: events.MouseEvent) -> int:
    """Rows or lines that a turn of the wheel moves, down where positive."""
    return WHEEL_STEP if isinstance(event, events.MouseScrollDown) else -WHEEL_STEP


def draw_rows(pane: RowPane, *indexes: int) -> None:
    """Draw these rows again, as far as they are seen."""
    window = pane.window
    rows = [pane.head + line - window.top for index in indexes for line in window.lines.lines_of(index)]
    pane.refresh(*(Region(0, y, pane.size.width, 1) for y in rows if pane.head <= y < pane.size.height))
