"""Counts for the sidebar: how many posts of each view and each term match a query.

The totals of the whole feed are kept with the index, so that a start need not count; a filter that most posts match
is counted by the posts that do not match it.
"""

import json
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping

from tui_reader.index.queries.fts_prefilter import fts_prefilter, prefilter_decides
from tui_reader.index.queries.plan import Plan
from tui_reader.index.queries.term_bits import LastBits
from tui_reader.index.queries.term_counts import count_terms, facets
from tui_reader.index.queries.where_clause import (
    as_term,
    asked_for,
    compile_condition,
    lets_in,
    names_term,
    needs_mark,
    term_ids,
)
from tui_reader.index.storage.lookup_keys import FLAGS, RECOMMENDED
from tui_reader.index.storage.metadata import CHANGED, LAST_VISIT, get_metadata
from tui_reader.index.storage.schema import NEVER
from tui_reader.model.dataclass import dataclass, replace
from tui_reader.model.post import Counts, Facet, TermCount, is_month
from tui_reader.model.query import KEPT, All, Condition, Field, Is, Not
from tui_reader.model.views import VIEWS

_SETTLED = 5_000_000_000
"""Nanoseconds without a change of posts after which totals are worth keeping."""
_CHUNK = 5000
_MANY = 5000
"""Posts of a feed from which on its bits are worth their memory."""
_REMEMBERED = 32
"""Totals that are remembered: several filters of several feeds."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted over some posts."""

    posts: int
    """How many there are."""
    terms: Counter[int]
    """How many carry each term, by its id."""
    state: str = ""
    """Of the totals of a feed: what tells which posts it had then."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Totals to be kept with the index."""

    name: str
    """Name of the metadata."""
    value: str
    """The totals as JSON."""


def count_all(connection: sqlite3.Connection, plan: Plan) -> tuple[Counts, Kept | None]:
    """Counts of terms under the query, the taxonomies in the order of the site, of views without it, and totals that
    are worth keeping.
    """
    totals, kept = _totals(connection, plan.with_where(All()))
    tally = totals if plan.query.where == All() else _tally_under(connection, plan, totals)
    views = _ViewCounter(connection, plan.with_where(All()), totals).count()
    return Counts(
        views, facets(connection, tally.terms, plan.context.names.taxonomies), totals.posts, tally.posts
    ), kept


def count_apart(connection: sqlite3.Connection, name: str, plan: Plan) -> Facet:
    """Counts of the terms of one facet under the query; a month is a facet whose terms are its days."""
    if is_month(name):
        return Facet(name, _days(connection, name, plan))
    totals, _ = _totals(connection, plan.with_where(All()))
    tally = totals if plan.query.where == All() else _tally_under(connection, plan, totals)
    return next((facet for facet in facets(connection, tally.terms, ()) if facet.name == name), Facet(name, ()))


def _days(connection: sqlite3.Connection, month: str, plan: Plan) -> tuple[TermCount, ...]:
    """The days of a month that have posts, the last one first."""
    where = plan.with_where(All((Field("month", month, exact=True), plan.query.where))).where
    text = "SELECT date(p.date + p.zone, 'unixepoch') AS day, count(*) FROM posts AS p"
    found = connection.execute(f"{text} WHERE {where.text} GROUP BY day ORDER BY day DESC", where.values)
    return tuple(TermCount(day, count) for day, count in found)


def _tally_under(connection: sqlite3.Connection, plan: Plan, totals: Tally) -> Tally:
    """The tally of the posts that match: by their bits, else by way of the smaller part."""
    counted = _tally_of_bits(connection, plan, totals) if totals.posts >= _MANY else None
    if counted is not None:
        return counted
    if 2 * _expected(connection, plan, totals) <= totals.posts:
        return _tally(connection, plan)
    others = _tally(connection, plan.with_where(Not(plan.query.where)))
    return Tally(totals.posts - others.posts, totals.terms - others.terms)


