"""A QR code as rows of text for this terminal (pure).

Two modules stand one above the other in a cell, drawn as half blocks; where half blocks cannot be trusted a module
takes two cells. Scanners want dark modules on light ground: colours say so, or the ground that the terminal told of.
"""

from collections.abc import Sequence

from tui_reader.terminal.capabilities import Capabilities

QUIET = 2
"""Light modules around the code; scanners read it with fewer than the four of the standard."""
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
"""Whether the upper and the lower module are inked → the character."""


def qr_rows(matrix: Sequence[Sequence[int]], capabilities: Capabilities) -> list[str]:
    """Rows of a code's modules (true is dark), light ones around them, each row ending in the terminal's own style."""
    width = len(matrix[0]) + 2 * QUIET
    light_rows = [[False] * width for _ in range(QUIET)]
    sides = [False] * QUIET
    dark = [*light_rows, *([*sides, *map(bool, row), *sides] for row in matrix), *light_rows]
    inverted = capabilities.colours < 8 and capabilities.dark is not False
    inked = [[module != inverted for module in row] for row in dark]
    begin, end = _begin_and_end(capabilities.colours)
    rows = (
        _halves(inked) if capabilities.unicode and capabilities.ambiguous == 1 else _pairs(inked, capabilities.colours)
    )
    return [f"{begin}{row}{end}" for row in rows]


def qr_size(matrix: Sequence[Sequence[int]], capabilities: Capabilities) -> tuple[int, int]:
    """Cells and rows that `qr_rows` takes."""
    modules = len(matrix) + 2 * QUIET
    return (
        (modules, (modules + 1) // 2)
        if capabilities.unicode and capabilities.ambiguous == 1
        else (2 * modules, modules)
    )


def _halves(inked: list[list[bool]]) -> list[str]:
    even = inked if len(inked) % 2 == 0 else [*inked, inked[-1]]
    pairs = zip(even[::2], even[1::2], strict=True)
    return ["".join(_HALVES[modules] for modules in zip(*pair, strict=True)) for pair in pairs]


def _pairs(inked: list[list[bool]], colours: int) -> list[str]:
    """Each module as two cells: blanks on the one ground or the other, or signs where there is no colour."""
    dark, light = ("\x1b[40m  ", "\x1b[47m  ") if colours >= 8 else ("##", "  ")
    return ["".join(dark if module else light for module in row) for row in inked]


def _begin_and_end(colours: int) -> tuple[str, str]:
    """What begins and ends a row: black on white, as far as the terminal has them."""
    if colours < 8:
        return "", ""
    return ("\x1b[38;5;16;48;5;231m" if colours >= 256 else "\x1b[30;47m"), "\x1b[m"
