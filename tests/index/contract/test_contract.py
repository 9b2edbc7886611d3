"""What any index must answer: one suite, held by SQLite and by a plain engine in memory, and failed by broken ones."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from tests.index.contract.plain_index import PlainIndex
from tests.index.contract.plain_posts import PlainPosts
from tests.index.samples import NAMES, day, make, put, put_texts
from tui_reader.index.feed_index import FeedIndex
from tui_reader.index.records import Mark, seconds
from tui_reader.model.dataclass import dataclass, replace
from tui_reader.model.ports import PostIndex
from tui_reader.model.post import Counts, Post, Taxonomy
from tui_reader.model.query import All, AnyOf, Condition, Counted, Dated, Field, Is, Not, Query, Words
from tui_reader.model.sorts import CHANGED, HUGO, NEWEST, RELEVANT, SHORTEST, SORTS, TITLE

NOW = int(datetime(2023, 1, 1, tzinfo=UTC).timestamp())
BODIES = ("山西长治影视基地", "北京的元宇宙产业", "a film base", "")
TAGS = ("山西", "VR", "Film")


@dataclass(frozen=True, slots=True)
class Engine:
    """An index and the ways in which posts, bodies and marks come into it."""

    index: PostIndex
    """Asked by the suite."""
    put: Callable[[Sequence[Post]], object]
    """Puts posts in, in place of those at their paths."""
    remove: Callable[[Sequence[str]], object]
    """Takes posts out by path."""
    put_texts: Callable[[Mapping[str, str]], object]
    """Makes all posts searchable, with these bodies."""
    mark: Callable[[Sequence[Mark]], object]
    """Puts the user's marks in."""

    def listed(self, where: Condition | None = None, **fields: object) -> list[str]:
        """Paths of the posts that a query lists, in order."""
        query = Query(where or All(), **fields)
        return [row.path for row in self.index.rows(self.index.list_ids(query, NOW))]


def plain(made: type[PlainIndex] = PlainIndex, stored: type[PlainPosts] = PlainPosts) -> Engine:
    kept = stored()
    return Engine(made(kept), kept.put, kept.remove, kept.put_texts, kept.mark)


def sqlite(index: FeedIndex) -> Engine:
    return Engine(
        index,
        lambda posts: put(index, *posts),
        lambda paths: index.change([], paths),
        lambda bodies: put_texts(index, dict(bodies)),
        index.marks.put,
    )


