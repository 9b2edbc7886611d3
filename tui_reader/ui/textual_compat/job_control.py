"""Stopping for the shell and going on: the signals of job control, each followed once and
at a moment when nothing else is done to the terminal.

Python runs the handler of a signal in the main thread between any two instructions, and late where another thread took
the signal: one that began the terminal anew would do so in the midst of a begin, and leave two threads reading keys.
"""

import os
import signal
import time
from asyncio import AbstractEventLoop
from collections.abc import Callable
from math import inf

from tui_reader.model.dataclass import dataclass

_AT_ONCE = 0.05
"""Seconds behind the signal to go on within which one to stop was sent before it."""
_STOPS_SECONDS = 0.01
"""Pause between two looks whether the program goes on: other threads may take the stop a moment before this one."""
_SHORTEST_STOP_SECONDS = 1.0
"""How long the signal to go on is waited for where no stop was seen: the system stops no job without a shell."""


@dataclass(frozen=True, slots=True)
class TerminalTurns:
    """How the terminal changes hands; all are called in the main thread."""

    give: Callable[[], None]
    """Gives it back as it was."""
    take: Callable[[], None]
    """Takes it, and draws the screen."""
    wanted: Callable[[], bool]
    """Whether the reader is to have it: not while another program does, nor behind the reader's end."""
    held: Callable[[], bool]
    """Whether the reader has it: a shell may have the whole program in its background."""


class JobControl:
    """Follows the signals to stop and to go on for one driver."""

    def __init__(self, loop: AbstractEventLoop, turns: TerminalTurns) -> None:
        """Hear both signals from now on; must be called in the main thread."""
        self._loop = loop
        self._turns = turns
        self._continued = -inf
        """When the signal to go on was last followed, by the monotonic clock; later than any time until it is."""
        self._stopping = False
        self._told_to_go_on = False
        signal.signal(signal.SIGTSTP, self._hear_stop)
        signal.signal(signal.SIGCONT, self._hear_go_on)

    def stop_job(self) -> None:
        """Stop the whole job, so that a script around the reader stops too, until the shell says to go on; who calls
        it has given the terminal back.
        """
        self._stopping, self._told_to_go_on = True, False
        heard = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        try:
            os.kill(0, signal.SIGTSTP)
            self._wait_until(time.monotonic() + _SHORTEST_STOP_SECONDS)
        finally:
            signal.signal(signal.SIGTSTP, heard)
            self._stopping, self._continued = False, time.monotonic()

    def _wait_until(self, end: float) -> None:
        """Wait for the handler of the signal to go on; a signal that another thread took is heard a moment later."""
        while not self._told_to_go_on and time.monotonic() < end:
            time.sleep(_STOPS_SECONDS)

    def _hear_stop(self, *_: object) -> None:
        if self._turns.wanted():
            self._loop.call_soon_threadsafe(self._stop)
        else:
            self._stop()

    def _stop(self) -> None:
        """Give the terminal back, stop, and take it again; no stop where the signal to go on came meanwhile, since the
        stop would outlast it. Of two signals at once Python hears the one to go on first.
        """
        if self._stopping or time.monotonic() - self._continued <= _AT_ONCE:
            return
        self._stopping, self._told_to_go_on = True, False
        gives = self._turns.wanted()
        try:
            if gives:
                self._turns.give()
            if not self._told_to_go_on:
                os.kill(os.getpid(), signal.SIGSTOP)
            self._wait_until(inf)
        finally:
            self._stopping, self._continued = False, time.monotonic()
        if gives:
            self._turns.take()

    def _hear_go_on(self, *_: object) -> None:
        self._told_to_go_on = True
        if self._stopping or self._continued == inf or not self._turns.wanted():
            return
        self._continued = inf
        self._loop.call_soon_threadsafe(self._begin_again)

    def _begin_again(self) -> None:
        """After a stop that no handler heard (SIGSTOP) the terminal may be in any state."""
        try:
            if self._turns.held():
                self._turns.give()
        finally:
            self._continued = time.monotonic()
        self._turns.take()
