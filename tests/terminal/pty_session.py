"""A program on a pseudo-terminal of the test's own: keys go in, bytes are counted, queries are answered, the screen
is looked at.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from tests.terminal.emulator import Emulator

KEYS = {
    "down": b"\x1b[B",
    "up": b"\x1b[A",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "pgdn": b"\x1b[6~",
    "pgup": b"\x1b[5~",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "enter": b"\r",
    "esc": b"\x1b",
    "tab": b"\t",
    "shift+tab": b"\x1b[Z",
    "space": b" ",
    "backspace": b"\x7f",
    "ctrl+c": b"\x03",
    "ctrl+p": b"\x10",
    "ctrl+z": b"\x1a",
}
ESCAPE_QUIET = 0.3
"""Seconds without output after a lone Escape: three times Textual's pause for an escape sequence."""
TIOCGPTN = 0x80045430
"""Linux's request for the number of a pseudo-terminal (`asm-generic/ioctls.h`); Python's termios does not name it."""
QUERY = re.compile(rb"\x1b\[[56]n|\x1b\[0?c|\x1b\[\?\d+\$p|\x1b\[>q|\x1b\]1[01];\?(?:\x07|\x1b\\)")
XTERM: Mapping[bytes, bytes] = {
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[0c": b"\x1b[?62;22c",
    b"\x1b[>q": b"\x1bP>|XTerm(390)\x1b\\",
    b"\x1b[5n": b"\x1b[0n",
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?69$p": b"\x1b[?69;2$y",
    b"\x1b]11;?\x1b\\": b"\x1b]11;rgb:0000/0000/0000\x1b\\",
}
"""Answers of a terminal that has everything: synchronised output, margins, a dark background."""
NO_MARGINS: Mapping[bytes, bytes] = {**XTERM, b"\x1b[?69$p": b"\x1b[?69;0$y"}
"""The same without left and right margins."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back for a key."""

    data: bytes
    """The bytes, in order."""
    first: float
    """Seconds to the first byte; 0 when nothing came."""
    last: float
    """Seconds to the last byte; 0 when nothing came."""

    @property
    def count(self) -> int:
        """Number of bytes."""
        return len(self.data)


class PtySession:
    """A program on a terminal of `size` (columns, rows); use with `with`: it is ended on the way out."""

    def __init__(
        self,
        argv: Sequence[str],
        size: tuple[int, int] = (120, 40),
        env: Mapping[str, str] | None = None,
        answers: Mapping[bytes, bytes] | None = XTERM,
        ambiguous: int = 1,
    ) -> None:
        """Start `argv`; `env` is laid over a plain terminal's environment; `answers` maps query to answer, None
        answers nothing.
        """
        self.emulator = Emulator(*size, ambiguous)
        self.raw = bytearray()
        self.answers = answers
        self.exit_status: int | None = None
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        for name in ("NO_COLOR", "TMUX", "STY", "SSH_CONNECTION", "SSH_TTY", "COLUMNS", "LINES"):
            environment.pop(name, None)
        environment.update(env or {})
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            set_size(0, size)
            os.execvpe(argv[0], list(argv), environment)
        set_size(self.fd, size)

    def __enter__(self) -> "PtySession":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def settle(
        self, quiet: float = 0.3, timeout: float = 20.0, until: Callable[["PtySession"], bool] | None = None
    ) -> Reply:
        """Read until nothing comes for `quiet` seconds and `until` holds, or `timeout` seconds pass."""
        begin = time.monotonic()
        data, first, last = bytearray(), 0.0, 0.0
        while (now := time.monotonic() - begin) < timeout:
            if not select.select([self.fd], [], [], quiet)[0]:
                if until is None or until(self):
                    break
                continue
            piece = self._read()
            if not piece:
                break
            now = time.monotonic() - begin
            data += piece
            first, last = first or now, now
        return Reply(bytes(data), first, last)

    def press(self, key: str, quiet: float = 0.3, timeout: float = 10.0) -> Reply:
        """Send a key (a name of `KEYS`, or text as it is) and gather what comes back, until the program rests.

        After a lone Escape the pause is longer than the one that tells Escape from Alt and the next key.
        """
        self.send(key)
        return self.settle(max(quiet, ESCAPE_QUIET) if key == "esc" else quiet, timeout, PtySession.rests)

    def send(self, key: str | bytes) -> None:
        """Send a key, text or bytes."""
        os.write(self.fd, key if isinstance(key, bytes) else KEYS.get(key, key.encode()))

    def wait_for(self, text: str, timeout: float = 30.0) -> Reply:
        """Read until `text` stands on the screen; AssertionError with the screen when it never does."""
        reply = self.settle(0.1, timeout, lambda session: text in session.text())
        assert text in self.text(), f"{text!r} never came; the screen:\n{self.text()}"
        return reply

    def text(self) -> str:
        """The screen as text."""
        return self.emulator.text()

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size; the program hears SIGWINCH."""
        self.emulator.screen.resize(rows, columns)
        set_size(self.fd, (columns, rows))

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Close the terminal under the program, as a dropped connection does."""
        os.close(self.fd)
        self.fd = -1

    def ended_within(self, seconds: float = 30.0) -> bool:
        """Whether the program is gone within `seconds`; `exit_status` is set then."""
        end = time.monotonic() + seconds
        while not (gone := self._reap()) and time.monotonic() < end:
            if self.fd >= 0 and select.select([self.fd], [], [], 0.02)[0]:
                self._read()
            else:
                time.sleep(0.02)
        while gone and self.fd >= 0 and select.select([self.fd], [], [], 0)[0] and self._read():
            continue
        return gone

    def rests(self) -> bool:
        """Whether every key is read and each thread of the program sleeps or is stopped; True once it has ended."""
        try:
            states = [
                (thread / "stat").read_text().rsplit(")", 1)[1].split()[0]
                for thread in Path(f"/proc/{self.pid}/task").iterdir()
            ]
            return all(state in "STZ" for state in states) and not unread_bytes(self.fd)
        except OSError:
            return True

    def cpu_seconds(self) -> float:
        """Processor time the program has used so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def switches(self) -> int:
        """How often a thread of the program, or of one it started, has been given a processor or has lost it."""
        return sum(map(_switches, (self.pid, *_descendants(self.pid))))

    def memory_mb(self) -> float:
        """Resident memory in MB."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024

    def close(self) -> None:
        """End the program, politely first, and give the terminal back."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            if not self._reap():
                os.kill(self.pid, number)
                self.ended_within(2.0)
        if self.fd >= 0:
            self.hang_up()

    def _read(self) -> bytes:
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError:
            return b""
        self.raw += data
        done = 0
        for query in QUERY.finditer(data):
            self.emulator.feed(data[done : query.end()])
            done = query.end()
            if self.answers is not None:
                cursor = self.emulator.screen.cursor
                place = f"\x1b[{cursor.y + 1};{cursor.x + 1}R".encode()
                self._answer(place if query[0] == b"\x1b[6n" else self.answers.get(query[0], b""))
        self.emulator.feed(data[done:])
        return data

    def _answer(self, data: bytes) -> None:
        """Send what the terminal answers by itself."""
        os.write(self.fd, data)

    def _reap(self) -> bool:
        if self.exit_status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self.exit_status = os.waitstatus_to_exitcode(status) if pid else None
        return self.exit_status is not None


def _switches(pid: int) -> int:
    """Context switches of a process as `/proc/PID/task/TID/status` counts them, of both kinds."""
    found = (thread.read_text() for thread in Path(f"/proc/{pid}/task").glob("*/status"))
    return sum(int(line.split()[1]) for text in found for line in text.splitlines() if "_ctxt_switches" in line)


def _descendants(pid: int) -> list[int]:
    """The processes that a process started, and those that they did."""
    found = [int(child) for file in Path(f"/proc/{pid}/task").glob("*/children") for child in file.read_text().split()]
    return [*found, *(below for child in found for below in _descendants(child))]


def set_size(fd: int, size: tuple[int, int]) -> None:
    columns, rows = size
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def unread_bytes(master: int) -> int:
    """Bytes sent to a pseudo-terminal that nothing has read yet; OSError where its other side is gone."""
    (number,) = struct.unpack("I", fcntl.ioctl(master, TIOCGPTN, bytes(4)))
    slave = os.open(f"/dev/pts/{number}", os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK)
    try:
        (count,) = struct.unpack("I", fcntl.ioctl(slave, termios.FIONREAD, bytes(4)))
        return int(count)
    finally:
        os.close(slave)
