"""What the list shows: a view, terms chosen and excluded in the sidebar, typed words, an order (pure)."""

from collections.abc import Callable

from tui_reader.feed.first_language import names_language
from tui_reader.model.dataclass import dataclass, replace
from tui_reader.model.query import All, AnyOf, Condition, Field, Not, Query
from tui_reader.model.sorts import NEWEST, STEPPED, Sort, get_sort
from tui_reader.model.views import WHOLE_FEED, get_view

ARCHIVE = "archive"
"""The facet of months and days."""
TAXONOMIES = "taxonomies"
"""All other facets, as one group of alternatives."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A term of the sidebar."""

    facet: str
    """Plural name of its taxonomy, or `authors`, or `archive`."""
    term: str
    """The term as shown; a month as `2022-07`, a day as `2022-07-28`."""

    @property
    def month(self) -> str:
        """The month of a term of the archive."""
        return self.term[:7]


def group_of(term: Chosen) -> str:
    """The group in which a term is an alternative: `ARCHIVE` or `TAXONOMIES`."""
    return ARCHIVE if term.facet == ARCHIVE else TAXONOMIES


@dataclass(frozen=True, slots=True)
class FilterPart:
    """A part of a filter that can be taken off by itself."""

    kind: str
    """`include`, `or`, `exclude` or `words`."""
    terms: tuple[Chosen, ...] = ()
    """Its terms: several for `or`, none for `words`."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list shows."""

    view: str = WHOLE_FEED.id
    """Id of a view of the feed."""
    include: tuple[Chosen, ...] = ()
    """Terms a post must carry, all of them."""
    exclude: tuple[Chosen, ...] = ()
    """Terms a post must not carry."""
    words: str = ""
    """Text of the search box, in the query language."""
    typed: Condition | None = None
    """What `words` means; None for nothing typed."""
    sort: Sort = NEWEST
    """Order of the list."""
    lang: str = ""
    """Language the posts must have; empty for all."""
    lang_names: tuple[tuple[str, str], ...] = ()
    """Key and name of every language of the feed."""
    days: bool = False
    """Show the days of the list as headings, as long as it stands newest first."""
    folded: bool = False
    """Leave what editors pin and recommend where the order puts it, in place of headings at the head of the feed."""
    or_terms: tuple[Chosen, ...] = ()
    """Terms of which one is enough, of whichever taxonomies; months and days of the archive, which always are among
    them, are alternatives of their own.
    """

    def toggled(self, term: Chosen) -> "Filter":
        """With the term added to the filter, or taken away if it was in it."""
        without = _leave_out(self, lambda other: other == term)
        if term in (*self.include, *self.or_terms):
            return without
        if term.facet == ARCHIVE:
            return replace(without, or_terms=(*without.or_terms, term))
        return replace(without, include=(*without.include, term))

    def with_or_term(self, term: Chosen) -> "Filter":
        """With the term as another way to fit, beside those there are; or without it if it was one.

        Where there are none yet, it stands beside the chosen terms of its taxonomy, else beside the last chosen one.
        """
        without = _leave_out(self, lambda other: other == term)
        if term in self.or_terms:
            return without
        beside = tuple(other for other in without.include if other.facet == term.facet)
        if not beside and term.facet != ARCHIVE and not without.alternatives.get(TAXONOMIES):
            beside = without.include[-1:]
        joined = _leave_out(without, lambda other: other in beside)
        return replace(joined, or_terms=(*without.or_terms, *beside, term))

    def excluded(self, term: Chosen) -> "Filter":
        """With the term excluded, or no longer excluded if it was."""
        without = _leave_out(self, lambda other: other == term)
        return without if term in self.exclude else replace(without, exclude=(*without.exclude, term))

    def in_place(self, term: Chosen) -> "Filter":
        """With the term in place of what was chosen of its taxonomy; the rest of the filter stays."""
        return _without_facet(self, term.facet).toggled(term)

    @property
    def parts(self) -> "tuple[FilterPart, ...]":
        """What narrows the view, each part of which can be taken off by itself."""
        return (
            *(FilterPart("include", (term,)) for term in self.include),
            *(FilterPart("or", terms) for terms in self.alternatives.values()),
            *(FilterPart("exclude", (term,)) for term in self.exclude),
            *((FilterPart("words"),) if self.words else ()),
        )

    def without(self, part: "FilterPart") -> "Filter":
        """The filter without one of its parts."""
        if part.kind == "words":
            return replace(self, words="", typed=None)
        return _leave_out(self, lambda term: term in part.terms)

    def only(self, term: Chosen) -> "Filter":
        """The whole feed with this term alone."""
        return self.viewing(WHOLE_FEED.id).toggled(term)

    def viewing(self, view: str) -> "Filter":
        """Another view, without terms and words."""
        whole = Filter(view=view, sort=self.sort, days=self.days, folded=self.folded)
        return replace(whole, lang=self.lang, lang_names=self.lang_names)

    def saved(self, words: str, typed: Condition | None, sort: str) -> "Filter":
        """A view the user has saved: a query, and an order where it names one."""
        order = get_sort(sort) if sort else self.sort
        return replace(self.viewing(WHOLE_FEED.id), words=words, typed=typed, sort=order)

    def next_language(self, languages: tuple[str, ...]) -> "Filter":
        """The next language of the feed; after the last one, all of them."""
        ring = ("", *languages)
        at = ring.index(self.lang) if self.lang in ring else 0
        return replace(self, lang=ring[(at + 1) % len(ring)])

    def next_sort(self) -> "Filter":
        """The next order; days are headings of one order alone."""
        following = dict(zip(STEPPED, (*STEPPED[1:], STEPPED[0]), strict=True))
        return replace(self, sort=following.get(self.sort, NEWEST), days=False)

    def with_days(self) -> "Filter":
        """Newest first with the days as headings, or without them if they were there."""
        return replace(self, sort=NEWEST, days=not self.by_day)

    @property
    def by_day(self) -> bool:
        """Whether days are headings of the list now."""
        return self.days and self.sort is NEWEST

    @property
    def has_head(self) -> bool:
        """Whether what editors pin and recommend has headings at the head of the list: on the feed, newest first."""
        newest = self.sort is NEWEST and not self.by_day
        return self.view == WHOLE_FEED.id and self.bare and newest and not self.folded

    @property
    def only_lang(self) -> str:
        """The language that all posts of the list have; empty for none, and where the words name one."""
        return "" if names_language(self.typed) else self.lang

    @property
    def bare(self) -> bool:
        """True where nothing but the view narrows the list."""
        return not (self.include or self.or_terms or self.exclude or self.words)

    @property
    def alternatives(self) -> dict[str, tuple[Chosen, ...]]:
        """Terms of which one is enough: under `ARCHIVE` its months and days, under `TAXONOMIES` all others."""
        groups = dict.fromkeys(group_of(term) for term in self.or_terms)
        return {group: tuple(term for term in self.or_terms if group_of(term) == group) for group in groups}

    def condition(self) -> Condition:
        """The condition a post must fit."""
        parts = [get_view(self.view).where]
        parts += [_field(term) for term in self.include]
        parts += [_any_of(terms) for terms in self.alternatives.values()]
        parts += [Not(_field(term)) for term in self.exclude]
        parts += [self.typed] if self.typed is not None else []
        parts = [part for part in parts if part != All()]
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def query(self, base: Query) -> Query:
        """The query for the index; `base` says which drafts, future and expired posts are wanted.

        Words that name a language are asked of every language.
        """
        return replace(base, where=self.condition(), sort=self.sort, lang=self.only_lang or None)

    def counted_apart(self, base: Query) -> dict[str, Query]:
        """Facets counted under a query of their own: those with a chosen or excluded term, without that choice.

        So a term's count tells what it shows in place of that choice. A month that is chosen, or a day of which is,
        is a facet of its days.
        """
        facets = dict.fromkeys(term.facet for term in (*self.include, *self.or_terms, *self.exclude))
        apart = {facet: _without_facet(self, facet).query(base) for facet in facets}
        return apart | {term.month: apart[ARCHIVE] for term in self.alternatives.get(ARCHIVE, ())}


def _without_facet(chosen: Filter, facet: str) -> Filter:
    return _leave_out(chosen, lambda term: term.facet == facet)


def _leave_out(chosen: Filter, unwanted: Callable[[Chosen], bool]) -> Filter:
    """The filter without some of its terms."""
    include, or_terms, exclude = (
        tuple(term for term in terms if not unwanted(term))
        for terms in (chosen.include, chosen.or_terms, chosen.exclude)
    )
    return replace(chosen, include=include, or_terms=or_terms, exclude=exclude)


def _field(term: Chosen) -> Condition:
    """The condition that one term of the sidebar stands for."""
    moment = "day" if term.month != term.term else "month"
    name = {"authors": "author", ARCHIVE: moment}.get(term.facet, term.facet)
    return Field(name, term.term, exact=True)


def _any_of(terms: tuple[Chosen, ...]) -> Condition:
    return _field(terms[0]) if len(terms) == 1 else AnyOf(tuple(map(_field, terms)))
