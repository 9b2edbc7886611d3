"""A set line as text with colours: the styles of a theme as SGR sequences (ECMA-48 8.3.117)."""

from collections.abc import Mapping
from functools import lru_cache

from tui_reader.config.theme import Theme, ThemeStyle
from tui_reader.layout.options import Layout
from tui_reader.layout.page import Line
from tui_reader.terminal.capabilities import capabilities
from tui_reader.terminal.colour import DEFAULT, TRUE, colour_number, nearest_in_cube, sgr_codes

_ATTRIBUTES = {"bold": 1, "dim": 2, "italic": 3, "underline": 4, "reverse": 7, "strike": 9}


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
def sgr(style: ThemeStyle, colours: str) -> str:
    """The numbers of one SGR sequence for the style; empty where it is the terminal's own."""
    codes = [str(code) for name, code in _ATTRIBUTES.items() if getattr(style, name)]
    if colours != "none":
        codes += [_colour(style.fg, 30, colours), _colour(style.bg, 40, colours)]
    return ";".join(code for code in codes if code)


def _colour(colour: str | None, base: int, colours: str) -> str:
    """A colour of letters (base 30) or behind them (base 40); empty for the terminal's own."""
    number = colour_number(colour)
    if number == DEFAULT:
        return ""
    return sgr_codes(nearest_in_cube(number) if number >= TRUE and colours != "truecolor" else number, base)
