"""Finds posts in the index: lists, rows, counts, one post by name. Reads no file of the feed."""

from __future__ import annotations

import posixpath
import time
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from tui_reader.feed.snapshot import Current, Snapshot, names_of
from tui_reader.i18n.messages import tr
from tui_reader.model.dataclass import replace
from tui_reader.model.errors import NotFoundError
from tui_reader.model.ports import PostIndex
from tui_reader.model.post import Counts, ListHeading, Post, Row
from tui_reader.model.query import All, Condition, Is, Not, Query, fields_of
from tui_reader.store.site.languages import Language
from tui_reader.store.site.site import Site
from tui_reader.store.site.web_address import place_at

if TYPE_CHECKING:
    from tui_reader.search.completion import Completion

_RECOMMENDED = All((Is("recommended"), Not(Is("pinned"))))


class Posts:
    """What can be asked of the index of one feed; every method may be called from any thread.

    Site and index are swapped together by the thread that syncs: every method takes `current` once.
    """

    of_one_feed = True
    """False for those of several feeds, where no pinned post stands first and counting takes several times as long."""

    def __init__(self, current: Current) -> None:
        self._current = current

    @property
    def _index(self) -> PostIndex:
        """The index as it is asked now."""
        return self._current.index

    @property
    def empty(self) -> bool:
        """The index has no post yet."""
        return self._index.is_empty()

    def query(self, text: str, base: Query | None = None) -> Query:
        """The query that `text` means on this site, now; raises QueryError."""
        if not text.strip():
            return replace(base or Query(), where=All())
        from tui_reader.search.query_parser import parse_query  # noqa: PLC0415 - most lists have no query

        site = self._current.site
        names = [name for pair in site.taxonomies for name in pair]
        known = None if site.guess_taxonomies else names
        return parse_query(text, datetime.now(site.zone), base, known)

    def completions(
        self, text: str, cursor: int, limit: int | None = 20, among: Query | None = None
    ) -> tuple[Completion, ...]:
        """Ways to go on with the query that is being typed, the likeliest first, with terms of the posts of `among` and
        their counts there; none where there is nothing to complete.
        """
        from tui_reader.search.completion import complete, word_before  # noqa: PLC0415 - for the search box alone

        typed = word_before(text, cursor)
        if typed is None:
            return ()
        snapshot = self._current.snapshot
        facets = _counts(snapshot, among or Query()).facets if typed.name or typed.value else ()
        return complete(typed, facets, dict(names_of(snapshot.site).plurals), datetime.now(snapshot.site.zone))[:limit]

    def first(self, query: Query, limit: int) -> tuple[Row, ...]:
        """The first rows of the list; a few milliseconds at any size."""
        return self.rows(self.listing(replace(query, limit=min(limit, query.limit or limit))))

    def listing(self, query: Query) -> array[int]:
        """Row ids of the whole list in order, as array('q'); ids below zero are bookmarks whose post is gone."""
        return _listing(self._current.snapshot, query)

    def days(self, ids: array[int]) -> tuple[ListHeading, ...]:
        """Where each day of a list begins that stands newest first; a few milliseconds for a thousand days."""
        return self._index.days(ids)

    def unknown(self, where: Condition) -> str:
        """The first `name:value` of the query that no post of the feed has, as it would be typed; empty where each is
        there.
        """
        snapshot, everything = self._current.snapshot, Query(drafts=True, future=True, expired=True, limit=1)
        asked = (field for field in fields_of(where) if not _listing(snapshot, replace(everything, where=field)))
        return next((f"{field.name}:{field.value}" for field in asked), "")

    def rows(self, ids: Sequence[int]) -> tuple[Row, ...]:
        """The rows with these ids, in the order of `ids`; ids that are no longer there are left out."""
        return self._index.rows(ids)

    def counts(self, query: Query, apart: Mapping[str, Query] | None = None) -> Counts:
        """Counts for the sidebar under the query; call it in a worker.

        The facets of `apart` are counted under the queries given there; a month is a facet whose terms are its days.
        """
        return _counts(self._current.snapshot, query, apart)

    def id_of(self, path: str) -> int | None:
        """Row id of the post; None where the index has none."""
        return self._index.id_of(path)

    def by_path(self, path: str) -> Post:
        """The post's fields from the index; raises NotFoundError."""
        row_id = self._index.id_of(path)
        found = self._index.posts([row_id]) if row_id is not None else ()
        if not found:
            raise NotFoundError(tr("No post at {path}").format(path=path))
        return found[0]

    def by_ids(self, ids: Sequence[int]) -> tuple[Post, ...]:
        """The posts with these row ids, in the order of `ids`; ids without a post are left out."""
        return self._index.posts(ids)

    def bodies(self, ids: Sequence[int]) -> dict[int, str]:
        """The searchable text of the posts' bodies by row id; posts whose text is not in the index yet are left out."""
        return {row_id: text.body for row_id, text in self._current.index.full_text.texts(ids).items()}

    def by_name(self, name: str) -> Post:
        """The post a person means by a path, an address, a slug, or the start of a title; raises NotFoundError."""
        snapshot = self._current.snapshot
        place, language = place_at(name, snapshot.site.languages)
        for asked in filter(None, (place, name)):
            row_id = snapshot.index.find_id(asked)
            for post in snapshot.index.posts([row_id]) if row_id is not None else ():
                others = self.translations(post.path) if language not in ("", post.lang) else ()
                return next((one for one in others if one.lang == language and one.url == post.url), post)
        raise NotFoundError(tr("No post is called {name}").format(name=name))

    def related(self, path: str, limit: int = 10) -> tuple[Row, ...]:
        """Posts that share terms with this one, those first that share the most and the rarest; none where the post
        is gone.
        """
        row_id = self._index.id_of(path)
        return self.rows(self._index.related(row_id, limit, _now())) if row_id is not None else ()

    def translations(self, path: str) -> tuple[Post, ...]:
        """The post in other languages, in the order of the site's languages; none where there is no other."""
        snapshot = self._current.snapshot
        index = snapshot.index
        row_id = index.id_of(path)
        found = index.posts(index.relations("translations", row_id, _now())) if row_id is not None else ()
        order = [language.key for language in snapshot.site.languages]
        return tuple(sorted(found, key=lambda post: (order.index(post.lang) if post.lang in order else 0, post.path)))

    def languages(self, base: Query) -> tuple[Language, ...]:
        """The site's languages that have a post in the feed, with the states `base` asks for; the site's one language
        where it has no other.
        """
        snapshot = self._current.snapshot
        found = snapshot.site.languages
        if len(found) < 2:
            return found
        plain = as_published(replace(base, where=All(), limit=None), snapshot.site)
        return tuple(one for one in found if snapshot.index.has_language(replace(plain, lang=one.key), _now()))

    def series(self, path: str) -> tuple[Row, ...]:
        """The parts of the series this post belongs to, itself among them, in reading order; none where there is no
        series.
        """
        row_id = self._index.id_of(path)
        return self.rows(self._index.relations("series", row_id, _now())) if row_id is not None else ()


