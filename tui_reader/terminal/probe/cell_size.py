"""How many pixels a cell of the terminal has, as the terminal told its tty (TIOCGWINSZ, tty_ioctl(4)); over SSH as
well.
"""

import fcntl
import struct
import termios


def cell_pixels(descriptor: int) -> tuple[int, int] | None:
    """Width and height of a cell; None where there is no tty or nothing was told."""
    try:
        lines, columns, width, height = struct.unpack("4H", fcntl.ioctl(descriptor, termios.TIOCGWINSZ, b"\0" * 8))
    except OSError:
        return None
    return (width // columns, height // lines) if min(lines, columns, width, height) > 0 else None
