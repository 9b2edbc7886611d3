"""Pictures by kitty's graphics protocol, shown wherever its placeholder stands: so a picture is made of cells, and
scrolls with text.

Source: "The terminal graphics protocol", Unicode placeholders. The picture is sent once under a number; a cell that
holds the placeholder shows its part of the picture: the ink is the number, two marks on the placeholder are row and
column.
"""

import base64

from tui_reader.terminal.osc import for_tmux
from tui_reader.terminal.render.cell_grid import PLACEHOLDER

_CHUNK = 4096
"""Bytes of base64 in one sequence."""
_SESSIONS = 1 << 14
_PICTURES = 1 << 7
_PALETTE = range(16, 256)


def picture_number(count: int, session: int, true_colour: bool) -> int:
    """The number of the `count`th picture of a session, which is the colour of its placeholders.

    With colours of 24 bits it is distinct for 128 pictures and many sessions side by side, and its last three bits
    are 3, so that it is no colour of the palette, which would be sent as another number; else it is a number of the
    palette.
    """
    if not true_colour:
        return _PALETTE[(session + count) % len(_PALETTE)]
    return (session % _SESSIONS * _PICTURES + count % _PICTURES) << 3 | 3


def send_picture(number: int, png: bytes, cells: int, rows: int, tmux: bool) -> list[str]:
    """The sequences that give a PNG picture to the terminal under a number, to be shown in `cells` × `rows` cells."""
    data = base64.standard_b64encode(png).decode()
    chunks = [data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK)]
    first = f"a=T,q=2,f=100,U=1,i={number},c={cells},r={rows},"
    pieces = []
    for at, chunk in enumerate(chunks):
        keys = (first if at == 0 else "q=2,") + f"m={int(at + 1 < len(chunks))}"
        pieces.append(_wrapped(f"\x1b_G{keys};{chunk}\x1b\\", tmux))
    return pieces


def forget_picture(number: int, tmux: bool) -> str:
    """The sequence after which the terminal has forgotten a picture."""
    return _wrapped(f"\x1b_Ga=d,q=2,d=I,i={number}\x1b\\", tmux)


def placeholders(row: int, cells: int) -> str:
    """The cells that show row `row` of a picture of `cells` columns; each stands for itself, so they can be cut and
    moved.
    """
    return "".join(PLACEHOLDER + MARKS[row] + MARKS[column] for column in range(cells))


def _wrapped(sequence: str, tmux: bool) -> str:
    return for_tmux(sequence) if tmux else sequence


def _marks(ranges: str) -> str:
    """The characters of hexadecimal ranges."""
    found = ""
    for part in ranges.split():
        first, _, last = part.partition("-")
        found += "".join(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    return found


MARKS = _marks(
    "305 30D-30E 310 312 33D-33F 346 34A-34C 350-352 357 35B 363-36F 483-487 592-595 597-599 59C-5A1 5A8-5A9 5AB-5AC 5AF"
    " 5C4 610-617 657-65B 65D-65E 6D6-6DC 6DF-6E2 6E4 6E7-6E8 6EB-6EC 730 732-733 735-736 73A 73D 73F-741 743 745 747"
    " 749-74A 7EB-7F1 7F3 816-819 81B-823 825-827 829-82D 951 953-954 F82-F83 F86-F87 135D-135F 17DD 193A 1A17 1A75-1A7C"
    " 1B6B 1B6D-1B73 1CD0-1CD2 1CDA-1CDB 1CE0 1DC0-1DC1 1DC3-1DC9 1DCB-1DCC 1DD1-1DE6 1DFE 20D0-20D1 20D4-20D7 20DB-20DC"
    " 20E1 20E7 20E9 20F0 2CEF-2CF1 2DE0-2DFF A66F A67C-A67D A6F0-A6F1 A8E0-A8E5"
)
"""Marks for the numbers 0 to 255: combining marks above that never fuse with a letter, in the order of Unicode 6.0."""
MOST = len(MARKS)
"""Most cells a picture may be wide or high."""
