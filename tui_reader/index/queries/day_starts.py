"""A list, newest first, parted into days: where each day begins."""

import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from datetime import UTC, datetime, timedelta
from operator import neg

from tui_reader.index.storage.row_ids import first_id
from tui_reader.model.post import ListHeading

_DAY = 86_400
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def split_days(connection: sqlite3.Connection, ids: "array[int]") -> tuple[ListHeading, ...]:
    """The days of the posts with these row ids, as the posts themselves write them: pinned posts, days, posts without
    a date.

    One post a day is looked at: row ids grow with the date. Only posts that spilled into the second before their own,
    and lists with bookmarks whose post is gone, are looked at one by one.
    """
    gone = any(row_id < 0 for row_id in ids)
    at = 0 if gone else _count_pinned(connection, ids)
    found = [ListHeading(0, "pinned")] if at else []
    while at < len(ids):
        date, zone = _date(connection, ids[at])
        if date is None:
            found.append(ListHeading(at, "undated"))
            break
        midnight = date - (date + zone) % _DAY
        found.append(ListHeading(at, "day", (_EPOCH + timedelta(seconds=midnight + zone)).date()))
        at = at + 1 if gone else bisect_right(ids, -first_id(midnight), lo=at, key=neg)
        while at < len(ids) and (_date(connection, ids[at])[0] or -first_id(0)) >= midnight:
            at += 1
    return tuple(found)


def _count_pinned(connection: sqlite3.Connection, ids: "array[int]") -> int:
    """How many posts at the head of the list are there because they are pinned."""

    def is_plain(index: int) -> bool:
        found = connection.execute("SELECT pinned FROM posts WHERE id = ?", (ids[index],)).fetchone()
        return not (found and found[0])

    return bisect_left(range(len(ids)), True, key=is_plain)


def _date(connection: sqlite3.Connection, row_id: int) -> tuple[int | None, int]:
    """Date and zone of a post, or of a bookmark whose post is gone."""
    table = "marks" if row_id < 0 else "posts"
    found = connection.execute(f"SELECT date, zone FROM {table} WHERE id = ?", (abs(row_id),)).fetchone()
    return (found[0], found[1]) if found else (None, 0)
