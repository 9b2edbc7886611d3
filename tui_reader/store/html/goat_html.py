"""The text of a diagram of letters (a fence named `goat`) as it stands in the drawing that Hugo makes of it: sign by
sign, column after column.
"""

import html
from itertools import zip_longest

_LINES = frozenset("|\\/+")
"""Signs that are part of the drawing unless letters stand on both sides."""
_MARKS = frozenset("-_.'*^<>()ov")
"""Signs that are part of the drawing unless text stands before them, or a letter behind them."""
_SLANTED = frozenset("\u2571\u2572")
"""Signs that are always drawn."""
_BLANK = " "


def goat_html(diagram: str) -> str:
    """The drawing with nothing in it but its text."""
    lines = diagram.expandtabs(8).split("\n")
    columns = zip_longest(*map(_text_of, lines), fillvalue=_BLANK)
    signs = [sign for column in columns for sign in column if sign != _BLANK]
    text = "\n".join(f"<text>{html.escape(sign)}</text>" for sign in signs)
    return f'<div class="goat svg-container">\n<svg>\n{text}\n</svg>\n</div>\n'


def _text_of(line: str) -> str:
    """The line with blanks in the place of everything that is drawn."""
    out = ""
    for before, sign, after in zip(f" {line}", line, f"{line[1:]} ", strict=False):
        if sign in _LINES:
            is_text = _is_letter(before) and _is_letter(after)
        elif sign in _MARKS:
            is_text = _is_letter(before) or _is_letter(after) or out[-1:] not in ("", _BLANK)
        else:
            is_text = sign not in _SLANTED
        out += sign if is_text else _BLANK
    return out


def _is_letter(sign: str) -> bool:
    return sign != _BLANK and sign not in _LINES and sign not in _MARKS
