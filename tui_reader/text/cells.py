"""Widths of text in terminal cells, and where to cut it.

The widths are those of rich's Unicode tables, so that a page and the screen that draws it never disagree; characters of
ambiguous width (East Asian Width A: “ ” … — · ① α) are 1 or 2 cells, as the terminal draws them.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from rich.cells import get_character_cell_size, split_graphemes

_ALL_WIDE = re.compile("[\u3000-\u3029\u3041-\u3096\u30a0-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60]*")
_JOINS = re.compile("[\u200d\ufe0f\U0001f3fb-\U0001f3ff]")


class _Widths(dict[str, int]):
    """Cells of single characters, looked up in the tables when first asked for."""

    def __init__(self, ambiguous: int) -> None:
        super().__init__()
        self.ambiguous = ambiguous

    def __missing__(self, character: str) -> int:
        cells = get_character_cell_size(character)
        if cells == 1 and self.ambiguous == 2 and unicodedata.east_asian_width(character) == "A":
            cells = 2
        self[character] = cells
        return cells


_WIDTHS = {1: _Widths(1), 2: _Widths(2)}


def width(text: str, ambiguous: int = 1) -> int:
    """Cells that `text` takes; it must be free of control characters (`clean`)."""
    if text.isascii():
        return len(text)
    if _ALL_WIDE.fullmatch(text):
        return 2 * len(text)
    if _JOINS.search(text):
        return ends(text, ambiguous)[-1]
    return sum(map(_WIDTHS[ambiguous].__getitem__, text))


def ends(text: str, ambiguous: int = 1) -> Sequence[int]:
    """Cells before each character and, last, of the whole text: `len(text) + 1` numbers that never fall.

    All characters of one grapheme but the first have no width of their own, so a cut between equal numbers splits one.
    """
    if text.isascii():
        return range(len(text) + 1)
    if _ALL_WIDE.fullmatch(text):
        return range(0, 2 * len(text) + 1, 2)
    if _JOINS.search(text):
        return _grapheme_ends(text, ambiguous)
    return list(accumulate(map(_WIDTHS[ambiguous].__getitem__, text), initial=0))


def _grapheme_ends(text: str, ambiguous: int) -> Sequence[int]:
    """As `ends`, for text with emoji made of several characters."""
    widths = _WIDTHS[ambiguous]
    cells: list[int] = []
    for start, end, size in split_graphemes(text)[0]:
        first = max(size, widths[text[start]]) if size == 1 else size
        cells.append(first)
        cells.extend([0] * (end - start - 1))
    return list(accumulate(cells, initial=0))


def cut(text: str, cells: int, ambiguous: int = 1) -> int:
    """Index up to which `text` fits into `cells`, never inside a grapheme; marks without width stay with their base."""
    positions = ends(text, ambiguous)
    return max(bisect_right(positions, cells) - 1, 0)


def fit(text: str, cells: int, ellipsis: str = "…", ambiguous: int = 1) -> str:
    """`text` in at most `cells`, its end replaced by `ellipsis` where it is too long."""
    if width(text, ambiguous) <= cells:
        return text
    room = cells - width(ellipsis, ambiguous)
    return text[: cut(text, room, ambiguous)] + ellipsis if room >= 0 else text[: cut(text, cells, ambiguous)]


def pad(text: str, cells: int, ambiguous: int = 1) -> str:
    """`text` with blanks after it up to `cells`; longer text stays as it is."""
    return text + " " * (cells - width(text, ambiguous))
