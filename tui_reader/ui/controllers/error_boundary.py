"""The one boundary for errors: whatever an action or a worker raises becomes one line, and the reader goes on.

Under tests errors are raised on, so that what is swallowed for a user fails a test: `NEWSREADER_RAISE_ERRORS` in the
environment asks for it. A `ReaderError` is never a fault of the program, so it is one line everywhere.
"""

import os
from collections.abc import Callable
from typing import Protocol

from tui_reader.i18n.messages import tr
from tui_reader.model.errors import ReaderError
from tui_reader.text.sanitize import sanitize

RAISE_ERRORS = "NEWSREADER_RAISE_ERRORS"
"""Variable that makes errors pass the boundary, whatever its value."""


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
