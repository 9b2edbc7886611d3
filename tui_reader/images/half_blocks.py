"""Pixels as half blocks: every cell shows two of them, one above the other, in the colours of its ink and its paper
(pure).
"""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

CLEAR = -1
"""A pixel that lets the ground be seen."""
UPPER, LOWER, BLANK = "▀", "▄", " "


class Piece(NamedTuple):
    """Cells of a row that look the same."""

    text: str
    """The same character once or more."""
    ink: int
    """Colour of the character, `0xRRGGBB`, or `CLEAR`."""
    paper: int
    """Colour behind it, or `CLEAR`."""


def half_blocks(pixels: Sequence[int], width: int) -> list[tuple[Piece, ...]]:
    """Rows of cells for pixels in reading order, `width` a row and two rows of them a row of cells; a lone last one
    stands on the ground.
    """
    rows = [pixels[at : at + width] for at in range(0, len(pixels), width)]
    if len(rows) % 2:
        rows.append([CLEAR] * width)
    return [_row(upper, lower) for upper, lower in zip(rows[::2], rows[1::2], strict=True)]


def _row(upper: Sequence[int], lower: Sequence[int]) -> tuple[Piece, ...]:
    cells = [_cell(*pair) for pair in zip(upper, lower, strict=True)]
    return tuple(Piece(cell.text * len(list(same)), cell.ink, cell.paper) for cell, same in groupby(cells))


def _cell(upper: int, lower: int) -> Piece:
    if upper == lower:
        return Piece(BLANK, CLEAR, upper)
    return Piece(LOWER, lower, CLEAR) if upper == CLEAR else Piece(UPPER, upper, lower)
