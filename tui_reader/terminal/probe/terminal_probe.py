"""Asks the terminal what it can do: all questions in one write, the answers read while other work goes on.

The danger here: answers come on the same line as keys, over SSH late. What is no answer is kept as typed, and an
answer that comes late is taken out of the keys by the same reader.
"""

import atexit
import contextlib
import os
import re
import select
import termios
import time
from collections.abc import Mapping
from typing import Any

from tui_reader.model.dataclass import replace
from tui_reader.terminal.capabilities import Answers, names_utf8

_ENDS = "\x1b[c"
"""DA1: every terminal answers it, and answers in order, so its answer says that no other will come."""
_NAME = "\x1b[>q"
"""XTVERSION: what the terminal calls itself."""
_MODES = "\x1b[?2026$p\x1b[?69$p\x1b[?2031$p\x1b]11;?\x1b\\"
"""DECRQM for synchronised output, for margins and for telling of another background; OSC 11 for the background."""
_CLEAN = "\r\x1b[K"
"""Takes away what a terminal printed that does not know a question."""
_AMBIGUOUS = "\r\u201c\x1b[6n\r\x1b[K"
"""A curly quote and the question where the cursor is now: ambiguous characters take as many cells as it did."""
_ENCODING = "\r\u00f1\x1b[6n\r\x1b[K"
"""A letter of two bytes and the same question: it takes one cell where the terminal reads UTF-8, two where it does
not.
"""
LAST_ANSWER_SECONDS = 1.5
"""How long a question is waited for before the terminal is given back: a line to the other side of the world, and a
slow terminal at its end.
"""
_LARGEST = (1000, 400)
"""Columns and rows of the largest window that is drawn to its edges, more than a screen of 5120 × 2880 points has."""
_SILENT = re.compile(r"$|dumb|unknown|linux|vt\d|cons25|sun|eterm|emacs")
"""Terminals that do not answer, print the questions, or have nothing to tell."""

_ANSWER = re.compile(
    r"\x1b\[\?[\d;]*(c)"
    r"|\x1b\[\?(\d+);([0-4])\$y"
    r"|\x1bP>\|([^\x1b]*)\x1b\\"
    r"|\x1b\]11;rgba?:([0-9a-fA-F]+)/([0-9a-fA-F]+)/([0-9a-fA-F]++)[^\x07\x1b]*+(?:\x07|\x1b\\)"
    r"|\x1b\[\d+;([1-9])R"
)
_END_ANSWER = re.compile(r"\x1b\[\?[\d;]*c")
_LONGEST_END = 100
"""Characters of an answer that may have come in the piece before."""
_BEGUN = re.compile(r"\x1b(\[(\?[\d;]*\$?|\d+(;\d*)?)?|P(>(\|[^\x1b]*\x1b?)?)?|\](1(1(;[^\x07\x1b]*\x1b?)?)?)?)?$")


class AnswerReader:
    """Takes answers out of what comes from the terminal, until the last one has come."""

    def __init__(self, encoding_asked: bool = False) -> None:
        """`encoding_asked`: the first place of the cursor that is answered tells of the encoding, not of a width."""
        self.answers = Answers()
        self._encoding_asked = encoding_asked
        self._begun = ""

    def feed(self, text: str) -> str:
        """What is no answer in `text` and what was held back before; the begin of an answer at the end is held back."""
        if self.answers.complete:
            return text
        text = self._begun + text
        self._begun = ""
        rest = _ANSWER.sub(self._take, text)
        if self.answers.complete:
            return rest
        begun = _BEGUN.search(rest)
        if begun:
            self._begun = begun.group()
            rest = rest[: begun.start()]
        return rest

    def release(self) -> str:
        """What was held back, when nothing followed: it was a key."""
        held, self._begun = self._begun, ""
        return held

    def _take(self, answer: re.Match[str]) -> str:
        if self.answers.complete:
            return answer[0]
        last, mode, state, name, red, green, blue, column = answer.groups()
        known = self.answers
        if last:
            known = replace(known, complete=True)
        elif mode and state in "12":
            known = replace(known, modes=known.modes | {int(mode)})
        elif name is not None:
            known = replace(known, name=name)
        elif red:
            known = replace(known, background=(_byte(red), _byte(green), _byte(blue)))
        elif self._encoding_asked:
            self._encoding_asked = False
            known = replace(known, utf8=column == "2")
        elif column in ("2", "3"):
            known = replace(known, ambiguous=int(column) - 1)
        self.answers = known
        return ""


