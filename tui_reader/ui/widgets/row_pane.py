"""A pane of rows with a cursor: draws only the rows that are seen, whatever their number."""

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.ui.render.strips import Painter
from tui_reader.ui.widgets.wheel import Wheel

HEAD = 2
"""Rows above the first row: the pane's title and a blank one."""


class RowPane(Wheel, Widget, can_focus=True):
    """Rows from the top, one of them under the cursor. Subclasses draw a row."""

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, pane: "RowPane", index: int) -> None:
            super().__init__()
            self.pane = pane
            self.index = index

        def can_replace(self, message: Message) -> bool:
            """A later move makes an earlier one that is still waiting pointless."""
            return isinstance(message, RowPane.Moved) and message.pane is self.pane

    class Chosen(Message):
        """A row was clicked that already had the cursor."""

        def __init__(self, pane: "RowPane") -> None:
            super().__init__()
            self.pane = pane

    def __init__(self, painter: Painter, *, id: str) -> None:
        super().__init__(id=id)
        self.painter = painter
        self.count = 0
        self.cursor = 0
        self.top = 0

    def row(self, index: int, width: int) -> Strip:
        """Row `index`, exactly `width` cells."""
        raise NotImplementedError

    @property
    def height(self) -> int:
        """How many lines the rows take, with what stands between them."""
        return self.count

    def line_of(self, index: int) -> int:
        """The line of a row."""
        return index

    def index_at(self, line: int) -> int:
        """The row on a line, or the next one where none stands there."""
        return line

    def line(self, line: int, width: int) -> Strip:
        """Line `line` of the rows, exactly `width` cells."""
        return self.row(self.index_at(line), width)

    def title(self, width: int) -> Strip:
        """The pane's title row, exactly `width` cells."""
        raise NotImplementedError

    @property
    def head(self) -> int:
        """Rows above the first row; a low screen has no air."""
        return HEAD if self.size.height >= 16 else 1

    @property
    def seen(self) -> int:
        """How many rows fit."""
        return max(1, self.size.height - self.head)

    def render_line(self, y: int) -> Strip:
        """Line `y` of the pane."""
        width = self.size.width
        if y == 0:
            return self.title(width)
        line = self.top + y - self.head
        if y < self.head or line >= self.height:
            return self.painter.blank(width)
        return self.line(line, width)

    def move_by(self, rows: int) -> None:
        """Move the cursor by a number of rows, down where positive."""
        self.move_to(self.cursor + rows)

    def scroll_lines(self, lines: int) -> None:
        """The wheel moves the cursor."""
        self.move_by(lines)

    def move_to(self, index: int) -> None:
        """Put the cursor on a row, the nearest one there is, and scroll as little as needed."""
        index = max(0, min(index, self.count - 1))
        before, top = self.cursor, self.top
        self.cursor = index
        self._keep_in_sight()
        if self.top != top:
            self.refresh()
        elif index != before:
            self.refresh_rows(before, index)
        if index != before:
            self.post_message(self.Moved(self, index))

    def move_page(self, pages: float) -> None:
        """Scroll by screens, down where positive; the cursor keeps its place on the screen."""
        rows = int(self.seen * pages) or (1 if pages > 0 else -1)
        line = max(0, min(self.line_of(self.cursor) + rows, self.height - 1))
        top = max(0, min(self.top + rows, self.height - self.seen))
        if top != self.top:
            self.top = top
            self.refresh()
        self.move_to(self.index_at(line))

    def refresh_rows(self, *indexes: int) -> None:
        """Draw some rows again."""
        rows = {self.head + self.line_of(index) - self.top for index in indexes}
        self.refresh(*(Region(0, y, self.size.width, 1) for y in rows if self.head <= y < self.size.height))

    def _keep_in_sight(self) -> None:
        """Scroll so that the cursor is seen, with one row of context where there is one; a pane without size stays."""
        if not self.size.height:
            return
        context, line = 1 if self.seen > 4 else 0, self.line_of(self.cursor)
        lowest = line - self.seen + 1 + (context if self.cursor < self.count - 1 else 0)
        highest = line - context if self.cursor > 0 else 0
        self.top = max(0, min(max(self.top, lowest), highest, max(0, self.height - self.seen)))

    def on_resize(self) -> None:
        """Keep the cursor in sight when the size changes."""
        top = self.top
        self._keep_in_sight()
        if self.top != top:
            self.refresh()

    def on_focus(self) -> None:
        """The cursor looks different with the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor looks different without the focus."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on a row; a click on the cursor chooses it."""
        line = self.top + event.y - self.head
        if event.y < self.head or line >= self.height:
            return
        index = self.index_at(line)
        if index == self.cursor:
            self.post_message(self.Chosen(self))
        self.move_to(index)