def _tally_of_bits(connection: sqlite3.Connection, plan: Plan, totals: Tally) -> Tally | None:
    """The tally by the bits of the feed; None where they are not known yet, or no short way leads to those of the
    query.
    """
    where = plan.query.where
    conditions = [as_term(each) for each in (where.conditions if isinstance(where, All) else (where,))]
    if not all(_is_simple(each, plan) for each in conditions):
        return None
    feed = plan.with_where(All()).where
    select = f"SELECT p.id, p.terms FROM posts AS p WHERE {feed.text} ORDER BY p.id"
    known = _last_bits.get(totals.state, lambda: connection.execute(select, feed.values))
    if known is None:
        return None
    bits = known.everything
    for each in conditions:
        if isinstance(each, Field):
            terms = term_ids(each, plan.context)
            bits &= known.of_terms(row[0] for row in connection.execute(terms.text, terms.values))
        else:
            found = connection.execute("SELECT rowid FROM search WHERE search MATCH ?", (fts_prefilter(each),))
            bits &= known.of_posts([row[0] for row in found])
    return Tally(*known.count(bits))


def _is_simple(condition: Condition, plan: Plan) -> bool:
    """Whether terms alone, or the full-text index alone, tell the posts of a condition."""
    if isinstance(condition, Field):
        return condition.exact and names_term(condition, plan.context)
    return plan.context.full_text and not plan.context.waiting and prefilter_decides(condition)


def _expected(connection: sqlite3.Connection, plan: Plan, totals: Tally) -> int:
    """About how many posts match a lone condition; 0 where that is not known."""
    if isinstance(plan.query.where, Field):
        selects = [lead.term_ids for lead in plan.term_leads]
        return sum(totals.terms[row[0]] for each in selects for row in connection.execute(each.text, each.values))
    return totals.posts if plan.query.where == Is("unread") else 0


def _tally(connection: sqlite3.Connection, plan: Plan) -> Tally:
    where = plan.where
    found = connection.execute(f"SELECT p.terms FROM posts AS p WHERE {where.text}", where.values)
    posts = 0

    def chunks() -> Iterator[list[bytes]]:
        nonlocal posts
        while rows := found.fetchmany(_CHUNK):
            posts += len(rows)
            yield [row[0] for row in rows]

    terms = count_terms(chunks())
    return Tally(posts, terms)


def _totals(connection: sqlite3.Connection, plan: Plan) -> tuple[Tally, Kept | None]:
    """The tally of the whole feed: as it was kept, while no post was changed, came in or went out since; else
    counted.
    """
    query, now = plan.query, plan.context.now
    shown = (query.drafts, query.future, query.expired, query.drafts_in, query.future_in, query.expired_in)
    name = " ".join(map(str, ("totals", query.lang, *shown)))
    changed, stored = get_metadata(connection, CHANGED), get_metadata(connection, name)
    last = _last.get(name, changed)
    text = next((text for text in (last, stored) if _holds(text, changed, now)), None)
    if text is None:
        tally = _tally(connection, plan)
        until = _next_moment(connection, now)
        value = {"changed": changed, "from": now, "until": until, "posts": tally.posts}
        text = json.dumps({**value, "terms": list(tally.terms.items())})
        _last.put(name, changed, text)
    else:
        kept = json.loads(text)
        tally = Tally(kept["posts"], Counter(dict(kept["terms"])), f"{name} {changed} {kept['until']}")
    settled = time.time_ns() - int(changed or 0) >= _SETTLED
    return tally, Kept(name, text) if settled and text != stored else None


