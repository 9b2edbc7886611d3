"""The style of a cell, held as a small number, and the shortest SGR that turns one style into another.

Codes are those of ECMA-48 8.3.117 and xterm's control sequences. The danger here: styles are compared thousands of
times a frame, so they are numbers and every answer is kept.
"""

from typing import NamedTuple

from tui_reader.terminal.capabilities import Capabilities
from tui_reader.terminal.colour import DEFAULT, TRUE, nearest, sgr_codes
from tui_reader.terminal.osc import link_begin, link_end

BOLD, DIM, ITALIC, UNDERLINE, BLINK, BLINK_FAST, REVERSE, CONCEAL, STRIKE, DOUBLE, FRAME, CIRCLE, OVERLINE = (
    1 << bit for bit in range(13)
)
_ON = {
    BOLD: 1,
    DIM: 2,
    ITALIC: 3,
    UNDERLINE: 4,
    BLINK: 5,
    BLINK_FAST: 6,
    REVERSE: 7,
    CONCEAL: 8,
    STRIKE: 9,
    DOUBLE: 21,
    FRAME: 51,
    CIRCLE: 52,
    OVERLINE: 53,
}
_OFF = (
    (BOLD | DIM, 22),
    (ITALIC, 23),
    (UNDERLINE | DOUBLE, 24),
    (BLINK | BLINK_FAST, 25),
    (REVERSE, 27),
    (CONCEAL, 28),
    (STRIKE, 29),
    (FRAME | CIRCLE, 54),
    (OVERLINE, 55),
)
_SET = {code: bit for bit, code in _ON.items()}
_CLEARED = {code: bits for bits, code in _OFF}
_SHOWS_ON_BLANK = UNDERLINE | REVERSE | STRIKE | DOUBLE | FRAME | CIRCLE | OVERLINE


class Style(NamedTuple):
    """Colours, attributes and link of a cell."""

    ink: int = DEFAULT
    """Colour of the character."""
    paper: int = DEFAULT
    """Colour behind it."""
    attributes: int = 0
    """Bits: `BOLD`, `DIM`, `ITALIC` …"""
    link: str = ""
    """Address of the link the cell belongs to, or empty."""


class Styles:
    """Styles by number, 0 being the terminal's own, each as a terminal with these capabilities can show it."""

    def __init__(self, capabilities: Capabilities) -> None:
        self.capabilities = capabilities
        self._styles: list[Style] = [Style()]
        self._numbers: dict[Style, int] = {Style(): 0}
        self._blanks: dict[int, int] = {0: 0}
        self._selected: dict[tuple[int, str], int] = {}
        self._linked: dict[tuple[int, str], int] = {}
        self._changes: dict[tuple[int, int], str] = {}

    def __len__(self) -> int:
        return len(self._styles)

    def style(self, number: int) -> Style:
        """The style behind a number."""
        return self._styles[number]

    def number(self, style: Style) -> int:
        """The number of a style, as this terminal can show it."""
        shown = Style(
            nearest(style.ink, self.capabilities.colours),
            nearest(style.paper, self.capabilities.colours),
            style.attributes,
            style.link if self.capabilities.links else "",
        )
        if shown not in self._numbers:
            self._numbers[shown] = len(self._styles)
            self._styles.append(shown)
        return self._numbers[shown]

    def blank(self, number: int) -> int:
        """The same style as far as a blank shows it: without ink and weight, unless a line or reversal shows them."""
        known = self._blanks.get(number)
        if known is None:
            style = self._styles[number]
            seen = style if style.attributes & _SHOWS_ON_BLANK else Style(paper=style.paper, link=style.link)
            known = self._blanks[number] = self.number(seen)
        return known

    def erasable(self, number: int) -> bool:
        """Whether erasing with this style in use leaves blanks of this style."""
        style = self._styles[number]
        painted = style.paper == DEFAULT or self.capabilities.erase_paints
        return painted and style == Style(paper=style.paper)

    def select(self, number: int, parameters: str) -> int:
        """The style that SGR `parameters` (`1;38;5;7`) make of a style."""
        known = self._selected.get((number, parameters))
        if known is None:
            known = self.number(select_graphic_rendition(self._styles[number], parameters))
            self._selected[number, parameters] = known
        return known

    def linked(self, number: int, link: str) -> int:
        """The style with another link, empty for none."""
        known = self._linked.get((number, link))
        if known is None:
            known = self._linked[number, link] = self.number(self._styles[number]._replace(link=link))
        return known

    def change(self, before: int, after: int) -> str:
        """The shortest sequence that turns the style `before` into `after`; empty when they are the same."""
        known = self._changes.get((before, after))
        if known is None:
            known = self._changes[before, after] = change(self._styles[before], self._styles[after])
        return known


def select_graphic_rendition(style: Style, parameters: str) -> Style:
    """What SGR `parameters` make of `style`; codes that mean nothing here are passed over."""
    codes = [int(part) if part.isdigit() else 0 for part in parameters.split(";")]
    while codes:
        code = codes.pop(0)
        if code in (38, 48):
            colour = _take_colour(codes)
            style = style._replace(ink=colour) if code == 38 else style._replace(paper=colour)
        else:
            style = _apply(style, code)
    return style


def change(before: Style, after: Style) -> str:
    """The shortest bytes from one style to another: as a difference, or from a reset where that is shorter."""
    link = "" if before.link == after.link else (link_begin(after.link) if after.link else link_end())
    plain, wanted = before._replace(link=""), after._replace(link="")
    if plain == wanted:
        return link
    difference = ";".join(_difference(plain, wanted))
    from_reset = "".join(f";{code}" for code in _difference(Style(), wanted))
    return f"\x1b[{min(difference, from_reset, key=len)}m{link}"


def _difference(before: Style, after: Style) -> list[str]:
    lost = before.attributes & ~after.attributes
    codes = []
    kept = before.attributes
    for bits, code in _OFF:
        if lost & bits:
            codes.append(str(code))
            kept &= ~bits
    codes += [str(code) for bit, code in _ON.items() if after.attributes & ~kept & bit]
    if before.ink != after.ink:
        codes.append(sgr_codes(after.ink, 30))
    if before.paper != after.paper:
        codes.append(sgr_codes(after.paper, 40))
    return codes


def _take_colour(codes: list[int]) -> int:
    """The colour that stands first in `codes` after 38 or 48; its codes are taken away."""
    kind = codes.pop(0) if codes else 0
    parts = codes[: 3 if kind == 2 else 1]
    del codes[: len(parts)]
    if kind == 2 and len(parts) == 3:
        red, green, blue = parts
        return TRUE | red << 16 | green << 8 | blue
    return parts[0] & 255 if kind == 5 and parts else DEFAULT


def _apply(style: Style, code: int) -> Style:
    if code == 0:
        return Style(link=style.link)
    if code in _SET:
        return style._replace(attributes=style.attributes | _SET[code])
    if code in _CLEARED:
        return style._replace(attributes=style.attributes & ~_CLEARED[code])
    tens, ones = divmod(code, 10)
    ink = tens in (3, 9)
    if (tens in (3, 4) and ones in (*range(8), 9)) or (tens in (9, 10) and ones < 8):
        colour = DEFAULT if ones == 9 else ones + 8 * (tens > 8)
        return style._replace(ink=colour) if ink else style._replace(paper=colour)
    return style
