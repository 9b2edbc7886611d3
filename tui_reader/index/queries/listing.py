"""Lists from the index: row ids in order, and rows to show."""

import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Any

from tui_reader.index.queries.fts_prefilter import narrow
from tui_reader.index.queries.newest import newest_ids
from tui_reader.index.queries.post_contents import is_waiting
from tui_reader.index.queries.relevance import WORTH, tiered_ids
from tui_reader.index.queries.where_clause import Context, Sql, compile_where, order_by
from tui_reader.index.records import moment
from tui_reader.index.storage.row_ids import first_id
from tui_reader.model.post import Row
from tui_reader.model.query import All, Is, Query, words_of
from tui_reader.model.sorts import NEWEST, RELEVANT, Sort
from tui_reader.search.tokenizer import phrases

_CHUNK = 500
_ROWS = """
    SELECT p.id, p.path, p.title, p.date, p.zone, p.pinned, p.recommended, p.draft,
           coalesce(m.read, 0), coalesce(m.bookmarked, 0), coalesce(m.begun, 0), p.problems, p.words
    FROM posts AS p LEFT JOIN marked AS m ON m.id = p.id WHERE p.id IN ({})
"""


def list_ids(connection: sqlite3.Connection, query: Query, context: Context) -> "array[int]":
    """Row ids of all posts that fit, in order; below zero for bookmarks whose post is gone."""
    context = replace(context, waiting=is_waiting(connection))
    newest = newest_ids(connection, query, context)
    if newest is not None:
        return array("q", newest)
    tiered = tiered_ids(connection, query, context)
    if tiered is not None:
        return array("q", islice(tiered, query.limit))
    select = select_ids(query, context)
    found = connection.execute(select.text, select.values)
    ids = array("q", chain.from_iterable(iter(found)))
    if query.where in (Is("bookmarked"), All((Is("bookmarked"),))):
        ids = _with_gone(connection, ids, query.sort)
    return ids if query.limit is None else ids[: query.limit]


def select_ids(query: Query, context: Context) -> Sql:
    """The SELECT of a list."""
    where = compile_where(query, context)
    ranked = _ranked(query) if query.sort is RELEVANT else None
    if ranked is None:
        text = f"SELECT p.id FROM posts AS p WHERE {where.text} ORDER BY {order_by(query.sort)}"
        return _limited(Sql(text, where.values), query.limit)
    join = (
        f"({ranked.text}) AS r JOIN posts AS p"
        if narrow(query.where).match and not context.waiting
        else f"posts AS p LEFT JOIN ({ranked.text}) AS r"
    )
    text = f"SELECT p.id FROM {join} ON r.id = p.id WHERE {where.text} ORDER BY r.worth IS NULL, r.worth, p.id DESC"
    return _limited(Sql(text, ranked.values + where.values), query.limit)


def _limited(select: Sql, limit: int | None) -> Sql:
    return select if limit is None else Sql(select.text + " LIMIT ?", (*select.values, limit))


def _ranked(query: Query) -> Sql | None:
    """Row ids with how well the words fit; None where there are no words to rank by."""
    wanted = [phrase for word in words_of(query.where) for phrase in phrases(word.text, word.phrase)]
    if not wanted:
        return None
    text = f"SELECT rowid AS id, {WORTH} AS worth FROM search WHERE search MATCH ?"
    return Sql(text, (" OR ".join(wanted),))


def _with_gone(connection: sqlite3.Connection, ids: "array[int]", sort: Sort) -> "array[int]":
    """The list with the bookmarks whose post is gone: by date in the order by date, else at the end."""
    rows = connection.execute(
        "SELECT id, date FROM marks WHERE bookmarked AND title <> '' AND path NOT IN (SELECT path FROM posts) ORDER BY title"
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
    row_id, path, title, date, zone, pinned, recommended, draft, read, bookmarked, begun, problems, words = values
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
        words=words,
    )


def _gone_rows(connection: sqlite3.Connection, ids: Sequence[int]) -> Iterator[Row]:
    for row_id in ids:
        found = connection.execute("SELECT path, title, date, zone, read FROM marks WHERE id = ?", (row_id,)).fetchone()
        if found:
            path, title, date, zone, read = found
            yield Row(-row_id, path, title or path, moment(date, zone), read=bool(read), bookmarked=True, gone=True)
