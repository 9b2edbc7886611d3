"""What the list says of a post: marks, title and date, on as many lines as the title needs.

Nothing here knows Textual: the first screen is painted from these rows before Textual is loaded.
"""

from collections.abc import Sequence
from datetime import date, datetime

from tui_reader.config.theme import Part
from tui_reader.model.dataclass import dataclass
from tui_reader.model.post import Row
from tui_reader.text.cells import width as cells
from tui_reader.text.sanitize import sanitize
from tui_reader.ui.render.glyphs import Glyphs
from tui_reader.ui.render.rows import Pieces, cells_of, fill, shorten

WHOLE_DATE = 60
"""Cells of a list from which on dates of other years are shown whole."""
MOST_LINES = {"auto": 3, "one": 1, "two": 2}
"""Most lines of a post, by the setting `rows`."""
MOST_FEED_CELLS = 12
"""Cells of the name of a feed beside the date."""
BEFORE = 4
"""Cells before the title: a blank, two marks, a blank."""


@dataclass(frozen=True, slots=True)
class RowStyle:
    """How the posts of a list are drawn."""

    width: int
    """Cells of a line."""
    glyphs: Glyphs
    """Marks and dots."""
    rows: str = "auto"
    """The setting of that name: `auto`, `one`, `two`."""
    times: bool = False
    """Show the time of the day in place of the date: the day stands in a heading."""

    def when(self, row: Row) -> str:
        """The date or time that is shown of a post."""
        when = show_time(row.date) if self.times and not row.pinned else show_date(row.date, self.width)
        return f"{self._feed(row)} {when}" if row.feed else when

    def _feed(self, row: Row) -> str:
        """The name of the post's feed, cut short where it would crowd out the title."""
        room = min(MOST_FEED_CELLS, self.width // 4)
        return shorten(row.feed, room, self.glyphs.ellipsis, self.glyphs.ambiguous)

    def room(self, row: Row) -> int:
        """Cells that the title has on a line that ends in the date or time."""
        return max(0, self.width - BEFORE - 2 - cells_of(self.when(row)))

    def height(self, row: Row) -> int:
        """Lines that a post takes."""
        return 1 if self.rows == "one" else len(self.title(row)) + _has_note(row)

    def title(self, row: Row) -> tuple[str, ...]:
        """The safe title, a text for each line; the last one may have to be cut."""
        title, most = sanitize(row.title), MOST_LINES[self.rows]
        if cells(title, self.glyphs.ambiguous) <= self.room(row) or most == 1:
            return (title, *[""] * (self.rows == "two" and not _has_note(row)))
        lines = break_title(title, self.room(row), self._below, self.glyphs.ambiguous)
        starts = [start for start, _ in lines[:most]]
        ends = [end for _, end in lines[: most - 1]]
        return tuple(title[start:end] for start, end in zip(starts, [*ends, len(title)], strict=False))

    def lines(self, row: Row) -> tuple[Pieces, ...]:
        """One post: a line for each of its title, the date at the end of the first."""
        name = Part.ROW_READ if row.read else Part.ROW_UNREAD
        ellipsis, ambiguous = self.glyphs.ellipsis, self.glyphs.ambiguous
        title, *rest = self.title(row)
        begin = (" ", Part.ROW), *_marks(row, self.glyphs)
        first = (fill(title, self.room(row), ellipsis, ambiguous), name), (f" {self.when(row)} ", Part.ROW_DATE)
        below = ((fill(text, self._below, ellipsis, ambiguous) + " ", name) for text in rest)
        lines = ((*begin, *first), *(((" " * BEFORE, Part.ROW), text) for text in below))
        if self.rows == "one" or not _has_note(row):
            return lines
        note = fill(" ".join(row.note.split()), self._below, ellipsis, ambiguous)
        return (*lines, ((" " * BEFORE, Part.ROW), (note + " ", Part.ROW_DATE)))

    @property
    def _below(self) -> int:
        """Cells of the lines of a title below its first."""
        return max(0, self.width - BEFORE - 1)


def break_title(title: str, first: int, width: int, ambiguous: int) -> Sequence[tuple[int, int]]:
    """Start and end of each line of a safe title, broken as text is: `first` cells in the first line, else `width`.

    A word too long for the first line begins there all the same.
    """
    from tui_reader.layout.linebreak.line_breaker import LineWidth, break_lines  # noqa: PLC0415  most titles need none

    first, width = max(2, first), max(2, width)
    lines = break_lines(title, LineWidth(width, first, ambiguous=ambiguous))
    return lines if lines[0][1] > lines[0][0] else break_lines(title, LineWidth(min(first, width), ambiguous=ambiguous))


def note_lines(note: str, width: int, ambiguous: int) -> tuple[Pieces, ...]:
    """A sentence in place of rows, as many lines as it needs."""
    from tui_reader.layout.linebreak.line_breaker import LineWidth, break_lines  # noqa: PLC0415  few panes are empty

    room = max(2, width - 2 * BEFORE)
    lines = break_lines(note, LineWidth(room, ambiguous=ambiguous)) if note else ()
    return tuple(((" " * BEFORE, Part.ROW), (note[start:end], Part.ROW_DATE)) for start, end in lines)


def _has_note(row: Row) -> bool:
    """A note stands on a line of its own, where posts may have several."""
    return bool(row.note.strip())


def _marks(row: Row, glyphs: Glyphs) -> Pieces:
    """Three cells: why the post stands out, and whether it is bookmarked."""
    kinds = (
        (row.gone, glyphs.problem, Part.ROW_MARK_PROBLEM),
        (row.pinned, glyphs.pinned, Part.ROW_MARK_PINNED),
        (row.recommended, glyphs.recommended, Part.ROW_MARK_RECOMMENDED),
        (not row.read, glyphs.unread, Part.ROW_MARK_UNREAD),
    )
    first = next(((glyph, part) for on, glyph, part in kinds if on), (" ", Part.ROW))
    second = (glyphs.bookmarked, Part.ROW_MARK_BOOKMARK) if row.bookmarked else (" ", Part.ROW)
    return (first, second, (" ", Part.ROW))


def show_date(moment: datetime | None, width: int = 0, today: date | None = None) -> str:
    """A date as a list of `width` cells has room for it: month and day within the last eleven months, else year and
    month, with the day where the list is wide.
    """
    if moment is None:
        return ""
    near = abs(((today or date.today()) - moment.date()).days) < 330
    return moment.strftime("%m-%d" if near else "%Y-%m-%d" if width >= WHOLE_DATE else "%Y-%m")


def show_time(moment: datetime | None) -> str:
    """The time of the day, where the post names one."""
    return moment.strftime("%H:%M") if moment and (moment.hour or moment.minute) else ""
