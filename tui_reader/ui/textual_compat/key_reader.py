"""Reads what is typed: it ends when the terminal is gone, keeps answers out of the keys, and sleeps when idle.

Textual's own loop spins when its input ends, and wakes ten times a second when nothing happens.
"""

import contextlib
import os
import re
import select
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from threading import Event

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.message import Message

from tui_reader.model.dataclass import dataclass, replace
from tui_reader.terminal.capabilities import Answers
from tui_reader.terminal.io.flow_control import ANSWER
from tui_reader.terminal.io.typed_text import TypedText
from tui_reader.terminal.probe.terminal_probe import AnswerReader, Question

_TOLD_BACKGROUND = re.compile("\x1b\\[\\?997;([12])n")
"""The terminal tells of another background: 1 is dark, 2 is light."""
_BACKGROUNDS = {"1": (0, 0, 0), "2": (255, 255, 255)}
_ESCAPE = "\x1b"
_ESCAPE_SECONDS = constants.ESCAPE_DELAY
"""A lone escape is the Escape key when nothing follows for this long; `ESCDELAY` sets it, as for curses."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Who is told what was read; all are called in the thread that reads."""

    key: Callable[[Message], None]
    """A key, an event of the mouse, or pasted text."""
    answers: Callable[[Answers], None]
    """The terminal's last answer came after the start, or it tells of another background."""
    arrived: Callable[[], None]
    """The terminal has taken what was sent before a question."""
    lost: Callable[[], None]
    """The terminal is gone, or the program that started the reader is."""


class KeyReader:
    """Reads from one terminal until it is told to end or the terminal is gone."""

    def __init__(self, fd: int, ending: Event, heard: Heard) -> None:
        """`ending` is set, and `wake` called, when `run` is to end."""
        self._fd = fd
        self._ending = ending
        self._heard = heard
        self._wake_read, self._wake_write = os.pipe()
        self._parent = _parent()

    def run(self, parser: XTermParser, question: Question | None) -> None:
        """Read keys; answers to `question` that were not there yet are kept out of them."""
        decode = getincrementaldecoder("utf-8")("replace").decode
        reader = question.reader if question is not None else AnswerReader()
        earlier, asked = (question.typed, not reader.answers.complete) if question is not None else ("", False)
        typed = TypedText()
        earlier = typed.feed(earlier)
        self._tell(parser.feed(earlier) if earlier else ())
        waiting = True
        while not self._ending.is_set():
            if not self._ready(_ESCAPE_SECONDS if waiting else None):
                held = reader.feed(typed.release()) + reader.release()
                if held == _ESCAPE:
                    self._heard.key(events.Key("escape", _ESCAPE))
                    held = ""
                self._tell(parser.feed(held) if held else ())
                self._tell(parser.tick())
                waiting = bool(held)
                continue
            data = self._read()
            if data is None:
                return
            text = self._without_reports(typed.feed(decode(data)), reader.answers)
            text = reader.feed(text) if asked else text
            self._tell(parser.feed(text) if text else ())
            waiting = True
            if asked and reader.answers.complete:
                asked = False
                self._heard.answers(reader.answers)

    def wake(self) -> None:
        """Let `run` look at once whether it is to end."""
        with contextlib.suppress(OSError):
            os.write(self._wake_write, b"\0")

    def close(self) -> None:
        """Give back the pipe that wakes the loop."""
        for end in (self._wake_read, self._wake_write, self._parent):
            with contextlib.suppress(OSError):
                os.close(end)
        self._wake_read = self._wake_write = self._parent = -1

    def _without_reports(self, text: str, answers: Answers) -> str:
        """Take out what the terminal tells by itself: that output arrived, and its background."""
        for _ in range(text.count(ANSWER)):
            self._heard.arrived()
        text = text.replace(ANSWER, "")
        for told in _TOLD_BACKGROUND.findall(text):
            self._heard.answers(replace(answers, background=_BACKGROUNDS[told]))
        return _TOLD_BACKGROUND.sub("", text)

    def _ready(self, seconds: float | None) -> bool:
        """Whether keys can be read within `seconds`; false as well when the loop is to end.

        Without the program that started the reader a shell has the terminal to itself, and reads the keys.
        """
        watched = [self._fd, self._wake_read, *([self._parent] if self._parent >= 0 else [])]
        ready, _, _ = select.select(watched, [], [], seconds)
        if self._parent in ready:
            os.close(self._parent)
            self._parent = -1
            self._heard.lost()
        return self._fd in ready

    def _read(self) -> bytes | None:
        """Bytes that were typed; None when the terminal is gone."""
        try:
            data = os.read(self._fd, 4096)
        except OSError:
            data = b""
        if not data and not self._ending.is_set():
            self._heard.lost()
        return data or None

    def _tell(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self._heard.key(message)


def _parent() -> int:
    """A descriptor that can be read once the program that started this one has ended; -1 where there is none."""
    try:
        return os.pidfd_open(os.getppid())
    except (AttributeError, OSError):
        return -1
