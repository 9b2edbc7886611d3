"""Whether the answer that a thread works for is still wanted: long work asks now and then, and ends early."""

import contextlib
import threading
from collections.abc import Callable, Iterator

_thread = threading.local()


@contextlib.contextmanager
def wanted_while(holds: Callable[[], bool]) -> Iterator[None]:
    """What this thread does inside is wanted as long as `holds` says so."""
    _thread.holds = holds
    try:
        yield
    finally:
        _thread.holds = None


def is_wanted() -> bool:
    """Whether anybody waits for what this thread does; true where nobody said otherwise."""
    holds: Callable[[], bool] | None = getattr(_thread, "holds", None)
    return holds is None or holds()
