"""The first rows of a list, newest first, without looking at every post that fits.

Words and terms lead to their posts in the order of the row id, which is the order of the date: the index is read from
its end until enough rows are found. Pinned posts come before them and are asked one by one.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tui_reader.index.queries.fts_prefilter import narrow
from tui_reader.index.queries.where_clause import Context, Sql, compile_where, term_ids
from tui_reader.model.query import All, Condition, Field, Query
from tui_reader.model.sorts import NEWEST

_PINNED = 3000
"""With more pinned posts than this, asking each of them costs more than making the whole list."""


@dataclass(frozen=True, slots=True)
class _Way:
    """A table whose rows lead to posts in the order of their ids."""

    table: str
    """FROM and WHERE, with one `?`."""
    order: str
    """The column that is the post's id."""
    value: object
    """The parameter."""
    rest: Condition
    """What the posts must still fit."""


def newest_ids(connection: sqlite3.Connection, query: Query, context: Context) -> list[int] | None:
    """Row ids of the first `query.limit` posts, newest first; None where there is no short way to them."""
    if query.sort is not NEWEST or query.limit is None:
        return None
    way = _way(connection, query.where, context)
    pinned = connection.execute("SELECT count(*) FROM (SELECT 1 FROM posts WHERE pinned = 1 LIMIT ?)", (_PINNED + 1,))
    if way is None or pinned.fetchone()[0] > _PINNED:
        return None
    asking = replace(context, probing=True)
    first = compile_where(query, asking)
    others = compile_where(replace(query, where=way.rest), asking)
    selects = (
        Sql(_select("posts AS p WHERE p.pinned = 1", first.text, "p.id"), first.values),
        Sql(_select(way.table, others.text, way.order), (way.value, *others.values)),
    )
    found: list[int] = []
    for select in selects:
        found += [row[0] for row in connection.execute(select.text, (*select.values, query.limit - len(found)))]
    return found


def _select(table: str, where: str, order: str) -> str:
    return f"SELECT p.id FROM {table} AND ({where}) ORDER BY {order} DESC LIMIT ?"


def _way(connection: sqlite3.Connection, where: Condition, context: Context) -> _Way | None:
    """The shortest way to the posts; None where no single condition leads to all of them."""
    narrowed = narrow(where)
    if narrowed.match and not context.waiting:
        table = "search AS d CROSS JOIN posts AS p ON p.id = d.rowid WHERE p.pinned = 0 AND d.search MATCH ?"
        return _Way(table, "d.rowid", narrowed.match, All(narrowed.rest))
    return _term_way(connection, where.conditions if isinstance(where, All) else (where,), context)


def _term_way(connection: sqlite3.Connection, parts: Sequence[Condition], context: Context) -> _Way | None:
    for part in parts:
        if not (isinstance(part, Field) and part.exact):
            continue
        select = term_ids(part, context)
        ids = connection.execute(select.text, select.values).fetchall()
        if len(ids) == 1:
            table = "tagged AS d CROSS JOIN posts AS p ON p.id = d.post WHERE p.pinned = 0 AND d.term = ?"
            return _Way(table, "d.post", ids[0][0], All(tuple(other for other in parts if other is not part)))
    return None
