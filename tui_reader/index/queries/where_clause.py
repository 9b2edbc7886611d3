"""A Query becomes SQL: the one place where conditions turn into WHERE clauses and orders into ORDER BY.

Every clause is written for the table `posts AS p`; what a person typed travels as parameters alone.
"""

from collections.abc import Callable, Sequence

from tui_reader.index.records import Names
from tui_reader.index.storage.lookup_keys import ARCHIVE, AUTHORS, FLAGS, RECOMMENDED, STANDING, term_key
from tui_reader.index.storage.schema import NEVER, order_terms
from tui_reader.model.dataclass import dataclass, field
from tui_reader.model.query import KEPT, All, AnyOf, Condition, Counted, Dated, Field, Is, Not, Query, Words
from tui_reader.model.sorts import Sort
from tui_reader.search import tokenizer
from tui_reader.text.folding import fold
from tui_reader.text.pinyin import pinyin_pattern
from tui_reader.text.sanitize import replace_surrogates


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQL with its parameters."""

    text: str
    """The SQL, with a `?` for each parameter."""
    values: tuple[object, ...] = ()
    """The parameters in order."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a query is compiled against."""

    now: int
    """The moment, in seconds since 1970."""
    names: Names = field(default_factory=Names)
    """What the site calls its taxonomies."""
    waiting: bool = False
    """Some posts are not in the full-text index yet: they are found by their titles."""
    probing: bool = False
    """Few posts are looked at one by one: look up each of them, rather than all posts that a term has."""
    full_text: bool = True
    """There is a full-text index; without one the texts of posts are searched one by one."""
    joined: bool = False
    """The user's marks are joined as `marked AS m`: states that are marks are its columns."""


EVERY = Sql("1")
NOTHING = Sql("0")
_ON_MARKS = {
    "read": "m.read",
    "begun": "m.begun",
    "bookmarked": "m.bookmarked",
    "noted": "m.noted",
    "updated": "m.read AND m.read < coalesce(p.changed, 0)",
}
"""States that a post can only be in with a row in `marked AS m`."""
_HAS_MARK = "EXISTS (SELECT 1 FROM marked AS m WHERE m.id = p.id AND {})"
_AMONG_MARKS = "p.id IN (SELECT m.id FROM marked AS m WHERE {})"
_IS = {
    "pinned": Sql("p.pinned"),
    "recommended": Sql("p.recommended"),
    "draft": Sql("p.draft"),
    "problem": Sql("p.problems"),
    "read": Sql(_HAS_MARK.format(_ON_MARKS["read"])),
    "unread": Sql("NOT " + _HAS_MARK.format(_ON_MARKS["read"])),
    "updated": Sql(_HAS_MARK.format(_ON_MARKS["updated"])),
    "new": Sql("p.seen > coalesce((SELECT CAST(value AS INTEGER) FROM facts WHERE name = 'before'), 9e18)"),
    "begun": Sql(_AMONG_MARKS.format(_ON_MARKS["begun"])),
    "bookmarked": Sql(_AMONG_MARKS.format(_ON_MARKS["bookmarked"])),
    "noted": Sql(_AMONG_MARKS.format(_ON_MARKS["noted"])),
}
_CARRIES = {
    False: "p.id IN (SELECT post FROM tagged WHERE term IN ({}))",
    True: "EXISTS (SELECT 1 FROM tagged WHERE post = p.id AND term IN ({}))",
}
_SIGNS = ("<", "<=", "=", ">=", ">")
_COLUMNS = {"date": "p.date", "lastmod": "p.changed", "seen": "p.seen", "words": "p.words", "minutes": "p.minutes"}


def order_by(sort: Sort) -> str:
    """The ORDER BY of an order, pinned posts first; relevance itself is worked out in listing.py."""
    return ", ".join(f"p.{term}" for term in order_terms(sort))


def in_feed(query: Query, now: int) -> list[Sql]:
    """What keeps posts of other languages out, and drafts, future and expired posts unless they are asked for; all
    bookmarks are asked for with `is:bookmarked`, all posts with notes with `is:noted`.
    """
    asked = asked_for(query.where)
    language = [] if query.lang is None else [Sql("p.lang = ?", (query.lang,))]
    if not asked.isdisjoint(KEPT):
        return language
    clauses = [] if query.drafts or "draft" in asked else [_unless_in(Sql("p.draft = 0"), query.drafts_in)]
    if query.future or query.future_in or "future" in asked:
        clauses.append(Sql("p.shown_from < ?", (NEVER,)))
    if not (query.future or "future" in asked):
        clauses.append(_unless_in(Sql("p.shown_from <= ?", (now,)), query.future_in))
    if not (query.expired or "expired" in asked):
        clauses.append(_unless_in(Sql("p.shown_until >= ?", (now,)), query.expired_in))
    return clauses + language


