"""The one boundary for errors: whatever an action, a worker, a timer, an answer or the mouse raises becomes one line,
and the reader goes on.

Under tests errors are raised on, so that what is swallowed for a user fails a test: `NEWSREADER_RAISE_ERRORS` in the
environment asks for it. A `ReaderError` is never a fault of the program, so it is one line everywhere.
"""

import os
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol

from tui_reader.i18n.messages import tr
from tui_reader.model.errors import ReaderError
from tui_reader.text.sanitize import sanitize

RAISE_ERRORS = "NEWSREADER_RAISE_ERRORS"
"""Variable that makes errors pass the boundary, whatever its value."""


P = ParamSpec("P")


class ShowsErrors(Protocol):
    """Where a line for the user is shown, and the rest is logged."""

    def show_error(self, text: str) -> None:
        """One line for the user, safe for the terminal."""

    def log_error(self, error: Exception) -> None:
        """An error that nobody foresaw, in full, for the log."""


def report_error(screen: ShowsErrors, error: Exception) -> None:
    """Show an error as one line and log it unless it was foreseen; raises it again under tests unless it is a
    ReaderError.
    """
    if isinstance(error, ReaderError):
        screen.show_error(sanitize(str(error)))
        return
    if RAISE_ERRORS in os.environ:
        raise error
    if isinstance(error, OSError | ValueError):
        text = f"{error.strerror}: {error.filename}" if isinstance(error, OSError) and error.filename else str(error)
        screen.show_error(sanitize(text or repr(error)))
        return
    screen.log_error(error)
    screen.show_error(sanitize(f"{tr('something went wrong')}: {error!r}"))


def run_action(screen: ShowsErrors, action: Callable[[], object]) -> None:
    """Run what a key, a palette entry or the mouse asks for; no error of it ends the reader."""
    try:
        action()
    except Exception as error:  # noqa: BLE001  the boundary itself
        report_error(screen, error)


def guarded(screen: ShowsErrors, do: Callable[P, object]) -> Callable[P, None]:
    """`do` with its errors ended here: for timers, answers and whatever else is called later."""

    def run(*args: P.args, **named: P.kwargs) -> None:
        run_action(screen, lambda: do(*args, **named))

    return run


def guarded_handler(handler: Callable[Concatenate[Any, P], object]) -> Callable[Concatenate[Any, P], None]:
    """A method of a screen or a widget that Textual calls, with its errors ended here; the application shows them."""

    @wraps(handler)
    def run(part: Any, /, *args: P.args, **named: P.kwargs) -> None:
        run_action(part.app, lambda: handler(part, *args, **named))

    return run
