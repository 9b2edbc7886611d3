"""Modules that count as not installed while others are loaded, which then do without them."""

import contextlib
import sys
from collections.abc import Iterator


@contextlib.contextmanager
def without_module(name: str) -> Iterator[None]:
    """Inside, importing `name` raises ModuleNotFoundError, unless it is loaded already.

    What the import system finds as None counts as not installed.
    """
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]
