"""Which line of a pane each row stands on (pure)."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from tui_reader.model.post import ListHeading


class RowLines:
    """Which line a row stands on, and what stands on a line: rows that belong together have a heading above them, long
    titles more lines than one.
    """

    def __init__(self, headings: Sequence[ListHeading] = (), count: int = 0, tall: Sequence[int] = ()) -> None:
        """`count` is the number of rows; `tall` has, in order, an index once for each line beyond its first."""
        self.headings = tuple(headings)
        self.count = count
        self.tall = tuple(tall)
        self._firsts = [heading.first for heading in self.headings]

    @property
    def height(self) -> int:
        """How many lines there are."""
        return self.count + len(self.headings) + len(self.tall)

    def line_of(self, index: int) -> int:
        """The first line of the row at an index."""
        return index + bisect_right(self._firsts, index) + bisect_left(self.tall, index)

    def lines_of(self, index: int) -> range:
        """The lines of the row at an index."""
        first = self.line_of(index)
        return range(first, first + 1 + bisect_right(self.tall, index) - bisect_left(self.tall, index))

    def index_at(self, line: int) -> int:
        """Index of the row on a line; of the first row below a heading where one stands there."""
        if not self.headings and not self.tall:
            return line
        earliest = max(0, min(line - len(self.headings) - len(self.tall), self.count))
        at = max(0, bisect_right(range(self.count), line, earliest, min(line + 1, self.count), key=self.line_of) - 1)
        return at + 1 if line >= self.lines_of(at).stop and at + 1 < self.count else at

    def heading_at(self, line: int) -> tuple[ListHeading, int] | None:
        """The heading on a line, with the number of rows below it; None where a row stands there."""
        if not self.headings:
            return None
        first = self.index_at(line)
        number = bisect_left(self._firsts, first)
        if self._firsts[number : number + 1] != [first] or line >= self.line_of(first):
            return None
        after = self._firsts[number + 1] if number + 1 < len(self.headings) else self.count
        return self.headings[number], after - first
