"""Posts go in, change, go out; what is read back is what was put in."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.index.samples import day, listed, make, put, put_texts
from tui_reader.index.feed_index import FeedIndex
from tui_reader.index.records import prepare
from tui_reader.model.post import Fingerprint, Post
from tui_reader.model.query import Field, Query, Words


def test_a_post_without_valid_text_is_kept_all_the_same(index: FeedIndex) -> None:
    put(index, make("a.md", "half \ud83d a pair", tags=("\udc80",), weight=1 << 80))
    assert listed(index, Query(), 0) == ["a.md"]
    assert index.find_id("a") is not None


def test_a_changed_post_keeps_its_id_while_its_date_stays(index: FeedIndex) -> None:
    put(index, make("a.md", "old", day(1)), make("b.md", "other", day(1)))
    before = index.id_of("a.md")
    put(index, make("a.md", "new", day(1)))
    assert index.id_of("a.md") == before
    put(index, make("a.md", "new", day(2)))
    assert index.id_of("a.md") != before
    assert index.rows([before or 0]) == ()


def test_nothing_of_a_changed_or_removed_post_stays_behind(index: FeedIndex, now: int) -> None:
    put(index, make("a.md", "首个基地", day(1), ("山西",), aliases=("/old/",)))
    put_texts(index, {"a.md": "澳涞坞集团"})
    put(index, make("a.md", "另一个", day(1), ("北京",)))
    put_texts(index, {"a.md": "无关"})
    for gone in (Words("澳涞坞"), Words("首个"), Field("tag", "山西")):
        assert listed(index, Query(gone), now) == []
    assert listed(index, Query(Words("无关")), now) == ["a.md"]
    assert index.find_id("old") is None
    index.change([], ["a.md"])
    assert listed(index, Query(), now) == []
    assert listed(index, Query(Words("无关")), now) == []
    assert index.is_empty()
    tables = ("posts", "details", "tagged", "addresses", "texts", "unsearched", "folders", "marked")
    for table in tables:
        assert index.database.read(lambda c, t=table: c.execute(f"SELECT count(*) FROM {t}").fetchone()) == (0,), table


def test_folders_come_back_in_the_order_of_the_path_as_the_last_changes_left_them(index: FeedIndex) -> None:
    paths = ["b/index.md", "b.md", "a.md", "文.md", "a/z.md", "a-b/1.md", "a/b/2.md", "c/3.md", "d/4.md"]
    put(index, *(make(path) for path in paths))
    folders = ["", "a-b/", "a/", "a/b/", "b/", "c/", "d/"]
    assert [folder.path for folder in index.folders()] == folders
    index.change([prepare(Fingerprint("a/z.md", 7, 8, 9), make("a/z.md"))], ["b.md", "c/3.md", "gone/5.md"])
    found = {folder.path: list(folder.fingerprints()) for folder in index.folders()}
    assert list(found) == [folder for folder in folders if folder != "c/"]
    assert [fingerprint.path for fingerprint in found[""]] == ["a.md", "文.md"]
    assert found["a/"] == [Fingerprint("a/z.md", 7, 8, 9)]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("abcde"), st.none() | st.integers(1, 28)), max_size=12))
def test_the_index_is_what_the_last_changes_made_it(index: FeedIndex, steps: list[tuple[str, int | None]]) -> None:
    index.change([], [fingerprint.path for folder in index.folders() for fingerprint in folder.fingerprints()])
    expected: dict[str, Post] = {}
    for name, number in steps:
        path = f"{name}.md"
        if number is None:
            index.change([], [path])
            expected.pop(path, None)
        else:
            expected[path] = make(path, f"title {number}", day(number), (f"tag{number % 3}",))
            put(index, expected[path])
    newest = sorted(expected.values(), key=lambda post: post.date or datetime.min.replace(tzinfo=UTC), reverse=True)
    found = index.posts(index.list_ids(Query(), 1 << 40))
    assert [post.date for post in found] == [post.date for post in newest]
    assert {post.path: post for post in found} == expected
    counts = {term.name: term.count for facet in index.counts(Query(), 1 << 40).facets for term in facet.terms}
    tags = [term for post in expected.values() for term in post.taxonomies[0].terms]
    assert all(counts[tag] == tags.count(tag) for tag in tags)


def test_an_undated_post_is_older_than_all_others(index: FeedIndex) -> None:
    put(index, make("none.md"), make("old.md", date=datetime(1, 1, 2, tzinfo=UTC)), make("new.md", date=day(1)))
    assert listed(index, Query(), 1 << 40) == ["new.md", "old.md", "none.md"]
    put(index, replace(make("none.md"), title="still undated"))
    assert listed(index, Query(), 1 << 40) == ["new.md", "old.md", "none.md"]
