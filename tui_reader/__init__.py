"""A terminal reader for a news feed kept as local Hugo posts; for programs, `open_feed`."""

TYPE_CHECKING = False
"""As in `typing`, which would be loaded with every start."""
if TYPE_CHECKING:
    from tui_reader.python_door import Feed as Feed
    from tui_reader.python_door import open_feed as open_feed

__version__ = "0.1.0"
__all__ = ["Feed", "__version__", "open_feed"]


def __getattr__(name: str) -> object:
    """`Feed` and `open_feed`, loaded when they are asked for: the reader starts without them."""
    if name in ("Feed", "open_feed"):
        from tui_reader import python_door  # noqa: PLC0415 - the reader starts without it

        return getattr(python_door, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
