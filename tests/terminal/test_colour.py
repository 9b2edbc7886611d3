"""A theme's colour becomes what a terminal is sent, in as few bytes as it takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.config.theme import HUES
from tui_reader.terminal.colour import (
    DEFAULT,
    FIXED,
    PALETTE,
    TRUE,
    colour_number,
    is_true,
    nearest,
    nearest_in_cube,
    red_green_blue,
    sgr_codes,
)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        (None, DEFAULT),
        ("default", DEFAULT),
        ("black", 0),
        ("white", 7),
        ("bright_black", 8),
        ("bright_white", 15),
        ("#ff8000", TRUE | 0xFF8000),
    ],
)
def test_every_way_to_write_a_colour_has_its_number(name: str | None, number: int) -> None:
    assert colour_number(name) == number
    assert is_true(name) is (number >= TRUE)


@pytest.mark.parametrize(
    ("number", "codes"),
    [
        (DEFAULT, "39"),
        (1, "31"),
        (9, "91"),
        (208, "38;5;208"),
        (TRUE | 0xFF8000, "38;2;255;128;0"),
    ],
)
def test_codes_are_the_shortest_that_select_a_colour(number: int, codes: str) -> None:
    assert sgr_codes(number, 30) == codes


@given(st.integers(0, 0xFFFFFF))
def test_the_parts_of_a_colour_make_it(value: int) -> None:
    red, green, blue = red_green_blue(TRUE | value)
    assert TRUE | red << 16 | green << 8 | blue == colour_number(f"#{value:06x}")


@given(st.integers(-1, 255) | st.integers(TRUE, 2 * TRUE - 1), st.sampled_from([0, 8, 16, 256, TRUE]))
def test_the_nearest_colour_is_one_that_the_terminal_has(number: int, colours: int) -> None:
    found = nearest(number, colours)
    assert found == DEFAULT or 0 <= found < colours or (colours == TRUE and found == number)
    assert nearest(found, colours) == found


def test_a_colour_of_the_palette_stays_what_it_is() -> None:
    for number, (red, green, blue) in enumerate(PALETTE, FIXED):
        value = TRUE | red << 16 | green << 8 | blue
        assert nearest(value, 256) == nearest(value, TRUE) == number
        assert number >= 232 or nearest_in_cube(value) == number
    assert FIXED + len(PALETTE) == 256
    assert len(HUES) * 2 == FIXED
