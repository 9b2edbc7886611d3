"""A real xterm that prints what it shows."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

from tests.terminal.real_terminal import Display, RealSession, RealTerminal, wait_for

_SECOND_HALF = "\uffff"
"""What xterm prints for the second cell of a wide character."""


class Xterm(RealTerminal):
    """An xterm of 120 × 40 on a display of its own. Use with `with`."""

    def __init__(self, folder: Path, *options: str) -> None:
        """`options` are those of xterm's command line."""
        self._printed = folder / "printed"
        resources = (f"printerCommand: cat > {self._printed}", "printerAutoClose: true", "printAttributes: 0")
        argv = ["xterm", "-u8", "-geometry", "120x40", *options]
        argv += [part for resource in resources for part in ("-xrm", f"XTerm*{resource}")]
        self._display = Display()
        super().__init__(self._display, folder, [*argv, "-e", "{command}"])

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, trace)
        self._display.__exit__(kind, error, trace)

    def text(self) -> str:
        """What is on the screen, as the terminal itself prints it (MC)."""
        self._printed.unlink(missing_ok=True)
        os.write(self.fd, b"\x1b[i")
        wait_for(lambda: self._printed.exists() and self._printed.read_bytes().count(b"\n") >= 40)
        lines = self._printed.read_text("utf-8").replace(_SECOND_HALF, "").split("\n")[:40]
        return "\n".join(line.rstrip("\r ") for line in lines)


class XtermSession(RealSession):
    """A program whose terminal is an xterm."""

    def __init__(self, argv: Sequence[str], xterm: Xterm, env: Mapping[str, str]) -> None:
        self._xterm = xterm
        super().__init__(argv, xterm, env)

    def text(self) -> str:
        """What xterm shows."""
        return self._xterm.text()
