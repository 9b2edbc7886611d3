"""The cheapest way from one cell to another (pure).

Sequences of VT100 and ECMA-48 that every full-screen terminal knows.
"""

from functools import lru_cache

UNKNOWN = -1
"""A row or column that the terminal may have anywhere."""


@lru_cache(16384)
def move_cursor(start: tuple[int, int], goal: tuple[int, int], line_feed: bool) -> str:
    """The shortest sequence from cell `start` to `goal`, both (x, y) from 0; a part of `start` may be `UNKNOWN`.

    `line_feed` says that a line feed moves straight down: the tty does not add a carriage return.
    """
    if start == goal:
        return ""
    (x, y), (to_x, to_y) = start, goal
    ways = [_absolute(to_x, to_y)]
    if y != UNKNOWN:
        down = _vertical(to_y - y, line_feed)
        ways += [down + across for across in _across(x, to_x)]
    return min(ways, key=len)


def _absolute(x: int, y: int) -> str:
    if x == 0:
        return f"\x1b[{y + 1}H" if y else "\x1b[H"
    return f"\x1b[{y + 1 if y else ''};{x + 1}H"


def _vertical(rows: int, line_feed: bool) -> str:
    if rows <= 0:
        return _counted(-rows, "A")
    return "\n" * rows if line_feed and rows <= 3 else _counted(rows, "B")


def _across(x: int, to_x: int) -> list[str]:
    ways = ["\r" + _counted(to_x, "C"), f"\x1b[{to_x + 1}G"]
    if x != UNKNOWN:
        ways.append(_counted(to_x - x, "C") if to_x >= x else min("\b" * (x - to_x), _counted(x - to_x, "D"), key=len))
    return ways


def _counted(count: int, final: str) -> str:
    """A control sequence with a count; a count of one is left out, a count of none is no sequence."""
    if count == 0:
        return ""
    return f"\x1b[{count}{final}" if count > 1 else f"\x1b[{final}"
