"""The posts of several feeds as one list, newest first: each feed is asked for its own, a screenful at a time.

A row id says which feed it is of, and still grows with the date; the path of a post begins with the name of its feed.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise, zip_longest
from typing import TYPE_CHECKING

from tui_reader.feed.library import Library
from tui_reader.feed.posts import Posts
from tui_reader.i18n.messages import tr
from tui_reader.model.dataclass import replace
from tui_reader.model.errors import NotFoundError, QueryError
from tui_reader.model.post import Counts, Facet, ListHeading, Post, Row, TermCount
from tui_reader.model.query import Condition, Is, Query
from tui_reader.model.sorts import NEWEST
from tui_reader.store.site.languages import Language

if TYPE_CHECKING:
    from tui_reader.search.completion import Completion

MOST_FEEDS = 64
"""Feeds that can be shown as one."""


class Members:
    """The feeds that are shown as one, and which of them a path or a row id is of."""

    def __init__(self, libraries: Mapping[str, Library]) -> None:
        self.libraries = tuple(libraries.values())[:MOST_FEEDS]
        self.names = tuple(libraries)[:MOST_FEEDS]
        self._prefixes = [f"{name.replace('/', '∕')}/" for name in self.names]

    def path(self, feed: int, path: str) -> str:
        """The path of a post among all feeds."""
        return self._prefixes[feed] + path

    def of(self, path: str) -> tuple[int, str]:
        """The feed that a post is of, and its path there; raises NotFoundError."""
        for number, prefix in enumerate(self._prefixes):
            if path.startswith(prefix):
                return number, path.removeprefix(prefix)
        raise NotFoundError(tr("No post at {path}").format(path=path))

    def by_feed(self, paths: Iterable[str]) -> dict[int, list[str]]:
        """Paths by the feed that they are of."""
        found: dict[int, list[str]] = {}
        for path in paths:
            number, own = self.of(path)
            found.setdefault(number, []).append(own)
        return found


class JoinedPosts(Posts):
    """What `Posts` answers for one feed, for several; every method may be called from any thread."""

    of_one_feed = False

    def __init__(self, members: Members) -> None:
        self._members = members
        self._all = [library.posts for library in members.libraries]

    @property
    def empty(self) -> bool:
        """No feed has a post yet."""
        return all(posts.empty for posts in self._all)

    def query(self, text: str, base: Query | None = None) -> Query:
        """The query that `text` means in any of the feeds; raises QueryError."""
        faults: list[QueryError] = []
        for posts in self._all:
            try:
                return posts.query(text, base)
            except QueryError as error:
                faults.append(error)
        raise faults[0]

    def completions(
        self, text: str, cursor: int, limit: int | None = 20, among: Query | None = None
    ) -> tuple[Completion, ...]:
        """Ways to go on with the query that is being typed, with the posts of all feeds that each leads to."""
        found: dict[str, Completion] = {}
        by_feed = [posts.completions(text, cursor, None, among) for posts in self._all]
        for each in filter(None, chain.from_iterable(zip_longest(*by_feed))):
            there = found.get(each.text)
            found[each.text] = replace(each, count=each.count + there.count) if there else each
        return tuple(found.values())[:limit]

    def listing(self, query: Query) -> array[int]:
        """Row ids of all posts, newest first; in any other order the feeds stand one after another."""
        by_date = query.sort is NEWEST or query.sort.id == NEWEST.id
        lists = (_newest(posts, query) if by_date else posts.listing(query) for posts in self._all)
        ids = [row_id for number, own in enumerate(lists) for row_id in _all_joined(own, number)]
        if by_date:
            ids.sort(reverse=True)
        return array("q", ids if query.limit is None else ids[: query.limit])

    def days(self, ids: array[int]) -> tuple[ListHeading, ...]:
        """No headings: the days of one feed are not those of another, which may be in another time zone."""
        return ()

    def unknown(self, where: Condition) -> str:
        """The first `name:value` that no post of any feed has; empty where each is there."""
        found = [posts.unknown(where) for posts in self._all]
        return found[0] if found and all(found) else ""

    def rows(self, ids: Sequence[int]) -> tuple[Row, ...]:
        """The rows with these ids, in their order, each with the name of its feed."""
        rows: dict[int, Row] = {}
        for number, own in _by_feed(ids).items():
            for row in self._all[number].rows(own):
                joined, path = _joined(row.id, number), self._members.path(number, row.path)
                rows[joined] = replace(row, id=joined, path=path, feed=self._members.names[number])
        return tuple(rows[row_id] for row_id in ids if row_id in rows)

    def counts(self, query: Query, apart: Mapping[str, Query] | None = None) -> Counts:
        """The counts of all feeds together."""
        return _sum([posts.counts(query, apart) for posts in self._all])

    def id_of(self, path: str) -> int | None:
        """Row id of the post; None where its feed has none."""
        number, own = self._members.of(path)
        row_id = self._all[number].id_of(own)
        return None if row_id is None else _joined(row_id, number)

    def by_path(self, path: str) -> Post:
        """The post's fields; raises NotFoundError."""
        number, own = self._members.of(path)
        return _named(self._members, number, self._all[number].by_path(own))

    def by_ids(self, ids: Sequence[int]) -> tuple[Post, ...]:
        """The posts with these row ids, by feed."""
        found = ((number, self._all[number].by_ids(own)) for number, own in _by_feed(ids).items())
        return tuple(_named(self._members, number, post) for number, posts in found for post in posts)

    def bodies(self, ids: Sequence[int]) -> dict[int, str]:
        """The searchable text of the posts' bodies by row id."""
        found = ((number, self._all[number].bodies(own)) for number, own in _by_feed(ids).items())
        return {_joined(row_id, number): text for number, texts in found for row_id, text in texts.items()}

    def by_name(self, name: str) -> Post:
        """The post a person means, in the first feed that knows one; raises NotFoundError."""
        for number, posts in enumerate(self._all):
            try:
                return _named(self._members, number, posts.by_name(_own_name(self._members, number, name)))
            except NotFoundError:
                continue
        raise NotFoundError(tr("No post is called {name}").format(name=name))

    def related(self, path: str, limit: int = 10) -> tuple[Row, ...]:
        """Posts of the same feed that share terms with this one."""
        number, own = self._members.of(path)
        return self.rows([_joined(row.id, number) for row in self._all[number].related(own, limit)])

    def series(self, path: str) -> tuple[Row, ...]:
        """The parts of the series this post belongs to."""
        number, own = self._members.of(path)
        return self.rows([_joined(row.id, number) for row in self._all[number].series(own)])

    def translations(self, path: str) -> tuple[Post, ...]:
        """The post in other languages."""
        number, own = self._members.of(path)
        return tuple(_named(self._members, number, post) for post in self._all[number].translations(own))

    def languages(self, base: Query) -> tuple[Language, ...]:
        """None: each feed has languages of its own, and all are shown."""
        return ()


