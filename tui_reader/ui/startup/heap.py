"""The memory that the C library keeps for the reader, where that is glibc: one heap, and no more than is used."""

import contextlib

_ARENA_MAX = -8
"""`M_ARENA_MAX` of mallopt(3)."""


def share_heap() -> None:
    """Let all threads that begin from now on take their memory from one heap.

    Each is given one of its own otherwise, and what it frees no other thread gets: 1 MB with ours. That serves threads
    that allocate at once, which Python's lock lets none do.
    """
    _call("mallopt", _ARENA_MAX, 1)


def trim_heap() -> None:
    """Give back to the system what was freed, malloc_trim(3)."""
    _call("malloc_trim", 0)


def _call(function: str, *numbers: int) -> None:
    import ctypes  # noqa: PLC0415 - loaded behind the first paint

    with contextlib.suppress(OSError, AttributeError):
        getattr(ctypes.CDLL(None), function)(*numbers)
