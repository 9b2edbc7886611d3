"""What the list shows: a view, terms chosen and excluded in the sidebar, typed words, an order (pure)."""

from dataclasses import dataclass, replace

from tui_reader.model.query import All, AnyOf, Condition, Field, Not, Query
from tui_reader.model.sorts import NEWEST, STEPPED, Sort, get_sort
from tui_reader.model.views import WHOLE_FEED, get_view

ARCHIVE = "archive"
"""The facet of months and days."""


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
    days: bool = False
    """Show the days of the list as headings, as long as it stands newest first."""
    or_terms: tuple[Chosen, ...] = ()
    """Terms of which a post must carry one of each taxonomy; months and days of the archive always are among them."""

    def toggled(self, term: Chosen) -> "Filter":
        """With the term added to the filter, or taken away if it was in it."""
        without = self._without(term)
        if term in (*self.include, *self.or_terms):
            return without
        if term.facet == ARCHIVE:
            return replace(without, or_terms=(*without.or_terms, term))
        return replace(without, include=(*without.include, term))

    def with_or_term(self, term: Chosen) -> "Filter":
        """With the term as another way to fit, beside the chosen ones of its taxonomy; or without it if it was one."""
        without = self._without(term)
        if term in self.or_terms:
            return without
        beside = tuple(t for t in without.include if t.facet == term.facet)
        include = tuple(t for t in without.include if t.facet != term.facet)
        return replace(without, include=include, or_terms=(*without.or_terms, *beside, term))

    def excluded(self, term: Chosen) -> "Filter":
        """With the term excluded, or no longer excluded if it was."""
        without = self._without(term)
        return without if term in self.exclude else replace(without, exclude=(*without.exclude, term))

    def _without(self, term: Chosen) -> "Filter":
        include, or_terms, exclude = (
            tuple(t for t in terms if t != term) for terms in (self.include, self.or_terms, self.exclude)
        )
        return replace(self, include=include, or_terms=or_terms, exclude=exclude)

    def only(self, term: Chosen) -> "Filter":
        """The whole feed with this term alone."""
        return self.viewing(WHOLE_FEED.id).toggled(term)

    def viewing(self, view: str) -> "Filter":
        """Another view, without terms and words."""
        return Filter(view=view, sort=self.sort, lang=self.lang, days=self.days)

    def saved(self, words: str, typed: Condition | None, sort: str) -> "Filter":
        """A view the user has saved: a query, and an order where it names one."""
        order = get_sort(sort) if sort else self.sort
        return Filter(words=words, typed=typed, sort=order, lang=self.lang, days=self.days)

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
    def bare(self) -> bool:
        """True where nothing but the view narrows the list."""
        return not (self.include or self.or_terms or self.exclude or self.words)

    @property
    def alternatives(self) -> dict[str, tuple[Chosen, ...]]:
        """Taxonomy → its terms of which one is enough."""
        facets = dict.fromkeys(term.facet for term in self.or_terms)
        return {facet: tuple(term for term in self.or_terms if term.facet == facet) for facet in facets}

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
        """The query for the index; `base` says which drafts, future and expired posts are wanted."""
        return replace(base, where=self.condition(), sort=self.sort, lang=self.lang or None)

    def counted_apart(self, base: Query) -> dict[str, Query]:
        """Facets that are counted under a query of their own: those of which one term is enough, without that choice.

        So a term's count tells what choosing it would add. A month that is chosen, or a day of which is, is a facet
        of its days.
        """
        apart = {
            facet: replace(self, or_terms=tuple(t for t in self.or_terms if t.facet != facet)).query(base)
            for facet in self.alternatives
        }
        return apart | {term.month: apart[ARCHIVE] for term in self.alternatives.get(ARCHIVE, ())}


def _field(term: Chosen) -> Condition:
    """The condition that one term of the sidebar stands for."""
    moment = "day" if term.month != term.term else "month"
    name = {"authors": "author", ARCHIVE: moment}.get(term.facet, term.facet)
    return Field(name, term.term, exact=True)


def _any_of(terms: tuple[Chosen, ...]) -> Condition:
    return _field(terms[0]) if len(terms) == 1 else AnyOf(tuple(map(_field, terms)))
