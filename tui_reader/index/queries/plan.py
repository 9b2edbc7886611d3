"""A query becomes a plan: each of its conditions compiled once, for every way in which its posts may be found (pure).

Lists, counts and relations take a plan and run SQL; none of them looks at conditions again.
"""

from tui_reader.index.queries.fts_prefilter import fts_prefilter, prefilter_decides
from tui_reader.index.queries.where_clause import (
    Context,
    Sql,
    as_term,
    compile_condition,
    conjunction,
    in_feed,
    order_by,
    term_ids,
)
from tui_reader.model.dataclass import dataclass, replace
from tui_reader.model.query import All, Condition, Field, Query, words_of
from tui_reader.model.sorts import RELEVANT
from tui_reader.search.tokenizer import phrases


@dataclass(frozen=True, slots=True)
class TermLead:
    """A term that every matching post carries: its posts can be read in the order of the row id."""

    term_ids: Sql
    """The SELECT of its ids: several where posts spell it in several ways."""
    rest: Sql
    """What posts of the term must still satisfy, checked one by one."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A query as the index answers it; every clause is written for the table `posts AS p`."""

    query: Query
    """What is asked, with order and limit."""
    context: Context
    """What it was compiled against."""
    where: Sql
    """Everything a post must satisfy, for a statement that looks at all posts."""
    probe: Sql
    """The same, for a statement that looks at few posts one by one."""
    prefilter: str
    """FTS5 expression that every matching post satisfies; empty where there is none, and where there is no full-text
    index or posts are still missing in it.
    """
    rest: Sql
    """What posts that satisfy the prefilter must still satisfy; they are checked one by one where there is a limit."""
    term_leads: tuple[TermLead, ...]
    """Exact terms of the query, in its order."""
    ranking: str
    """FTS5 expression to rank posts by; empty where the order is another one, or there are no words to rank by."""
    order: str
    """The terms of the ORDER BY where nothing is ranked."""

    def with_where(self, where: Condition) -> "Plan":
        """The plan of the same query with another condition, and without a limit."""
        return make_plan(replace(self.query, where=where, limit=None), self.context)


def make_plan(query: Query, context: Context) -> Plan:
    """The plan of a query."""
    parts = query.where.conditions if isinstance(query.where, All) else (query.where,)
    feed = in_feed(query, context.now)
    scanned = [compile_condition(part, context) for part in parts]
    probed = [compile_condition(part, replace(context, probing=True)) for part in parts]
    is_searchable = context.full_text and not context.waiting
    matches = [fts_prefilter(part) if is_searchable else "" for part in parts]
    checked = zip(parts, matches, scanned if query.limit is None else probed, strict=True)
    rest = [clause for part, match, clause in checked if not match or not prefilter_decides(part)]
    return Plan(
        query=query,
        context=context,
        where=conjunction([*scanned, *feed]),
        probe=conjunction([*probed, *feed]),
        prefilter=" AND ".join(match for match in matches if match),
        rest=conjunction([*rest, *feed]),
        term_leads=tuple(
            TermLead(term_ids(part, context), conjunction([*probed[:at], *probed[at + 1 :], *feed]))
            for at, part in enumerate(map(as_term, parts))
            if isinstance(part, Field) and part.exact
        ),
        ranking=_ranking(query.where) if query.sort is RELEVANT else "",
        order=order_by(query.sort),
    )


def _ranking(where: Condition) -> str:
    return " OR ".join(phrase for word in words_of(where) for phrase in phrases(word.text, word.phrase))
