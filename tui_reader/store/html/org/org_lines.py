"""The lines of a body written in Org."""

import re
from collections.abc import Iterable, Sequence

HEADLINE = re.compile(r"(\*++)[ \t]++(.*)")
"""A headline: its stars and its text."""


class Lines(list[str]):
    """Some lines of a body, and which kinds of block are known to have no end among them."""

    def __init__(self, lines: Iterable[str]) -> None:
        super().__init__(lines)
        self.unclosed: set[str] = set()
        self.behind_list = -1
        """The line that stands behind a list and its one blank line."""

    def close(self, name: str, at: int) -> int:
        """The first line from `at` on that is `name` and nothing else; -1 where there is none."""
        if name in self.unclosed:
            return -1
        found = next((number for number in range(at, len(self)) if self[number].strip().lower() == name), -1)
        if found < 0:
            self.unclosed.add(name)
        return found

    def end_section(self, at: int, sections: Sequence[int]) -> bool:
        """Does the innermost of the open sections, given by their levels, end before a line, or the whole body?"""
        if at + 1 >= len(self) and not any(self[at:]):
            return True
        return bool(sections) and ends_section(self[at], sections[-1])


def ends_section(line: str, level: int) -> bool:
    """Does a line end the section of a headline of this level?"""
    found = HEADLINE.fullmatch(line)
    return found is not None and len(found[1]) <= level
