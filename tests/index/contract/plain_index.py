"""An index in lists and dictionaries: slow, short, and the second engine that the contract of an index is held to."""

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tests.index.contract.plain_posts import NO_MARK, PlainPosts
from tui_reader.index.records import seconds
from tui_reader.index.storage.lookup_keys import ARCHIVE, AUTHORS, FLAGS, SECTIONS, addresses, terms_of
from tui_reader.model.post import Counts, Facet, Folder, ListHeading, Post, Row, TermCount
from tui_reader.model.query import All, Condition, Query
from tui_reader.model.sorts import RELEVANT
from tui_reader.model.views import VIEWS
from tui_reader.text.folding import fold


class PlainIndex:
    """Answers `PostIndex`."""

    def __init__(self, kept: PlainPosts) -> None:
        self.kept = kept

    def folders(self) -> Iterator[Folder]:
        found: dict[str, list[str]] = {}
        for path in sorted(post.path for post in self.kept.by_id.values()):
            above, slash, name = path.rpartition("/")
            found.setdefault(above + slash, []).append(name)
        numbers = {post.path: (len(post.title), 1, 1) for post in self.kept.by_id.values()}
        return (
            Folder.pack(folder, names, (number for name in names for number in numbers[folder + name]))
            for folder, names in sorted(found.items())
        )

    def is_empty(self) -> bool:
        return not self.kept.by_id

    def posts(self, ids: Sequence[int]) -> tuple[Post, ...]:
        return tuple(self.kept.by_id[row_id] for row_id in ids if row_id in self.kept.by_id)

    def id_of(self, path: str) -> int | None:
        return self.kept.id_of(path)

    def find_id(self, name: str) -> int | None:
        newest = sorted(self.kept.by_id.items(), reverse=True)
        wanted = name.strip("/").casefold()
        tests = (
            lambda post: post.path in (name, f"{name}.md"),
            lambda post: wanted in addresses(post),
            lambda post: fold(post.title) == fold(name),
            lambda post: fold(post.title).startswith(fold(name)),
        )
        return next((row_id for test in tests for row_id, post in newest if test(post)), None)

    def list_ids(self, query: Query, now: int) -> "array[int]":
        found = [row_id for row_id, post in self.kept.by_id.items() if self._is_shown(row_id, post, query, now)]
        for key in reversed(query.sort.keys):
            found.sort(key=lambda row_id: self.kept.column(row_id, key.column), reverse=key.descending)
        if query.sort == RELEVANT:
            found.sort(key=lambda row_id: self.kept.tier(self.kept.by_id[row_id], query))
        else:
            found.sort(key=lambda row_id: not self.kept.by_id[row_id].pinned)
        return array("q", found[: query.limit])

    def rows(self, ids: Sequence[int]) -> tuple[Row, ...]:
        return tuple(self._row(row_id, self.kept.by_id[row_id]) for row_id in ids if row_id in self.kept.by_id)

    def days(self, ids: "array[int]") -> tuple[ListHeading, ...]:
        found: list[ListHeading] = []
        for place, post in enumerate(self.posts(ids)):
            day = post.date.date() if post.date and not post.pinned else None
            kind = "pinned" if post.pinned else "day" if day else "undated"
            if not found or (found[-1].kind, found[-1].day) != (kind, day):
                found.append(ListHeading(place, kind, day))
        return tuple(found)

    def counts(self, query: Query, now: int, apart: Mapping[str, Query] | None = None) -> Counts:
        whole = Query(lang=query.lang, drafts=query.drafts, future=query.future, expired=query.expired)
        views = tuple((view.id, len(self._under(whole, view.where, now))) for view in VIEWS)
        fitting = self.posts(self.list_ids(query, now))
        names = {facet for post in self.kept.by_id.values() for facet, _ in terms_of(post)} - {FLAGS}
        order = [*sorted(names - {SECTIONS, AUTHORS, ARCHIVE}), SECTIONS, AUTHORS, ARCHIVE]
        facets = tuple(_facet(name, fitting) for name in order if name in names)
        counts = Counts(views, facets, len(self._under(whole, All(), now)), len(fitting))
        others = (apart or {}).items()
        return counts.with_facets(_facet(name, self.posts(self.list_ids(other, now))) for name, other in others)

    def related(self, row_id: int, limit: int, now: int) -> tuple[int, ...]:
        carried = Counter(term for post in self.kept.by_id.values() for term in _topics(post))
        own = _topics(self.kept.by_id[row_id])
        worth = {
            other: sum(1 / carried[term] for term in _topics(self.kept.by_id[other]) & own)
            for other in self.list_ids(Query(), now)
            if other != row_id
        }
        return tuple(sorted((other for other in worth if worth[other]), key=lambda i: (-worth[i], -i))[:limit])

    def relations(self, kind: str, row_id: int, now: int) -> tuple[int, ...]:
        own = self.kept.by_id[row_id]
        others = [(other, self.kept.by_id[other]) for other in self.list_ids(Query(), now)]
        if kind == "translations":
            same = own.translation_key
            return tuple(other for other, post in others if same and post.translation_key == same and other != row_id)
        series = next((term for facet, term in terms_of(own) if facet == "series"), None)
        parts = [(post.weight or 1 << 60, other) for other, post in others if ("series", series) in set(terms_of(post))]
        return tuple(other for _, other in sorted(parts))

    def has_language(self, query: Query, now: int) -> bool:
        return any(post.translation_key for post in self.posts(self.list_ids(query, now)))

    def _under(self, query: Query, where: Condition, now: int) -> "array[int]":
        return self.list_ids(Query(where, query.sort, query.lang, query.drafts, query.future, query.expired), now)

    def _is_shown(self, row_id: int, post: Post, query: Query, now: int) -> bool:
        begins, ends = seconds(post.publish_date), seconds(post.expiry_date)
        return (
            post.listed
            and (query.lang is None or post.lang == query.lang)
            and (query.drafts or not post.draft)
            and (query.future or begins is None or begins <= now)
            and (query.expired or ends is None or ends > now)
            and self.kept.fits(post, query.where)
        )

    def _row(self, row_id: int, post: Post) -> Row:
        mark = self.kept.marks.get(post.path, NO_MARK)
        return Row(
            row_id, post.path, post.title, post.date, post.pinned, post.recommended, post.draft,
            bool(mark.read), mark.bookmarked, mark.begun, len(post.problems), note=mark.note,
        )  # fmt: skip


def _facet(name: str, posts: Sequence[Post]) -> Facet:
    counted = Counter(term for post in posts for facet, term in terms_of(post) if facet == name)
    if name == ARCHIVE:
        return Facet(name, tuple(TermCount(term, counted[term]) for term in sorted(counted, reverse=True)))
    return Facet(name, tuple(TermCount(term, count) for term, count in counted.most_common()))


def _topics(post: Post) -> set[tuple[str, str]]:
    return {(facet, term) for facet, term in terms_of(post) if facet not in (ARCHIVE, SECTIONS, FLAGS)}
