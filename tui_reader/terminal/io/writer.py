"""Sends bytes to the terminal in a thread of its own, so that a slow line never holds up the program.

While a line is slow, frames are not lined up: the next one is made when the line is free, from what is to be shown
then.
"""

import os
import select
import threading
from collections.abc import Callable


class Writer:
    """Writes to `fd`; asks `more` for the next bytes when all is written; calls `lost` once when the line is gone."""

    def __init__(self, fd: int, more: Callable[[], bytes], lost: Callable[[], None]) -> None:
        self.sent = 0
        """Bytes written so far."""
        self._fd = fd
        self._more = more
        self._lost = lost
        self._waiting = bytearray()
        self._wake = threading.Condition()
        self._writing = False
        self._closing = self._silent = False
        self._turn = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="terminal-output", daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """True while bytes wait or are being written."""
        return self._writing or bool(self._waiting)

    def send(self, data: bytes) -> None:
        """Write bytes after those before; returns at once."""
        with self._wake:
            self._waiting += data
            self._wake.notify()

    def close(self, seconds: float = 0.5) -> None:
        """Write what waits, for `seconds` at most, and end."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        if threading.current_thread() is not self._thread:
            self._thread.join(seconds)

    def silence(self, seconds: float) -> bool:
        """Write nothing from here on, and wait for what is being written, for `seconds` at most; safe in any thread.

        True where all that was sent is written and nothing more can be.
        """
        self._silent = True
        if not self._turn.acquire(timeout=seconds):
            return False
        self._turn.release()
        with self._wake:
            return not self.busy

    def _run(self) -> None:
        try:
            while data := self._next():
                self._write(data)
                self.send(self._more())
        except OSError:
            self._lost()
        finally:
            self._writing = False

    def _next(self) -> bytes:
        """The bytes to write next, waiting for some; empty when there will be none.

        `more` is never asked in here: it may wait for a program that waits to send.
        """
        with self._wake:
            while not self._waiting and not self._closing:
                self._wake.wait()
            data = bytes(self._waiting)
            self._waiting.clear()
            self._writing = True
            return data

    def _write(self, data: bytes) -> None:
        view = memoryview(data)
        while view and not self._silent:
            try:
                view = view[self._write_some(view) :]
            except BlockingIOError:
                select.select([], [self._fd], [])

    def _write_some(self, view: memoryview) -> int:
        """Write what the line takes; how many bytes that was."""
        with self._turn:
            if self._silent:
                return 0
            count = os.write(self._fd, view)
            self._writing = count < len(view)
            self.sent += count
            return count
