"""The entry of the program: arguments in, exit code out."""

import gc
import sys
from collections.abc import Sequence

from tui_reader import __version__

INTERRUPTED = 130
MISSING = 3
_OF_UNIX = frozenset({"fcntl", "pwd", "resource", "termios", "tty"})
"""Modules that Python has on every Unix, and on no other system."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code: 0 fine, 1 nothing found, 2 wrong usage, 3 content trouble or a part of the
    program missing, 130 interrupted.
    """
    gc.disable()  # nothing dies while modules load; commands that run long turn it on again
    try:
        given = sys.argv[1:] if arguments is None else arguments
        if list(given) == ["--version"] and sys.stdout is not None:
            # Without the parser, which takes ten times as long to load.
            sys.stdout.write(f"newsreader {__version__}\n")
            return 0
        # Loaded here, so that an interrupt meanwhile ends as quietly as one later.
        from tui_reader.cli.dispatch import dispatch

        code = dispatch(given)
        if arguments is None:
            _end_at_once(code)
        return code
    except ModuleNotFoundError as error:
        sys.stderr.write(f"newsreader: {_missing((error.name or str(error)).partition('.')[0])}\n")
        return MISSING
    except KeyboardInterrupt:
        return INTERRUPTED


def _end_at_once(code: int) -> None:
    """End the process without taking every module apart, which is an eighth of what a short command takes; does
    nothing where a thread is left that may still work, or where the output cannot be written.
    """
    import os
    import threading

    if threading.active_count() > 1:
        return
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except (OSError, ValueError):
        return
    os._exit(code)


def _missing(module: str) -> str:
    """What to do about a module that is not there."""
    from tui_reader.i18n.messages import tr

    if module in _OF_UNIX:
        return tr(
            "this system has no {module}: newsreader needs Linux, macOS or another Unix; on Windows it runs in WSL"
        ).replace("{module}", module)
    return tr(
        "{module} is not installed: install newsreader again, with its dependencies: pip install --force-reinstall hugo-newsreader"
    ).replace("{module}", module)
