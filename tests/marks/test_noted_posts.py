"""Highlights come back whole and in the order of the text; what the user wrote down of posts is told by post."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.marks.bookmarks import Bookmark, Bookmarks
from tui_reader.marks.feed_identity import UNKNOWN, FeedIdentity
from tui_reader.marks.highlights import MOST_QUOTE, Highlight, Highlights, highlight_from, highlights_from, said_of
from tui_reader.marks.noted_posts import noted_posts
from tui_reader.marks.read_state import Reading

THEN = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
NEWS, BLOG = FeedIdentity("News", "/news"), FeedIdentity("Blog", "/blog")
FIRST = Highlight("a1", "a.md", "A", "山西省", "在", "有", 4, "note", THEN, THEN, NEWS)
SECOND = Highlight("b2", "a.md", "A", "two", at=9, added=THEN + timedelta(days=1), feed=NEWS)


def test_highlights_of_a_post_come_back_whole_in_the_order_of_its_text(tmp_path):
    Highlights(tmp_path, "one", NEWS).put([SECOND, FIRST])
    other = Highlights(tmp_path, "two", NEWS)
    assert other.all() == (FIRST, SECOND)
    assert other.known("a.md") == (FIRST, SECOND)
    assert [marks for number in range(64) if (marks := other.part(number))] == [{"a.md": (FIRST, SECOND)}]
    other.put([replace(FIRST, note="another")])
    other.remove([SECOND])
    assert Highlights(tmp_path, "one", NEWS).all() == (replace(FIRST, note="another"),)


def test_highlights_belong_to_a_feed_and_are_all_there_where_none_is_named(tmp_path):
    elsewhere = replace(FIRST, path="b.md", feed=BLOG)
    Highlights(tmp_path, "own", NEWS).put([FIRST])
    Highlights(tmp_path, "own", BLOG, lambda root: True).put([elsewhere])
    assert Highlights(tmp_path, "own", NEWS, lambda root: True).all() == (FIRST,)
    every = Highlights(tmp_path, "own")
    assert sorted(every.all(), key=lambda mark: mark.path) == [FIRST, elsewhere]
    every.remove([elsewhere])
    assert Highlights(tmp_path, "own", BLOG, lambda root: True).all() == ()


def test_a_highlight_that_says_no_time_has_that_of_its_line_and_lines_of_no_highlight_make_none(tmp_path):
    lines = [
        {"t": 10, "op": "highlight", "id": "x", "path": "a.md", "quote": "words", "at": -3},
        {"t": 11, "op": "highlight", "id": "", "path": "a.md", "quote": "no id"},
        {"t": 12, "op": "highlight", "id": 5, "path": "a.md", "quote": "no id"},
        {"t": 13, "op": "highlight", "id": "y", "path": "a.md", "quote": " "},
        {"t": 14, "op": "read", "id": "z", "path": "a.md", "quote": "words"},
        {"t": 15, "op": "unhighlight", "id": "gone", "path": "a.md"},
    ]
    (tmp_path / "own.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    added = datetime.fromtimestamp(10, UTC)
    assert Highlights(tmp_path, "own").all() == (Highlight("x", "a.md", "a.md", "words", added=added),)


texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=20)


@given(texts, texts, texts, texts, st.integers(0, 1 << 39))
def test_what_an_export_says_of_a_highlight_is_the_highlight(quote, before, after, note, at):
    mark = Highlight("i", "p", "t", quote or "q", before, after, at, note, added=THEN)
    found = highlight_from("p", {"title": "t", **json.loads(json.dumps(mark.as_values()))})
    assert found == (mark if mark.quote.strip() else None)


def test_a_list_of_highlights_is_read_without_what_is_none():
    values = [{"quote": "one", "id": "1"}, {"quote": "x" * (MOST_QUOTE + 1)}, "two", {"quote": 3}, {"quote": "four"}]
    found = list(highlights_from("a.md", values))
    assert [mark.quote for mark in found] == ["one", "four"]
    assert found[0].id == "1" and len(found[1].id) == 12
    assert list(highlights_from("a.md", {"quote": "one"})) == []


@pytest.mark.parametrize(
    ("quote", "note", "said"),
    [
        ("a\n b", "", "“a b”"),
        ("a", "b\nc", "“a” b c"),
        ("x" * 60, "", f"“{'x' * 60}”"),
        ("x" * 61, "", f"“{'x' * 59}…”"),
    ],
)
def test_a_highlight_in_one_line(quote, note, said):
    assert said_of(Highlight("i", "p", "t", quote, note=note)) == said


def test_bookmarks_and_highlights_are_told_by_post_the_latest_first():
    bookmarked = Bookmark("b.md", "B", added=THEN - timedelta(days=1), feed=NEWS)
    old = Bookmark("c.md", "C", feed=NEWS)
    same_path = replace(FIRST, feed=BLOG, added=None)
    of_b = replace(SECOND, path="b.md")
    posts = noted_posts([old, bookmarked], [FIRST, of_b, SECOND, same_path])
    assert [(post.key, post.highlights, post.bookmarked) for post in posts] == [
        ((NEWS, "a.md"), (FIRST, SECOND), False),
        ((NEWS, "b.md"), (of_b,), True),
        ((NEWS, "c.md"), (), True),
        ((BLOG, "a.md"), (same_path,), False),
    ]
    assert posts[0].mark == Bookmark("a.md", "A", SECOND.date, SECOND.added, feed=NEWS)
    assert noted_posts([], []) == ()


@pytest.mark.parametrize("place", [{"block": 1, "words": 5}, {"block": 1, "part": 2}, {"block": 1, "part": "x"}, 7])
def test_a_place_that_is_none_is_no_place(tmp_path, place):
    line = {"t": 1, "op": "place", "path": "a.md", "place": place}
    (tmp_path / "own.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    assert Reading(tmp_path, "own").place("a.md") is None


def test_a_bookmark_without_a_time_is_written_with_one(tmp_path):
    Bookmarks(tmp_path, "own").add_all((Bookmark("a.md", "A"), Bookmark("b.md", "B", added=THEN)))
    found = {mark.path: mark for mark in Bookmarks(tmp_path, "own").all()}
    assert found["b.md"].added == THEN
    assert found["a.md"].added is not None and found["a.md"].feed == UNKNOWN
