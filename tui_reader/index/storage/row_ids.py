"""Row ids that grow with the date, so that newest first costs nothing at any size, in the list and in the full-text
index.
"""

import sqlite3

LAST_ID = (1 << 63) - 1
"""No post has this id or a greater one."""
_PER_SECOND = 256
"""Ids of one second; more posts than that spill into the seconds before."""
_FIRST_DATED = 1 << 40
"""Ids below are for posts without a date, which are older than all others."""
_YEAR_ONE = 62_135_596_800 + 86_400
"""Seconds from the earliest moment a date can name, in any time zone, to 1970."""


def first_id(date: int | None) -> int:
    """Smallest id for a post of this date (seconds since 1970, or None)."""
    return 1 if date is None else _FIRST_DATED + (date + _YEAR_ONE) * _PER_SECOND


def free_id(connection: sqlite3.Connection, date: int | None) -> int:
    """An id for a new post of this date, below those of the same second, so that posts of one date stand as they came.

    The caller holds the write lock.
    """
    width = _PER_SECOND if date is not None else _FIRST_DATED - 1
    high = first_id(date) + width - 1
    while True:
        low = high - width + 1
        first = connection.execute("SELECT min(id) FROM posts WHERE id >= ? AND id <= ?", (low, high)).fetchone()[0]
        if first is None:
            return high
        if first > low:
            return int(first) - 1
        width *= 2


def has_date(row_id: int, date: int | None) -> bool:
    """Whether the id was given for this very date, not counting ids that spilled over."""
    low = first_id(date)
    return low <= row_id < (low + _PER_SECOND if date is not None else _FIRST_DATED)
