"""Lines of a list that has a heading above the posts of each day (pure)."""

from bisect import bisect_right
from collections.abc import Sequence

from tui_reader.model.post import Day


class DayLines:
    """Which line a post stands on, and what stands on a line; without days, posts alone."""

    def __init__(self, days: Sequence[Day] = (), count: int = 0) -> None:
        self.days = tuple(days)
        self.count = count
        self._firsts = [day.first for day in self.days]
        self._headings = [day.first + number for number, day in enumerate(self.days)]

    @property
    def height(self) -> int:
        """How many lines there are."""
        return self.count + len(self.days)

    def line_of(self, index: int) -> int:
        """The line of the post at an index."""
        return index + bisect_right(self._firsts, index)

    def index_at(self, line: int) -> int:
        """Index of the post on a line; of the first post of the day where its heading stands there."""
        return line - bisect_right(self._headings, line - 1) if self.days else line

    def heading_at(self, line: int) -> tuple[Day, int] | None:
        """The day whose heading stands on a line, with the number of its posts; None where a post does."""
        number = bisect_right(self._headings, line) - 1
        if number < 0 or self._headings[number] != line:
            return None
        after = self._firsts[number + 1] if number + 1 < len(self.days) else self.count
        return self.days[number], after - self._firsts[number]
