"""Half blocks show every pixel in its colour and place."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.images.half_blocks import CLEAR, Piece, half_blocks


def pixels_of(rows: list[tuple[Piece, ...]]) -> list[int]:
    """The pixels an eye sees, in reading order."""
    seen: list[int] = []
    for row in rows:
        cells = [(cell, piece.ink, piece.paper) for piece in row for cell in piece.text]
        seen += [ink if cell == "▀" else paper for cell, ink, paper in cells]
        seen += [ink if cell == "▄" else paper for cell, ink, paper in cells]
    return seen


@given(st.integers(1, 12), st.data())
def test_every_pixel_is_seen(width: int, data: st.DataObject) -> None:
    height = data.draw(st.integers(1, 9))
    colours = st.sampled_from([CLEAR, 0, 0xFFFFFF, 0x336699])
    pixels = data.draw(st.lists(colours, min_size=width * height, max_size=width * height))
    rows = half_blocks(pixels, width)
    assert pixels_of(rows) == pixels + [CLEAR] * (width if height % 2 else 0)
    assert all(sum(len(piece.text) for piece in row) == width for row in rows)
    assert all(
        before[1:] != after[1:] or before.text[0] != after.text[0] for row in rows for before, after in pairwise(row)
    )


def test_a_clear_pixel_shows_the_ground() -> None:
    assert half_blocks([CLEAR, 1, CLEAR, 2, 2, CLEAR], 3) == [
        (Piece("▄", 2, CLEAR), Piece("▀", 1, 2), Piece(" ", CLEAR, CLEAR))
    ]