@pytest.fixture(params=["sqlite", "plain"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    if request.param == "plain":
        yield plain()
        return
    index = FeedIndex(None, NAMES)
    yield sqlite(index)
    index.database.close()


def sample() -> list[Post]:
    """Posts that differ in everything a query can ask for."""
    return [
        make(f"d{i % 3}/p{i}.md", f"题目 {i % 5}" if i % 2 else f"Title {i}", day(1 + i),
             tuple(tag for n, tag in enumerate(TAGS) if (i >> n) & 1), draft=i % 11 == 5, pinned=i % 7 == 3,
             recommended=i % 3 == 0, words=i * 7, weight=i % 4, authors=("李雷",) if i % 2 else ("Cindy", "李雷"),
             section=f"d{i % 3}", lastmod=day(28 - i), description="摘要" if i % 6 == 1 else "")
        for i in range(16)
    ]  # fmt: skip


def fill(engine: Engine) -> list[Post]:
    posts = sample()
    engine.put(posts)
    engine.put_texts({post.path: BODIES[i % 4] for i, post in enumerate(posts)})
    return posts


def check_empty(engine: Engine) -> None:
    assert engine.index.is_empty()
    assert (engine.listed(), list(engine.index.folders()), engine.index.find_id("x")) == ([], [], None)
    engine.put([make("a.md")])
    assert not engine.index.is_empty()


def check_changes(engine: Engine) -> None:
    engine.put([make("a.md", "A", day(1)), make("b/c.md", "C", day(2))])
    a = engine.index.id_of("a.md")
    engine.put([make("a.md", "A again", day(1))])
    assert engine.index.id_of("a.md") == a
    assert [row.title for row in engine.index.rows([a])] == ["A again"]
    engine.put([make("a.md", "Later", day(9))])
    assert engine.listed() == ["a.md", "b/c.md"]
    assert [folder.path for folder in engine.index.folders()] == ["", "b/"]
    engine.remove(["b/c.md"])
    assert engine.listed() == ["a.md"]
    assert engine.index.id_of("b/c.md") is None
    assert engine.index.posts([a or 0]) == engine.index.rows([1 << 61]) == ()


def check_whole_posts(engine: Engine) -> None:
    posts = fill(engine)
    ids = [engine.index.id_of(post.path) or 0 for post in posts]
    assert [post.path for post in engine.index.posts(ids)] == [post.path for post in posts]
    assert engine.index.posts(ids)[3] == posts[3]
    assert [row.path for row in engine.index.rows(ids[::-1])] == [post.path for post in reversed(posts)]


QUESTIONS: dict[Condition, Callable[[int, Post], bool]] = {
    Words("山西"): lambda i, p: "山西" in BODIES[i % 4] or bool(i & 1),
    Words("西长"): lambda i, p: i % 4 == 0,
    Words("摘要"): lambda i, p: i % 6 == 1,
    Words("film"): lambda i, p: i % 4 == 2 or bool(i & 4),
    Words("无"): lambda i, p: False,
    Field("tag", "VR", exact=True): lambda i, p: bool(i & 2),
    Field("tag", "v"): lambda i, p: bool(i & 2),
    Field("author", "Cindy", exact=True): lambda i, p: i % 2 == 0,
    Field("section", "d1"): lambda i, p: i % 3 == 1,
    Field("path", "p1"): lambda i, p: i == 1 or i > 9,
    Is("pinned"): lambda i, p: p.pinned,
    Is("recommended"): lambda i, p: p.recommended,
    Dated("date", seconds(day(4)), seconds(day(9))): lambda i, p: 3 <= i < 8,
    Counted("words", "<=", 21): lambda i, p: i <= 3,
    Not(Field("tag", "VR", exact=True)): lambda i, p: not i & 2,
    All((Words("山西"), Is("recommended"))): lambda i, p: ("山西" in BODIES[i % 4] or bool(i & 1)) and i % 3 == 0,
    AnyOf((Field("tag", "VR"), Is("pinned"))): lambda i, p: bool(i & 2) or p.pinned,
}
"""Conditions, and the same asked of a sample post by its number."""


def check_conditions(engine: Engine) -> None:
    posts = fill(engine)
    for where, fits in QUESTIONS.items():
        for drafts in (False, True):
            wanted = [p for i, p in enumerate(posts) if fits(i, p) and (drafts or not p.draft)][::-1]
            wanted.sort(key=lambda post: not post.pinned)
            found = engine.listed(where, drafts=drafts)
            assert found == [post.path for post in wanted], where
            assert engine.listed(where, drafts=drafts, limit=2) == found[:2]
            assert sorted(engine.listed(where, sort=RELEVANT, drafts=drafts)) == sorted(found)
            assert engine.index.counts(Query(where, drafts=drafts), NOW).fitting == len(wanted)


def check_orders(engine: Engine) -> None:
    posts = fill(engine)
    keys: dict[str, Callable[[Post], object]] = {
        NEWEST.id: lambda p: -(seconds(p.date) or 0),
        CHANGED.id: lambda p: -(seconds(p.lastmod) or 0),
        TITLE.id: lambda p: (p.title.lower(), p.path),
        SHORTEST.id: lambda p: p.words,
        HUGO.id: lambda p: (p.weight or 99, -(seconds(p.date) or 0)),
    }
    for sort in SORTS:
        if sort != RELEVANT:
            wanted = sorted((p for p in posts if not p.draft), key=keys[sort.id])  # type: ignore[arg-type]
            wanted.sort(key=lambda post: not post.pinned)
            assert engine.listed(sort=sort) == [post.path for post in wanted], sort.id


def check_relevance(engine: Engine) -> None:
    engine.put(
        [
            make("body.md", "今天", day(9)),
            make("term.md", "明天", day(8), ("山西",)),
            make("title.md", "山西的春天", day(1)),
        ]
    )
    engine.put_texts({"body.md": "别的事情。山西", "term.md": "别的", "title.md": "别的"})
    assert engine.listed(Words("山西"), sort=RELEVANT) == ["title.md", "term.md", "body.md"]


def check_what_is_in_the_feed(engine: Engine) -> None:
    far = day(4) + timedelta(days=9999)
    engine.put(
        [
            make("draft.md", date=day(5), draft=True),
            make("future.md", date=day(4), publish_date=far),
            make("expired.md", date=day(3), expiry_date=day(3)),
            make("hidden.md", date=day(2), listed=False),
            make("other.md", date=day(1), lang="en", translation_key="x"),
            make("plain.md", date=day(1, 1), lang="zh", translation_key="x"),
        ]
    )
    assert engine.listed() == ["other.md", "plain.md"]
    for field, path in (("drafts", "draft.md"), ("future", "future.md"), ("expired", "expired.md")):
        assert engine.listed(**{field: True}) == [path, "other.md", "plain.md"]
    assert engine.listed(lang="zh") == ["plain.md"]
    assert [engine.index.has_language(Query(lang=lang), NOW) for lang in ("zh", "en", "fr")] == [True, True, False]
    (other,) = engine.index.rows(engine.index.relations("translations", engine.index.id_of("plain.md") or 0, NOW))
    assert other.path == "other.md"


def check_marks(engine: Engine) -> None:
    posts = fill(engine)
    read_at = seconds(day(12)) or 0
    engine.mark([Mark(posts[1].path, read=read_at), Mark(posts[15].path, read=read_at)])
    engine.mark([Mark(posts[2].path, begun=True), Mark(posts[4].path, bookmarked=True, note="n")])
    assert engine.listed(Is("read")) == [posts[15].path, posts[1].path]
    assert engine.listed(Is("updated")) == [posts[15].path, posts[1].path]
    assert len(engine.listed(Is("unread"))) == len(engine.listed()) - 2
    for state, post in (("begun", posts[2]), ("bookmarked", posts[4]), ("noted", posts[4])):
        assert engine.listed(Is(state)) == [post.path]
    (row,) = engine.index.rows([engine.index.id_of(posts[4].path) or 0])
    assert (row.bookmarked, row.note, row.read) == (True, "n", False)
    views = dict(engine.index.counts(Query(Words("无")), NOW).views)
    assert (views["unread"], views["continue"], views["bookmarks"], views["all"]) == (13, 1, 1, 15)


def facets_of(counts: Counts) -> dict[str, dict[str, int]]:
    return {facet.name: {term.name: term.count for term in facet.terms} for facet in counts.facets}


def check_counts(engine: Engine) -> None:
    fill(engine)
    counts = engine.index.counts(Query(), NOW)
    assert (counts.whole, counts.fitting) == (15, 15)
    assert facets_of(counts)["tags"] == {"山西": 7, "VR": 8, "Film": 7}
    assert [facet.name for facet in counts.facets][-3:] == ["sections", "authors", "archive"]
    assert facets_of(counts)["archive"] == {"2022-07": 15}
    under = engine.index.counts(
        Query(Field("tag", "VR", exact=True)), NOW, {"tags": Query(Field("section", "d1", exact=True))}
    )
    assert (under.whole, under.fitting) == (15, 8)
    assert facets_of(under)["tags"] == {"山西": 3, "VR": 2, "Film": 3}
    assert facets_of(under)["authors"] == {"李雷": 8, "Cindy": 4}
    tags = next(facet for facet in counts.facets if facet.name == "tags")
    assert tags.terms[0].name == "VR"


def check_days(engine: Engine) -> None:
    engine.put([make("a.md", date=day(2)), make("b.md", date=day(2, 13)), make("c.md", date=day(1)), make("d.md")])
    engine.put([make("top.md", date=day(1), pinned=True)])
    ids = engine.index.list_ids(Query(), NOW)
    told = [(heading.first, heading.kind, heading.day and heading.day.day) for heading in engine.index.days(ids)]
    assert told == [(0, "pinned", None), (1, "day", 2), (3, "day", 1), (4, "undated", None)]


def check_names(engine: Engine) -> None:
    engine.put([make("n/a.md", "First film", day(1), url="/n/first/", aliases=("/old/",))])
    engine.put([make("n/b.md", "First flight", day(2), url="/n/second/")])
    names = {"n/a.md": "n/a.md", "n/a": "n/a.md", "/n/first/": "n/a.md", "second": "n/b.md", "old": "n/a.md",
             "first film": "n/a.md", "first": "n/a.md", "First f": "n/b.md", "none": None}  # fmt: skip
    for name, path in names.items():
        found = engine.index.find_id(name)
        assert (None if found is None else engine.index.rows([found])[0].path) == path, name


def check_relations(engine: Engine) -> None:
    series = (Taxonomy("series", ("S",)),)
    engine.put([replace(make(f"s{i}.md", date=day(i), weight=4 - i), taxonomies=series) for i in (1, 2, 3)])
    engine.put([make("rare.md", date=day(9), tags=("x", "y")), make("two.md", date=day(5), tags=("x", "y"))])
    engine.put([make("one.md", date=day(8), tags=("x",)), make("none.md", date=day(7), tags=("z",))])

    def paths(ids: Sequence[int]) -> list[str]:
        return [row.path for row in engine.index.rows(ids)]

    rare, part = (engine.index.id_of(path) or 0 for path in ("rare.md", "s1.md"))
    assert paths(engine.index.related(rare, 9, NOW)) == ["two.md", "one.md"]
    assert paths(engine.index.related(rare, 1, NOW)) == ["two.md"]
    assert paths(engine.index.relations("series", part, NOW)) == ["s3.md", "s2.md", "s1.md"]


CHECKS = [check for name, check in sorted(globals().items()) if name.startswith("check_")]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_an_engine_keeps_the_contract(engine: Engine, check: Callable[[Engine], None]) -> None:
    check(engine)


BROKEN: dict[str, Callable[..., object]] = {
    "is_empty": lambda self: False,
    "posts": lambda self, ids: PlainIndex.posts(self, sorted(ids)),
    "rows": lambda self, ids: PlainIndex.rows(self, sorted(ids)),
    "id_of": lambda self, path: (PlainIndex.id_of(self, path) or 0) + 1,
    "find_id": lambda self, name: PlainIndex.id_of(self, name),
    "list_ids": lambda self, query, now: PlainIndex.list_ids(self, replace(query, drafts=True), now),
    "folders": lambda self: reversed(list(PlainIndex.folders(self))),
    "days": lambda self, ids: PlainIndex.days(self, ids)[1:],
    "counts": lambda self, query, now, apart=None: PlainIndex.counts(self, query, now),
    "related": lambda self, row_id, limit, now: PlainIndex.related(self, row_id, limit + 1, now),
    "relations": lambda self, kind, row_id, now: PlainIndex.relations(self, kind, row_id, now)[::-1],
    "has_language": lambda self, query, now: True,
}
"""A fault in each question."""
BROKEN_POSTS: dict[str, Callable[..., object]] = {
    "remove": lambda self, paths: None,
    "mark": lambda self, marks: None,
    "put_texts": lambda self, bodies: None,
    "tier": lambda self, post, query: 0,
    "column": lambda self, row_id, column: row_id,
}
"""A fault in what goes in, and in what lists are ordered by."""


def failures(made: Callable[[], Engine]) -> list[str]:
    """The checks that an engine fails."""
    found = []
    for check in CHECKS:
        try:
            check(made())
        except (AssertionError, ValueError, KeyError, TypeError):
            found.append(check.__name__)
    return found


@pytest.mark.parametrize("name", BROKEN)
def test_an_engine_with_a_fault_in_a_question_fails(name: str) -> None:
    broken = type("Broken", (PlainIndex,), {name: BROKEN[name]})
    assert failures(lambda: plain(broken))


@pytest.mark.parametrize("name", BROKEN_POSTS)
def test_an_engine_with_a_fault_in_what_it_holds_fails(name: str) -> None:
    broken = type("Broken", (PlainPosts,), {name: BROKEN_POSTS[name]})
    assert failures(lambda: plain(stored=broken))


def test_every_question_of_the_port_has_a_fault_that_is_found() -> None:
    asked = {name for name in vars(PostIndex) if not name.startswith("_")}
    assert asked - BROKEN.keys() == set()
