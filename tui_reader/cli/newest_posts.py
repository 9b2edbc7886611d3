"""The newest posts of a feed, pinned ones among the others."""

from typing import TYPE_CHECKING

from tui_reader.model.dataclass import replace
from tui_reader.model.post import Row
from tui_reader.model.query import All, Is, Not, Query
from tui_reader.model.sorts import NEWEST

if TYPE_CHECKING:
    from tui_reader.feed.library import Library


def newest_rows(library: "Library", query: Query, limit: int) -> tuple[Row, ...]:
    """The rows of the posts that fit, newest first, at most `limit`; lists put pinned posts before all others."""
    pinned = Is("pinned")
    apart = (replace(query, sort=NEWEST, where=All((query.where, where))) for where in (pinned, Not(pinned)))
    found = [row for one in apart for row in library.posts.first(one, limit)]
    return tuple(sorted(found, key=_second, reverse=True)[:limit])


def _second(row: Row) -> float:
    return row.date.timestamp() if row.date else float("-inf")
