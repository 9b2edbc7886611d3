"""The order by relevance: title over terms over description and summary over body.

Few hits are weighed one by one. Words that very many posts have are not worth that: there the posts that have them in
the title come first, then those that have them in title or terms, and so on, the newest first in each tier, so that
the first rows of the list cost next to nothing at any size.
"""

import sqlite3
from collections.abc import Iterator
from itertools import chain, pairwise

from tui_reader.index.queries.plan import Plan
from tui_reader.model.sorts import RELEVANT

FEW = 5000
"""Hits that are weighed one by one, in about 10 ms."""
WORTH = "bm25(search, 10.0, 5.0, 3.0, 1.0)"
"""Title over terms over description over body."""
_TIERS = ("title", "title terms", "title terms lead", "title terms lead body")
_TIER = """
    SELECT p.id FROM search AS d CROSS JOIN posts AS p ON p.id = d.rowid
    WHERE d.search MATCH ? AND ({}) ORDER BY d.rowid DESC
"""


def tiered_ids(connection: sqlite3.Connection, plan: Plan) -> Iterator[int] | None:
    """Row ids tier by tier; None where the order is another one, or the hits are few enough to be weighed."""
    if plan.query.sort is not RELEVANT or not plan.prefilter or not _are_many(connection, plan.prefilter):
        return None
    select = _TIER.format(plan.rest.text)
    rows = chain.from_iterable(
        connection.execute(select, (match, *plan.rest.values)) for match in _tiers(plan.prefilter)
    )
    return (row[0] for row in rows)


def _are_many(connection: sqlite3.Connection, match: str) -> bool:
    counted = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)"
    return int(connection.execute(counted, (match, FEW + 1)).fetchone()[0]) > FEW


def _tiers(match: str) -> Iterator[str]:
    """The expression of each tier, without the posts of the tier before."""
    whole = [f"{{{fields}}} : ({match})" for fields in _TIERS]
    yield whole[0]
    yield from (f"({tier}) NOT ({before})" for before, tier in pairwise(whole))
