"""The list of posts: rows come a screenful at a time, one integer is kept for each post."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message
from textual.strip import Strip

from tui_reader.config.theme import Part
from tui_reader.model.post import Day, Row
from tui_reader.ui.keys import Scope
from tui_reader.ui.render.day_lines import DayLines
from tui_reader.ui.render.glyphs import Glyphs
from tui_reader.ui.render.rows import day_pieces, post_pieces, show_date, show_time, title_pieces
from tui_reader.ui.render.strips import Painter
from tui_reader.ui.startup.textual_bindings import bindings
from tui_reader.ui.widgets.row_pane import RowPane

CHUNK = 64
"""Rows asked for at once."""
KEPT = 16
"""Chunks kept in memory."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of posts, ready to be shown."""

    ids: "array[int]"
    """Row ids of all posts in order."""
    rows: tuple[Row, ...]
    """Rows near the cursor."""
    first: int = 0
    """Index of the first of these rows, a multiple of CHUNK."""
    cursor: int = 0
    """Index of the row the cursor goes to."""
    days: tuple[Day, ...] = ()
    """Where each day begins, in a list that shows days."""


class PostList(RowPane):
    """Posts in order; ids of all, rows of those near the screen."""

    BINDINGS = bindings(Scope.LIST)

    class RowsWanted(Message):
        """Rows that are about to be seen are not here yet."""

        def __init__(self, chunk: int, ids: Sequence[int]) -> None:
            super().__init__()
            self.chunk = chunk
            self.ids = ids

    def __init__(self, painter: Painter, glyphs: Glyphs) -> None:
        super().__init__(painter, id="posts")
        self.glyphs = glyphs
        self.heading = ""
        self.ids: array[int] = array("q")
        self._anchor: int | None = None
        self._lines = DayLines()
        self._chunks: dict[int, tuple[Row, ...]] = {}
        self._wanted: set[int] = set()

    @property
    def chosen(self) -> Row | None:
        """The post under the cursor, or None while it is not known."""
        return self.row_at(self.cursor)

    def row_at(self, index: int) -> Row | None:
        """The post at an index, or None while its row is not here."""
        rows = self._chunks.get(index // CHUNK, ())
        at = index % CHUNK
        return rows[at] if index < self.count and at < len(rows) else None

    @property
    def selected(self) -> range:
        """Indexes of the posts that are chosen together; none where only the cursor is meant."""
        if self._anchor is None:
            return range(0)
        return range(min(self._anchor, self.cursor), max(self._anchor, self.cursor) + 1)

    def select(self) -> None:
        """Choose posts together from the cursor on, or no longer."""
        self._anchor = self.cursor if self._anchor is None and self.count else None
        self.refresh()

    def take_range(self) -> "array[int]":
        """Ids of the posts that are chosen together; from now on none are."""
        chosen = self.selected
        if chosen:
            self.select()
        return self.ids[chosen.start : chosen.stop]

    def move_to(self, index: int) -> None:
        """Put the cursor on a post; a range that is being chosen goes along."""
        super().move_to(index)
        if self._anchor is not None:
            self.refresh()

    @property
    def height(self) -> int:
        """Lines of all posts, with the headings of the days."""
        return self._lines.height

    def line_of(self, index: int) -> int:
        """The line of a post."""
        return self._lines.line_of(index)

    def index_at(self, line: int) -> int:
        """The post on a line, or the first one of the day whose heading stands there."""
        return self._lines.index_at(line)

    def show(self, listed: Listed, *, keep: bool = False) -> None:
        """Show other posts; `keep` leaves the cursor on its line of the screen."""
        before, above = self._on_screen(), self.line_of(self.cursor) - self.top
        self._anchor = self._anchor if listed.ids == self.ids else None
        self.ids = listed.ids
        self.count = len(listed.ids)
        self._lines = DayLines(listed.days, self.count)
        self._wanted.clear()
        self._chunks = {
            (listed.first + start) // CHUNK: listed.rows[start : start + CHUNK]
            for start in range(0, len(listed.rows), CHUNK)
        }
        self.cursor = max(0, min(listed.cursor, self.count - 1))
        self.top = max(0, self.line_of(self.cursor) - above) if keep else 0
        self._keep_in_sight()
        if self._on_screen() != before:
            self.refresh()

    def _on_screen(self) -> tuple[object, ...]:
        """All that what is drawn depends on; equal where nothing need be drawn again."""
        lines = range(self.top, min(self.top + self.seen, self.height))
        shown = tuple(self._lines.heading_at(line) or self.row_at(self.index_at(line)) for line in lines)
        return self.heading, self.line_of(self.cursor) - self.top, shown

    def put_rows(self, chunk: int, rows: tuple[Row, ...]) -> None:
        """Rows that were wanted are here."""
        self._wanted.discard(chunk)
        if self.ids[chunk * CHUNK : chunk * CHUNK + len(rows)].tolist() != [row.id for row in rows]:
            return
        had_cursor = self.row_at(self.cursor) is not None
        while len(self._chunks) >= KEPT:
            here = self.cursor // CHUNK
            del self._chunks[max(self._chunks, key=lambda known: abs(known - here))]
        self._chunks[chunk] = rows
        self.refresh()
        if not had_cursor and self.row_at(self.cursor) is not None:
            self.post_message(self.Moved(self, self.cursor))

    def forget_rows(self) -> None:
        """Marks or posts have changed: ask for the rows on the screen again, showing the old ones meanwhile."""
        self._wanted.clear()
        near = range(self.index_at(self.top) // CHUNK, self.index_at(self.top + self.seen) // CHUNK + 1)
        self._chunks = {chunk: rows for chunk, rows in self._chunks.items() if chunk in near}
        for chunk in near:
            self._want(chunk)

    def title(self, width: int) -> Strip:
        """What the list shows and in which order."""
        return self.painter.row(title_pieces(self.heading, width, self.glyphs, focused=self.has_focus), width)

    def line(self, line: int, width: int) -> Strip:
        """A post, or the heading of a day."""
        heading = self._lines.heading_at(line)
        return (
            super().line(line, width)
            if heading is None
            else self.painter.row(day_pieces(*heading, width, self.glyphs), width)
        )

    def row(self, index: int, width: int) -> Strip:
        """One post: marks, title, date, or the time of the day under its heading; blank until its row is here."""
        over = None
        if index == self.cursor:
            over = Part.CURSOR if self.has_focus else Part.CURSOR_UNFOCUSED
        elif index in self.selected:
            over = Part.CURSOR_UNFOCUSED
        row = self.row_at(index)
        if row is None:
            self._want(index // CHUNK)
        when = show_time if self._lines.days and row and not row.pinned else show_date
        return self.painter.row(post_pieces(row, width, self.glyphs, when) if row else (), width, over)

    def _want(self, chunk: int) -> None:
        """Ask for rows, once."""
        if chunk not in self._wanted:
            self._wanted.add(chunk)
            ids = self.ids[chunk * CHUNK : (chunk + 1) * CHUNK]
            if ids:
                self.post_message(self.RowsWanted(chunk, ids))
