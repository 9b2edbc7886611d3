"""Every mode of the terminal that the reader switches on: the one table for all ways in and all ways out.

A mode is switched off by its own number and in reverse order: VTE and Alacritty keep each mouse mode by itself, so
that switching off 1000 leaves 1002 on; and some terminals keep the cursor and the keyboard for each screen apart.
"""

import contextlib
import os
import re
import threading
from collections.abc import Callable

from tui_reader.model.dataclass import dataclass

_OUTPUT = 2
_KEYBOARD_FLAGS = 0b1 | 0b1000 | 0b10000
"""Keys told apart, all of them reported, with the text they type: what Textual's parser expects."""
_SWITCH = re.compile(r"(?:\x1b\[\?(?!2026[hl])[\d;]+[hl]|\x1b\[[<>]\d*u)+")


@dataclass(frozen=True, slots=True)
class Mode:
    """A mode of the terminal that is not as a shell expects it while the reader is on the screen."""

    name: str
    """What it does."""
    on: str
    """The sequence that begins it."""
    off: str
    """The sequence that ends it."""


def _set(number: int, name: str) -> Mode:
    """A private mode (DECSET) that the reader sets."""
    return Mode(name, f"\x1b[?{number}h", f"\x1b[?{number}l")


def _reset(number: int, name: str) -> Mode:
    """A private mode that is usually set and that the reader resets."""
    return Mode(name, f"\x1b[?{number}l", f"\x1b[?{number}h")


ALTERNATE_SCREEN = _set(1049, "the alternate screen, so that the shell's text comes back")
HIDDEN_CURSOR = _reset(25, "no cursor")
MOUSE_BUTTONS = _set(1002, "reports of buttons, wheel and dragging; mere movement would be sent over the line")
MOUSE_FORM = _set(1006, "reports of the mouse in decimal numbers, beyond column 223")
FOCUS = _set(1004, "reports of focus")
PASTE = _set(2004, "pasted text in brackets, so that it is not taken for keys")
NO_WRAP = _reset(7, "no wrap at the last column")
KEYBOARD = Mode("keys by kitty's protocol", f"\x1b[>{_KEYBOARD_FLAGS}u", "\x1b[<u")
BACKGROUND = _set(2031, "reports that the background became dark or light")
SYNCHRONISED = _set(2026, "a frame shown at once")
MARGINS = _set(69, "left and right margins around the scroll of one column")

MOUSE = (MOUSE_BUTTONS, MOUSE_FORM)
SESSION = (ALTERNATE_SCREEN, HIDDEN_CURSOR, *MOUSE, FOCUS, PASTE, NO_WRAP, KEYBOARD, BACKGROUND)
"""Modes that last as long as the reader is on the screen, in the order in which they are switched on."""
FRAME = (SYNCHRONISED, MARGINS)
"""Modes that each frame switches on and off itself; one that is torn leaves them on."""

_LOOK_AND_FRAME_OFF = "\x1b[m" + "".join(mode.off for mode in reversed(FRAME))
LEAVE_ALL = _LOOK_AND_FRAME_OFF + "".join(mode.off for mode in reversed(SESSION))
"""The way out when nobody can tell any more what is on."""


class TerminalModes:
    """The modes that are on at this moment, and whose turn it is to write to the terminal.

    Whoever asks what to send holds `turn` until it is sent: the main thread, the driver's threads, the end.
    """

    def __init__(self) -> None:
        self.turn = threading.RLock()
        """Held while something is asked here and sent."""
        self._on: tuple[Mode, ...] = ()
        self._silence: Callable[[float], bool] = lambda _seconds: True

    def switch_on(self, *modes: Mode) -> str:
        """What to send so that these modes are on; those that are on already are left alone."""
        new = tuple(mode for mode in modes if mode not in self._on)
        self._on += new
        return "".join(mode.on for mode in new)

    def switch_off(self, *modes: Mode) -> str:
        """What to send so that none of these modes is on."""
        old = [mode for mode in reversed(self._on) if mode in modes]
        self._on = tuple(mode for mode in self._on if mode not in modes)
        return "".join(mode.off for mode in old)

    def leave(self) -> str:
        """What to send so that no mode is on."""
        return self.switch_off(*self._on)

    def written_behind(self, silence: Callable[[float], bool]) -> None:
        """What is sent is written by a thread of its own from here on; `silence` is `Writer.silence`."""
        self._silence = silence

    def cut_short(self, seconds: float) -> str:
        """What to write at once so that no mode is on: the last word, for an end that waits for nobody.

        Nothing else is written from here on: whoever wants a turn waits for ever. Where that, or what was written,
        cannot be known within `seconds`, every mode is switched off.
        """
        known = self.turn.acquire(timeout=seconds)
        written = self._silence(seconds)
        if not (known and written):
            return LEAVE_ALL
        text = self.leave()
        return f"{_LOOK_AND_FRAME_OFF}{text}" if text else ""


def switches_mode(text: str) -> bool:
    """Whether a text only switches modes that last, by whatever number."""
    return _SWITCH.fullmatch(text) is not None


def leave_terminal(modes: TerminalModes) -> None:
    """Switch off what nobody has switched off yet: nothing, unless the start or the driver was cut short."""
    with modes.turn:
        if text := modes.leave():
            with contextlib.suppress(OSError):
                os.write(_OUTPUT, f"\x1b[m{text}".encode())
