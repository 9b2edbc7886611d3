"""Lists from the index: row ids in order, and rows to show."""

import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any

from tui_reader.index.queries.newest import newest_ids
from tui_reader.index.queries.plan import Plan
from tui_reader.index.queries.relevance import WORTH, tiered_ids
from tui_reader.index.queries.where_clause import Sql
from tui_reader.index.records import moment
from tui_reader.index.storage.row_ids import first_id
from tui_reader.model.post import Row
from tui_reader.model.query import KEPT, All, Is, words_of
from tui_reader.model.sorts import NEWEST, Sort
from tui_reader.text.folding import fold
from tui_reader.text.sanitize import replace_surrogates

_CHUNK = 500
_RANKED = f"SELECT rowid AS id, {WORTH} AS worth FROM search WHERE search MATCH ?"
"""Row ids with how well the words match: the smaller, the better."""
_ROWS = """
    SELECT p.id, p.path, p.title, p.date, p.zone, p.pinned, p.recommended, p.draft,
           coalesce(m.read, 0), coalesce(m.bookmarked, 0), coalesce(m.begun, 0), p.problems,
           CASE WHEN m.noted THEN (SELECT coalesce(nullif(note, ''), passages) FROM marks WHERE marks.path = p.path) END
    FROM posts AS p LEFT JOIN marked AS m ON m.id = p.id WHERE p.id IN ({})
"""


def list_ids(connection: sqlite3.Connection, plan: Plan) -> "array[int]":
    """Row ids of all posts that match, in order; below zero for marks whose post is gone."""
    newest = newest_ids(connection, plan)
    if newest is not None:
        return array("q", newest)
    query = plan.query
    tiered = tiered_ids(connection, plan)
    if tiered is not None:
        return array("q", islice(tiered, query.limit))
    select = select_ids(plan)
    found = connection.execute(select.text, select.values)
    ids = array("q", chain.from_iterable(iter(found)))
    for state in KEPT:
        if query.where in (Is(state), All((Is(state),))):
            ids = _with_gone(connection, ids, query.sort, state)
    return ids if query.limit is None else ids[: query.limit]


def listed_among(connection: sqlite3.Connection, plan: Plan, paths: Sequence[str]) -> frozenset[str]:
    """Those of some paths whose posts match."""
    found: set[str] = set()
    for start in range(0, len(paths), _CHUNK):
        some = [replace_surrogates(path) for path in paths[start : start + _CHUNK]]
        among = f"p.path IN ({', '.join('?' * len(some))})"
        select = f"SELECT p.path FROM posts AS p WHERE {among} AND ({plan.probe.text})"
        found.update(path for (path,) in connection.execute(select, (*some, *plan.probe.values)))
    return frozenset(found)


def select_ids(plan: Plan) -> Sql:
    """The SELECT of a list."""
    if not plan.ranking:
        text = f"SELECT p.id FROM posts AS p WHERE {plan.where.text} ORDER BY {plan.order}"
        return _limited(Sql(text, plan.where.values), plan.query.limit)
    ranked = _ranked(plan)
    posts = f"({ranked.text}) AS r JOIN posts AS p" if plan.prefilter else f"posts AS p LEFT JOIN ({ranked.text}) AS r"
    order = "r.worth IS NULL, r.worth, p.id DESC"
    text = f"SELECT p.id FROM {posts} ON r.id = p.id WHERE {plan.where.text} ORDER BY {order}"
    return _limited(Sql(text, (*ranked.values, *plan.where.values)), plan.query.limit)


def _ranked(plan: Plan) -> Sql:
    """Row ids with how well the words match, as weighed by the full-text index; without one, by words in the title."""
    if plan.context.full_text:
        return Sql(_RANKED, (plan.ranking,))
    words = [replace_surrogates(fold(word.text)) for word in words_of(plan.query.where)]
    worth = " + ".join(["(instr(title_key, ?) > 0)"] * len(words))
    return Sql(f"SELECT id, -({worth}) AS worth FROM posts", tuple(words))


def _limited(select: Sql, limit: int | None) -> Sql:
    return select if limit is None else Sql(select.text + " LIMIT ?", (*select.values, limit))


def _with_gone(connection: sqlite3.Connection, ids: "array[int]", sort: Sort, state: str) -> "array[int]":
    """The list with the marks of this state whose post is gone: by date in the order by date, else at the end."""
    rows = connection.execute(
        f"SELECT id, date FROM marks WHERE {state} AND title <> '' AND path NOT IN (SELECT path FROM posts) ORDER BY title"
    )
    gone = {-row_id: first_id(date) for row_id, date in rows}
    every = array("q", [*ids, *gone])
    if sort is not NEWEST:
        return every
    return array("q", sorted(every, key=lambda row_id: gone.get(row_id, row_id), reverse=True))


def get_rows(connection: sqlite3.Connection, ids: Sequence[int]) -> tuple[Row, ...]:
    """The rows with these ids, in the order of `ids`; ids that are no longer there are left out."""
    found: dict[int, Row] = {}
    for start in range(0, len(ids), _CHUNK):
        some = tuple(ids[start : start + _CHUNK])
        for row in connection.execute(_ROWS.format(", ".join("?" * len(some))), some):
            found[row[0]] = _row(row)
        for row in _gone_rows(connection, [-row_id for row_id in some if row_id < 0]):
            found[row.id] = row
    return tuple(found[row_id] for row_id in ids if row_id in found)


def _row(values: Sequence[Any]) -> Row:
    row_id, path, title, date, zone, pinned, recommended, draft, read, bookmarked, begun, problems, note = values
    return Row(
        id=row_id,
        path=path,
        title=title,
        date=moment(date, zone),
        pinned=bool(pinned),
        recommended=bool(recommended),
        draft=bool(draft),
        read=bool(read),
        bookmarked=bool(bookmarked),
        begun=bool(begun),
        problems=problems,
        note=note or "",
    )


def _gone_rows(connection: sqlite3.Connection, ids: Sequence[int]) -> Iterator[Row]:
    for row_id in ids:
        found = connection.execute(
            "SELECT path, title, date, zone, read, bookmarked, coalesce(nullif(note, ''), passages)"
            " FROM marks WHERE id = ?",
            (row_id,),
        ).fetchone()
        if found:
            path, title, date, zone, read, kept, note = found
            when = moment(date, zone)
            yield Row(-row_id, path, title or path, when, read=bool(read), bookmarked=bool(kept), gone=True, note=note)
