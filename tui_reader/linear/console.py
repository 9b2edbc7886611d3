"""Lines in and lines out: what is said is made safe, what is typed may be edited and completed where a person types."""

import os
import shutil
from collections.abc import Callable, Sequence
from typing import TextIO

from tui_reader.config.child_process import change_own_variable
from tui_reader.text.sanitize import sanitize

ROWS, COLUMNS = 20, 80
"""Lines said at once and cells of a line where no terminal tells its size."""
KEPT_ROWS = 3
"""Lines of a screen that are left for the place, the prompt and what is typed."""

Complete = Callable[[str], Sequence[str]]
"""Whole lines that the line typed so far may become."""


class Console:
    """Where a person types and reads; a pipe will do."""

    def __init__(self, source: TextIO, out: TextIO) -> None:
        self._source = source
        self._out = out
        self.typed_by_hand = source.isatty() and out.isatty()
        """Whether a person types; a pipe is asked without a prompt, and an interrupt ends it."""
        for stream in (source, out):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure:
                reconfigure(errors="replace")

    @property
    def rows(self) -> int:
        """Lines that are said at once."""
        return max(1, self._size()[1] - KEPT_ROWS) if self.typed_by_hand else ROWS

    @property
    def columns(self) -> int:
        """Cells of a line; the last one of a terminal is left free, where some begin the next line by themselves."""
        return self._size()[0] - 1

    def _size(self) -> tuple[int, int]:
        return shutil.get_terminal_size((COLUMNS, ROWS + KEPT_ROWS))

    def say(self, text: str = "") -> None:
        """Lines for the user; raises BrokenPipeError where nobody reads any more."""
        for line in text.split("\n"):
            self._out.write(sanitize(line).rstrip() + "\n")

    def ask(self, prompt: str) -> str | None:
        """The next line, None at the end of the input. Raises KeyboardInterrupt."""
        self._out.flush()
        if self.typed_by_hand:
            try:
                return input(sanitize(prompt))
            except EOFError:
                self.say()
                return None
        line = self._source.readline()
        return line.rstrip("\n") if line else None

    def help_typing(self, complete: Complete) -> None:
        """Let lines be edited, recalled and completed where a person types, and the system has readline.

        It is told that the terminal is dumb, since on others it would send sequences, and reads no file of its own: one
        could have it send them again.
        """
        if not self.typed_by_hand:
            return
        change_own_variable("TERM", "dumb")
        change_own_variable("INPUTRC", os.devnull)
        try:
            import readline  # noqa: PLC0415  only where a person types
        except ImportError:
            return
        found: list[str] = []

        def offer(text: str, state: int) -> str | None:
            if state == 0:
                found[:] = complete(text)
            return found[state] if state < len(found) else None

        readline.set_completer_delims("")
        readline.set_completer(offer)
        for line in ("set enable-bracketed-paste off", "set bell-style none", "tab: complete"):
            readline.parse_and_bind(line)
