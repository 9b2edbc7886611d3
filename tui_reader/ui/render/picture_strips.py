"""Rows of a drawn picture become Textual strips."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui_reader.images.half_blocks import CLEAR, Piece
from tui_reader.terminal.colour import red_green_blue
from tui_reader.terminal.kitty_graphics import placeholders


def block_strips(rows: Iterable[Sequence[Piece]], cells: int, ground: str | None) -> tuple[Strip, ...]:
    """Half blocks; clear ones stand on `ground`, a colour's name or None for the terminal's own."""
    return tuple(
        Strip([Segment(piece.text, _style(piece.ink, piece.paper, ground)) for piece in row], cells) for row in rows
    )


def placeholder_strips(number: int, cells: int, rows: int, ground: str | None) -> tuple[Strip, ...]:
    """The cells at which the terminal shows picture `number`, which is the number of their ink."""
    ink = Color.from_ansi(number) if number < 256 else _colour(number, None)
    style = Style.from_color(ink, _colour(CLEAR, ground))
    return tuple(Strip([Segment(placeholders(row, cells), style)], cells) for row in range(rows))


@lru_cache(4096)
def _style(ink: int, paper: int, ground: str | None) -> Style:
    return Style.from_color(_colour(ink, None), _colour(paper, ground))


def _colour(value: int, otherwise: str | None) -> Color | None:
    """A colour of 24 bits; `otherwise` for a clear one."""
    if value == CLEAR:
        return Color.parse(otherwise) if otherwise else None
    return Color.from_rgb(*red_green_blue(value))
