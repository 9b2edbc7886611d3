"""Lists and counts against the same question asked in plain Python; orders; marks; bookmarks of posts that are gone."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.index.samples import CHINA, NAMES, day, listed, make, put, put_texts, sorted_by
from tui_reader.index.feed_index import FeedIndex
from tui_reader.index.queries import facet_counts, listing, relevance
from tui_reader.index.queries.plan import make_plan
from tui_reader.index.queries.where_clause import Context, Sql, compile_condition
from tui_reader.index.records import Mark, seconds
from tui_reader.model.post import Post
from tui_reader.model.query import STATES, All, AnyOf, Condition, Counted, Dated, Field, Is, Not, Query, Words
from tui_reader.model.sorts import CHANGED, HUGO, NEWEST, RELEVANT, SHORTEST, SORTS, TITLE
from tui_reader.model.views import View

BODIES = ("山西长治影视基地", "北京的元宇宙产业", "VR in 山西，a film base", "")
TAGS = ("山西", "VR", "Film Base")
READ = ("p1.md", "p4.md")


def sample_posts() -> list[Post]:
    """Posts that differ in everything a query can ask for."""
    posts = []
    for i in range(24):
        tags = tuple(tag for n, tag in enumerate(TAGS) if (i >> n) & 1)
        fields = {"draft": i % 11 == 5, "pinned": i % 7 == 3, "recommended": i % 3 == 0, "words": i * 10 % 70}
        author = ("Cindy",) if i % 2 else ("李雷", "Cindy")
        made = make(f"p{i}.md", f"题目 {i % 5}", day(1 + i), tags, authors=author, section=f"s{i % 2}", **fields)
        posts.append(made)
    return posts


POSTS = sample_posts()


def fits(post: Post, condition: Condition) -> bool:
    """The question asked of one post."""
    match condition:
        case All(conditions):
            return all(fits(post, inner) for inner in conditions)
        case AnyOf(conditions):
            return any(fits(post, inner) for inner in conditions)
        case Not(inner):
            return not fits(post, inner)
        case Words(text):
            body = BODIES[int(post.path[1:-3]) % 4]
            tags = [tag for taxonomy in post.taxonomies for tag in taxonomy.terms]
            return any(text in where.lower() for where in (post.title, body, *tags))
        case Field("tag", value, exact):
            names = [tag for taxonomy in post.taxonomies for tag in taxonomy.terms]
            return any(tag == value if exact else value.lower() in tag.lower() for tag in names)
        case Field("author", value):
            return value in post.authors
        case Field("section", value):
            return post.section == value
        case Field("path", value):
            return value in post.path
        case Is(name):
            states = {"read": post.path in READ, "unread": post.path not in READ, "bookmarked": False}
            return bool(states.get(name, getattr(post, name, False)))
        case Dated(_, first, last):
            moment = seconds(post.date) or 0
            return (first is None or moment >= first) and (last is None or moment < last)
        case Counted(_, sign, number):
            signs = {"<": post.words < number, ">=": post.words >= number, "=": post.words == number}
            return signs[sign]
    raise AssertionError(condition)


bounds = st.none() | st.integers(1, 28).map(lambda number: seconds(day(number)))
leaves: st.SearchStrategy[Condition] = st.one_of(
    st.sampled_from(["山", "山西", "的", "西长", "vr", "film", "元宇宙", "无"]).map(Words),
    st.sampled_from(["山西", "VR", "film", "x"]).map(lambda value: Field("tag", value)),
    st.sampled_from([*TAGS, "film"]).map(lambda value: Field("tag", value, exact=True)),
    st.sampled_from(["Cindy", "李雷", "nobody"]).map(lambda value: Field("author", value, exact=True)),
    st.sampled_from(["s0", "s1"]).map(lambda value: Field("section", value)),
    st.sampled_from(["p1", ".md"]).map(lambda value: Field("path", value)),
    st.sampled_from(["pinned", "recommended", "read", "unread"]).map(Is),
    st.tuples(bounds, bounds).map(lambda pair: Dated("date", *pair)),
    st.tuples(st.sampled_from(["<", ">=", "="]), st.integers(0, 80)).map(lambda pair: Counted("words", *pair)),
)
states: st.SearchStrategy[Condition] = st.sampled_from(STATES).map(Is)
conditions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda some: All(tuple(some))),
        st.lists(inner, max_size=3).map(lambda some: AnyOf(tuple(some))),
        inner.map(Not),
    ),
    max_leaves=5,
)


def fill(index: FeedIndex) -> None:
    """The sample posts with their texts and two read marks, once."""
    if index.is_empty():
        put(index, *POSTS)
        put_texts(index, {post.path: BODIES[i % 4] for i, post in enumerate(POSTS)})
        index.marks.put([Mark(path, read=True) for path in READ])


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(conditions, st.booleans())
def test_a_list_holds_exactly_the_posts_that_fit(index: FeedIndex, now: int, where: Condition, drafts: bool) -> None:
    fill(index)
    expected = [post for post in reversed(POSTS) if fits(post, where) and (drafts or not post.draft)]
    query = Query(where, drafts=drafts)
    found = listed(index, query, now)
    assert found == [post.path for post in sorted(expected, key=lambda post: not post.pinned)]
    assert [index.list_ids(Query(where, drafts=drafts, limit=3), now).tolist()] == [
        index.list_ids(query, now)[:3].tolist()
    ]
    best = Query(where, RELEVANT, drafts=drafts)
    assert sorted(listed(index, best, now)) == sorted(found)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(relevance, "FEW", 0)
        assert sorted(listed(index, best, now)) == sorted(found)
    counts = index.counts(query, now)
    assert counts.fitting == len(expected)
    carried = Counter(t for post in expected for taxonomy in post.taxonomies for t in taxonomy.terms)
    tags = next(facet for facet in counts.facets if facet.name == "tags")
    assert {term.name: term.count for term in tags.terms} == dict(carried)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(conditions, states, states.map(Not), st.lists(states, max_size=2).map(lambda s: All(tuple(s)))),
    conditions,
)
def test_a_view_counts_the_posts_that_its_list_shows_whatever_the_filter(
    index: FeedIndex, now: int, view: Condition, where: Condition
) -> None:
    fill(index)
    index.marks.put([Mark("p2.md", 1, begun=True), Mark("p3.md", bookmarked=True), Mark("p5.md", 1, True, True)])
    for under in (where, All()):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(facet_counts, "VIEWS", (View("planted", "Planted", view),))
            counts = index.counts(Query(under), now)
        assert counts.views == (("planted", len(index.list_ids(Query(view), now))),)


def test_each_state_is_known_to_the_index() -> None:
    known = {state: compile_condition(Is(state), Context(0, NAMES)).text for state in STATES}
    assert not [state for state, text in known.items() if "tagged" in text]


def test_each_order_is_what_its_name_says_with_pinned_posts_first(index: FeedIndex, now: int) -> None:
    put(
        index,
        make("a.md", "Beta", day(1), words=30, lastmod=day(9)),
        make("b.md", "alpha", day(2), words=10, weight=5),
        make("c.md", "Gamma", day(3), words=20, weight=-1),
        make("d.md", "delta", day(3), words=40, pinned=True),
        make("e.md", "Alef", day(3), words=50),
    )
    orders = {
        NEWEST: "dceba",
        CHANGED: "daceb",
        TITLE: "debac",
        SHORTEST: "dbcae",
        HUGO: "dcbea",
    }
    for sort, expected in orders.items():
        assert listed(index, sorted_by(sort), now) == [f"{name}.md" for name in expected], sort


def test_drafts_future_and_expired_posts_are_shown_only_when_asked_for(index: FeedIndex, now: int) -> None:
    put(
        index,
        make("draft.md", date=day(5), draft=True),
        make("future.md", date=day(4), publish_date=day(4) + timedelta(days=9999)),
        make("expired.md", date=day(3), expiry_date=day(3)),
        make("hidden.md", date=day(2), listed=False),
        make("plain.md", date=day(1)),
    )
    assert listed(index, Query(), now) == ["plain.md"]
    for name in ("draft", "future", "expired"):
        assert listed(index, Query(Is(name)), now) == [f"{name}.md"]
    assert listed(index, Query(drafts=True), now) == ["draft.md", "plain.md"]
    assert listed(index, Query(future=True), now) == ["future.md", "plain.md"]
    assert listed(index, Query(expired=True), now) == ["expired.md", "plain.md"]


def test_a_bookmark_is_listed_whatever_became_of_its_post(index: FeedIndex, now: int) -> None:
    put(index, make("a.md", "A", day(5), draft=True), make("b.md", "B", day(1)))
    gone = Mark("gone.md", bookmarked=True, title="A post that was", date=seconds(day(3)), zone=28800)
    index.marks.put([Mark("a.md", bookmarked=True), Mark("b.md", bookmarked=True), gone])
    rows = index.rows(index.list_ids(Query(Is("bookmarked")), now))
    assert [(row.path, row.gone) for row in rows] == [("a.md", False), ("gone.md", True), ("b.md", False)]
    assert (rows[1].title, rows[1].date, rows[1].bookmarked) == ("A post that was", day(3), True)
    assert dict(index.counts(Query(), now).views)["bookmarks"] == 3


def test_relevance_puts_the_title_before_the_terms_before_the_body(index: FeedIndex, now: int) -> None:
    filler = "别的事情。" * 20
    put(
        index,
        make("body.md", "今天", day(9)),
        make("term.md", "明天", day(8), ("山西",)),
        make("title.md", "山西的春天", day(1)),
    )
    put_texts(index, {"body.md": filler + "山西" + filler, "term.md": filler, "title.md": filler})
    assert listed(index, Query(Words("山西"), RELEVANT), now) == ["title.md", "term.md", "body.md"]
    assert listed(index, Query(sort=RELEVANT), now) == ["body.md", "term.md", "title.md"]


@pytest.mark.parametrize("few", [0, 5000], ids=["many hits", "few hits"])
def test_the_tiers_of_many_hits_keep_the_order_of_the_fields(index: FeedIndex, now: int, monkeypatch, few: int) -> None:
    """The newest post has the word in its body alone, the oldest in its title; two of a tier stand newest first."""
    monkeypatch.setattr(relevance, "FEW", few)
    put(
        index,
        make("body.md", "今天", day(9)),
        make("lead.md", "后天", day(8), description="山西"),
        make("term.md", "明天", day(7), ("山西",)),
        make("title.md", "山西的春天", day(2)),
        make("title2.md", "山西的秋天", day(1)),
        make("none.md", "北京", day(3)),
    )
    put_texts(index, {"body.md": "别的事情。山西", "lead.md": "别的事情", "none.md": "别的事情"})
    words = Query(Words("山西"), RELEVANT)
    assert listed(index, words, now) == ["title.md", "title2.md", "term.md", "lead.md", "body.md"]
    assert listed(index, replace(words, limit=3), now) == ["title.md", "title2.md", "term.md"]
    without = All((Words("山西"), Not(Words("春天")), AnyOf((Words("秋天"), Words("明天")))))
    assert sorted(listed(index, Query(without, RELEVANT), now)) == ["term.md", "title2.md"]


def test_a_query_of_very_many_words_is_answered(index: FeedIndex, now: int) -> None:
    put(index, make("a.md", "山西", day(1)))
    put_texts(index, {"a.md": "山西长治"})
    where = AnyOf((*(All((Words("山西"), Words(f"没有{n}"))) for n in range(90)), Words("长治")))
    for sort in (NEWEST, RELEVANT):
        assert listed(index, Query(where, sort, limit=5), now) == ["a.md"]


def test_terms_are_counted_under_the_spelling_most_posts_have(index: FeedIndex, now: int) -> None:
    put(
        index,
        *(make(f"{i}.md", date=day(1 + i), tags=(tag,)) for i, tag in enumerate(["foo bar", "Foo Bar", "Foo Bar"])),
    )
    (tags,) = [facet for facet in index.counts(Query(), now).facets if facet.name == "tags"]
    assert [(term.name, term.count) for term in tags.terms] == [("Foo Bar", 3)]
    assert len(listed(index, Query(Field("tag", "Foo Bar", exact=True)), now)) == 3


def test_a_facet_counted_apart_tells_what_each_of_its_terms_would_add(index: FeedIndex, now: int) -> None:
    put(
        index,
        make("a.md", date=day(1), tags=("山西",), authors=("李",)),
        make("b.md", date=day(2), tags=("北京", "山西"), authors=("李",)),
        make("c.md", date=day(3), tags=("北京",), authors=("王",)),
        make("d.md", date=day(4), tags=("上海",), authors=("李",)),
    )
    author = Field("author", "李", exact=True)
    either = AnyOf((Field("tags", "山西", exact=True), Field("tags", "上海", exact=True)))
    counts = index.counts(Query(All((author, either))), now, {"tags": Query(author)})
    assert counts.fitting == 3 and counts.whole == 4
    facets = {facet.name: {term.name: term.count for term in facet.terms} for facet in counts.facets}
    assert facets["tags"] == {"山西": 2, "北京": 1, "上海": 1}
    assert facets["authors"] == {"李": 3}


def test_a_month_is_counted_and_listed_by_its_days_as_the_posts_write_them(index: FeedIndex, now: int) -> None:
    put(
        index,
        make("a.md", date=day(28, 0)),
        make("b.md", date=day(28, 23)),
        make("c.md", date=day(3)),
        make("old.md", date=datetime(1969, 12, 31, 23, tzinfo=CHINA)),
        make("draft.md", date=day(9), draft=True),
    )
    counts = index.counts(Query(), now, {"2022-07": Query(), "1969-12": Query(Is("pinned"))})
    facets = {facet.name: [(term.name, term.count) for term in facet.terms] for facet in counts.facets}
    assert facets["2022-07"] == [("2022-07-28", 2), ("2022-07-03", 1)]
    assert facets["1969-12"] == []
    assert listed(index, Query(Field("day", "2022-07-28", exact=True)), now) == ["b.md", "a.md"]
    assert listed(index, Query(Field("day", "1969-12-31")), now) == ["old.md"]
    assert listed(index, Query(Field("day", "nonsense")), now) == []


def test_what_came_since_the_last_visit_and_what_changed_since_it_was_read_is_counted(
    index: FeedIndex, now: int
) -> None:
    put(index, make("a.md", date=day(1)), make("b.md", date=day(2), lastmod=day(9)))
    index.marks.put([Mark("a.md", read=seconds(day(5)) or 0), Mark("b.md", read=seconds(day(5)) or 0)])
    for before, new in (("", 0), ("1", 2), (str(1 << 40), 0)):
        index.set_metadata("before", before)
        views = dict(index.counts(Query(), now).views)
        assert (views["new"], views["updated"]) == (new, 1)
        assert len(listed(index, Query(Is("new")), now)) == new
    assert listed(index, Query(Is("updated")), now) == ["b.md"]


def plan(index: FeedIndex, query: Query, now: int) -> str:
    """How the database goes about a list."""
    select: Sql = listing.select_ids(make_plan(query, Context(now, NAMES)))
    rows = index.database.read(lambda c: c.execute("EXPLAIN QUERY PLAN " + select.text, select.values).fetchall())
    return "\n".join(row[3] for row in rows)


def test_each_order_is_read_from_an_index_and_never_sorted(index: FeedIndex, now: int) -> None:
    for sort in SORTS:
        told = plan(index, Query(sort=sort, limit=50), now)
        assert "TEMP B-TREE" not in told, (sort, told)
        assert "COVERING INDEX" in told, (sort, told)


def test_posts_that_wait_for_the_full_text_are_found_by_their_titles(index: FeedIndex, now: int) -> None:
    put(index, make("a.md", "山西的春天", day(1)), make("b.md", "別處", day(2)))
    for sort in (NEWEST, RELEVANT):
        assert listed(index, Query(Words("山西"), sort), now) == ["a.md"]
        assert listed(index, Query(Words("别处"), sort, limit=5), now) == ["b.md"]
    put_texts(index, {"b.md": "从山西来"})
    assert listed(index, Query(Words("山西")), now) == ["b.md", "a.md"]
    assert dict(index.counts(Query(Words("山西")), now).views)["all"] == 2


def test_hugo_orders_posts_of_one_date_by_link_title_small_letters_first(index: FeedIndex, now: int) -> None:
    titles = ["RelRef", "beta", "Relref", "Alpha", "relation"]
    put(index, *(make(f"{i}.md", title, day(1)) for i, title in enumerate(titles)))
    rows = index.rows(index.list_ids(Query(sort=HUGO), now))
    assert [row.title for row in rows] == ["Alpha", "beta", "relation", "Relref", "RelRef"]


def test_bookmarks_of_posts_that_are_gone_follow_the_others_in_every_order_but_that_of_dates(
    index: FeedIndex, now: int
) -> None:
    put(index, make("a.md", date=day(1)), make("c.md", date=day(3)))
    kept = [Mark(path, bookmarked=True, title=path) for path in ("a.md", "c.md")]
    index.marks.put([*kept, Mark("gone.md", bookmarked=True, title="Gone", date=seconds(day(2)))])
    query = Query(where=Is("bookmarked"))
    assert listed(index, query, now) == ["c.md", "gone.md", "a.md"]
    assert listed(index, replace(query, sort=TITLE), now) == ["a.md", "c.md", "gone.md"]
    ids = index.list_ids(query, now)
    index.marks.put([Mark("gone.md")])
    assert [row.path for row in index.rows(ids)] == ["c.md", "gone.md", "a.md"]


def test_without_a_full_text_index_titles_with_more_of_the_words_come_first(index: FeedIndex, now: int) -> None:
    put(index, make("a.md", "one"), make("b.md", "two one"), make("c.md", "three"))
    plan = make_plan(
        replace(Query(), where=All((Words("one"), Words("two"))), sort=RELEVANT), Context(now, full_text=False)
    )
    ranked = listing._ranked(plan)
    worth = dict(index.database.read(lambda c: c.execute(ranked.text, ranked.values).fetchall()))
    assert {path: worth[index.id_of(path)] for path in ("a.md", "b.md", "c.md")} == {"a.md": -1, "b.md": -2, "c.md": 0}


def test_chinese_is_looked_for_as_written_and_letters_also_as_pinyin(index: FeedIndex, now: int) -> None:
    put(index, make("a.md", "山西长治", tags=("影视",)), make("b.md", "shanxi news"))
    for value, paths in (("山西", ["a.md"]), ("shanxi", ["a.md", "b.md"]), ("长治山西", [])):
        assert sorted(listed(index, Query(where=Field("title", value)), now)) == paths
    assert listed(index, Query(where=Field("tag", "影")), now) == listed(index, Query(where=Field("tag", "ying")), now)
