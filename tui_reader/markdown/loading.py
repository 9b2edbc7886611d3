"""Loads markdown-it where several threads may need it at once."""

import importlib
import threading

from tui_reader.model.absent_modules import without_module

_loading = threading.Lock()


def load_parser() -> None:
    """Load markdown-it whole, before a module that needs it: its modules import one another in circles, and of two
    threads that load them at once one may be given a part of a module.

    It would load linkify-it where that is installed, 0.7 MB for a rule that is never on: `autolink` finds addresses.
    """
    with _loading, without_module("linkify_it"):
        importlib.import_module("markdown_it")
