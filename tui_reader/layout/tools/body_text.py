"""The text of a page's body without blanks, the same at every width, and where each character of it stands.

Passages are kept and found by this text. The head card is no part of it, since it says what the user's marks say. Of a
table it has the names of the columns once, then cell by cell, however the page lays the table out.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from tui_reader.layout.blocks.text_lines import is_quiet
from tui_reader.layout.lazy_page import Page
from tui_reader.layout.page import REPEATED, TABLE_BEGINS, CellRun, Line, Run
from tui_reader.layout.tools.selection import Selection, Spot, covered, line_of
from tui_reader.model.dataclass import dataclass, replace
from tui_reader.text.cells import ends

_HEAD_CARD = 0
"""Index of the part that is the head card."""
_NO_CELL = -3
"""Stands for the number of a cell in a line that is of no table."""


_SENTENCE_END = re.compile(r"[。！？!?…]+[”’」』）)\"']*|(?<=[a-z)])\.(?=[\"')]*[A-Z“])[\"')]*")
"""Where a sentence ends in text without blanks; a full stop of Latin text does before a capital."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """The post's own text of a line, or of one cell of a table in a line."""

    spot: Spot
    """First cell of its first character."""
    last: Spot
    """Last cell of its last character."""
    text: str
    """Its characters without blanks."""
    then: str
    """What stands between it and the next piece: nothing, a blank, a line feed."""
    group: int
    """Number of the table it is in among the tables of its part and the texts between them."""
    cell: int
    """Number of the table's cell, or `_NO_CELL`."""

    @property
    def place(self) -> tuple[int, int, int]:
        """The cell of a table that it is in."""
        return self.spot.part, self.group, self.cell


class BodyText:
    """The text of one page, which is laid out whole for it, or of some of its parts."""

    def __init__(self, page: Page, parts: range | None = None) -> None:
        """`parts`: indices of those to be read; None for all."""
        self.page = page
        if parts is None:
            page.parts.settle_all()
        self._pieces: list[_Piece] = []
        for part in range(len(page.parts)) if parts is None else parts:
            if part != _HEAD_CARD:
                self._pieces += _in_reading_order(page, part)
        ends = list(accumulate((len(piece.text) for piece in self._pieces), initial=0))
        self._starts = ends[:-1]
        self._ends = [end for end, piece in zip(ends[1:], self._pieces, strict=True) if piece.then == "\n"]
        self._ranks = [0] * len(self._pieces)
        for rank, number in enumerate(sorted(range(len(self._pieces)), key=self._on_page)):
            self._ranks[number] = rank
        self.text = "".join(piece.text for piece in self._pieces)
        """Every character of the post's own."""

    def selections(self, start: int, end: int) -> tuple[Selection, ...]:
        """The cells from character `start` up to `end`, of which there is one at least, from the top of the page down:
        several where other cells of a table stand between them.
        """
        first, last = self._piece_of(start), self._piece_of(end - 1)
        low, high = self._cells(start)[0], self._cells(end - 1)[1]
        found: list[Selection] = []
        open_at = -1
        for number in sorted(range(first, last + 1), key=self._on_page):
            piece = self._pieces[number]
            begin = low if number == first else piece.spot
            stop = high if number == last else piece.last
            if self._ranks[number] == open_at and begin == piece.spot:
                found[-1] = Selection(found[-1].start, stop, whole=False)
            else:
                found.append(Selection(begin, stop, whole=False))
            open_at = self._ranks[number] + 1 if stop == piece.last else -1
        return tuple(found)

    def selection(self, start: int, end: int) -> Selection:
        """The same as one selection: within a single cell of a table in the columns of that cell alone."""
        found = self.selections(start, end)
        pieces = self._pieces[self._piece_of(start) : self._piece_of(end - 1) + 1]
        columns = None
        if len(found) > 1 and len({piece.place for piece in pieces}) == 1:
            columns = min(one.start.cell for one in found), max(one.end.cell for one in found) + 1
        return Selection(found[0].start, found[-1].end, whole=False, columns=columns)

    def span(self, selection: Selection) -> tuple[int, int]:
        """First character of the text that is selected, and the one after the last; equal where there is none. What
        reaches from a table's cell to the same cell is of that cell alone.
        """
        first, last = selection.ordered
        found: list[tuple[_Piece, int, int]] = []
        for start, piece in zip(self._starts, self._pieces, strict=True):
            if not first.part <= piece.spot.part <= last.part:
                continue
            cells = covered(self.page, selection, line_of(self.page, piece.spot))
            if cells is not None:
                letters = enumerate(self._letters(piece), start)
                inside = [at for at, (_, begin, end) in letters if cells[0] <= begin and end < cells[1]]
                found += [(piece, inside[0], inside[-1] + 1)] if inside else []
        if not selection.whole and found:
            ends = {min(found, key=_spot)[0].place, max(found, key=_spot)[0].place}
            found = [one for one in found if one[0].place in ends] if len(ends) == 1 else found
        return (min(start for _, start, _ in found), max(end for _, _, end in found)) if found else (0, 0)

    def sentences(self, start: int, end: int) -> tuple[int, int]:
        """The whole sentences from the one that character `start` is in to the first that ends behind `end`; they end
        with their paragraph at the latest.
        """
        first = max((stop for stop in self._stops(start) if stop <= start), default=0)
        return first, min((stop for stop in self._stops(end) if stop > end), default=len(self.text))

    def _stops(self, near: int) -> Iterator[int]:
        """Where sentences end in the paragraphs around a character."""
        number = bisect_right(self._ends, near)
        first = self._ends[number - 1] if number else 0
        last = self._ends[min(number + 1, len(self._ends) - 1)]
        yield from (first, *self._ends[number : number + 2])
        yield from (found.end() for found in _SENTENCE_END.finditer(self.text, first, last))

    def read(self, start: int, end: int) -> str:
        """The characters `start` up to `end` as they read: with their blanks, a line feed between paragraphs."""
        text = ""
        for number in range(self._piece_of(start), len(self._pieces)):
            at, piece = self._starts[number], self._pieces[number]
            if at >= end:
                break
            for run in self._line(piece).runs:
                for letter in run.text if _is_of(run, piece.cell) else "":
                    text += letter if start <= at < end else ""
                    at += not letter.isspace()
            text += piece.then
        return "\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n")).strip()

    def _piece_of(self, character: int) -> int:
        return max(0, bisect_right(self._starts, character) - 1)

    def _cells(self, character: int) -> tuple[Spot, Spot]:
        """First and last cell of a character."""
        number = self._piece_of(character)
        piece = self._pieces[number]
        letters = self._letters(piece)
        _, first, last = letters[min(character - self._starts[number], len(letters) - 1)]
        return replace(piece.spot, cell=first), replace(piece.spot, cell=last)

    def _on_page(self, number: int) -> tuple[int, int, int]:
        """Where a piece stands, to sort by."""
        spot = self._pieces[number].spot
        return spot.part, spot.line, spot.cell

    def _line(self, piece: _Piece) -> Line:
        return self.page.parts.lines(piece.spot.part)[piece.spot.line]

    def _letters(self, piece: _Piece) -> list[tuple[str, int, int]]:
        return list(_letters(self._line(piece), piece.cell, self.page.layout.ambiguous))


