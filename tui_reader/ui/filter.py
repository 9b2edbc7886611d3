"""What the list shows: a view, terms chosen and excluded in the sidebar, typed words, an order (pure)."""

from dataclasses import dataclass, replace

from tui_reader.query import All, Condition, Field, Is, Not, Query, Sort

VIEWS: tuple[tuple[str, Condition | None], ...] = (
    ("all", None),
    ("recommended", Is("recommended")),
    ("unread", Is("unread")),
    ("continue", Is("begun")),
    ("bookmarks", Is("bookmarked")),
)
"""Views of the feed in the order of the sidebar, with the condition each adds."""

SORTS: tuple[Sort, ...] = (Sort.NEWEST, Sort.CHANGED, Sort.TITLE, Sort.SHORTEST, Sort.HUGO)
"""Orders in which `sort` steps through them."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A term of the sidebar."""

    facet: str
    """Plural name of its taxonomy, or `authors`, or `archive`."""
    term: str
    """The term as shown; a month as `2022-07`."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list shows."""

    view: str = "all"
    """Name of a view in VIEWS."""
    include: tuple[Chosen, ...] = ()
    """Terms a post must carry, all of them."""
    exclude: tuple[Chosen, ...] = ()
    """Terms a post must not carry."""
    words: str = ""
    """Text of the search box, in the query language."""
    typed: Condition | None = None
    """What `words` means; None for nothing typed."""
    sort: Sort = Sort.NEWEST
    """Order of the list."""
    lang: str = ""
    """Language the posts must have; empty for all."""

    def toggled(self, term: Chosen) -> "Filter":
        """With the term added to the filter, or taken away if it was in it."""
        include = tuple(t for t in self.include if t != term)
        if len(include) == len(self.include):
            include = (*include, term)
        return replace(self, include=include, exclude=tuple(t for t in self.exclude if t != term))

    def excluded(self, term: Chosen) -> "Filter":
        """With the term excluded, or no longer excluded if it was."""
        exclude = tuple(t for t in self.exclude if t != term)
        if len(exclude) == len(self.exclude):
            exclude = (*exclude, term)
        return replace(self, exclude=exclude, include=tuple(t for t in self.include if t != term))

    def only(self, term: Chosen) -> "Filter":
        """The whole feed with this term alone."""
        return Filter(include=(term,), sort=self.sort, lang=self.lang)

    def viewing(self, view: str) -> "Filter":
        """Another view, without terms and words."""
        return Filter(view=view, sort=self.sort, lang=self.lang)

    def saved(self, words: str, typed: Condition | None, sort: str) -> "Filter":
        """A view the user has saved: a query, and an order where it names one."""
        order = Sort(sort) if sort else self.sort
        return Filter(words=words, typed=typed, sort=order, lang=self.lang)

    def next_language(self, languages: tuple[str, ...]) -> "Filter":
        """The next language of the feed; after the last one, all of them."""
        ring = ("", *languages)
        at = ring.index(self.lang) if self.lang in ring else 0
        return replace(self, lang=ring[(at + 1) % len(ring)])

    def next_sort(self) -> "Filter":
        """The next order."""
        at = SORTS.index(self.sort) if self.sort in SORTS else -1
        return replace(self, sort=SORTS[(at + 1) % len(SORTS)])

    @property
    def bare(self) -> bool:
        """True where nothing but the view narrows the list."""
        return not (self.include or self.exclude or self.words)

    def condition(self) -> Condition:
        """The condition a post must fit; terms of one taxonomy and of several alike must all be there."""
        parts: list[Condition] = [c for name, c in VIEWS if name == self.view and c is not None]
        parts += [_field(term) for term in self.include]
        parts += [Not(_field(term)) for term in self.exclude]
        if self.typed is not None and self.typed != All():
            parts.append(self.typed)
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def query(self, base: Query) -> Query:
        """The query for the index; `base` says which drafts, future and expired posts are wanted."""
        return replace(base, where=self.condition(), sort=self.sort, lang=self.lang or None)


def _field(term: Chosen) -> Condition:
    """The condition that one term of the sidebar stands for."""
    name = {"authors": "author", "archive": "month"}.get(term.facet, term.facet)
    return Field(name, term.term, exact=True)
