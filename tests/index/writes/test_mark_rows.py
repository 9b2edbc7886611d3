"""The copy of the marks follows the journals' marks, for posts that are there, come later, or go away."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.index.samples import day, listed, make, put
from tui_reader.index.feed_index import FeedIndex
from tui_reader.index.records import Mark
from tui_reader.model.query import Is, Query

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
    index.replace_marks([], "")
    before: set[Mark] = set()
    for some in copies:
        assert index.replace_marks(some, "signature") == (before != set(some))
        before = set(some)
    put(index, make("later.md", date=day(3)))
    last = {mark.path: mark for mark in (copies[-1] if copies else [])}
    for name, field in {"read": "read", "begun": "begun", "bookmarked": "bookmarked"}.items():
        expected = sorted(path for path, mark in last.items() if getattr(mark, field))
        assert sorted(listed(index, Query(Is(name)), now)) == expected
        rows = index.rows(index.list_ids(Query(), now))
        assert sorted(row.path for row in rows if getattr(row, field)) == expected


def test_the_signature_is_kept_with_the_marks(index: FeedIndex) -> None:
    assert index.metadata("marks") == ""
    index.put_marks([Mark("a.md", read=True)], "first")
    assert index.metadata("marks") == "first"
    index.replace_marks([], "second")
    assert index.metadata("marks") == "second"
