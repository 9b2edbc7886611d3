"""Cells that this terminal cannot show as they are meant, replaced by ASCII of the same width (pure).

Where characters of ambiguous width take two cells, the program writes a filler after each. One without a filler, in a
text typed or cut, would push the rest of its row to the right. Where the terminal takes no UTF-8 nothing but ASCII
may be sent.
"""

import unicodedata
from functools import lru_cache

from tui_reader.terminal.capabilities import Capabilities
from tui_reader.terminal.render.cell_grid import BLANK, FILLER, is_ambiguous

_ALIKE = {
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("—–―‐‑−─━┄┅┈┉╌╍═⸺", "-"),
    **dict.fromkeys("│┃┆┇┊┋╎╏║▎▏▌▍", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯╔╗╚╝╠╣╦╩╬", "+"),
    **dict.fromkeys("•◦▪●○◆◇■□★☆※✓☑", "*"),
    **dict.fromkeys("·…。．・｡", "."),
    **dict.fromkeys("，、､", ","),
    **dict.fromkeys("《〈「『【〔‹", "<"),
    **dict.fromkeys("》〉」』】〕›", ">"),
    **dict.fromkeys("→⇒▶▸", ">"),
    **dict.fromkeys("←⇐◀", "<"),
    **dict.fromkeys("↑▲△", "^"),
    **dict.fromkeys("↓▼▽", "v"),
    "×": "x",
    "\u3000": " ",
    "\xa0": " ",
    FILLER: " ",
}
_UNKNOWN = "?"


def needs_fallback(capabilities: Capabilities) -> bool:
    """Whether some characters cannot be sent to this terminal as they are."""
    return capabilities.ambiguous == 2 or not capabilities.unicode


@lru_cache(4096)
def shown_cells(cells: tuple[str, ...], ascii_only: bool) -> tuple[str, ...]:
    """The cells as a terminal can show them: in ASCII alone, or with a fallback for lone characters of ambiguous
    width.
    """
    if all(map(str.isascii, cells)):
        return cells
    shown: list[str] = []
    for cell, following in zip(cells, (*cells[1:], BLANK), strict=True):
        if cell == "":
            shown.append(BLANK if shown and shown[-1].isascii() else cell)
        elif cell.isascii() or not (ascii_only or cell == FILLER or (following != "" and is_ambiguous(cell[0]))):
            shown.append(cell)
        else:
            shown.append(ascii_fallback(cell))
    return tuple(shown)


def ascii_fallback(cell: str) -> str:
    """One ASCII character for what a cell holds: one that looks alike, else the letter without its marks, else `?`."""
    alike = _ALIKE.get(cell[0])
    if alike is not None:
        return alike
    plain = unicodedata.normalize("NFKD", cell)[0]
    return plain if " " <= plain <= "~" else _UNKNOWN
