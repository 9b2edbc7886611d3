"""The text of a diagram of letters (a fence named `goat`) as it stands in the drawing that Hugo makes of it: sign by
sign, column after column.

A sign is drawn where it may be a part of a line, and is text where letters stand beside it; the rules are those of
GoAT 0.5 (github.com/bep/goat, canvas.go), held against the real Hugo.
"""

import html
from collections.abc import Callable, Mapping
from types import MappingProxyType

_RESERVED = frozenset("-_|v^><o*+.'/\\)( ")
"""Signs that may be drawn."""
_JOINTS = frozenset(".'+*o")
"""Signs in which lines meet."""
_DOTS = frozenset("o*")
"""Signs that are drawn as circles, also where words stand around them."""
_LINES = frozenset("╱╲╳")
"""Text that is drawn as a line all the same."""
_SHADES = frozenset("▉▓▒░")
"""Text that is drawn as a ground."""
_BLANK = " "

Around = Callable[[int, int], str]
"""The sign so many columns to the right and so many lines below."""


def goat_html(diagram: str) -> str:
    """The drawing with nothing in it but its text."""
    text = _text_of(diagram.split("\n"))
    shown = [text[place] for place in sorted(text) if text[place] not in _LINES | _SHADES]
    signs = "\n".join(f"<text>{html.escape(sign)}</text>" for sign in shown)
    return f'<div class="goat svg-container">\n<svg>\n{signs}\n</svg>\n</div>\n'


def _text_of(lines: list[str]) -> dict[tuple[int, int], str]:
    """The signs that are text, by column and line."""
    grid = {(x, y): sign for y, line in enumerate(lines) for x, sign in enumerate(line) if sign != _BLANK}
    text: dict[tuple[int, int], str] = {}
    for (x, y), sign in grid.items():

        def around(right: int, below: int, x: int = x, y: int = y) -> str:
            return grid.get((x + right, y + below), _BLANK)

        if sign not in _RESERVED or (not _is_in_line(sign, around) and _is_in_words(sign, (x - 1, y) in text, around)):
            text[x, y] = sign
    return text


def _is_in_words(sign: str, is_after_text: bool, around: Around) -> bool:
    """Whether a sign stands in or beside a word, or alone between words."""
    if is_after_text or around(1, 0) not in _RESERVED:
        return True
    is_alone = around(-1, 0) == around(1, 0) == _BLANK
    return is_alone and sign not in _DOTS and (around(-2, 0) not in _RESERVED or around(2, 0) not in _RESERVED)


def _is_in_line(sign: str, around: Around) -> bool:
    """Whether a line goes through a sign that may be drawn, other than one from left to right."""
    return any(rule(sign, around) for rule in _IN_LINE.get(sign, ()))


def _is_upright(sign: str, around: Around) -> bool:
    ends = frozenset("|") | (_JOINTS if sign == "|" else frozenset())
    return around(0, -1) in ends or around(0, 1) in ends


def _is_slanted(sign: str, around: Around) -> bool:
    if sign == "/":
        ends = _JOINTS | {"/"}
        return around(1, -1) in ends or around(-1, 1) in ends or "\\" in (around(0, -1), around(0, 1))
    if sign == "\\":
        ends = _JOINTS | {"\\"}
        return around(-1, -1) in ends or around(1, 1) in ends or "/" in (around(0, -1), around(0, 1))
    return "\\" in (around(-1, -1), around(1, 1)) or "/" in (around(1, -1), around(-1, 1))


def _turns(sign: str, around: Around) -> bool:
    """Whether a round corner stands beside a line."""
    if sign == "-":
        return around(-1, 0) in tuple(".'") or around(1, 0) in tuple(".'")
    return "." in (around(-1, -1), around(1, -1)) or "'" in (around(-1, 1), around(1, 1))


Rule = Callable[[str, Around], bool]
_IN_LINE: Mapping[str, tuple[Rule, ...]] = MappingProxyType(
    dict.fromkeys("*o+v^", (_is_slanted, _is_upright))
    | dict.fromkeys("/\\", (_is_slanted,))
    | dict.fromkeys("()", (_is_upright,))
    | {"|": (_is_upright, _turns), "-": (_turns,)}
)
"""How a line can go through each sign."""
