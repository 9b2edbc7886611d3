"""How many cells a picture takes (pure)."""

from tui_reader.images.image_size import PixelSize

PIXELS_OF_A_CELL = 10
"""A cell stands for so many pixels of width, so that a small picture stays small on every screen."""
USUAL_SHAPE = 2.0
"""Height of a cell in widths of it, where the terminal does not tell."""
_SHAPES = (1.2, 3.5)
"""Shapes that are believed."""


def fit_picture(size: PixelSize, cells: int, rows: int, shape: float = USUAL_SHAPE) -> tuple[int, int]:
    """Cells and rows of a picture in its own proportions, at most `cells` × `rows` and at least 1 × 1.

    `shape` is the height of a cell in widths of it.
    """
    wide = min(cells, -(-size.width // PIXELS_OF_A_CELL))
    high = wide * size.height / size.width / shape
    if high > rows:
        wide, high = round(rows * shape * size.width / size.height), rows
    return max(1, min(wide, cells)), max(1, min(round(high), rows))


def cell_shape(pixels: tuple[int, int] | None) -> float:
    """The height of a cell of so many pixels, width and height, in widths of it; the usual one where they are not
    known or odd.
    """
    if pixels is None or min(pixels) <= 0:
        return USUAL_SHAPE
    shape = pixels[1] / pixels[0]
    return shape if _SHAPES[0] <= shape <= _SHAPES[1] else USUAL_SHAPE
