"""A program on a pseudo-terminal, timed: what is read is kept with its moment and looked at afterwards, so looking
costs no time.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType

from tests.terminal.emulator import Emulator, EmulatorScreen
from tests.terminal.pty_session import PtySession, Reply

WIDE = (120, 40)


class Tape:
    """Stands where a session has its emulator: keeps every piece with its moment, and plays them when the screen is
    asked for.
    """

    def __init__(self, size: tuple[int, int]) -> None:
        self._size = size
        self._emulator = Emulator(*size)
        self._pieces: list[tuple[float, bytes]] = []
        self._played = 0

    def feed(self, data: bytes) -> None:
        """Keep a piece."""
        self._pieces.append((time.monotonic(), data))

    @property
    def screen(self) -> EmulatorScreen:
        """The screen as it is now."""
        for _, data in self._pieces[self._played :]:
            self._emulator.feed(data)
        self._played = len(self._pieces)
        return self._emulator.screen

    def text(self) -> str:
        """The screen as lines of text."""
        _ = self.screen
        return self._emulator.text()

    def first_seen(self, wanted: str) -> tuple[float, int] | None:
        """Moment of the piece that brought `wanted` to the screen, and the bytes up to its end; None when it never
        came.
        """
        emulator, count = Emulator(*self._size), 0
        for moment, data in self._pieces:
            emulator.feed(data)
            count += len(data)
            if wanted in emulator.text():
                return moment, count
        return None


@dataclass(frozen=True, slots=True)
class FirstPaint:
    """How a program came to its first screen."""

    seconds: float
    """From the start of the process to the piece that brought the wanted text."""
    count: int
    """Bytes until it fell quiet."""
    shown: int
    """Bytes of the text that was on the screen then, as UTF-8 without blanks at line ends."""


class Probe:
    """A running program; use with `with`."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str], size: tuple[int, int] = WIDE) -> None:
        self.started = time.monotonic()
        self.session = PtySession(argv, size, env)
        self.tape = Tape(size)
        self.session.emulator = self.tape

    def __enter__(self) -> "Probe":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.session.close()

    def first_paint(self, wanted: str, timeout: float = 60.0) -> FirstPaint:
        """Wait until `wanted` is on the screen and nothing more comes; RuntimeError with the screen when it never
        does.
        """
        reply = self.session.settle(0.4, timeout, lambda session: wanted in session.text())
        seen = self.tape.first_seen(wanted)
        if seen is None:
            raise RuntimeError(f"{wanted} never came; the screen:\n{self.tape.text()}")
        return FirstPaint(seen[0] - self.started, reply.count, len(self.tape.text().encode()))

    def press(self, key: str, quiet: float = 0.06) -> Reply:
        """Send a key and gather what comes until `quiet` seconds pass without a byte; RuntimeError when the program
        is gone.
        """
        self.session.send(key)
        reply = self.session.settle(quiet, 5.0)
        if not reply.count:
            reply = self.session.settle(0.5, 0.6)
        if self.session.ended_within(0):
            raise RuntimeError(f"ended at {key}; the screen:\n{self.tape.text()}")
        return reply

    def press_for(self, key: str, wanted: str, timeout: float = 20.0) -> float:
        """Send a key; seconds until `wanted` first stood on the screen; RuntimeError when it never does.

        Waits until all is quiet.
        """
        sent = time.monotonic()
        self.session.send(key)
        self.session.settle(0.3, timeout, lambda session: wanted in session.text())
        seen = self.tape.first_seen(wanted)
        if seen is None:
            raise RuntimeError(f"{wanted} is not on the screen:\n{self.tape.text()}")
        return seen[0] - sent

    def rest(self, quiet: float = 0.5) -> Reply:
        """Wait until nothing comes."""
        return self.session.settle(quiet)


def time_to(argv: Sequence[str], env: Mapping[str, str], wanted: str, size: tuple[int, int] = WIDE) -> FirstPaint:
    """Start a program, see its first screen, end it."""
    with Probe(argv, env, size) as probe:
        return probe.first_paint(wanted)
