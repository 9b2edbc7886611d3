"""The first rows of a list, newest first, without looking at every post that matches.

Words and terms lead to their posts in the order of the row id, which is the order of the date: the index is read from
its end until enough rows are found. Pinned posts come before them and are checked one by one.
"""

import sqlite3

from tui_reader.index.queries.plan import Plan
from tui_reader.index.queries.where_clause import Sql
from tui_reader.model.dataclass import dataclass
from tui_reader.model.sorts import NEWEST

_PINNED = 3000
"""With more pinned posts than this, checking each of them costs more than making the whole list."""


@dataclass(frozen=True, slots=True)
class _Way:
    """A table whose rows lead to posts in the order of their ids."""

    table: str
    """FROM and WHERE, with one `?`."""
    order: str
    """The column that is the post's id."""
    value: object
    """The parameter."""
    rest: Sql
    """What the posts must still satisfy."""


def newest_ids(connection: sqlite3.Connection, plan: Plan) -> list[int] | None:
    """Row ids of the first posts up to the limit, newest first; None where there is no short way to them."""
    limit = plan.query.limit
    if plan.query.sort is not NEWEST or limit is None:
        return None
    way = _way(connection, plan)
    pinned = connection.execute("SELECT count(*) FROM (SELECT 1 FROM posts WHERE pinned = 1 LIMIT ?)", (_PINNED + 1,))
    if way is None or pinned.fetchone()[0] > _PINNED:
        return None
    selects = (
        Sql(_select("posts AS p WHERE p.pinned = 1", plan.probe.text, "p.id"), plan.probe.values),
        Sql(_select(way.table, way.rest.text, way.order), (way.value, *way.rest.values)),
    )
    found: list[int] = []
    for select in selects:
        found += [row[0] for row in connection.execute(select.text, (*select.values, limit - len(found)))]
    return found


def _select(table: str, where: str, order: str) -> str:
    return f"SELECT p.id FROM {table} AND ({where}) ORDER BY {order} DESC LIMIT ?"


def _way(connection: sqlite3.Connection, plan: Plan) -> _Way | None:
    """The shortest way to the posts; None where no single condition leads to all of them."""
    if plan.prefilter:
        table = "search AS d CROSS JOIN posts AS p ON p.id = d.rowid WHERE p.pinned = 0 AND d.search MATCH ?"
        return _Way(table, "d.rowid", plan.prefilter, plan.rest)
    for lead in plan.term_leads:
        ids = connection.execute(lead.term_ids.text, lead.term_ids.values).fetchall()
        if len(ids) == 1:
            table = "tagged AS d CROSS JOIN posts AS p ON p.id = d.post WHERE p.pinned = 0 AND d.term = ?"
            return _Way(table, "d.post", ids[0][0], lead.rest)
    return None
