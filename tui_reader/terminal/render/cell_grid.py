"""A grid of cells: what a terminal shows, or is to show.

A wide character stands in its first cell; the cell after it holds the empty string. Blanks carry only the part of a
style that shows on a blank, so two grids are equal when an eye sees the same.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from unicodedata import east_asian_width

from rich.cells import get_character_cell_size, split_graphemes

FILLER = "\ue0fe"
"""Stands after a character of ambiguous width that the terminal draws two cells wide: the cell belongs to that
character.
"""
PLACEHOLDER = "\U0010eeee"
"""Stands for a part of a picture in terminals that show pictures so; one cell wide in all of them."""
BLANK = " "
_CLUSTERS = re.compile(f"[{FILLER}\u200d\ufe0e\ufe0f\U0001f1e6-\U0001f1ff]")
_REGIONAL = re.compile("[\U0001f1e6-\U0001f1ff]")


class Grid:
    """`width` × `height` cells; `cells[y][x]` is the character, `styles[y][x]` the number of its style."""

    __slots__ = ("cells", "height", "styles", "width")

    def __init__(self, width: int, height: int) -> None:
        """A grid of blanks in the terminal's own colours."""
        self.width = width
        self.height = height
        self.cells: list[list[str]] = [[BLANK] * width for _ in range(height)]
        self.styles: list[list[int]] = [[0] * width for _ in range(height)]

    def sharing(self) -> "Grid":
        """Another grid on the same rows, for changes that replace rows and never write into them."""
        other = Grid(0, 0)
        other.width, other.height = self.width, self.height
        other.cells, other.styles = self.cells[:], self.styles[:]
        return other

    def take(self, other: "Grid", rows: Iterable[int]) -> None:
        """Make these rows equal to those of `other`, a grid of the same size."""
        for y in rows:
            self.cells[y] = other.cells[y][:]
            self.styles[y] = other.styles[y][:]

    def resized(self, width: int, height: int) -> "Grid":
        """The same cells on a grid of another size; what is new is blank."""
        other = Grid(width, height)
        for y in range(min(height, self.height)):
            cells, styles = self.cells[y][:width], self.styles[y][:width]
            if cells and width < self.width and self.cells[y][width] == "":
                cells[-1] = BLANK
            other.cells[y][: len(cells)] = cells
            other.styles[y][: len(styles)] = styles
        return other

    def write(self, x: int, y: int, cells: tuple[str, ...], styles: list[int]) -> int:
        """Put cells from (x, y) on, cut at the right edge; the cell after the last one written.

        Half of a wide character that is written over leaves a blank, as on a terminal.
        """
        row, row_styles = self.cells[y], self.styles[y]
        end = x + len(cells)
        if end > self.width:
            cells, styles, end = _cut(cells, self.width - x), styles[: self.width - x], self.width
        if x < self.width and row[x] == "" and x:
            row[x - 1] = BLANK
        if end < self.width and row[end] == "":
            row[end] = BLANK
        row[x:end] = cells
        row_styles[x:end] = styles
        return end


def _cut(cells: tuple[str, ...], length: int) -> tuple[str, ...]:
    """The first `length` cells; a wide character cut in two leaves a blank."""
    kept = cells[: max(0, length)]
    return (*kept[:-1], BLANK) if kept and cells[len(kept)] == "" else kept


@lru_cache(4096)
def cells_of(text: str) -> tuple[str, ...]:
    """The cells a text takes: one a character, a wide one followed by the empty string, marks with the letter before.

    Widths are Unicode's as `rich.cells` has them, which agree with terminals of today on all but some emoji.
    """
    if text.isascii():
        return tuple(text)
    if _CLUSTERS.search(text):
        return tuple(_cells_of_clusters(text))
    cells: list[str] = []
    for character in text:
        width = get_character_cell_size(character)
        if width:
            cells += (character, "") if width == 2 else (character,)
        elif cells:
            _join(cells, character)
    return tuple(cells)


@lru_cache(4096)
def filled(text: str) -> str:
    """The text with a filler after each character of ambiguous width, for a terminal that draws those two cells
    wide.
    """
    if text.isascii():
        return text
    return "".join(character + FILLER if is_ambiguous(character) else character for character in text)


@lru_cache(4096)
def is_ambiguous(character: str) -> bool:
    """Whether terminals draw a character in one cell or in two."""
    return east_asian_width(character) == "A" and get_character_cell_size(character) == 1


def shape(ambiguous: int) -> Callable[[str], str]:
    """What is done to text before it counts its cells, on a terminal that gives ambiguous characters so many."""
    return filled if ambiguous == 2 else str


def _cells_of_clusters(text: str) -> list[str]:
    cells: list[str] = []
    for start, end, width in split_graphemes(text)[0]:
        cluster = text[start:end]
        half_flag = bool(cells) and bool(_REGIONAL.fullmatch(cells[-1])) and bool(_REGIONAL.fullmatch(cluster))
        if cluster == FILLER and cells and cells[-1] != "":
            cells.append("")
        elif half_flag:
            cells[-1] += cluster
            cells.append("")
        elif width:
            cells += (cluster, "") if width == 2 else (cluster,)
        elif cells:
            _join(cells, cluster)
    return cells


def _join(cells: list[str], mark: str) -> None:
    """Put a mark without width on the character before it."""
    at = len(cells) - 1
    while at and cells[at] == "":
        at -= 1
    cells[at] += mark
