"""Several feeds as one: posts by date, marks in the feed that each post is of, undone there."""

import inspect
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tui_reader.config.paths import user_paths
from tui_reader.config.settings import Settings
from tui_reader.feed.library import Library, open_library
from tui_reader.feed.posts import put_head
from tui_reader.feed.several.joined_feeds import JoinedFeeds, JoinedPages, JoinedSync
from tui_reader.feed.several.joined_marks import JoinedMarks, JoinedPassages
from tui_reader.feed.several.joined_posts import JoinedPosts
from tui_reader.model.errors import NotFoundError
from tui_reader.model.query import Is, Query
from tui_reader.text.passage import Passage

POSTS = 6


@pytest.fixture
def feeds(tmp_path: Path) -> Iterator[dict[str, Library]]:
    """Three sites whose posts have equal paths and alternate by date."""
    opened: dict[str, Library] = {}
    for feed, name in enumerate(("早报", "a/b", "晚报")):
        news = tmp_path / f"site{feed}" / "content" / "news"
        news.mkdir(parents=True)
        (news.parents[1] / "hugo.toml").write_text(f'title = "{name}"\n', "utf-8")
        for number in range(POSTS):
            header = f"title: {name}{number}\ndate: 2024-0{number + 1}-1{feed}\ntags: [t{feed}, all]\n"
            pinned = "pinned: true\n" * (number == 0)
            (news / f"p{number}.md").write_text(f"---\n{header}{pinned}---\n\n正文{feed}{number}。\n", "utf-8")
        opened[name] = open_library(news.parents[1], Settings(), user_paths())
    yield opened
    for library in opened.values():
        library.close()


@pytest.fixture
def joined(feeds: dict[str, Library]) -> JoinedFeeds:
    """All of them as one, synchronised."""
    both = JoinedFeeds(feeds)
    both.sync.run()
    return both


def test_posts_of_all_feeds_stand_by_date_whatever_is_pinned(joined: JoinedFeeds) -> None:
    rows = joined.posts.rows(joined.posts.listing(Query()))
    assert [row.date for row in rows] == sorted((row.date for row in rows), reverse=True)
    assert len(rows) == 3 * POSTS and [row.feed for row in rows[:3]] == ["晚报", "a/b", "早报"]
    assert [row.title for row in joined.posts.first(Query(), 4)] == ["晚报5", "a/b5", "早报5", "晚报4"]
    for row in rows:
        assert joined.posts.id_of(row.path) == row.id
        assert joined.posts.by_path(row.path).title == row.title == joined.pages.read(row.path).post.title
    assert joined.posts.by_name("早报3").path == "早报/news/p3.md" == joined.posts.by_name("早报/news/p3").path


def test_counts_are_those_of_all_feeds_together(joined: JoinedFeeds) -> None:
    counts = joined.posts.counts(Query())
    assert (counts.whole, counts.fitting, dict(counts.views)["unread"]) == (18, 18, 18)
    tags = next(facet for facet in counts.facets if facet.name == "tags")
    assert tags.terms[0].name == "all" and tags.terms[0].count == 18
    months = next(facet for facet in counts.facets if facet.name == "archive")
    assert [term.count for term in months.terms] == [3] * POSTS
    assert months.terms[0].name > months.terms[-1].name
    offered = {each.text: each.count for each in joined.posts.completions("tag:", 4)}
    assert offered == {"all": 18, "t0": POSTS, "t1": POSTS, "t2": POSTS}
    where = joined.posts.query("tag:t1").where
    assert len(joined.posts.listing(Query(where=where))) == POSTS


def test_marks_are_made_in_their_feed_and_undone_as_one_step(joined: JoinedFeeds, feeds: dict[str, Library]) -> None:
    joined.marks.mark_read(["早报/news/p1.md", "晚报/news/p1.md"], on=True)
    assert [len(library.marks.read_state.all_read()) for library in feeds.values()] == [1, 0, 1]
    unread = Query(where=Is("unread"))
    assert len(joined.posts.listing(unread)) == 16
    joined.marks.mark_read(["早报/news/p1.md"], on=True)
    joined.marks.bookmark("a∕b/news/p2.md", "a note")
    assert [mark.path for mark in joined.marks.bookmarks()] == ["a∕b/news/p2.md"]
    joined.marks.passages.keep("a∕b/news/p2.md", Passage("正文12。"), "正文12。")
    (mark,) = joined.marks.passages.known("a∕b/news/p2.md")
    assert joined.marks.card(mark.path)[0] == "a/b" and joined.marks.passages.all() == (mark,)
    assert [joined.marks.undo() != "" for _ in range(4)] == [True, True, True, False]
    assert len(joined.posts.listing(unread)) == 18 and not feeds["a/b"].marks.bookmarks()


def test_a_path_of_no_feed_is_not_found(joined: JoinedFeeds) -> None:
    for ask in (joined.posts.by_path, joined.posts.by_name, joined.marks.card, joined.pages.read):
        with pytest.raises(NotFoundError):
            ask("nowhere/news/p1.md")


def test_a_change_of_a_file_is_told_with_the_path_among_all(joined: JoinedFeeds, tmp_path: Path) -> None:
    file = tmp_path / "site2" / "content" / "news" / "new.md"
    file.write_text("---\ntitle: new\ndate: 2024-09-01\n---\n", "utf-8")
    assert joined.sync.run(now=True).added == ("晚报/news/new.md",)
    assert joined.posts.first(Query(), 1)[0].title == "new"
    assert joined.file_of("晚报/news/new.md") == file


@pytest.mark.parametrize("joining", [JoinedFeeds, JoinedPosts, JoinedMarks, JoinedPassages, JoinedPages, JoinedSync])
def test_every_question_to_a_feed_is_answered_for_several(joining: type) -> None:
    """What is not answered anew would ask parts that several feeds do not have; what is made of other answers may."""
    made_of_others = {"first", "snapshot"}
    parent = joining.__mro__[1]
    public = {name for name, _ in inspect.getmembers(parent) if not name.startswith("_")} - made_of_others
    assert public - set(vars(joining)) == set()


@pytest.mark.parametrize("pinned", [(), (0,), (5,), (0, 5), (1, 2, 3), range(POSTS)])
def test_the_first_of_all_feeds_are_those_of_the_whole_list(
    joined: JoinedFeeds, feeds: dict[str, Library], pinned: Iterable[int]
) -> None:
    news = feeds["a/b"].file_of("news/p1.md").parent
    for number in range(POSTS):
        file = news / f"p{number}.md"
        header = file.read_text("utf-8").replace("pinned: true\n", "")
        file.write_text(header.replace("tags:", "pinned: true\ntags:" if number in pinned else "tags:"), "utf-8")
    joined.sync.run(full=True)
    whole = joined.posts.listing(Query()).tolist()
    assert whole == sorted(whole, reverse=True) and len(whole) == 3 * POSTS
    for limit in range(1, len(whole) + 2):
        assert joined.posts.listing(Query(limit=limit)).tolist() == whole[:limit]
    ids, headings = put_head(joined.posts, Query(), joined.posts.listing(Query()), 3)
    assert ids.tolist() == whole and not headings
