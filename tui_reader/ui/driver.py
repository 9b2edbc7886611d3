"""Textual's driver for Linux and macOS with two things of our own: few bytes out, and keys in that end when the line ends.

Textual writes each frame whole and calls `flush` after it; what it wrote is read into a grid, and the shortest bytes from what
the terminal shows to that grid are sent. While the line is busy frames are left out: the next one starts from what is shown.
"""

import contextlib
import termios
import threading
from dataclasses import replace
from typing import Any

from textual.app import App
from textual.driver import Driver

from tui_reader.terminal.abilities import Abilities, Answers
from tui_reader.terminal.frame import Pen, change_frame, clear_frame
from tui_reader.terminal.grid import Grid
from tui_reader.terminal.move_cursor import UNKNOWN, move_cursor
from tui_reader.terminal.osc import wrapped
from tui_reader.terminal.read_output import CLEARING, OutputReader, Passed
from tui_reader.terminal.sender import Sender
from tui_reader.terminal.style import Styles
from tui_reader.ui.driver_input import KeyDriver, Line
from tui_reader.ui.first_paint import FirstPaint

_SYNC_BEGIN, _SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
_OTHER_SCREEN = "\x1b[?1049h"
_POINTER_SHAPE = "\x1b]22;"
"""The mouse pointer keeps its shape: each change would cost bytes, and few terminals know them."""
_CLIPBOARD = "\x1b]52;"
_OUTPUT = 2
"""Textual writes to standard error, so that standard output stays free."""
_WORTH_SYNC = 1024
"""A shorter frame reaches the terminal in one piece anyway."""
_MANY_STYLES = 20_000
"""Looks (each link is one) after which their numbers start anew."""


def driver_class(line: Line) -> type[Driver]:
    """The driver to give to `App(driver_class=…)` for this line."""
    base = KeyDriver if line.plain else FrameDriver
    return type(base.__name__, (base,), {"line": line})


