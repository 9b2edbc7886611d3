"""Textual's driver for Linux and macOS with two things of our own: few bytes out (`FrameSender`), and keys in that end
when the line ends (`KeyReader`).
"""

import contextlib
import signal
import termios
from typing import Any, ClassVar

from textual import constants
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize
from textual.geometry import Size

from tui_reader.terminal.capabilities import Answers
from tui_reader.terminal.probe.terminal_probe import window_size
from tui_reader.ui.session.modes import ALTERNATE_SCREEN, BACKGROUND, KEYBOARD, MOUSE, SESSION, Mode, switches_mode
from tui_reader.ui.textual_compat.frame_sender import FrameSender
from tui_reader.ui.textual_compat.job_control import JobControl, TerminalTurns
from tui_reader.ui.textual_compat.key_reader import Heard, KeyReader
from tui_reader.ui.textual_compat.terminal_line import Line, TerminalLearned


def driver_class(line: Line) -> type[Driver]:
    """The driver to give to `App(driver_class=…)` for this line."""
    base = PlainDriver if line.plain else FrameDriver
    return type(base.__name__, (base,), {"line": line})


def frames_of(app: App[Any]) -> FrameSender | None:
    """What sends the frames of a running application; None where Textual's own are sent, or there is no terminal."""
    return app._driver.frames if isinstance(app._driver, FrameDriver) else None


def job_of(app: App[Any]) -> JobControl | None:
    """What stops a running application for its shell; None where there is no terminal."""
    return app._driver.job if isinstance(app._driver, PlainDriver) else None


def hear_size(driver: LinuxDriver) -> None:
    """The window has another size: have the loop tell it, where one telling does not run inside another. A handler that
    reads the size may be interrupted by the next one, and would then tell the older size last.
    """
    driver._loop.call_soon_threadsafe(_tell_size, driver)


def _tell_size(driver: LinuxDriver) -> None:
    """Tell the application which size the window has now."""
    size = Size(*driver._get_terminal_size())
    driver.send_message(Resize(size, size))


class PlainDriver(LinuxDriver):
    """Textual's driver with keys read by a `KeyReader` and the modes of the terminal from one table."""

    line: ClassVar[Line]
    """The line it serves; set on a class made for it."""
    _lost = False
    """The terminal is gone, or another program has it: an answer of it would be for that one."""
    _wanted = False
    """The application is to have the terminal: neither `App.suspend` nor the end has given it back."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        turns = TerminalTurns(
            give=self._give,
            take=self.start_application_mode,
            wanted=lambda: self._wanted,
            held=lambda: self.at_work,
        )
        self.job = JobControl(self._loop, turns)

    def start_application_mode(self) -> None:
        """Textual's own start; the tty goes back to what it was before any question was asked."""
        self._wanted = True
        heard = Heard(self.process_message, self.late_answers, self.arrived, self.lost)
        self._keys = KeyReader(self.fileno, self.exit_event, heard)
        super().start_application_mode()  # type: ignore[no-untyped-call]
        signal.signal(signal.SIGWINCH, lambda *_: hear_size(self))
        if self.line.question is not None:
            self.attrs_before = self.line.question.before

    @property
    def at_work(self) -> bool:
        """Whether keys are read: not while stopped, nor where a shell has the program in its background."""
        return self._key_thread is not None and self._key_thread.is_alive()

    def _give(self) -> None:
        """Give the terminal back for a stop, and let Textual tell of it when it is over."""
        self.suspend_application_mode()
        self._must_signal_resume = True

    def write(self, data: str) -> None:
        """Take what Textual writes.

        Its own switches of modes are left out: all of ours are sent where its first one was.
        """
        if data == ALTERNATE_SCREEN.on:
            with self.line.modes.turn:
                self.forward(self.line.modes.switch_on(*self.entry_modes()))
        elif not switches_mode(data):
            self.forward(data)

    def forward(self, data: str) -> None:
        """Send it to the terminal."""
        if data:
            super().write(data)

    def entry_modes(self) -> tuple[Mode, ...]:
        """The modes this terminal is to have, in order."""
        without = {BACKGROUND}
        if not self._mouse:
            without.update(MOUSE)
        if constants.DISABLE_KITTY_KEY:
            without.add(KEYBOARD)
        return tuple(mode for mode in SESSION if mode not in without)

    def stop_application_mode(self) -> None:
        """Switch every mode off, throw away what the terminal sent before it knew of that, then Textual's own end."""
        self._wanted = False
        self.disable_input()
        question = self.line.question
        with self.line.modes.turn:
            self.forward(self.line.modes.leave())
        if question is not None and not self._lost and (last := question.last):
            self.forward(last)
            question.discard()
        super().stop_application_mode()

    def disable_input(self) -> None:
        """End the input loop at once, not when it next looks."""
        with self.line.modes.turn:
            self.forward(self.line.modes.switch_off(*MOUSE))
        self._keys.wake()
        super().disable_input()

    def close(self) -> None:
        """Give back what reading keys took."""
        super().close()
        self._keys.close()

    def run_input_thread(self) -> None:
        """Read keys until the driver stops or the terminal is gone."""
        self._keys.run(XTermParser(self._debug), self.line.question)

    def late_answers(self, answers: Answers) -> None:
        """The terminal's last answer came after the start, or it tells of another background; nothing to do here."""

    def arrived(self) -> None:
        """The terminal has taken what was sent before a question; nothing to do here."""

    def lost(self) -> None:
        """End: the terminal is gone, or the program that started the reader is. Called in the thread that reads."""
        self._lost = True
        self.line.lose()

    def _get_terminal_size(self) -> tuple[int, int]:
        """The terminal's own size; `COLUMNS` and `LINES` of the environment would outlast a change of it."""
        try:
            columns, rows = window_size(self.fileno)
        except OSError:
            columns = rows = 0
        return (columns, rows) if columns and rows else super()._get_terminal_size()

    def _query_in_band_window_resize(self) -> None:
        """SIGWINCH tells the size; nothing is asked."""


