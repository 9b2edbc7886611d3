"""A reading position survives other widths and edits of the post, because it is kept as words and not as a line."""

from collections.abc import Sequence

from tui_reader.layout.blocks.text_lines import is_quiet
from tui_reader.layout.page import Line

WORDS = 40
"""Characters of text that are kept to find a position again."""
ENOUGH = 12
"""Characters that must be alike for a position to count as found."""


def own_text(line: Line) -> str:
    """The characters of a line that are the post's own, without blanks: the same at every width."""
    text = "".join(run.text for run in line.runs if not is_quiet(run.roles))
    return "".join(text.split())


def offset_of(lines: Sequence[Line], index: int) -> int:
    """Characters of text before line `index`."""
    return sum(len(own_text(line)) for line in lines[:index])


def words_from(lines: Sequence[Line], index: int) -> str:
    """The first characters of text from line `index` on."""
    words = ""
    for line in lines[index:]:
        words += own_text(line)
        if len(words) >= WORDS:
            break
    return words[:WORDS]


def line_at(lines: Sequence[Line], offset: int) -> int:
    """Index of the line that holds character `offset`; lines without text of the post's own are passed over, pictures
    are not.
    """
    seen = 0
    for index, line in enumerate(lines):
        seen += len(own_text(line))
        if seen > offset or (offset == 0 and line.picture):
            return index
    return max(len(lines) - 1, 0) if offset else 0


def offset_of_words(lines: Sequence[Line], words: str, offset: int) -> int | None:
    """Where `words` stand in the text of the lines, as near to `offset` as can be; None where they do not stand
    there.
    """
    text = "".join(own_text(line) for line in lines)
    sought = words[:ENOUGH]
    if not sought or text.startswith(sought, offset):
        return offset
    found = [text.rfind(sought, 0, offset + len(sought)), text.find(sought, offset)]
    near = [index for index in found if index >= 0]
    return min(near, key=lambda index: abs(index - offset)) if near else None