class Question:
    """Questions that were sent; ask for `answers` when they are needed, and `close` in any case."""

    def __init__(self, input_fd: int, reader: AnswerReader, before: list[Any], asked_at: float) -> None:
        self.reader = reader
        """Goes on taking late answers out of the keys."""
        self.before = before
        """Attributes of the tty before it was made quiet, for `termios.tcsetattr`."""
        self.typed = ""
        """Keys that came among the answers."""
        self._fd = input_fd
        self._asked_at = asked_at
        self._closed = False
        atexit.register(self.close)

    def answers(self, seconds: float = 0.15) -> Answers:
        """What was answered until `seconds` after the question; less when all is answered, or what came so far."""
        while not self.reader.answers.complete:
            left = self._asked_at + seconds - time.monotonic()
            if not select.select([self._fd], [], [], max(0.0, left))[0]:
                break
            data = os.read(self._fd, 4096)
            if not data:
                break
            self.typed += self.reader.feed(data.decode("utf-8", "replace"))
        return self.reader.answers

    @property
    def last(self) -> str:
        """What to send last, for `discard` to wait for its answer; nothing where the terminal leaves it unanswered."""
        new = time.monotonic() < self._asked_at + LAST_ANSWER_SECONDS
        return _ENDS if self.reader.answers.complete or new else ""

    def discard(self) -> None:
        """Throw away what the terminal sends before it answers `last`: keys and clicks in the form of modes that are
        off now, and late answers. Returns after `LAST_ANSWER_SECONDS` where there is no answer.
        """
        until = time.monotonic() + LAST_ANSWER_SECONDS
        rest = ""
        with contextlib.suppress(OSError):
            while not _END_ANSWER.search(rest):
                left = until - time.monotonic()
                if left <= 0 or not select.select([self._fd], [], [], left)[0]:
                    return
                data = os.read(self._fd, 4096)
                if not data:
                    return
                rest = rest[-_LONGEST_END:] + self.reader.feed(data.decode("utf-8", "replace"))

    def close(self) -> None:
        """Give the tty back as it was; answers on their way are waited for, so that no shell takes them for keys."""
        if self._closed:
            return
        self._closed = True
        with contextlib.suppress(termios.error, OSError):
            complete = self.answers(LAST_ANSWER_SECONDS).complete
            termios.tcsetattr(self._fd, termios.TCSANOW if complete else termios.TCSAFLUSH, self.before)


def window_size(fd: int) -> tuple[int, int]:
    """Columns and rows that are drawn to in the window of a tty, 0 where it tells none; raises OSError without a tty.

    A tty may be told any size up to 65,535 × 65,535, and a frame of that costs a minute.
    """
    columns, rows = os.get_terminal_size(fd)
    return min(columns, _LARGEST[0]), min(rows, _LARGEST[1])


def ask(environment: Mapping[str, str], input_fd: int = 0, output_fd: int = 2) -> Question | None:
    """Send the questions and make the tty quiet; None where no terminal answers: no tty, or one known to be silent."""
    if not (os.isatty(input_fd) and os.isatty(output_fd)) or _SILENT.match(environment.get("TERM", "")):
        return None
    before = termios.tcgetattr(input_fd)
    quiet = [*before]
    quiet[0] &= ~termios.ICRNL
    quiet[3] &= ~(termios.ECHO | termios.ICANON)
    termios.tcsetattr(input_fd, termios.TCSANOW, quiet)
    os.write(output_fd, questions(environment).encode())
    reader = AnswerReader(encoding_asked=names_utf8(environment) is None)
    return Question(input_fd, reader, before, time.monotonic())


def questions(environment: Mapping[str, str]) -> str:
    """What to ask a terminal; screen, or a tmux that goes by that name, no modes and colours.

    How characters are drawn is asked where the locale does not rule them out; whether they are, where it names none.
    """
    named = names_utf8(environment)
    encoding = _ENCODING if named is None else ""
    if environment.get("TERM", "").startswith("screen"):
        return _NAME + encoding + _ENDS
    return _NAME + _MODES + encoding + (_CLEAN if named is False else _AMBIGUOUS) + _ENDS


def _byte(digits: str) -> int:
    """A colour of one to four hexadecimal digits as 0 to 255."""
    return int(digits, 16) * 255 // ((1 << 4 * len(digits)) - 1)
