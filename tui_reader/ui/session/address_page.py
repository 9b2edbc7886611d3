"""A link's address alone on the terminal's first screen, with its QR code: for where neither browser nor clipboard
helps.

The terminal itself breaks the address into lines there and has its mouse to itself, so that its own selection takes
it whole.
"""

import contextlib
import os
import termios
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui_reader.i18n.messages import tr
from tui_reader.terminal.capabilities import Capabilities
from tui_reader.terminal.osc import percent_encoded
from tui_reader.terminal.qr_code import qr_rows, qr_size
from tui_reader.text.sanitize import sanitize

if TYPE_CHECKING:
    from textual.app import App

_INPUT, _OUTPUT = 0, 2
_RETURNS = b"\r\n q"
"""Keys that lead back; a lone Escape does too. Late answers of a far terminal hold none of them."""


def show_address(app: "App[object]", can: Capabilities, address: str) -> None:
    """Show an address until a key is pressed."""
    lines = address_lines(sanitize(address), can, (app.size.width, app.size.height))
    with app.suspend(), _keys():
        os.write(_OUTPUT, "\n".join(lines).encode("utf-8" if can.unicode else "ascii", "replace"))
        _wait()
        os.write(_OUTPUT, b"\n")


def address_lines(address: str, can: Capabilities, size: tuple[int, int]) -> list[str]:
    """The address, its QR code where it fits a terminal of `size` (columns, rows), and the way back."""
    back = tr("Enter: back to the reader")
    try:
        import segno  # noqa: PLC0415  an extra, loaded when first needed
    except ImportError:
        return ["", address, "", tr("QR codes need the package segno"), back]
    try:
        matrix = segno.make(percent_encoded(address), error="l", micro=False, boost_error=False).matrix
    except ValueError:
        return ["", address, "", tr("Too long for a QR code"), back]
    cells, rows = qr_size(matrix, can)
    used = 3 + -(-len(address) // size[0])
    if cells > size[0] or rows + used > size[1]:
        needed = tr("Its QR code needs {columns} × {rows} cells")
        return ["", address, "", needed.replace("{columns}", f"{cells}").replace("{rows}", f"{rows + used}"), back]
    return [address, "", *qr_rows(matrix, can), back]


def _wait() -> None:
    """Until a key that leads back, or the end of the terminal."""
    with contextlib.suppress(OSError):
        while data := os.read(_INPUT, 4096):
            if data == b"\x1b" or any(byte in _RETURNS for byte in data):
                return


@contextlib.contextmanager
def _keys() -> Iterator[None]:
    """Single keys without echo; none of them is a signal."""
    before = termios.tcgetattr(_INPUT)
    quiet = [*before]
    quiet[3] &= ~(termios.ECHO | termios.ICANON | termios.ISIG)
    termios.tcsetattr(_INPUT, termios.TCSADRAIN, quiet)
    try:
        yield
    finally:
        with contextlib.suppress(termios.error):
            termios.tcsetattr(_INPUT, termios.TCSADRAIN, before)