def _unless_in(clause: Sql, languages: tuple[str, ...]) -> Sql:
    """The clause, which the posts of some languages need not fit."""
    if not languages:
        return clause
    marks = ", ".join("?" * len(languages))
    return Sql(f"{clause.text} OR p.lang IN ({marks})", (*clause.values, *languages))


def asked_for(condition: Condition) -> frozenset[str]:
    """Names of `is:` that every fitting post must have."""
    if isinstance(condition, Is):
        return frozenset([condition.name])
    if isinstance(condition, All):
        return frozenset().union(*map(asked_for, condition.conditions))
    return frozenset()


def lets_in(condition: Condition) -> bool:
    """Whether the condition lets in posts that are not in the feed."""
    return not asked_for(condition).isdisjoint((*KEPT, "draft", "future", "expired"))


def needs_mark(condition: Condition) -> bool:
    """Whether only posts that the user has marked can match."""
    if isinstance(condition, Is):
        return condition.name in _ON_MARKS
    if isinstance(condition, All):
        return any(map(needs_mark, condition.conditions))
    return isinstance(condition, AnyOf) and condition != AnyOf() and all(map(needs_mark, condition.conditions))


def compile_condition(condition: Condition, context: Context) -> Sql:
    """One condition as SQL that is true or false for each post, never NULL."""
    return _COMPILERS[type(condition)](condition, context)


def conjunction(clauses: Sequence[Sql]) -> Sql:
    """All clauses joined by AND, with values that SQLite can take."""
    joined = _join(" AND ", [clause for clause in clauses if clause != EVERY], EVERY)
    values = (replace_surrogates(value) if isinstance(value, str) else value for value in joined.values)
    return Sql(joined.text, tuple(values))


def _join(word: str, clauses: list[Sql], empty: Sql) -> Sql:
    if len(clauses) < 2:
        return clauses[0] if clauses else empty
    text = word.join(f"({clause.text})" for clause in clauses)
    return Sql(text, tuple(value for clause in clauses for value in clause.values))


def _all(condition: All, context: Context) -> Sql:
    return _join(" AND ", [compile_condition(c, context) for c in condition.conditions], EVERY)


def _any_of(condition: AnyOf, context: Context) -> Sql:
    return _join(" OR ", [compile_condition(c, context) for c in condition.conditions], NOTHING)


def _not(condition: Not, context: Context) -> Sql:
    inner = compile_condition(condition.condition, context)
    return Sql(f"NOT ({inner.text})", inner.values)


def _is(condition: Is, context: Context) -> Sql:
    if context.joined and condition.name in _ON_MARKS:
        return Sql(_ON_MARKS[condition.name])
    moments = {"future": Sql("p.shown_from > ?", (context.now,)), "expired": Sql("p.shown_until < ?", (context.now,))}
    flag = _carries("key = ?", FLAGS, (term_key(condition.name),), context)
    return _IS.get(condition.name) or moments.get(condition.name) or flag


def _dated(condition: Dated, _context: Context) -> Sql:
    column = _COLUMNS[condition.column]
    clauses = [Sql(f"{column} IS NOT NULL")]
    clauses += [Sql(f"{column} >= ?", (condition.first,))] if condition.first is not None else []
    clauses += [Sql(f"{column} < ?", (condition.last,))] if condition.last is not None else []
    return _join(" AND ", clauses, EVERY)


def _counted(condition: Counted, _context: Context) -> Sql:
    if condition.sign not in _SIGNS:
        return NOTHING
    column, number = _COLUMNS[condition.column], max(-NEVER, min(NEVER, condition.number))
    return Sql(f"{column} {condition.sign} ? AND {column} < ?", (number, NEVER))


def _words(condition: Words, context: Context) -> Sql:
    """Posts with the text in them; letters that may be pinyin find titles, terms and authors too."""
    found = _text(condition, context)
    if context.waiting:
        waits = Sql("p.id IN (SELECT id FROM unsearched) AND instr(p.title_key, ?)", (fold(condition.text),))
        found = _join(" OR ", [found, waits], EVERY)
    if condition.phrase or not pinyin_pattern(condition.text):
        return found
    spelled = "p.id IN (SELECT post FROM tagged WHERE term IN (SELECT id FROM terms WHERE facet NOT IN (?, ?, ?) AND spelled(?, folded)))"
    return _join(" OR ", [found, _spelled_title(condition.text), Sql(spelled, (*STANDING, condition.text))], EVERY)


