"""Textual's driver for Linux and macOS with two things of our own: few bytes out, and keys in that end when the line
ends.

Textual writes each frame whole and calls `flush` after it; what it wrote is read into a grid, and the shortest bytes
from what the terminal shows to that grid are sent. While the line is busy frames are left out: the next one starts
from what is shown.
"""

import contextlib
import termios
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from textual.app import App
from textual.driver import Driver

from tui_reader.terminal.capabilities import Answers
from tui_reader.terminal.io.flow_control import PATIENCE, FlowControl
from tui_reader.terminal.io.writer import Writer
from tui_reader.terminal.render.screen_state import ScreenState
from tui_reader.ui.session.modes import BACKGROUND, Mode
from tui_reader.ui.textual_compat.driver_input import KeyDriver, Line, TerminalLearned

_OUTPUT = 2
"""Textual writes to standard error, so that standard output stays free."""


def driver_class(line: Line) -> type[Driver]:
    """The driver to give to `App(driver_class=…)` for this line."""
    base = KeyDriver if line.plain else FrameDriver
    return type(base.__name__, (base,), {"line": line})


def frame_driver(app: App[Any]) -> "FrameDriver | None":
    """The driver of a running application; None where it sends what Textual writes, or writes to no terminal."""
    return app._driver if isinstance(app._driver, FrameDriver) else None


class FrameDriver(KeyDriver):
    """Sends the shortest bytes between frames."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._lock = threading.RLock()
        self._extent = self._get_terminal_size()
        self._screen = ScreenState(self._extent, replace(self.line.capabilities, line_feed=False))
        self._pace = FlowControl(self.line.capabilities.remote)
        self._sender: Writer | None = None
        self._between: deque[tuple[bytes, Callable[[], None] | None]] = deque()
        self._undo: set[str] = set()
        self._frame_due = self._painting = self._resuming = False
        first = self.line.first
        if first is not None and (first.grid.width, first.grid.height) == self._extent:
            self._screen.take_over(first.grid, first.styles)

    def entry_modes(self) -> tuple[Mode, ...]:
        """The modes this terminal is to have: it also tells of its background where it can."""
        return (*super().entry_modes(), *((BACKGROUND,) if self._screen.capabilities.tells_background else ()))

    def forward(self, data: str) -> None:
        """Read what Textual writes into the grid; what is no part of a frame is sent at once."""
        with self._lock:
            self._screen.fit(self._extent)
            for passed in self._screen.write(data):
                self._send(self._screen.passed(passed))

    def flush(self) -> None:
        """A frame is complete: send it now, or when the line is free."""
        if self._sender is None or not self._painting:
            return
        with self._lock:
            if self._pace.full and not self._frame_due:
                self._loop.call_later(PATIENCE, self._unanswered)
            if self._sender.busy or self._pace.full:
                self._frame_due = True
            else:
                self._send_frame()

    def repaint(self) -> None:
        """Paint the whole screen anew, for a terminal that something else wrote to."""
        with self._lock:
            self._screen.forget()
            self.flush()

    def send_between(self, pieces: Sequence[str], undo: str, then: Callable[[], None] | None = None) -> None:
        """Send sequences that show nothing by themselves, each when the line is free and no frame waits.

        `then` is called, in any thread, when frames from now on come after the last of them. `undo` is sent when the
        reader leaves the terminal, for the shell or for good, unless it is among `pieces` later.
        """
        with self._lock:
            self._undo.add(undo)
            self._undo.difference_update(pieces)
            self._between.extend((piece.encode(), None) for piece in pieces[:-1])
            self._between.append((pieces[-1].encode(), then))
            if self._sender is not None and not (self._sender.busy or self._pace.full):
                self._sender.send(self._next_piece())

    def start_application_mode(self) -> None:
        """Textual's own start; then line feeds are let through untouched, which makes a way down one byte."""
        before = self._extent
        self._sender = Writer(_OUTPUT, self._due_frame, self.line_lost)
        super().start_application_mode()
        if not self.at_work:
            self._sender.close()
            return
        with contextlib.suppress(termios.error):
            attributes = termios.tcgetattr(self.fileno)
            attributes[1] &= ~termios.OPOST
            termios.tcsetattr(self.fileno, termios.TCSADRAIN, attributes)
            with self._lock:
                self._send(self._screen.adopt(replace(self._screen.capabilities, line_feed=True)))
        with self._lock:
            self._painting = True
            self._send(self.line.modes.switch_on(*self.entry_modes()))  # more where answers came meanwhile
        if self._resuming and self._extent == before:
            self.flush()  # at another size Textual paints by itself
        self._resuming = True

    def stop_application_mode(self) -> None:
        """Textual's own end, in the terminal's own look; returns when all is sent or the line is too slow."""
        with self._lock:
            self._frame_due = self._painting = False
            self._between.clear()
            self._send("".join(self._undo) + self._screen.leave())
            self._undo.clear()
        super().stop_application_mode()

    def close(self) -> None:
        """End the threads that write."""
        super().close()
        if self._sender is not None:
            self._sender.close()

    def late_answers(self, answers: Answers) -> None:
        """Use what the terminal answered after the start, or tells of its background."""
        if self.line.learned is not None:
            with self._lock:
                can = replace(self.line.learned(answers), line_feed=self._screen.capabilities.line_feed)
                self._send(self._screen.adopt(can))
                if can.tells_background and self._painting:
                    self._send(self.line.modes.switch_on(BACKGROUND))
            self.send_message(TerminalLearned(can))

    def arrived(self) -> None:
        """The terminal has taken what was sent: send the frame that waited."""
        with self._lock:
            self._pace.answered()
            if self._sender is not None and not (self._sender.busy or self._pace.full):
                self._sender.send(self._waiting())

    def _unanswered(self) -> None:
        """The terminal did not answer in time: do without answers."""
        with self._lock:
            if self._frame_due and self._pace.full:
                self._pace.give_up()
                self.flush()

    def _request_terminal_sync_mode_support(self) -> None:
        """Asked before the start, with everything else."""

    def _get_terminal_size(self) -> tuple[int, int]:
        """The size; called in a signal handler, so what follows from a new size waits for the next write."""
        self._extent = super()._get_terminal_size()
        return self._extent

    def _send(self, text: str) -> None:
        if text and self._sender is not None:
            self._sender.send(text.encode("utf-8", "replace"))

    def _send_frame(self) -> None:
        if self._sender is not None:
            self._frame_due = False
            self._sender.send(self._frame())

    def _due_frame(self) -> bytes:
        """The frame that waited for the line, or a piece between frames; called in the sender's thread."""
        with self._lock:
            return b"" if self._pace.full else self._waiting()

    def _waiting(self) -> bytes:
        """What is to be sent next: a frame where one is due and changes anything, else a piece between frames."""
        due, self._frame_due = self._frame_due, False
        return (self._frame() if due else b"") or self._next_piece()

    def _next_piece(self) -> bytes:
        """The next piece between frames; empty where none waits."""
        if not self._between:
            return b""
        piece, then = self._between.popleft()
        if then is not None:
            then()
        return piece + self._pace.sent(len(piece)).encode()

    def _frame(self) -> bytes:
        data = self._screen.frame().encode("utf-8", "replace")
        return data + self._pace.sent(len(data)).encode()