def _newest(posts: Posts, query: Query) -> array[int]:
    """The list of one feed; where it has a limit, pinned posts, which stand first there, take no place of others."""
    ids = posts.listing(query)
    if query.limit is None or len(ids) < query.limit:
        return ids
    pinned = next((at for at, (above, below) in enumerate(pairwise(ids), 1) if below > above), 0)
    if not pinned and any(row.pinned for row in posts.rows(ids[-1:])):
        pinned = len(posts.listing(replace(query, where=Is("pinned"), limit=None)))
    return posts.listing(replace(query, limit=query.limit + pinned)) if pinned else ids


def _named(members: Members, number: int, post: Post) -> Post:
    """A post of one feed under its path among all."""
    return replace(post, path=members.path(number, post.path))


def _own_name(members: Members, number: int, name: str) -> str:
    """A name without the name of the feed; one that begins with another feed is none here."""
    try:
        feed, own = members.of(name)
    except NotFoundError:
        return name
    return own if feed == number else "\0"


def _joined(row_id: int, feed: int) -> int:
    """A row id that says which feed it is of; one below zero, of a post that is gone, stays below zero."""
    return row_id * MOST_FEEDS + feed if row_id >= 0 else row_id * MOST_FEEDS - feed


def _all_joined(ids: array[int], feed: int) -> list[int]:
    """The same for a list: most have no post that is gone."""
    if ids and min(ids) < 0:
        return [_joined(row_id, feed) for row_id in ids]
    return [row_id * MOST_FEEDS + feed for row_id in ids]


def _by_feed(ids: Iterable[int]) -> dict[int, list[int]]:
    """Row ids as each feed has them."""
    found: dict[int, list[int]] = {}
    for row_id in ids:
        own, feed = divmod(abs(row_id), MOST_FEEDS)
        found.setdefault(feed, []).append(own if row_id >= 0 else -own)
    return found


def _sum(counts: Sequence[Counts]) -> Counts:
    """Counts of several feeds as one; of months the newest first, of other terms those with most posts."""
    views = Counter[str]()
    facets: dict[str, Counter[str]] = {}
    for each in counts:
        views.update(dict(each.views))
        for facet in each.facets:
            facets.setdefault(facet.name, Counter()).update({term.name: term.count for term in facet.terms})
    return Counts(
        views=tuple((name, views[name]) for name, _ in counts[0].views) if counts else (),
        facets=tuple(_facet(name, terms) for name, terms in facets.items()),
        whole=sum(each.whole for each in counts),
        fitting=sum(each.fitting for each in counts),
    )


def _facet(name: str, terms: Counter[str]) -> Facet:
    by_date = name == "archive" or name[:4].isdigit()
    ordered = sorted(terms.items(), reverse=True) if by_date else terms.most_common()
    return Facet(name, tuple(TermCount(term, count) for term, count in ordered))
