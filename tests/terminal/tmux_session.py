"""A real tmux of the test's own, on a private socket: start a program, send keys, look at the screen, resize, end."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path
from shlex import join
from types import TracebackType

_NUMBERS = count()
"""Each session has a socket of its own: a server that is ending still listens on its old one for a moment."""


class TmuxSession:
    """A program in a tmux window of `size` (columns, rows); use with `with`: tmux is ended on the way out."""

    def __init__(
        self,
        argv: Sequence[str],
        folder: Path,
        size: tuple[int, int] = (120, 40),
        env: Mapping[str, str] | None = None,
    ) -> None:
        """Start `argv`; `folder` takes the socket (short paths: a socket's path ends at 107 bytes); `env` is laid
        over ours.
        """
        self.socket = folder / f"tmux{next(_NUMBERS)}"
        self._env = {**os.environ, "LANG": "C.UTF-8", "TERM": "xterm-256color"}
        for name in ("TMUX", "NO_COLOR", "SSH_CONNECTION", "SSH_TTY", "COLUMNS", "LINES"):
            self._env.pop(name, None)
        self._env.update(env or {})
        columns, rows = size
        given = [part for name, value in (env or {}).items() for part in ("-e", f"{name}={value}")]
        self.run("-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", str(rows), *given, join(argv))
        self.run("set", "-g", "remain-on-exit", "on")

    def __enter__(self) -> "TmuxSession":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def run(self, *command: str) -> str:
        """One tmux command; its output. `subprocess.CalledProcessError` when tmux refuses it."""
        done = subprocess.run(
            ["tmux", "-S", str(self.socket), *command], env=self._env, capture_output=True, text=True, check=True
        )
        return done.stdout

    def keys(self, *names: str) -> None:
        """Send keys by tmux's names (`Down`, `Enter`, `C-p`, `j`)."""
        self.run("send-keys", *names)

    def type(self, text: str) -> None:
        """Send text as it is."""
        self.run("send-keys", "-l", text)

    def text(self) -> str:
        """The screen as text, without blanks at line ends."""
        return self.run("capture-pane", "-p").rstrip("\n")

    def styled(self) -> str:
        """The screen with colours and attributes as SGR sequences, blanks kept."""
        return self.run("capture-pane", "-p", "-e", "-N")

    def wait_for(self, text: str, timeout: float = 30.0) -> str:
        """The screen once `text` stands on it; AssertionError with the screen when it never does."""
        end = time.monotonic() + timeout
        while text not in (screen := self.text()):
            assert time.monotonic() < end, f"{text!r} never came; the screen:\n{screen}"
            time.sleep(0.05)
        return screen

    def wait_until_ended(self, timeout: float = 30.0) -> bool:
        """Whether the program has ended within `timeout` seconds."""
        end = time.monotonic() + timeout
        while not (ended := self.ended) and time.monotonic() < end:
            time.sleep(0.05)
        return ended

    @property
    def ended(self) -> bool:
        """Whether the program has ended (its last screen stays)."""
        return self.run("display-message", "-p", "#{pane_dead}").strip() == "1"

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self.run("resize-window", "-x", str(columns), "-y", str(rows))

    def close(self) -> None:
        """End tmux and everything in it."""
        subprocess.run(["tmux", "-S", str(self.socket), "kill-server"], env=self._env, capture_output=True, check=False)
