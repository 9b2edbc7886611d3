"""The input side of Textual's driver: it ends when the terminal is gone, keeps answers out of the keys, and sleeps
when idle.

Textual's own loop spins when its input ends, and wakes ten times a second when nothing happens.
"""

import contextlib
import os
import re
import select
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import ClassVar

from textual import constants
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui_reader.terminal.capabilities import Answers, Capabilities
from tui_reader.terminal.io.flow_control import ANSWER
from tui_reader.terminal.probe.terminal_probe import AnswerReader, Question
from tui_reader.ui.session.modes import (
    ALTERNATE_SCREEN,
    BACKGROUND,
    KEYBOARD,
    MOUSE,
    SESSION,
    Mode,
    TerminalModes,
    switches_mode,
)
from tui_reader.ui.startup.first_paint import FirstPaint

_TOLD_BACKGROUND = re.compile("\x1b\\[\\?997;([12])n")
"""The terminal tells of another background: 1 is dark, 2 is light."""
_BACKGROUNDS = {"1": (0, 0, 0), "2": (255, 255, 255)}
_ESCAPE_SECONDS = constants.ESCAPE_DELAY
"""A lone escape is the Escape key when nothing follows for this long; `ESCDELAY` sets it, as for curses."""


@dataclass(frozen=True, slots=True)
class Line:
    """The line to the terminal, as the program's start found it."""

    capabilities: Capabilities
    """What the terminal can do, as far as it is known yet."""
    question: Question | None = None
    """Questions whose answers may still come."""
    learned: Callable[[Answers], Capabilities] | None = None
    """Makes abilities of late answers."""
    lost: Callable[[], None] | None = None
    """Called, in any thread, when the terminal is gone."""
    first: FirstPaint | None = None
    """What was painted before the start, or None."""
    plain: bool = False
    """Send the frames that Textual writes, as they are, for comparison."""
    modes: TerminalModes = field(default_factory=TerminalModes)
    """What is switched on on the terminal."""


class TerminalLearned(Message):
    """The terminal turned out to be able to do other things, or to look otherwise, than was held at the start."""

    def __init__(self, can: Capabilities) -> None:
        super().__init__()
        self.can = can


class KeyDriver(LinuxDriver):
    """Textual's driver with an input loop of its own and the modes of the terminal from one table."""

    line: ClassVar[Line]
    """The line it serves; set on a class made for it."""

    def start_application_mode(self) -> None:
        """Textual's own start; the tty goes back to what it was before any question was asked."""
        self._wake_read, self._wake_write = os.pipe()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self.line.question is not None:
            self.attrs_before = self.line.question.before

    @property
    def at_work(self) -> bool:
        """Whether keys are read: not while stopped, nor where a shell has the program in its background."""
        return self._key_thread is not None and self._key_thread.is_alive()

    def _sigcont_application(self, *_: object) -> None:
        """Go on after a stop; after one that no handler heard (SIGSTOP) the terminal may be in any state: begin
        anew.
        """
        if self._auto_restart and self.at_work:
            self.suspend_application_mode()
        super()._sigcont_application()

    def write(self, data: str) -> None:
        """Take what Textual writes.

        Its own switches of modes are left out: all of ours are sent where its first one was.
        """
        if data == ALTERNATE_SCREEN.on:
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
        """Switch every mode off, then Textual's own end: what the terminal still sends is thrown away in it."""
        self.forward(self.line.modes.leave())
        super().stop_application_mode()

    def disable_input(self) -> None:
        """End the input loop at once, not when it next looks."""
        self.forward(self.line.modes.switch_off(*MOUSE))
        with contextlib.suppress(OSError):
            os.write(self._wake_write, b"\0")
        super().disable_input()

    def close(self) -> None:
        """Give back the pipe that wakes the input loop."""
        super().close()
        for end in (self._wake_read, self._wake_write):
            with contextlib.suppress(OSError):
                os.close(end)
        self._wake_read = self._wake_write = -1

    def run_input_thread(self) -> None:
        """Read keys until the driver stops or the terminal is gone."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        question = self.line.question
        reader = question.reader if question is not None else AnswerReader()
        typed, asked = (question.typed, not reader.answers.complete) if question is not None else ("", False)
        self._process(parser.feed(typed) if typed else ())
        waiting = True
        while not self.exit_event.is_set():
            if not self._ready(_ESCAPE_SECONDS if waiting else None):
                held = reader.release()
                self._process(parser.feed(held) if held else ())
                self._process(parser.tick())
                waiting = bool(held)
                continue
            data = self._read()
            if data is None:
                return
            text = decode(data)
            if ANSWER in text:
                text = self._take_arrivals(text)
            for told in _TOLD_BACKGROUND.findall(text):
                self.late_answers(replace(reader.answers, background=_BACKGROUNDS[told]))
            text = _TOLD_BACKGROUND.sub("", text)
            text = reader.feed(text) if asked else text
            self._process(parser.feed(text) if text else ())
            waiting = True
            if asked and reader.answers.complete:
                asked = False
                self.late_answers(reader.answers)

    def late_answers(self, answers: Answers) -> None:
        """The terminal's last answer came after the start, or it tells of another background; called in the input
        thread.
        """

    def arrived(self) -> None:
        """The terminal has taken what was sent before a question; called in the input thread."""

    def _take_arrivals(self, text: str) -> str:
        for _ in range(text.count(ANSWER)):
            self.arrived()
        return text.replace(ANSWER, "")

    def _get_terminal_size(self) -> tuple[int, int]:
        """The terminal's own size; `COLUMNS` and `LINES` of the environment would outlast a change of it."""
        try:
            columns, rows = os.get_terminal_size(self.fileno)
        except OSError:
            columns = rows = 0
        return (columns, rows) if columns and rows else super()._get_terminal_size()

    def line_lost(self) -> None:
        """The terminal is gone."""
        if self.line.lost is not None:
            self.line.lost()

    def _query_in_band_window_resize(self) -> None:
        """SIGWINCH tells the size; nothing is asked."""

    def _ready(self, seconds: float | None) -> bool:
        """Whether keys can be read within `seconds`; false as well when the loop is to end."""
        ready, _, _ = select.select([self.fileno, self._wake_read], [], [], seconds)
        return self.fileno in ready

    def _read(self) -> bytes | None:
        """Bytes that were typed; None when the terminal is gone."""
        try:
            data = os.read(self.fileno, 4096)
        except OSError:
            data = b""
        if not data and not self.exit_event.is_set():
            self.line_lost()
        return data or None

    def _process(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)