def _listing(snapshot: Snapshot, query: Query) -> array[int]:
    return snapshot.index.list_ids(as_published(query, snapshot.site), _now())


def _counts(snapshot: Snapshot, query: Query, apart: Mapping[str, Query] | None = None) -> Counts:
    return snapshot.index.counts(as_published(query, snapshot.site), _now(), apart)


def as_published(query: Query, site: Site) -> Query:
    """The query with what the site publishes by itself: drafts, future or expired posts; a file that was
    named in any case.
    """
    named = bool(site.only)
    return replace(
        query,
        drafts=query.drafts or named,
        future=query.future or named,
        expired=query.expired or named,
        drafts_in=tuple(one.key for one in site.languages if one.build_drafts),
        future_in=tuple(one.key for one in site.languages if one.build_future),
        expired_in=tuple(one.key for one in site.languages if one.build_expired),
    )


def _now() -> int:
    return int(time.time())


def put_head(posts: Posts, query: Query, ids: array[int], few: int) -> tuple[array[int], tuple[ListHeading, ...]]:
    """The list of `query`, newest first, with the newest `few` recommended posts below the pinned ones; its headings.

    Posts at the head do not stand at their date as well. Without pinned or recommended posts there is no heading; with
    `few` 0 the list is as it was.
    """
    if not few or not ids:
        return ids, ()
    count = _count_pinned(posts, ids)
    found = posts.listing(replace(query, where=_RECOMMENDED, limit=few + 1))
    pinned, recommended, rest = ids[:count], found[:few], ids[count:]
    for row_id in recommended:
        if row_id in rest:
            rest.remove(row_id)
    head = pinned + recommended
    groups = (
        (pinned, ListHeading(0, "pinned")),
        (recommended, ListHeading(count, "recommended", more=len(found) > few)),
        (rest, ListHeading(len(head), "newest")),
    )
    return head + rest, tuple(heading for posts_below, heading in groups if head and posts_below)


def _count_pinned(posts: Posts, ids: array[int]) -> int:
    """How many posts stand at the head of the list because they are pinned."""
    if not posts.of_one_feed:
        return 0
    return bisect_left(
        range(len(ids)), True, key=lambda at: not any(row.pinned for row in posts.rows(ids[at : at + 1]))
    )


def linked_path(posts: Posts, here: str, address: str) -> str:
    """Path of the post that a link of the one at `here` leads to: by path from there or from the content folder, or by
    address. Raises NotFoundError.
    """
    near = posixpath.join(posixpath.dirname(here), address)
    try:
        return posts.by_name(posixpath.normpath(near)).path
    except NotFoundError:
        return posts.by_name(address).path
