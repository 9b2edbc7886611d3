"""A set line as text with colours: the looks of a theme as SGR sequences (ECMA-48 8.3.117)."""

from collections.abc import Mapping
from functools import lru_cache

from tui_reader.config.theme import Look, Theme
from tui_reader.layout.options import Layout
from tui_reader.layout.page import Line
from tui_reader.terminal.capabilities import capabilities

_NAMES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
_ATTRIBUTES = {"bold": 1, "dim": 2, "italic": 3, "underline": 4, "reverse": 7, "strike": 9}
_STEPS = (0, 95, 135, 175, 215, 255)


def colours_of(environment: Mapping[str, str]) -> str:
    """Colours of the terminal that the environment describes, as themes call them."""
    count = capabilities(environment).colours
    return next((name for least, name in ((1 << 24, "truecolor"), (256, "256"), (8, "16")) if count >= least), "none")


def ansi_line(line: Line, theme: Theme, layout: Layout, colours: str) -> str:
    """The line with escape sequences, reset at its end; `fill` reaches to the layout's width. `colours` as in
    themes.
    """
    pieces: list[str] = []
    for run in line.runs:
        codes = sgr(theme.blend(run.roles), colours)
        pieces.append(f"\x1b[{codes}m{run.text}\x1b[0m" if codes else run.text)
    if not line.fill:
        return "".join(pieces).rstrip()
    return "".join(pieces) + _filled(line, sgr(theme.blend((line.fill,)), colours), layout)


def _filled(line: Line, codes: str, layout: Layout) -> str:
    """What is left of a filled line: blanks with the background."""
    from tui_reader.text.cells import width as cells

    rest = layout.width - cells(line.text, layout.ambiguous)
    return f"\x1b[{codes}m{' ' * rest}\x1b[0m" if codes and rest > 0 else ""


@lru_cache(maxsize=512)
def sgr(look: Look, colours: str) -> str:
    """The numbers of one SGR sequence for the look; empty where it is the terminal's own."""
    codes = [str(code) for name, code in _ATTRIBUTES.items() if getattr(look, name)]
    if colours != "none":
        codes += [_colour(look.fg, 30, colours), _colour(look.bg, 40, colours)]
    return ";".join(code for code in codes if code)


def _colour(colour: str | None, base: int, colours: str) -> str:
    """A colour of letters (base 30) or behind them (base 40); empty for the terminal's own."""
    if colour is None or colour == "default":
        return ""
    if colour.startswith("#"):
        red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        return (
            f"{base + 8};2;{red};{green};{blue}"
            if colours == "truecolor"
            else f"{base + 8};5;{_cube(red, green, blue)}"
        )
    bright = colour.startswith(("bright", "ansi_bright"))
    name = colour.removeprefix("ansi_").removeprefix("bright").lstrip("_")
    return str(base + _NAMES.index(name) + (60 if bright else 0)) if name in _NAMES else ""


def _cube(red: int, green: int, blue: int) -> int:
    """The nearest colour of the 256-colour palette's cube."""
    red, green, blue = (min(range(6), key=lambda step: abs(_STEPS[step] - part)) for part in (red, green, blue))
    return 16 + 36 * red + 6 * green + blue