def _spelled_title(typed: str) -> Sql:
    return Sql("spelled(?, p.title_key)", (typed,))


def _text(condition: Words, context: Context) -> Sql:
    """Posts with the text in them: by the search index, and by plain search where that alone cannot decide."""
    phrases = tokenizer.phrases(condition.text, condition.phrase) if context.full_text else ()
    matching = (
        Sql("p.id IN (SELECT rowid FROM search WHERE search MATCH ?)", (" ".join(phrases),)) if phrases else EVERY
    )
    if phrases and tokenizer.is_exact(condition.text):
        return matching
    fits = Sql(
        "coalesce((SELECT fits(?, ?, packed) FROM texts WHERE texts.id = p.id), 0)", (condition.text, condition.phrase)
    )
    return _join(" AND ", [clause for clause in (matching, fits) if clause != EVERY], EVERY)


def as_term(condition: Condition) -> Condition:
    """The condition as the term that exactly its posts carry, where there is one; else as it is."""
    return Field(FLAGS, RECOMMENDED, exact=True) if condition == Is(RECOMMENDED) else condition


def term_ids(condition: Field, context: Context) -> Sql:
    """The SELECT of the terms that are exactly the field's value: several where posts spell it in several ways."""
    facet = _facet(condition, context.names)
    return Sql("SELECT id FROM terms WHERE facet = ? AND key = ?", (facet, term_key(condition.value)))


def names_term(condition: Field, context: Context) -> bool:
    """Whether the field is that of a facet, not one with a meaning of its own."""
    return condition.name in context.names.plurals or condition.name not in _FIELDS


def _facet(condition: Field, names: Names) -> str:
    """The facet a field stands for."""
    return names.plurals.get(condition.name) or _FACETS.get(condition.name, condition.name)


def _carries(test: str, facet: str, values: tuple[object, ...], context: Context) -> Sql:
    terms = f"SELECT id FROM terms WHERE facet = ? AND {test}"
    return Sql(_CARRIES[context.probing].format(terms), (facet, *values))


def _field(condition: Field, context: Context) -> Sql:
    special = _FIELDS.get(condition.name) if condition.name not in context.names.plurals else None
    return special(condition) if special else _term(_facet(condition, context.names), condition, context)


def _term(facet: str, condition: Field, context: Context) -> Sql:
    if condition.exact:
        return _carries("key = ?", facet, (term_key(condition.value),), context)
    found = _carries("instr(folded, ?)", facet, (fold(condition.value),), context)
    if not pinyin_pattern(condition.value):
        return found
    return _join(" OR ", [found, _carries("spelled(?, folded)", facet, (condition.value,), context)], EVERY)


def _title(condition: Field) -> Sql:
    found = Sql("instr(p.title_key, ?)", (fold(condition.value),))
    if not pinyin_pattern(condition.value):
        return found
    return _join(" OR ", [found, _spelled_title(condition.value)], EVERY)


def _section(condition: Field) -> Sql:
    return Sql("p.section = ? COLLATE NOCASE", (condition.value,))


def _day(condition: Field) -> Sql:
    """Posts of a day as the posts themselves write it; the month leads to them."""
    month = _carries("key = ?", ARCHIVE, (condition.value[:7],), Context(0))
    return Sql(f"({month.text}) AND date(p.date + p.zone, 'unixepoch') = ?", (*month.values, condition.value))


def _path(condition: Field) -> Sql:
    return Sql("instr(p.path, ?)", (condition.value,))


def _note(condition: Field) -> Sql:
    noted = "p.path IN (SELECT path FROM marks WHERE noted AND instr(note_key, ?))"
    return Sql(noted, (fold(condition.value),))


def _lang(condition: Field) -> Sql:
    return Sql("p.lang = ? COLLATE NOCASE", (condition.value,))


_FIELDS: dict[str, Callable[[Field], Sql]] = {
    "title": _title,
    "section": _section,
    "day": _day,
    "path": _path,
    "lang": _lang,
    "note": _note,
}
_FACETS = {"author": AUTHORS, "month": ARCHIVE}

_COMPILERS: dict[type, Callable[..., Sql]] = {
    Words: _words,
    Field: _field,
    Is: _is,
    Dated: _dated,
    Counted: _counted,
    Not: _not,
    All: _all,
    AnyOf: _any_of,
}
