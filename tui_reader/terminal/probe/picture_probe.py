"""What decides how pictures are drawn: the pixels of a cell, and whether tmux passes pictures on to a terminal that
shows them at placeholders.
"""

import fcntl
import struct
import termios
from collections.abc import Mapping

from tui_reader.config.child_process import find_command, read_output
from tui_reader.model.errors import ProgramError

_SECONDS = 0.5
_QUESTION = "#{client_termname} #{allow-passthrough} #{client_termfeatures}"


def cell_pixels(descriptor: int) -> tuple[int, int] | None:
    """Width and height of a cell in pixels; None where there is no tty or it does not know.

    The terminal told its tty, over SSH as well (TIOCGWINSZ, tty_ioctl(4)).
    """
    try:
        lines, columns, width, height = struct.unpack("4H", fcntl.ioctl(descriptor, termios.TIOCGWINSZ, b"\0" * 8))
    except OSError:
        return None
    return (width // columns, height // lines) if min(lines, columns, width, height) > 0 else None


def tmux_shows_pictures(environment: Mapping[str, str]) -> bool:
    """Whether tmux hands pictures on to kitty or ghostty, colours of 24 bits unchanged; waits half a second at most.

    Call it in a worker: it runs `tmux display-message`.
    """
    if not environment.get("TMUX"):
        return False
    try:
        answer = read_output(find_command(("tmux", "display-message", "-p", _QUESTION)), _SECONDS)
    except ProgramError:
        return False
    return reads_as_yes(answer.decode("utf-8", "replace"))


def reads_as_yes(answer: str) -> bool:
    """What tmux's answer means: the terminal's name, `1`, `on` or `all`, and its features, parted by blanks."""
    name, _, rest = answer.strip().partition(" ")
    allowed, _, features = rest.partition(" ")
    return name in ("xterm-kitty", "xterm-ghostty") and allowed in ("1", "on", "all") and "RGB" in features.split(",")
