"""A selected part of a page: where it begins and ends, the cells it covers, and its text as it is copied."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from tui_reader.layout.blocks.text_lines import is_quiet
from tui_reader.layout.lazy_page import Page
from tui_reader.layout.page import Line, Run
from tui_reader.model.dataclass import dataclass
from tui_reader.model.roles import Role
from tui_reader.text.cells import ends

_MARKERS = frozenset((Role.LIST_MARKER, Role.TASK_DONE, Role.TASK_OPEN))
"""What stands before an item of a list and belongs to its text where it is copied."""
_FAR = 1 << 30
"""A cell behind the end of any line."""


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A cell of a page. It stays the same one while other blocks are laid out and lines get other numbers."""

    part: int
    """Index of the part of the page: head card, block, slice of a block."""
    line: int
    """Index of the line in the part."""
    cell: int = 0
    """Cell of the line."""


@dataclass(frozen=True, slots=True)
class Selection:
    """From one spot to another, in either direction, both included."""

    start: Spot
    """Where it was begun."""
    end: Spot
    """How far it has got."""
    whole: bool = True
    """Lines are selected whole, whatever the cells of the spots say."""
    columns: tuple[int, int] | None = None
    """First cell and cell after the last of the columns that lines are selected in; None for all."""

    @property
    def ordered(self) -> tuple[Spot, Spot]:
        """The first and the last spot."""
        return min(self.start, self.end), max(self.start, self.end)


def spot_at(page: Page, y: int, cell: int = 0) -> Spot:
    """The spot at a cell of line `y`; lays out the block it is in. The last line where the page ends above."""
    part, above = page.parts.find(max(y, 0))
    last = len(page.parts.lines(part)) - 1
    return Spot(part, max(min(max(y, 0) - above, last), 0), max(cell, 0))


def line_of(page: Page, spot: Spot) -> int:
    """The number that the spot's line has now."""
    return page.parts.before(spot.part) + spot.line


def covered(page: Page, selection: Selection, y: int) -> tuple[int, int] | None:
    """First cell and cell after the last of the text selected on line `y`, which is laid out; None for no text."""
    part, above = page.parts.find(y)
    reach = _reach(selection, part, y - above)
    pieces = list(_pieces(page.line(y), *reach, page.layout.ambiguous)) if reach else []
    own = [(start, end) for start, end, run, _ in pieces if not is_quiet(run.roles)]
    return (own[0][0], own[-1][1]) if own else None


def selected_text(page: Page, selection: Selection) -> str:
    """The selected text: paragraphs in one line each, without frames, bars, rules, line numbers and outer spacing."""
    paragraphs: list[str | None] = []
    text, goes_on = "", False
    for line, reach in _lines(page, selection):
        text += _copied(line, reach, page.layout.ambiguous, goes_on)
        text += " " if line.blank_join and text else ""
        goes_on = line.joined
        if not goes_on:
            paragraphs += _paragraph(text, line)
            text = ""
    paragraphs += [text.rstrip()] if text.strip() else []
    return "\n".join(_with_single_spacing(paragraphs))


def _reach(selection: Selection, part: int, line: int) -> tuple[int, int] | None:
    """The cells of a line that are selected, first and one after the last; None outside the selection."""
    first, last = selection.ordered
    here = (part, line)
    if not (first.part, first.line) <= here <= (last.part, last.line):
        return None
    low = first.cell if not selection.whole and here == (first.part, first.line) else 0
    high = last.cell + 1 if not selection.whole and here == (last.part, last.line) else _FAR
    left, right = selection.columns or (0, _FAR)
    return max(low, left), min(high, right)


def _lines(page: Page, selection: Selection) -> Iterator[tuple[Line, tuple[int, int]]]:
    """The selected lines with the cells of each that are selected; lays out what is not laid out yet."""
    first, last = selection.ordered
    for part in range(first.part, min(last.part + 1, len(page.parts))):
        for number, line in enumerate(page.parts.lines(part)):
            reach = _reach(selection, part, number)
            if reach is not None:
                yield line, reach


def _pieces(line: Line, low: int, high: int, ambiguous: int) -> Iterator[tuple[int, int, Run, str]]:
    """What of each run lies in the cells `low` to `high`: its first cell, the one after its last, the run, the
    characters.
    """
    at = 0
    for run in line.runs:
        cells = ends(run.text, ambiguous)
        first = bisect_right(cells, low - at, hi=len(run.text)) - 1 if low > at else 0
        last = bisect_left(cells, high - at, hi=len(run.text))
        if first < last and at + cells[last] > low:
            yield at + cells[first], at + cells[last], run, run.text[first:last]
        at += cells[-1]


def _copied(line: Line, reach: tuple[int, int], ambiguous: int, goes_on: bool) -> str:
    """The text of a line that is copied: its own, and the marker before it where a paragraph begins here; of a
    caption none.
    """
    text = marker = ""
    for _, _, run, piece in _pieces(line, *reach, ambiguous):
        if not is_quiet(run.roles):
            text += piece
        elif not text and not goes_on and not _MARKERS.isdisjoint(run.roles):
            marker += piece
    captioned = any(Role.CAPTION in run.roles for run in line.runs)
    return marker + text if text.strip() and not captioned else text


def _paragraph(text: str, last: Line) -> list[str | None]:
    """A paragraph that ends with the line `last`; None for spacing, nothing for lines that only the page drew."""
    if text.strip():
        return [text.rstrip()]
    if not last.runs and last.fill is None:
        return [None]
    drawn = last.picture is not None or any(
        run.text.strip() and Role.CODE_LINE_NUMBER not in run.roles for run in last.runs
    )
    return [] if drawn else [""]


def _with_single_spacing(paragraphs: list[str | None]) -> Iterator[str]:
    """The paragraphs with one empty line where the page has spacing between them."""
    spacing = False
    begun = False
    for paragraph in paragraphs:
        if paragraph is None:
            spacing = begun
            continue
        if spacing:
            yield ""
        yield paragraph
        spacing, begun = False, True