class FrameDriver(PlainDriver):
    """Sends the shortest bytes between the frames that Textual writes: it calls `flush` after each."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._resuming = False
        extent = super()._get_terminal_size()
        self.frames = FrameSender(self.line, extent, lambda seconds, call: self._loop.call_later(seconds, call))

    def entry_modes(self) -> tuple[Mode, ...]:
        """The modes this terminal is to have: it also tells of its background where it can."""
        return (*super().entry_modes(), *((BACKGROUND,) if self.frames.capabilities.tells_background else ()))

    def forward(self, data: str) -> None:
        """Take it into the next frame."""
        self.frames.write(data)

    def flush(self) -> None:
        """A frame is complete."""
        self.frames.flush()

    def start_application_mode(self) -> None:
        """Textual's own start; then line feeds are let through untouched, which makes a way down one byte."""
        before = self.frames.extent
        self.frames.open()
        super().start_application_mode()
        if not self.at_work:
            self.frames.close()
            return
        self.frames.begin(self.entry_modes, line_feeds=self._let_line_feeds_through())
        if self._resuming and self.frames.extent == before:
            self.frames.flush()  # at another size Textual paints by itself
        self._resuming = True

    def _let_line_feeds_through(self) -> bool:
        """Keep the tty from adding a carriage return to each line feed; False where it cannot be told."""
        with contextlib.suppress(termios.error):
            attributes = termios.tcgetattr(self.fileno)
            attributes[1] &= ~termios.OPOST
            termios.tcsetattr(self.fileno, termios.TCSADRAIN, attributes)
            return True
        return False

    def stop_application_mode(self) -> None:
        """Textual's own end, in the terminal's own look."""
        self.frames.end()
        super().stop_application_mode()

    def close(self) -> None:
        """End the threads that write."""
        super().close()
        self.frames.close()

    def late_answers(self, answers: Answers) -> None:
        """Use what the terminal answered after the start, or tells of its background."""
        if self.line.learned is not None:
            self.send_message(TerminalLearned(self.frames.adopt(self.line.learned(answers))))

    def arrived(self) -> None:
        """Send the frame that waited."""
        self.frames.arrived()

    def _request_terminal_sync_mode_support(self) -> None:
        """Asked before the start, with everything else."""

    def _get_terminal_size(self) -> tuple[int, int]:
        """The size; called in a signal handler."""
        self.frames.extent = super()._get_terminal_size()
        return self.frames.extent