class FrameDriver(KeyDriver):
    """Sends the shortest bytes between frames."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._lock = threading.RLock()
        self._extent = self._get_terminal_size()
        self._styles = Styles(replace(self.line.abilities, line_feed=False))
        self._reader = OutputReader(Grid(*self._extent), self._styles)
        self._shown: Grid | None = None
        self._pen = Pen()
        self._entered = False
        if self.line.first is not None:
            self._take_over(self.line.first)
        self._frame_due = False
        self._painting = False
        self._resuming = False
        self._sender: Sender | None = None

    def _take_over(self, first: FirstPaint) -> None:
        """Go on from what was painted before the start, on the other screen already."""
        self._entered = True
        if (first.grid.width, first.grid.height) == self._extent:
            self._shown, self._styles = first.grid, first.styles
            self._reader.restart(self._reader.grid, self._styles)

    def write(self, data: str) -> None:
        """Read what Textual writes into the grid; what is no part of a frame is sent at once."""
        with self._lock:
            self._fit()
            for passed in self._reader.feed(data):
                self._pass(passed)

    def flush(self) -> None:
        """A frame is complete: send it now, or when the line is free."""
        if self._sender is None or not self._painting:
            return
        with self._lock:
            if self._sender.busy:
                self._frame_due = True
            else:
                self._sender.send(self._frame())

    def repaint(self) -> None:
        """Paint the whole screen anew, for a terminal that something else wrote to."""
        with self._lock:
            self._shown = None
            self.flush()

    def start_application_mode(self) -> None:
        """Textual's own start; then line feeds are let through untouched, which makes a way down one byte."""
        self._sender = Sender(_OUTPUT, self._due_frame, self.line_lost)
        super().start_application_mode()
        with contextlib.suppress(termios.error):
            attributes = termios.tcgetattr(self.fileno)
            attributes[1] &= ~termios.OPOST
            termios.tcsetattr(self.fileno, termios.TCSADRAIN, attributes)
            self._adopt(replace(self._styles.abilities, line_feed=True))
        self._painting = True
        if self._resuming:
            self.flush()
        self._resuming = True

    def stop_application_mode(self) -> None:
        """Textual's own end, in the terminal's own look; returns when all is sent or the line is too slow."""
        with self._lock:
            self._frame_due = self._painting = False
            self.write("\x1b[?69l" if self._styles.abilities.margins else "")
            self._send(self._styles.change(self._pen.look, 0))
            self._pen = Pen()
        super().stop_application_mode()

    def close(self) -> None:
        """End the threads that write."""
        super().close()
        if self._sender is not None:
            self._sender.close()

    def late_answers(self, answers: Answers) -> None:
        """Use what the terminal answered after the start."""
        if self.line.learned is not None:
            with self._lock:
                self._adopt(replace(self.line.learned(answers), line_feed=self._styles.abilities.line_feed))

    def _query_in_band_window_resize(self) -> None:
        """SIGWINCH tells the size; nothing is asked."""

    def _request_terminal_sync_mode_support(self) -> None:
        """Asked before the start, with everything else."""

    def _get_terminal_size(self) -> tuple[int, int]:
        """The size; called in a signal handler, so what follows from a new size waits for the next write."""
        self._extent = super()._get_terminal_size()
        return self._extent

    def _fit(self) -> None:
        """After a change of size nothing is known of what the terminal shows."""
        grid = self._reader.grid
        if (grid.width, grid.height) != self._extent:
            self._reader.restart(grid.resized(*self._extent), self._styles)
            self._shown = None

    def _pass(self, passed: Passed) -> None:
        """Send a sequence that is no part of a frame, in its place."""
        if passed.sequence.startswith(_POINTER_SHAPE):
            return
        if self._entered and passed.sequence == _OTHER_SCREEN:
            self._entered = False
            return
        if passed.sequence in CLEARING:
            self._shown = None
            self._pen = Pen(look=self._pen.look)
        elif passed.placed:
            self._send(self._frame().decode() + self._to_cursor())
            self._pen = Pen(look=self._pen.look)
        if passed.sequence.startswith(_CLIPBOARD):
            passed = Passed(wrapped(passed.sequence, self._styles.abilities.multiplexer), False)
        self._send(passed.sequence)

    def _send(self, text: str) -> None:
        if text and self._sender is not None:
            self._sender.send(text.encode("utf-8", "replace"))

    def _due_frame(self) -> bytes:
        """The frame that waited for the line; called in the sender's thread."""
        with self._lock:
            due, self._frame_due = self._frame_due, False
            return self._frame() if due else b""

    def _frame(self) -> bytes:
        """The bytes from what the terminal shows to what Textual wrote."""
        wanted = self._reader.grid
        if self._shown is None:
            frame = clear_frame(wanted, self._styles)
            self._shown = Grid(wanted.width, wanted.height)
            self._reader.changed.update(range(wanted.height))
        else:
            frame = change_frame(self._shown, wanted, self._pen, self._styles)
        self._shown.take(wanted, self._reader.changed)
        self._reader.changed.clear()
        self._pen = frame.pen
        text = frame.text
        if (self._reader.x, self._reader.y) != (0, 0):
            text += self._to_cursor()
        if self._styles.abilities.synchronised and len(text) > _WORTH_SYNC:
            text = f"{_SYNC_BEGIN}{text}{_SYNC_END}"
        if len(self._styles) > _MANY_STYLES:
            self._adopt(self._styles.abilities)
        return text.encode("utf-8", "replace")

    def _to_cursor(self) -> str:
        """The way to where Textual has the cursor: where a person types, an input method shows its own text there."""
        start, goal = (self._pen.x, self._pen.y), (self._reader.x, self._reader.y)
        self._pen = Pen(*goal, self._pen.look) if goal[0] < self._extent[0] else Pen(UNKNOWN, goal[1], self._pen.look)
        return move_cursor(start, goal, self._styles.abilities.line_feed)

    def _adopt(self, abilities: Abilities) -> None:
        """Go on with other abilities; looks get new numbers, the pen starts from the terminal's own."""
        with self._lock:
            self._send(self._styles.change(self._pen.look, 0))
            styles = Styles(abilities)
            for grid in (self._reader.grid, self._shown):
                if grid is not None:
                    grid.styles = [[styles.number(self._styles.style(look)) for look in row] for row in grid.styles]
            if abilities.colours != self._styles.abilities.colours or abilities.links != self._styles.abilities.links:
                self._shown = None
            self._styles, self._pen = styles, Pen(self._pen.x, self._pen.y)
            self._reader.restart(self._reader.grid, styles)
