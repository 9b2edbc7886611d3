"""Ends the reader when the line drops, the terminal goes away, or the machine shuts down.

The marks are written first, from a thread, so that neither a busy nor a stuck interface can lose them; then the
interface is asked to leave; and if it has not left in time the process ends anyway.
"""

import os
import select
import signal
import termios
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

from tui_reader.model.dataclass import dataclass
from tui_reader.ui.session.modes import TerminalModes

SIGNALS = (signal.SIGHUP, signal.SIGTERM)
PATIENCE = 0.8
"""Seconds the interface has to leave by itself."""
_TURN_SECONDS = 0.1
"""What is waited at most for each thing that would let the last bytes reach the terminal in good order."""


def leave_on_signals() -> None:
    """Until `Ending` hears them, SIGHUP and SIGTERM end by `SystemExit`, so that what was begun is ended; nothing
    stops the start.

    The first screen may be on the terminal already, and a stop (Ctrl+Z) would leave it there under the shell.
    """
    for number in SIGNALS:
        signal.signal(number, _exit)
    signal.signal(signal.SIGTSTP, lambda _number, _frame: None)


def _exit(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


@dataclass(frozen=True, slots=True)
class ShutdownHooks:
    """What is done at the end."""

    save: Callable[[], None]
    """Writes the user's marks; called once, in a thread of its own."""
    leave: Callable[[], None]
    """Asks the interface to leave; called in the same thread after `save`, so it must be safe there."""


@dataclass(frozen=True, slots=True)
class Tty:
    """The terminal as it is given back when the interface cannot do it itself."""

    descriptor: int
    """Where it is open."""
    attributes: list[Any]
    """What it had before the reader, as `termios.tcgetattr` gives it."""
    modes: TerminalModes
    """What is switched on on it."""

    def give_back(self) -> None:
        """Take the last word on it: nothing of the reader is written to it any more."""
        text = self.modes.cut_short(_TURN_SECONDS)
        try:
            termios.tcsetattr(self.descriptor, termios.TCSANOW, self.attributes)
            termios.tcflush(self.descriptor, termios.TCIFLUSH)
            os.set_blocking(self.descriptor, False)
            select.select([], [self.descriptor], [], _TURN_SECONDS)
            os.write(self.descriptor, text.encode())
        except (OSError, termios.error):
            return


class Shutdown:
    """Ends the process once, for whatever reason comes first."""

    def __init__(self, shutdown_hooks: ShutdownHooks, tty: Tty | None = None) -> None:
        """`tty`: what to give back when the interface cannot do it itself."""
        self.exit_code = 0
        """128 and the signal's number once the end has begun (129 for a lost line), else 0."""
        self._hooks = shutdown_hooks
        self._tty = tty
        self._begun = threading.Lock()

    def install(self) -> None:
        """Hear SIGHUP and SIGTERM; must be called in the main thread."""
        for number in SIGNALS:
            signal.signal(number, self._on_signal)

    def lost(self) -> None:
        """The line is gone: end as on SIGHUP. Safe in any thread."""
        self._begin(signal.SIGHUP)

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        self._begin(number)

    def _begin(self, number: int) -> None:
        if self._begun.acquire(blocking=False):
            self.exit_code = 128 + number
            for task in (self._part, self._end):
                threading.Thread(target=task, name="ending", daemon=True).start()

    def _part(self) -> None:
        """Save, then ask the interface to leave; either may take longer than there is time."""
        try:
            self._hooks.save()
        finally:
            self._hooks.leave()

    def _end(self) -> None:
        """End the process when its time is over."""
        time.sleep(PATIENCE)
        if self._tty is not None:
            self._tty.give_back()
        os._exit(self.exit_code)
