"""The text of a page's body without blanks, the same at every width, and where each character of it stands.

Passages are kept and found by this text. The head card is no part of it, since it says what the user's marks say.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from tui_reader.layout.blocks.text_lines import is_quiet
from tui_reader.layout.lazy_page import Page
from tui_reader.layout.page import Line
from tui_reader.layout.tools.selection import Selection, Spot, covered, line_of
from tui_reader.model.dataclass import dataclass
from tui_reader.text.cells import ends

_HEAD_CARD = 0
"""Index of the part that is the head card."""


_SENTENCE_END = re.compile(r"[。！？!?…]+[”’」』）)\"']*|(?<=[a-z)])\.(?=[\"')]*[A-Z“])[\"')]*")
"""Where a sentence ends in text without blanks; a full stop of Latin text does before a capital."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A line with text of the post's own."""

    spot: Spot
    """Its first cell."""
    start: int
    """Characters of the text before it."""


class BodyText:
    """The text of one page, which is laid out whole for it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._rows: list[_Row] = []
        page.parts.settle_all()
        self._ends: list[int] = []
        pieces: list[str] = []
        size = 0
        for part in range(_HEAD_CARD + 1, len(page.parts)):
            for number, line in enumerate(page.parts.lines(part)):
                own = "".join(letter for letter, _, _ in _letters(line, page.layout.ambiguous))
                if own:
                    self._rows.append(_Row(Spot(part, number), size))
                    pieces.append(own)
                    size += len(own)
                if not line.joined and self._ends[-1:] != [size]:
                    self._ends.append(size)
        self.text = "".join(pieces)
        """Every character of the post's own."""

    def selection(self, start: int, end: int) -> Selection:
        """The cells from character `start` up to `end`, of which there is one at least."""
        first, _ = self._cells(start)
        _, last = self._cells(end - 1)
        return Selection(first, last, whole=False)

    def span(self, selection: Selection) -> tuple[int, int]:
        """First character of the text that is selected, and the one after the last; equal where there is none."""
        page, ambiguous = self.page, self.page.layout.ambiguous
        found: list[int] = []
        for row in self._rows:
            if not selection.ordered[0].part <= row.spot.part <= selection.ordered[1].part:
                continue
            cells = covered(page, selection, line_of(page, row.spot))
            if cells is None:
                continue
            letters = list(_letters(page.parts.lines(row.spot.part)[row.spot.line], ambiguous))
            inside = [
                number for number, (_, first, last) in enumerate(letters) if cells[0] <= first and last < cells[1]
            ]
            found += [row.start + number for number in inside[:1] + inside[-1:]]
        return (min(found), max(found) + 1) if found else (0, 0)

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
        text, at = "", 0
        for index in range(self._row_of(start), len(self._rows)):
            row = self._rows[index]
            if row.start >= end:
                break
            line = self.page.parts.lines(row.spot.part)[row.spot.line]
            at = row.start
            for run in line.runs:
                if is_quiet(run.roles):
                    continue
                for letter in run.text:
                    inside = start <= at < end
                    text += letter if inside else ""
                    at += not letter.isspace()
            text += (" " if line.blank_join else "") if line.joined else "\n"
        return "\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n")).strip()

    def _row_of(self, character: int) -> int:
        return max(0, bisect_right(self._rows, character, key=lambda row: row.start) - 1)

    def _cells(self, character: int) -> tuple[Spot, Spot]:
        """First and last cell of a character."""
        row = self._rows[self._row_of(character)]
        part, number = row.spot.part, row.spot.line
        letters = list(_letters(self.page.parts.lines(part)[number], self.page.layout.ambiguous))
        _, first, last = letters[min(character - row.start, len(letters) - 1)]
        return Spot(part, number, first), Spot(part, number, last)


def _letters(line: Line, ambiguous: int) -> Iterator[tuple[str, int, int]]:
    """The post's own characters of a line without blanks, each with its first and last cell."""
    at = 0
    for run in line.runs:
        cells = ends(run.text, ambiguous)
        letters = () if is_quiet(run.roles) else enumerate(run.text)
        own = ((number, letter) for number, letter in letters if not letter.isspace())
        yield from ((letter, at + cells[n], at + max(cells[n], cells[n + 1] - 1)) for n, letter in own)
        at += cells[-1]
