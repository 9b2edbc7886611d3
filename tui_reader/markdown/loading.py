"""Loads markdown-it where several threads may need it at once."""

import importlib
import threading

_loading = threading.Lock()


def load_parser() -> None:
    """Load markdown-it whole, before a module that needs it: its modules import one another in circles, and of two
    threads that load them at once one may be given a part of a module.
    """
    with _loading:
        importlib.import_module("markdown_it")
