"""Colours: the name a theme gives becomes the number that a terminal is sent, or its red, green and blue (pure).

A theme writes a colour as `#rrggbb`, by one of the names every terminal has, or as `default`. Here a colour is one
number: `DEFAULT`; 0 to 255, an entry of the terminal's palette, whose entries from 16 on look the same everywhere
(xterm's 256 colours); or `TRUE | 0xRRGGBB`.
"""

from functools import lru_cache

from tui_reader.config.theme import HUES

DEFAULT = -1
"""The terminal's own colour."""
TRUE = 1 << 24
"""A colour of 24 bits is `TRUE | red << 16 | green << 8 | blue`; smaller numbers are entries of the palette."""
FIXED = 16
"""The first entry of the palette that looks the same on every terminal."""

_STEPS = (0, 95, 135, 175, 215, 255)
PALETTE: tuple[tuple[int, int, int], ...] = (
    *((red, green, blue) for red in _STEPS for green in _STEPS for blue in _STEPS),
    *((8 + 10 * step,) * 3 for step in range(24)),
)
"""Red, green and blue of the entries 16 to 255 of the palette: a cube of 6 × 6 × 6 colours, then 24 greys."""
_EXACT = {TRUE | red << 16 | green << 8 | blue: number for number, (red, green, blue) in enumerate(PALETTE, FIXED)}


def colour_number(name: str | None) -> int:
    """The number of a theme's colour; None is the terminal's own."""
    if name is None or name == "default":
        return DEFAULT
    if is_true(name):
        return TRUE | int(name[1:], 16)
    return HUES.index(name.removeprefix("bright_")) + (len(HUES) if name.startswith("bright_") else 0)


def is_true(name: str | None) -> bool:
    """Whether a theme's colour is written as `#rrggbb`, so that it does not depend on the terminal's own colours."""
    return name is not None and name.startswith("#")


def red_green_blue(number: int) -> tuple[int, int, int]:
    """The parts of a colour of 24 bits, 0 to 255 each."""
    return number >> 16 & 255, number >> 8 & 255, number & 255


def sgr_codes(number: int, base: int) -> str:
    """The SGR codes that select a colour for letters (`base` 30) or behind them (`base` 40), by ECMA-48 and xterm."""
    if number == DEFAULT:
        return str(base + 9)
    if number >= TRUE:
        red, green, blue = red_green_blue(number)
        return f"{base + 8};2;{red};{green};{blue}"
    if number >= FIXED:
        return f"{base + 8};5;{number}"
    return str(base + number if number < 8 else base + 52 + number)


@lru_cache(4096)
def nearest(number: int, colours: int) -> int:
    """The colour itself where a terminal of so many colours has it, in its shortest form; else the nearest one it has.

    A terminal without colours has only its own.
    """
    if number == DEFAULT or colours == 0:
        return DEFAULT
    if number >= TRUE:
        exact = _EXACT.get(number)
        if colours >= 256 and exact is not None:
            return exact
        if colours >= TRUE:
            return number
    elif number < colours:
        return number
    from rich.color import Color, ColorSystem  # noqa: PLC0415  most terminals have 24 bits

    rich_colour = Color.from_rgb(*red_green_blue(number)) if number >= TRUE else Color.from_ansi(number)
    found = rich_colour.downgrade(ColorSystem.EIGHT_BIT if colours == 256 else ColorSystem.STANDARD).number or 0
    return found if found < colours else found - 8


def nearest_in_cube(number: int) -> int:
    """The entry of the palette's cube, greys left out, that is nearest to a colour of 24 bits part by part."""
    red, green, blue = (min(range(6), key=lambda step: abs(_STEPS[step] - part)) for part in red_green_blue(number))
    return FIXED + 36 * red + 6 * green + blue
