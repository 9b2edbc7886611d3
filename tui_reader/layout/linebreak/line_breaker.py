"""Text is broken into lines by the rules of Chinese text layout; pure, and proportional in time to the text.

A line takes as much as fits and then gives back what the rules forbid: a mark that may not begin the next line pulls
the character before it down with it, and a unit its number. The last line of a paragraph is not left to one character
alone. What no rule allows to break and no line can hold is cut at the most sensible place.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from tui_reader.layout.linebreak import cuts
from tui_reader.layout.linebreak.break_classes import BLANKS, CLASS_OF
from tui_reader.layout.linebreak.break_opportunities import Opportunities
from tui_reader.layout.linebreak.quantities import parts_quantity, parts_reading
from tui_reader.model.dataclass import dataclass
from tui_reader.text.cells import ends

HANGING = frozenset("，。、；：？！,.;:!?")
"""Marks that may reach into the margin."""
_STOPS = "IC", "Ic", "ICC"
"""Classes of the characters of a last line that is one Chinese character and the marks behind it."""
_WIDOW_CELLS = 2
"""Cells of a last line that is a widow, whatever it holds."""
_LEAST = 10
"""Cells of a line from which on a widow gets company."""


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


Whole = tuple[tuple[int, int], ...]
"""Starts and ends of what is rather not broken, in order; none lie in one another."""


def break_lines(text: str, line_width: LineWidth, whole: Whole = ()) -> tuple[tuple[int, int], ...]:
    """Start and end of each line in `text`, one paragraph without line ends; blanks at a break belong to no line.

    Every character but those blanks is in exactly one line; an empty text has one empty line. No line is wider than
    the line width and its hanging punctuation, unless that is narrower than a single character.
    """
    if len(text) < 4000:
        return _break_short(text, line_width, whole)
    return tuple(_Breaker(text, line_width, whole).lines())


@lru_cache(maxsize=1024)
def _break_short(text: str, line_width: LineWidth, whole: Whole) -> tuple[tuple[int, int], ...]:
    """As `break_lines`, remembered: pages are laid out again and again at the same width."""
    return tuple(_Breaker(text, line_width, whole).lines())


class _Breaker:
    """One paragraph on its way to lines."""

    __slots__ = ("ends", "limit", "line_width", "places", "start", "text", "whole")

    def __init__(self, text: str, line_width: LineWidth, whole: Whole) -> None:
        self.text = text
        self.whole = whole
        self.line_width = line_width
        self.ends: Sequence[int] = ends(text, line_width.ambiguous)
        self.places = Opportunities(text, self.ends)
        self.limit, self.start = self.places.limit, self.places.start

    def lines(self) -> list[tuple[int, int]]:
        """All lines, from the first to the last."""
        found: list[tuple[int, int]] = []
        cells = self.line_width.width if self.line_width.first < 0 else self.line_width.first
        begin = self._indented(cells)
        if self._waits(begin, cells):
            found.append((begin, begin))
            cells = self.line_width.width
        while self._reach(begin, cells) < self.limit:
            end, after = self._line(begin, max(cells, 2))
            found.append((begin, end))
            if after >= self.limit:
                return found
            begin, cells = after, self.line_width.width
        found.append((begin, max(self.limit, begin)))
        return self._without_widow(found)

    def _without_widow(self, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The lines without a widow: a last line of one character takes some from the line before, half of it at
        the most.
        """
        begin, end = found[-1]
        if len(found) < 2 or self.line_width.width < _LEAST or not self._is_widow(begin, end):
            return found
        before = found[-2][0]
        begin = self._company(max(before, self.start), begin, end)
        return [*found[:-2], (before, len(self.text[before:begin].rstrip(BLANKS)) + before), (begin, end)]

    def _company(self, before: int, begin: int, end: int) -> int:
        """Where the last line begins in place of `begin` to be no widow, the line before beginning at `before`;
        `begin` itself where nothing can be moved.
        """
        farthest = self.ends[begin] - self.line_width.width // 2
        earlier = self._break_before(before, begin)
        while earlier and self.ends[earlier] >= farthest:
            if not self._parts_whole(earlier) and not self._is_widow(earlier, end):
                return earlier
            earlier = self._break_before(before, earlier)
        if self.places.allows(begin):
            return begin
        joint = cuts.joint(self.places, before, begin - 2, self.line_width.width)
        fits = joint and self.ends[end] - self.ends[joint] <= self.line_width.width
        return joint if fits else cuts.cut(self.places, before, begin - 2)

    def _is_widow(self, begin: int, end: int) -> bool:
        """True where one Chinese character, and no more than marks behind it, or two cells stand between two
        indexes.
        """
        if self.ends[end] - self.ends[begin] <= _WIDOW_CELLS:
            return end > begin
        return end - begin <= 3 and "".join(CLASS_OF[character] for character in self.text[begin:end]) in _STOPS

    def _indented(self, cells: int) -> int:
        """Where the first line begins: behind the blanks at the start where they leave no room for the first word."""
        reach = self._reach(0, cells)
        crowded = self.start and reach < self.limit and not self._last_break(self.start, reach)
        return self.start if crowded else 0

    def _waits(self, begin: int, cells: int) -> bool:
        """True where the first line is left empty, because it has no room for the first word and the next line has."""
        if cells >= self.line_width.width or self._reach(begin, cells) >= self.limit:
            return False
        full = self._reach(begin, self.line_width.width)
        return not self._last_break(begin, self._reach(begin, cells)) and (
            full >= self.limit or self._last_break(begin, full) > 0
        )

    def _reach(self, begin: int, cells: int) -> int:
        """The furthest index up to which text from `begin` fits into `cells`."""
        return bisect_right(self.ends, self.ends[begin] + cells) - 1

    def _line(self, begin: int, cells: int) -> tuple[int, int]:
        """End of the line that begins at `begin`, and where the next begins."""
        reach = min(self._reach(begin, cells), self.limit)
        full = self._hung(begin, reach, cells)
        best = self._last_break(max(begin, self.start), full if full else reach)
        if best == 0 or self._too_long(best, reach):
            joint = cuts.joint(self.places, max(begin, best), reach, cells)
            best = joint or best or cuts.cut(self.places, begin, reach)
        elif self._parts_whole(best):
            best = self._before_whole(begin, best, cells)
        return len(self.text[begin:best].rstrip(BLANKS)) + begin, best

    def _parts_whole(self, index: int) -> bool:
        """True where a line that begins at `index` would part what belongs together."""
        at = bisect_right(self.whole, (index, 0)) - 1
        inside = at >= 0 and self.whole[at][0] < index < self.whole[at][1]
        return inside or parts_quantity(self.text, index) or parts_reading(self.text, index)

    def _before_whole(self, begin: int, best: int, cells: int) -> int:
        """A break before what a break at `best` would part, a number and its unit; `best` itself where that would
        leave too much of the line empty: more than half, or a quarter for a number.
        """
        share = 4 if parts_quantity(self.text, best) else 2
        nearest = self.ends[best] - max(cells // share, 4)
        earlier = best
        while earlier and self.ends[earlier] >= nearest:
            if not self._parts_whole(earlier):
                return earlier
            earlier = self._break_before(max(begin, self.start), earlier)
        return best

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
        return self._break_before(begin, self._skip_blanks(reach) + 1)

    def _break_before(self, begin: int, index: int) -> int:
        """The last index between `begin` and `index`, both left out, where a line may begin; 0 for none."""
        allows = self.places.allows
        index -= 1
        while index > begin:
            if allows(index):
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
