"""How wide the columns of a table are: narrow ones keep what they need, the rest is shared, and no word is cut."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from tui_reader.text.cells import width

BETWEEN = 2
"""Blanks between two columns."""
_NARROWEST = 6
"""Cells below which a column that has more to say is too narrow to be read."""
_SLENDER = 16
"""Cells below which a column of much text becomes a tower."""
_TALLEST = 8
"""Lines a cell of a slender column may have; fewer, the narrower it is."""
_LONG = 24
"""Cells above which a word may be cut and is no reason to widen a column."""
_FEW = 4
"""Cells that a column may lack and get from another one."""
_WIDE = 24
"""Cells above which a cell of several columns is no reason to widen them."""
_FREE = "\\s\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff9d\U0001f000-\U0003ffff"
_SIGNS = r"/\\?&=#_.,;:+~|@()\[\]{}<>-"
_WORD = re.compile(f"[0-9]+(?:[.,:~/-][0-9]+)*|[^{_FREE}{_SIGNS}]+[.,;:!?)%]*|[^{_FREE}]")


def longest_word(text: str, ambiguous: int = 1) -> int:
    """Cells of the longest word or number of safe text, as far as it is a reason to widen a column: Chinese counts for
    nothing, addresses and names of code by the parts that they may be cut into.
    """
    words = _WORD.findall(text)
    longest = max((len(word) if word.isascii() else width(word, ambiguous) for word in words), default=0)
    return min(longest, _LONG)


def fit_columns(natural: Sequence[int], cells: int, least: Sequence[int] = ()) -> list[int] | None:
    """Widths of columns that together fit into `cells`, blanks between them included; None where they cannot.

    Narrow columns keep what they need; the others share the rest evenly, but none gets less than its `least`, the cells
    of its longest word, nor so little that its cells become towers.
    """
    room = cells - BETWEEN * (len(natural) - 1)
    natural = [max(wanted, 1) for wanted in natural]
    if sum(natural) <= room:
        return list(natural)
    floors = [
        min(wanted, max(word, _NARROWEST)) for wanted, word in zip(natural, least or [0] * len(natural), strict=True)
    ]
    if room < sum(floors):
        return None
    widths = _fill(natural, floors, room)
    _complete(widths, natural, floors)
    towers = any(map(_is_tower, widths, natural))
    return None if towers else widths


def _complete(widths: list[int], natural: Sequence[int], floors: Sequence[int]) -> None:
    """Give a column the few cells it lacks, so that none of its cells has to be broken, from one that has several lines
    anyway.
    """
    for column in sorted(range(len(widths)), key=lambda column: natural[column] - widths[column]):
        missing = natural[column] - widths[column]
        giver = max(range(len(widths)), key=lambda other: natural[other] / widths[other])
        left = widths[giver] - missing
        if 0 < missing <= _FEW and giver != column and left >= floors[giver] and not _is_tower(left, natural[giver]):
            widths[column] += missing
            widths[giver] = left


def widen(natural: list[int], first: int, count: int, wanted: int) -> None:
    """Make columns wide enough together for a short cell of `wanted` cells that takes them all."""
    last = min(first + count, len(natural))
    missing = min(wanted, _WIDE) - sum(natural[first:last]) - BETWEEN * (last - first - 1)
    for column in range(first, last):
        share = max(-(-missing // (last - column)), 0)
        natural[column] += share
        missing -= share


def _is_tower(given: int, wanted: int) -> bool:
    """True where a text of `wanted` cells would be many lines of few characters in a column of `given` cells."""
    return given < _SLENDER and wanted > given * max(min(given - 4, _TALLEST), 1)


def _fill(natural: Sequence[int], floors: Sequence[int], room: int) -> list[int]:
    """Widths that share `room`, as even as can be, none above its natural width nor below its floor; the floors
    together have room.
    """

    def widths_at(level: int) -> list[int]:
        return [min(wanted, max(floor, level)) for wanted, floor in zip(natural, floors, strict=True)]

    level = bisect_right(range(max(natural) + 1), room, key=lambda level: sum(widths_at(level))) - 1
    widths = widths_at(level)
    growing = [column for column, given in enumerate(widths_at(level + 1)) if given > widths[column]]
    for column in growing[max(len(growing) - room + sum(widths), 0) :]:
        widths[column] += 1
    return widths