def _spot(found: tuple[_Piece, int, int]) -> Spot:
    return found[0].spot


def _in_reading_order(page: Page, part: int) -> list[_Piece]:
    """The pieces of one part of a page: those of a table cell by cell."""
    pieces: list[_Piece] = []
    group, in_table = 0, False
    for number, line in enumerate(page.parts.lines(part)):
        cells = {run.cell: run.then for run in line.runs if isinstance(run, CellRun)}
        begins = TABLE_BEGINS in cells
        for cell, then in (cells or {_NO_CELL: line.then}).items():
            letters = list(_letters(line, cell, page.layout.ambiguous)) if cell not in (REPEATED, TABLE_BEGINS) else ()
            if letters:
                group, in_table = group + (in_table != bool(cells)), bool(cells)
                first, last = Spot(part, number, letters[0][1]), Spot(part, number, letters[-1][2])
                own = "".join(letter for letter, _, _ in letters)
                pieces.append(_Piece(first, last, own, then, group, cell))
        group += begins
    return sorted(pieces, key=lambda piece: (piece.group, piece.cell))


def _letters(line: Line, cell: int, ambiguous: int) -> Iterator[tuple[str, int, int]]:
    """The post's own characters of a line, or of one cell of it, without blanks: each with its first and last cell."""
    at = 0
    for run in line.runs:
        cells = ends(run.text, ambiguous)
        letters = enumerate(run.text) if _is_of(run, cell) else ()
        own = ((number, letter) for number, letter in letters if not letter.isspace())
        yield from ((letter, at + cells[n], at + max(cells[n], cells[n + 1] - 1)) for n, letter in own)
        at += cells[-1]


def _is_of(run: Run, cell: int) -> bool:
    """True for the post's own text that is of this cell, or of no table."""
    return not is_quiet(run.roles) and (run.cell if isinstance(run, CellRun) else _NO_CELL) == cell
