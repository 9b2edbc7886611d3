"""A picture never takes more room than there is, and keeps its proportions as far as cells allow."""

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.images.fit import cell_shape, fit_picture
from tui_reader.images.image_size import PixelSize

numbers = st.integers(1, 20_000)


@given(numbers, numbers, st.integers(1, 200), st.integers(1, 100), st.floats(1.2, 3.5))
def test_it_fits_and_is_never_made_larger(width: int, height: int, cells: int, rows: int, shape: float) -> None:
    wide, high = fit_picture(PixelSize(width, height), cells, rows, shape)
    assert 1 <= wide <= cells and 1 <= high <= rows
    assert wide <= -(-width // 10)


@given(st.integers(200, 9000), st.integers(200, 9000), st.integers(20, 200), st.integers(10, 100))
def test_it_keeps_its_proportions(width: int, height: int, cells: int, rows: int) -> None:
    wide, high = fit_picture(PixelSize(width, height), cells, rows)
    if wide > 1 and high > 1:
        assert abs(wide * height / width / 2.0 - high) <= 0.5 + height / width / 4.0


def test_examples() -> None:
    assert fit_picture(PixelSize(600, 180), 76, 36) == (60, 9)
    assert fit_picture(PixelSize(3000, 2000), 76, 36) == (76, 25)
    assert fit_picture(PixelSize(1000, 3000), 76, 36) == (24, 36)
    assert fit_picture(PixelSize(1, 1), 76, 36) == (1, 1)


def test_the_shape_of_a_cell() -> None:
    assert cell_shape((9, 20)) == 20 / 9
    assert cell_shape(None) == cell_shape((0, 0)) == cell_shape((10, 100)) == 2.0
