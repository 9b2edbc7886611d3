"""Text is broken into lines by the rules of Chinese text layout; pure, and proportional in time to the text.

A line takes as much as fits and then gives back what the rules forbid: a mark that may not begin the next line pulls
the character before it down with it. The last line of a paragraph is not left to one Chinese character alone. What no
rule allows to break and no line can hold is cut at the most sensible place.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tui_reader.layout.linebreak.break_classes import BLANKS, CLASS_OF, CLOSING, OPENING
from tui_reader.layout.linebreak.break_opportunities import Opportunities
from tui_reader.text.cells import ends

HANGING = frozenset("，。、；：？！,.;:!?")
"""Marks that may reach into the margin."""
_CUT_AFTER = frozenset(" \xa0/\\?&=#-_.,;:%+~|@)]}")
"""Characters after which a word that is too long for a line is cut first."""
_WIDOWS = frozenset(("I", "IC", "Ic", "ICC"))
"""Classes of the characters of a last line that is a widow."""
_WIDOW_CELLS = 4
"""Most cells that are moved down to a widow."""


@dataclass(frozen=True, slots=True)
class LineWidth:
    """How wide the lines of a paragraph are, in cells."""

    width: int
    """Cells of a line; at least 2."""
    first: int = -1
    """Cells of the first line; -1 where it is as wide as the others."""
    hanging_punctuation: int = 0
    """Cells behind the line that a closing mark may reach into."""
    ambiguous: int = 1
    """Cells of characters of ambiguous width."""


def break_lines(text: str, line_width: LineWidth) -> tuple[tuple[int, int], ...]:
    """Start and end of each line in `text`, one paragraph without line ends; blanks at a break belong to no line.

    Every character but those blanks is in exactly one line; an empty text has one empty line. No line is wider than
    the line width and its hanging punctuation, unless that is narrower than a single character.
    """
    return _break_short(text, line_width) if len(text) < 4000 else tuple(_Breaker(text, line_width).lines())


@lru_cache(maxsize=1024)
def _break_short(text: str, line_width: LineWidth) -> tuple[tuple[int, int], ...]:
    """As `break_lines`, remembered: pages are laid out again and again at the same width."""
    return tuple(_Breaker(text, line_width).lines())


class _Breaker:
    """One paragraph on its way to lines."""

    __slots__ = ("ends", "limit", "line_width", "places", "start", "text")

    def __init__(self, text: str, line_width: LineWidth) -> None:
        self.text = text
        self.line_width = line_width
        self.ends: Sequence[int] = ends(text, line_width.ambiguous)
        self.places = Opportunities(text, self.ends)
        self.limit, self.start = self.places.limit, self.places.start

    def lines(self) -> list[tuple[int, int]]:
        """All lines, from the first to the last."""
        found: list[tuple[int, int]] = []
        cells = self.line_width.width if self.line_width.first < 0 else self.line_width.first
        begin = self._indented(cells)
        while self._reach(begin, cells) < self.limit:
            end, after = self._line(begin, max(cells, 2))
            found.append((begin, end))
            if after >= self.limit:
                return found
            begin, cells = after, self.line_width.width
        found.append((begin, max(self.limit, begin)))
        return self._without_widow(found)

    def _without_widow(self, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The lines without a widow: a last line of one character takes another one from the line before."""
        begin, end = found[-1]
        if len(found) < 2 or not self._is_widow(begin, end):
            return found
        before = found[-2][0]
        earlier = self._last_break(max(before, self.start), begin - 1)
        if (
            not earlier
            or self.ends[begin] - self.ends[earlier] > _WIDOW_CELLS
            or self.line_width.width < 4 * _WIDOW_CELLS
        ):
            return found
        return [*found[:-2], (before, len(self.text[before:earlier].rstrip(BLANKS)) + before), (earlier, end)]

    def _is_widow(self, begin: int, end: int) -> bool:
        """True where one Chinese character, and no more than marks behind it, stand between two indexes."""
        return 0 < end - begin <= 3 and "".join(CLASS_OF[character] for character in self.text[begin:end]) in _WIDOWS

    def _indented(self, cells: int) -> int:
        """Where the first line begins: behind the blanks at the start where they leave no room for the first word."""
        reach = self._reach(0, cells)
        crowded = self.start and reach < self.limit and not self._last_break(self.start, reach)
        return self.start if crowded else 0

    def _reach(self, begin: int, cells: int) -> int:
        """The furthest index up to which text from `begin` fits into `cells`."""
        return bisect_right(self.ends, self.ends[begin] + cells) - 1

    def _line(self, begin: int, cells: int) -> tuple[int, int]:
        """End of the line that begins at `begin`, and where the next begins."""
        reach = min(self._reach(begin, cells), self.limit)
        full = self._hung(begin, reach, cells)
        best = self._last_break(max(begin, self.start), full if full else reach)
        if best == 0 or self._too_long(best, reach):
            best = self._preferred_cut(max(begin, best), reach, best == 0) or best or self._cut(begin, reach)
        return len(self.text[begin:best].rstrip(BLANKS)) + begin, best

    def _hung(self, begin: int, reach: int, cells: int) -> int:
        """Index after a mark that may hang behind the line and a break after it, or 0."""
        hang = self.line_width.hanging_punctuation
        if not hang or reach >= self.limit or self.text[reach] not in HANGING:
            return 0
        fits = self.ends[reach + 1] - self.ends[begin] <= cells + hang
        after = self._skip_blanks(reach + 1)
        return after if fits and self.places.allows(after) else 0

    def _skip_blanks(self, index: int) -> int:
        """The first index from `index` on that is no blank."""
        while index < self.limit and self.text[index] in BLANKS:
            index += 1
        return index

    def _last_break(self, begin: int, reach: int) -> int:
        """The last index in (`begin`, `reach`] where a line may begin, blanks after `reach` passed over; 0 for none."""
        index = self._skip_blanks(reach)
        while index > begin:
            if self.places.allows(index):
                return index
            index -= 1
        return 0

    def _too_long(self, begin: int, reach: int) -> bool:
        """True where what begins at `begin` could not be held by a line of its own."""
        if begin > reach:
            return False
        end = self._reach(begin, self.line_width.width)
        if end >= self.limit:
            return False
        return not any(self.places.allows(index) for index in range(self._skip_blanks(end), begin, -1))

    def _preferred_cut(self, begin: int, reach: int, inside: bool) -> int:
        """A place behind `begin` to cut what is too long for any line: at a blank or a sign that joins parts; 0 for
        none.

        A place that leaves numbers and dates whole is taken before one `inside` them, which must be allowed.
        """
        text, within = self.text, 0
        for index in range(reach, begin + 1, -1):
            if text[index - 1] in _CUT_AFTER and self._is_fair_cut(index):
                if not (text[index - 2].isdigit() and text[index].isdigit()):
                    return index
                within = within or index
        return within if inside else 0

    def _is_fair_cut(self, index: int) -> bool:
        """True where a cut at `index` leaves signs together and no mark at the wrong end of a line."""
        follows = self.text[index : index + 1]
        before = self.text[max(index - 8, 0) : index].rstrip(BLANKS)[-1:]
        return self._may_cut(index) and follows not in _CUT_AFTER and follows not in CLOSING and before not in OPENING

    def _cut(self, begin: int, reach: int) -> int:
        """The last place at which a cut splits no grapheme and no mark of two characters; at least one character on."""
        low = max(begin, begin + (reach - begin) // 2)
        for index in range(reach, low, -1):
            if self._may_cut(index) and self.text[index] not in CLOSING and self.text[index - 1] not in OPENING:
                return index
        for index in range(reach, begin, -1):
            if self._may_cut(index) and not self._splits_pair(begin, index):
                return index
        return self._skip_marks(max(reach, begin + 1))

    def _splits_pair(self, begin: int, index: int) -> bool:
        """True where a cut at `index` would part …… or ——, counted in twos from `begin`."""
        mark = self.text[index]
        if mark not in "…—" or self.text[index - 1] != mark:
            return False
        piece = self.text[begin:index]
        return (len(piece) - len(piece.rstrip(mark))) % 2 == 1

    def _may_cut(self, index: int) -> bool:
        """True where a cut at `index` splits no grapheme."""
        return index < len(self.text) and not self.places.is_mark(index) and self.text[index] not in BLANKS

    def _skip_marks(self, index: int) -> int:
        """The first index from `index` on that begins a grapheme."""
        while index < self.limit and self.places.is_mark(index):
            index += 1
        return index
