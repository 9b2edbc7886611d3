"""A real terminal on a display of the test's own: a program's bytes are shown in its window, and what the window sends
for clicks, keys and pastes is kept.
"""

import contextlib
import os
import select
import shutil
import subprocess
import threading
import time
import tty
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pytest

from tests.terminal.pty_session import PtySession

_SECONDS = 60
"""How long a program that uses the display may take."""
_TRIES = 10
"""How often a key is pressed that does not come."""


class Display:
    """An X display without a screen; use with `with`."""

    def __init__(self) -> None:
        need("Xvfb")
        reading, writing = os.pipe()
        argv = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
        self._process = subprocess.Popen(argv, pass_fds=(writing,), stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as told:
            self.name = f":{told.readline().strip()}"

    def __enter__(self) -> "Display":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait(30)


class RealTerminal:
    """A terminal whose line is the test's: bytes in, bytes out. Use with `with`."""

    def __init__(self, display: Display, folder: Path, argv: Sequence[str]) -> None:
        """`argv` starts it; in it `{command}` stands for a shell's line, which is what it is to run."""
        need(argv[0])
        line = folder / "line"
        command = f"sh -c 'tty > {line}.new; mv {line}.new {line}; exec sleep 1000'"
        self.environment = {**os.environ, "DISPLAY": display.name, "LANG": "C.UTF-8", "LIBGL_ALWAYS_SOFTWARE": "1"}
        self.environment |= {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
        words = [part.replace("{command}", command) for part in argv]
        self._process = subprocess.Popen(
            words, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        wait_for(line.exists)
        self.fd = os.open(line.read_text().strip(), os.O_RDWR | os.O_NOCTTY)
        tty.setraw(self.fd)
        wait_for(lambda: self._size_stands())

    def __enter__(self) -> "RealTerminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self.fd)
        self._process.terminate()
        self._process.wait(30)

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        return tuple(os.get_terminal_size(self.fd))  # type: ignore[return-value]

    def click(self, column: int, row: int, *, button: int = 1) -> None:
        """Click at a cell, counted from 0; buttons 4 and 5 are the wheel."""
        self._point(column, row)
        self._do("click", str(button))

    def drag(self, column: int, row: int) -> None:
        """Drag from a cell two rows down."""
        self._point(column, row)
        self._do("mousedown", "1")
        self._point(column + 4, row + 2)
        self._do("mouseup", "1")

    def key(self, name: str) -> None:
        """Press a key of this name (that of a keysym); the window has the focus after `RealSession.look_away`."""
        self._do("key", name)

    def paste(self, text: str) -> None:
        """Paste a text as a person does, by Shift+Insert."""
        given, asked = ("xsel", "--input", "--primary"), ("xsel", "--selectionTimeout", "500", "--output", "--primary")

        def owned() -> bool:
            with contextlib.suppress(subprocess.TimeoutExpired):
                return subprocess.check_output(asked, env=self.environment, timeout=5) == text.encode()
            return False

        subprocess.run(given, input=text.encode(), env=self.environment, check=True, timeout=_SECONDS)
        wait_for(owned)
        self.key("shift+Insert")

    def turn_focus(self) -> None:
        """Give the focus to this window, to none, and to this one again; not waited for, since GTK may hand it on to a
        window of its own.
        """
        window = self._window()
        self._do("windowfocus", window)
        self._do("windowfocus", "0")
        self._do("windowfocus", window)

    def _point(self, column: int, row: int) -> None:
        window = self._window()
        found = self._do("getwindowgeometry", "--shell", window)
        geometry = dict(line.split("=") for line in found.splitlines())
        columns, rows = self.size
        x, y = (int(geometry[side]) for side in ("WIDTH", "HEIGHT"))
        place = [str(int((at + 0.5) * length / count)) for at, length, count in ((column, x, columns), (row, y, rows))]
        self._do("mousemove", "--window", window, *place)

    def _window(self) -> str:
        found = ""

        def seen() -> bool:
            nonlocal found
            argv = ["xdotool", "search", "--onlyvisible", "--name", "."]
            found = subprocess.run(
                argv, env=self.environment, capture_output=True, text=True, check=False, timeout=_SECONDS
            ).stdout
            return bool(found.strip())

        wait_for(seen)
        return found.split()[-1]

    def _size_stands(self) -> bool:
        before = self.size
        time.sleep(0.1)
        return self.size == before and min(before) > 10

    def _do(self, *words: str) -> str:
        argv = ["xdotool", *words]
        return subprocess.run(
            argv, env=self.environment, capture_output=True, text=True, check=True, timeout=_SECONDS
        ).stdout


class RealSession(PtySession):
    """A program whose terminal is a real one."""

    def __init__(self, argv: Sequence[str], terminal: RealTerminal, env: Mapping[str, str]) -> None:
        self.terminal = terminal
        self.typed = bytearray()
        """What the terminal sent, answers too."""
        self._over = threading.Event()
        super().__init__(argv, terminal.size, {"TERM": "xterm-256color", **env}, answers=None)
        self._answers = threading.Thread(target=self._carry_answers, daemon=True)
        self._answers.start()

    def close(self) -> None:
        """End the program; the terminal stays."""
        self._over.set()
        self._answers.join(2)
        super().close()

    def look_away(self, key: str) -> None:
        """Turn to another window and back, and press a key until it came: a terminal that has not heard of its focus
        yet takes no key, or the next one without Shift. It may come several times.
        """
        before = len(self.typed)
        for _ in range(_TRIES):
            self.terminal.turn_focus()
            self.terminal.key(key)
            self.settle(0.1, 3, lambda session: key.encode() in session.typed[before:])
            if key.encode() in self.typed[before:]:
                return
        raise AssertionError(f"{key} never came: {bytes(self.typed[before:])!r}")

    def paste(self, text: str) -> None:
        """Paste a text without controls, and wait until it came: the terminal asks its owner for it meanwhile."""
        before = len(self.typed)
        self.terminal.paste(text)
        self.settle(0.1, 30, lambda session: text.encode() in session.typed[before:])

    def _read(self) -> bytes:
        data = super()._read()
        os.write(self.terminal.fd, data)
        return data

    def _carry_answers(self) -> None:
        with contextlib.suppress(OSError):
            while not self._over.is_set():
                if select.select([self.terminal.fd], [], [], 0.05)[0]:
                    data = os.read(self.terminal.fd, 4096)
                    self.typed += data
                    os.write(self.fd, data)


def need(program: str) -> None:
    """Skip where a program is missing."""
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")


def wait_for(done: Callable[[], bool], seconds: float = 30.0) -> None:
    """Until something is so; AssertionError when it never is."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end
        time.sleep(0.02)
