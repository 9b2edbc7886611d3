"""The list of posts: rows come a screenful at a time."""

from array import array
from collections.abc import Sequence

from textual.message import Message
from textual.strip import Strip

from tui_reader.config.settings import Settings
from tui_reader.config.theme import Part
from tui_reader.model.dataclass import replace
from tui_reader.model.post import ListHeading, Row
from tui_reader.ui.render.glyphs import Glyphs
from tui_reader.ui.render.list_rows import RowStyle
from tui_reader.ui.render.rows import heading_pieces, key_of_recommended, title_pieces, with_bar
from tui_reader.ui.render.strips import Painter
from tui_reader.ui.state.row_cache import Listed, RowCache
from tui_reader.ui.state.row_window import RowWindow
from tui_reader.ui.widgets.row_pane import RowPane, draw_rows


class PostList(RowPane):
    """Posts in order, one of them or a range chosen.

    Two things say which: a bar at the left edge is the cursor, and the whole row of the post that is shown beside the
    list is lit. The row follows with the post, after a pause: lighting it takes four times the bytes of the bar.
    """

    class RowsWanted(Message):
        """Rows that are about to be seen are not here yet."""

        def __init__(self, chunk: int, ids: Sequence[int]) -> None:
            super().__init__()
            self.chunk = chunk
            self.ids = ids

    def __init__(self, painter: Painter, glyphs: Glyphs, settings: Settings) -> None:
        super().__init__(painter, id="posts")
        self.row_style = RowStyle(0, glyphs, settings.rows)
        """How the posts are drawn; `use` takes another one."""
        self.heading = ""
        self._titled = ""
        self.lit: int | None = None
        """The row of the post shown beside the list; None where none is, and the row under the cursor is lit."""
        self._key = key_of_recommended(settings)
        self.rows = RowCache(lambda chunk, ids: self.post_message(self.RowsWanted(chunk, ids)))

    @property
    def chosen(self) -> Row | None:
        """The post under the cursor, or None while it is not known."""
        return self.rows.at(self.window.cursor)

    def select(self) -> None:
        """Choose posts together from the cursor on, or no longer."""
        begins = self.window.anchor is None and self.window.count > 0
        self.show_window(replace(self.window, anchor=self.window.cursor if begins else None))

    def take_range(self) -> "array[int]":
        """Ids of the posts that are chosen together; none are after this."""
        chosen = self.window.selected
        if chosen:
            self.select()
        return self.rows.ids[chosen.start : chosen.stop]

    def show(self, listed: Listed, *, keep: bool = False) -> None:
        """Show other posts; `keep` leaves the cursor on its line of the screen."""
        old, before = self.window, _shown(self.window, self.rows)
        count = len(listed.ids)
        cursor = max(0, min(listed.cursor, count - 1))
        anchor = _anchor_in(listed.ids, old, self.rows) if keep or listed.ids == self.rows.ids else None
        lags, self.lit = self.lit not in (None, old.cursor), None if self.lit is None else cursor
        self.rows.show(listed)
        self.row_style = replace(self.row_style, times=any(heading.day for heading in listed.headings))
        lines = self.rows.lines(listed.headings, self.row_style, self.row_style.height)
        top = max(0, lines.line_of(cursor) - (old.lines.line_of(old.cursor) - old.top)) if keep else 0
        self.window = RowWindow(lines, cursor, top, old.room, anchor).in_sight()
        if not count or lags or self.heading != self._titled or _shown(self.window, self.rows) != before:
            self.refresh()

    def use(self, style: RowStyle) -> None:
        """Draw the posts in this style from now on: titles take as many lines as they need in it."""
        self.row_style = style
        lines = self.rows.lines(self.window.lines.headings, style, style.height)
        if lines.tall != self.window.lines.tall:
            self.window = self.window.with_lines(lines)
            self.refresh()

    def put_rows(self, chunk: int, rows: tuple[Row, ...]) -> None:
        """Rows that were wanted are here."""
        had_cursor = self.chosen is not None
        if self.rows.put(chunk, rows, self.window.cursor):
            self.use(self.row_style)
            self.refresh()
            if not had_cursor and self.chosen is not None:
                self.post_message(self.Moved(self, self.window.cursor))

    def forget_rows(self) -> None:
        """Marks or posts have changed: ask for the rows on the screen again, showing the old ones meanwhile."""
        lines, top = self.window.lines, self.window.top
        self.rows.renew(lines.index_at(top), lines.index_at(top + max(1, self.window.room)))

    def title(self, width: int) -> Strip:
        """What the list shows and in which order."""
        self._titled = self.heading
        return self.painter.row(title_pieces(self.heading, width, self.row_style.glyphs, focused=self.has_focus), width)

    def line(self, line: int, width: int) -> Strip:
        """A heading, or a line of a post: marks, title, date, or the time of the day under its heading;
        blank until its row is here.
        """
        lines = self.window.lines
        heading = lines.heading_at(line)
        if heading is not None:
            return self.painter.row(heading_pieces(*heading, width, self.row_style.glyphs, self._key), width)
        index = lines.index_at(line)
        row = self.rows.wanted(index)
        drawn = self.row_style.lines(row) if row else ()
        part = line - lines.line_of(index)
        pieces = drawn[part] if part < len(drawn) else ()
        if index == self.window.cursor and self.has_focus:
            pieces = with_bar(pieces, self.row_style.glyphs.cursor_bar)
        return self.painter.row(pieces, width, _over(index, self.window, self.lit, self.has_focus))


def _anchor_in(ids: "array[int]", window: RowWindow, rows: RowCache) -> int | None:
    """Where the range that is being chosen begins in another list; None where its first post is not in it."""
    try:
        return None if window.anchor is None else ids.index(rows.ids[window.anchor])
    except ValueError:
        return None


def _over(index: int, window: RowWindow, lit: int | None, focused: bool) -> Part | None:
    """What is laid over a row: it is lit, or one of those that are chosen together."""
    if index == (window.cursor if lit is None or not focused else lit):
        return Part.CURSOR if focused else Part.CURSOR_UNFOCUSED
    return Part.CURSOR_UNFOCUSED if index in window.selected else None


def light(posts: PostList) -> None:
    """Light the row under the cursor."""
    before = posts.lit
    if before is not None and before != posts.window.cursor:
        posts.lit = posts.window.cursor
        draw_rows(posts, before, posts.lit)


def _shown(window: RowWindow, rows: RowCache) -> tuple[object, ...]:
    """All that the lines on the screen depend on; equal where nothing need be drawn again."""
    lines = window.lines
    shown: list[tuple[ListHeading, int] | Row | None] = [
        lines.heading_at(line) or rows.at(lines.index_at(line)) for line in window.seen
    ]
    return lines.line_of(window.cursor) - window.top, window.selected, shown
