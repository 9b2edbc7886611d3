"""A command of the reader in a process of its own, forked from this one: it does all that the program does but load."""

import os
import signal
import sys
import tempfile
from collections.abc import Sequence
from typing import BinaryIO

from tui_reader.cli.dispatch import dispatch
from tui_reader.cli.registry import load_command

load_command("bookmarks")  # once, for all that are forked


class ForkedCommand:
    """A running command; whoever starts it asks for its exit code until there is one."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self._errors: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115 - read when it ended
        self._code: int | None = None
        self._pid = os.fork()
        if self._pid == 0:
            _be_child(arguments, self._errors.fileno())

    def exit_code(self) -> int | None:
        """What it ended with, as `subprocess` has it: a signal below zero; None as long as it runs."""
        if self._code is None:
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            self._code = os.waitstatus_to_exitcode(status) if pid else None
        return self._code

    def said(self) -> str:
        """What it told the user."""
        self._errors.seek(0)
        return self._errors.read().decode("utf-8", "replace")

    def kill(self) -> bool:
        """End it at once, wherever it is; False where it ended before."""
        if self.exit_code() is not None:
            return False
        os.kill(self._pid, signal.SIGKILL)
        self._code = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
        return self._code < 0


def _be_child(arguments: Sequence[str], errors: int) -> None:
    """Run the command with nothing of the parent's open but its errors; never returns."""
    code = 99
    try:
        for target, descriptor in enumerate((os.open(os.devnull, os.O_RDWR), os.open(os.devnull, os.O_RDWR), errors)):
            os.dup2(descriptor, target)
        os.closerange(3, 1024)
        sys.stdin, sys.stdout, sys.stderr = (
            open(number, "r" if number == 0 else "w", closefd=False)  # noqa: SIM115 - as long as it runs
            for number in range(3)
        )
        code = dispatch(arguments)
        sys.stderr.flush()
    finally:
        os._exit(code)
