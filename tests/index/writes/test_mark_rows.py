"""The copy of the marks follows the journals' marks, for posts that are there, come later, or go away."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.index.samples import NAMES, day, listed, make, put
from tui_reader.index.feed_index import FeedIndex
from tui_reader.index.records import Copied, Mark
from tui_reader.index.storage import database
from tui_reader.model.query import Field, Is, Query

Ask = Callable[[FeedIndex, int], object]

marks = st.builds(
    Mark,
    path=st.sampled_from(["a.md", "b.md", "later.md"]),
    read=st.booleans(),
    begun=st.booleans(),
    bookmarked=st.booleans(),
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(marks, max_size=4, unique_by=lambda mark: mark.path), max_size=4))
def test_the_copy_is_what_was_copied_last(index: FeedIndex, now: int, copies: list[list[Mark]]) -> None:
    index.change([], ["later.md"])
    put(index, make("a.md", date=day(1)), make("b.md", date=day(2)))
    index.marks.replace([], Copied())
    before: set[Mark] = set()
    for some in copies:
        assert index.marks.replace([some], Copied("signature")) == (before != set(some))
        before = set(some)
    put(index, make("later.md", date=day(3)))
    last = {mark.path: mark for mark in (copies[-1] if copies else [])}
    for name, field in {"read": "read", "begun": "begun", "bookmarked": "bookmarked"}.items():
        expected = sorted(path for path, mark in last.items() if getattr(mark, field))
        assert sorted(listed(index, Query(Is(name)), now)) == expected
        rows = index.rows(index.list_ids(Query(), now))
        assert sorted(row.path for row in rows if getattr(row, field)) == expected


def test_how_far_the_journals_are_copied_is_kept_with_the_marks(index: FeedIndex) -> None:
    assert index.marks.copied() == Copied()
    index.marks.put([Mark("a.md", read=True)], Copied("first", "place"))
    assert index.marks.copied() == Copied("first", "place")
    index.marks.replace([], Copied("second", "other"))
    assert index.marks.copied() == Copied("second", "other")


def test_all_marks_are_replaced_in_many_batches(index: FeedIndex, now: int) -> None:
    put(index, *(make(f"{number}.md", date=day(1)) for number in range(30)))
    batches = [[Mark(f"{number + some}.md", read=1) for some in range(10)] for number in (0, 10, 40)]
    assert index.marks.replace(batches, Copied("first"))
    assert sorted(listed(index, Query(Is("read")), now)) == sorted(f"{number}.md" for number in range(20))
    assert not index.marks.replace(reversed(batches), Copied("second"))
    assert index.marks.replace(batches[1:], Copied("third"))
    assert sorted(listed(index, Query(Is("read")), now)) == [f"{number}.md" for number in range(10, 20)]


def test_bookmarks_of_posts_that_may_have_another_path_now_are_known(index: FeedIndex) -> None:
    put(index, make("a.md", title="Title", url="/old/"))
    gone = {"title.md": "Title", "old.md": "Other", "Old/index.md": "Other", "else.md": "Other"}
    bookmarks = [Mark(path, bookmarked=True, title=title) for path, title in (*gone.items(), ("a.md", "Title"))]
    index.marks.put([*bookmarks, Mark("read.md", read=1, title="Title")])
    assert sorted(index.marks.moved()) == ["Old/index.md", "old.md", "title.md"]


@pytest.mark.parametrize(
    "ask",
    [
        lambda index, now: index.counts(Query(), now),
        lambda index, now: index.list_ids(Query(where=Is("bookmarked")), now),
        lambda index, now: index.list_ids(Query(where=Is("noted")), now),
        lambda index, now: index.list_ids(Query(where=Field("note", "x")), now),
        lambda index, now: index.list_ids(Query(where=Is("read")), now),
        lambda index, now: index.marks.moved(),
        lambda index, now: index.marks.put([Mark("a.md", read=2)]),
    ],
    ids=["counts", "bookmarked", "noted", "note", "read", "moved", "mark"],
)
def test_marks_of_posts_that_are_gone_cost_no_question_anything(
    tmp_path: Path, now: int, monkeypatch: pytest.MonkeyPatch, ask: Ask
) -> None:
    done: list[None] = []
    monkeypatch.setattr(database, "_STEPS", 10)
    monkeypatch.setattr(database, "_ends_early", lambda: done.append(None))
    index = FeedIndex(tmp_path / "index.sqlite", NAMES)
    with closing(index.database):
        put(index, make("a.md"), make("b.md"))
        index.marks.put([Mark("a.md", read=1), Mark("gone.md", bookmarked=True, title="Gone", note="x")])

        def steps() -> int:
            ask(index, now)
            done.clear()
            ask(index, now)
            return len(done)

        few = steps()
        index.marks.put([Mark(f"old{number}.md", read=1) for number in range(3000)])
        assert few > 0
        assert steps() <= few + 5
