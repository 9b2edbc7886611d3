"""A real xterm on a display of the test's own: it shows what a program on a pty writes, answers it, and prints what
it shows.
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

_SECOND_HALF = "\uffff"
"""What xterm prints for the second cell of a wide character."""


class Xterm:
    """An xterm of 120 × 40 whose terminal line is the test's: bytes in, answers out. Use with `with`."""

    def __init__(self, folder: Path, *options: str) -> None:
        """`options` are those of xterm's command line."""
        for program in ("Xvfb", "xterm"):
            if shutil.which(program) is None:
                pytest.skip(f"{program} is not installed")
        self._printed = folder / "printed"
        reading, writing = os.pipe()
        display = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
        self._display = subprocess.Popen(display, pass_fds=(writing,), stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        line = folder / "line"
        resources = (f"printerCommand: cat > {self._printed}", "printerAutoClose: true", "printAttributes: 0")
        argv = ["xterm", "-u8", "-geometry", "120x40", *options]
        argv += [part for resource in resources for part in ("-xrm", f"XTerm*{resource}")]
        argv += ["-e", "sh", "-c", f"tty > {line}.new; mv {line}.new {line}; exec sleep 1000"]
        environment = {**os.environ, "DISPLAY": f":{number}", "LANG": "C.UTF-8"}
        self._xterm = subprocess.Popen(argv, env=environment, stderr=subprocess.DEVNULL)
        _wait_for(line.exists)
        self.fd = os.open(line.read_text().strip(), os.O_RDWR | os.O_NOCTTY)
        tty.setraw(self.fd)

    def __enter__(self) -> "Xterm":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self.fd)
        for process in (self._xterm, self._display):
            process.terminate()
            process.wait(5)

    def text(self) -> str:
        """What is on the screen, as the terminal itself prints it (MC)."""
        self._printed.unlink(missing_ok=True)
        os.write(self.fd, b"\x1b[i")
        _wait_for(lambda: self._printed.exists() and self._printed.read_bytes().count(b"\n") >= 40)
        lines = self._printed.read_text("utf-8").replace(_SECOND_HALF, "").split("\n")[:40]
        return "\n".join(line.rstrip("\r ") for line in lines)


class XtermSession(PtySession):
    """A program whose terminal is an xterm."""

    def __init__(self, argv: Sequence[str], xterm: Xterm, env: Mapping[str, str]) -> None:
        self._xterm = xterm
        self._over = threading.Event()
        super().__init__(argv, (120, 40), {"TERM": "xterm-256color", **env}, answers=None)
        self._answers = threading.Thread(target=self._carry_answers, daemon=True)
        self._answers.start()

    def text(self) -> str:
        """What xterm shows."""
        return self._xterm.text()

    def close(self) -> None:
        """End the program; xterm stays."""
        self._over.set()
        self._answers.join(2)
        super().close()

    def _read(self) -> bytes:
        data = super()._read()
        os.write(self._xterm.fd, data)
        return data

    def _carry_answers(self) -> None:
        with contextlib.suppress(OSError):
            while not self._over.is_set():
                if select.select([self._xterm.fd], [], [], 0.05)[0]:
                    os.write(self.fd, os.read(self._xterm.fd, 4096))


def _wait_for(done: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not done():
        assert time.monotonic() < end
        time.sleep(0.02)
