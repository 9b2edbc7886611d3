"""Keeps what is on its way to a far terminal small, so that a held key stops when it is let go.

An ssh server takes bytes as fast as they come and keeps them for the line; a program cannot see that they wait. So
after some bytes the terminal is asked for its state (DSR, ECMA-48 8.3.35), and while too many bytes have no answer
behind them frames are left out: the next one starts from what was sent last.
"""

from collections import deque

ASK = "\x1b[5n"
"""The question; every terminal answers `ESC [ 0 n`."""
ANSWER = "\x1b[0n"
WINDOW = 4096
"""Bytes without an answer from which on frames wait: less than a second on a line of 40 kbit/s."""
_STEP = 1024
"""Bytes after which it is asked: what one key changes is less and asks nothing."""
PATIENCE = 2.0
"""Seconds without an answer after which the terminal is held to be one that does not answer."""


class FlowControl:
    """Counts bytes that were sent and answered for."""

    def __init__(self, active: bool) -> None:
        """`active`: whether to ask at all; a terminal close by is not asked."""
        self._active = active
        self._since = 0
        self._asked: deque[int] = deque()

    @property
    def full(self) -> bool:
        """Whether to wait with the next frame."""
        return bool(self._asked) and sum(self._asked) + self._since > WINDOW

    def sent(self, count: int) -> str:
        """Count bytes that are sent; the question to send after them, or nothing."""
        if not self._active:
            return ""
        self._since += count
        if self._since < _STEP:
            return ""
        self._asked.append(self._since)
        self._since = 0
        return ASK

    def answered(self) -> None:
        """The terminal answered the oldest question."""
        if self._asked:
            self._asked.popleft()

    def give_up(self) -> None:
        """The terminal does not answer: never wait again."""
        self._active = False
        self._asked.clear()