class _LastTotals:
    """Totals counted last: right after a change they are not worth writing yet, but may be asked for again and again.

    They are known by their name and by when their index was changed last, in nanoseconds, so no index gets those of
    another one. Safe in every thread.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._texts: dict[tuple[str, str], str] = {}

    def get(self, name: str, changed: str) -> str | None:
        """The totals as JSON; None where they are not known."""
        with self._lock:
            return self._texts.get((name, changed))

    def put(self, name: str, changed: str, text: str) -> None:
        """Remember totals in place of the oldest ones."""
        with self._lock:
            self._texts.pop((name, changed), None)
            self._texts[name, changed] = text
            while len(self._texts) > _REMEMBERED:
                del self._texts[next(iter(self._texts))]


_last = _LastTotals()
_last_bits = LastBits()


def _holds(text: str | None, changed: str, now: int) -> bool:
    """Whether kept totals are those of the index that was changed last at `changed`."""
    kept = json.loads(text or "{}")
    return bool(changed) and kept.get("changed") == changed and kept["from"] <= now < kept["until"]


def _next_moment(connection: sqlite3.Connection, now: int) -> int:
    """When the next post comes into the feed or goes out of it."""
    comes = connection.execute("SELECT min(shown_from) FROM posts WHERE shown_from > ?", (now,)).fetchone()[0]
    goes = connection.execute("SELECT min(shown_until) FROM posts WHERE shown_until >= ?", (now,)).fetchone()[0]
    return min(NEVER if comes is None else comes, NEVER if goes is None else goes + 1)


@dataclass(frozen=True, slots=True)
class _ViewCounter:
    """Counts the views of the feed, each in the cheapest way its condition allows."""

    connection: sqlite3.Connection
    """The index."""
    plan: Plan
    """The plan of the whole feed."""
    tally: Tally
    """The posts of the whole feed."""

    def count(self) -> tuple[tuple[str, int], ...]:
        """Id of each view, in the order of the table, and how many of its posts match."""
        marked = self._count_marked()
        return tuple((view.id, self._count(view.where, marked)) for view in VIEWS)

    def _count(self, where: Condition, marked: Mapping[Condition, int]) -> int:
        """How many posts match a view's condition and the query."""
        opposite = _opposite(where)
        if where == All():
            return self.tally.posts
        if where in marked:
            return marked[where]
        if opposite is not None and opposite in marked:
            return self.tally.posts - marked[opposite]
        if where == Is(RECOMMENDED):
            return self.tally.terms[self._recommended()]
        if isinstance(where, Is) and where.name in KEPT:
            return self._count_alone(where) + self._gone(where.name)
        return 0 if "new" in asked_for(where) and self._nothing_came() else self._count_alone(where)

    def _count_marked(self) -> dict[Condition, int]:
        """Counts of the conditions that only marked posts match: all of them in one pass over the marks.

        Where a view holds the posts that do not match such a condition, it is counted for that view.
        """
        wanted = [where for view in VIEWS for where in (view.where, _opposite(view.where)) if where is not None]
        wanted = [where for where in dict.fromkeys(wanted) if needs_mark(where) and not lets_in(where)]
        if not wanted:
            return {}
        fits = [compile_condition(where, replace(self.plan.context, joined=True)) for where in wanted]
        sums = ", ".join(f"coalesce(sum(({each.text}) <> 0), 0)" for each in fits)
        where = self.plan.where
        text = f"SELECT {sums} FROM marked AS m CROSS JOIN posts AS p ON p.id = m.id WHERE {where.text}"
        values = [value for each in (*fits, where) for value in each.values]
        return dict(zip(wanted, self.connection.execute(text, values).fetchone(), strict=True))

    def _count_alone(self, where: Condition) -> int:
        """How many posts match, by a statement of its own."""
        asked = self.plan.with_where(All((where, self.plan.query.where)))
        select = asked.probe if needs_mark(where) else asked.where
        found = self.connection.execute(f"SELECT count(*) FROM posts AS p WHERE {select.text}", select.values)
        return int(found.fetchone()[0])

    def _recommended(self) -> int:
        """Id of the term that recommended posts carry; 0 where there are none."""
        text = "SELECT id FROM terms WHERE facet = ? AND name = ?"
        found = self.connection.execute(text, (FLAGS, RECOMMENDED)).fetchone()
        return int(found[0]) if found else 0

    def _nothing_came(self) -> bool:
        """Whether no post can have come in since the last visit, because nothing was changed since."""
        before = int(get_metadata(self.connection, LAST_VISIT) or 0)
        return not before or int(get_metadata(self.connection, CHANGED) or 0) < before * 1_000_000_000

    def _gone(self, state: str) -> int:
        """How many marks of this state there are whose posts are gone."""
        text = f"SELECT count(*) FROM marks WHERE {state} AND title <> '' AND path NOT IN (SELECT path FROM posts)"
        return int(self.connection.execute(text).fetchone()[0])


def _opposite(where: Condition) -> Condition | None:
    """The condition that exactly the other posts match, where it is a simpler one."""
    if where == Is("unread"):
        return Is("read")
    return where.condition if isinstance(where, Not) else None
