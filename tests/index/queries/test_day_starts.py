"""A list parted into days has every post under the day it names itself."""

from datetime import datetime, timedelta, timezone

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.index.samples import CHINA, NAMES, make, put
from tui_reader.index.feed_index import FeedIndex
from tui_reader.index.queries.day_starts import split_days
from tui_reader.index.records import Mark, seconds
from tui_reader.model.post import ListHeading
from tui_reader.model.query import Is, Query

moments = st.none() | st.datetimes(datetime(1968, 1, 1), datetime(1972, 1, 1)).map(lambda at: at.replace(tzinfo=CHINA))


def days(index: FeedIndex, now: int, query: Query | None = None) -> list[tuple[ListHeading, list[str]]]:
    """The days of a list with the paths of their posts."""
    ids = index.list_ids(query or Query(), now)
    found = index.database.read(lambda connection: split_days(connection, ids))
    ends = [*(day.first for day in found[1:]), *([len(ids)] if found else [])]
    rows = index.rows(ids)
    return [(day, [row.path for row in rows[day.first : end]]) for day, end in zip(found, ends, strict=True)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(moments, st.booleans()), max_size=20))
def test_every_post_stands_under_its_day(now: int, posts) -> None:
    index = FeedIndex(None, NAMES)
    put(index, *(make(f"{n}.md", date=date, pinned=pinned) for n, (date, pinned) in enumerate(posts)))
    seen = []
    for day, paths in days(index, now):
        for path in paths:
            date, pinned = posts[int(path[:-3])]
            assert pinned if day.kind == "pinned" else day.day == (date and date.date())
        assert paths
        seen += paths
    assert sorted(seen) == sorted(f"{n}.md" for n in range(len(posts)))
    index.database.close()


def test_posts_of_one_second_that_spilled_into_the_day_before_stay_in_their_day(index: FeedIndex, now: int) -> None:
    midnight = datetime(2022, 7, 28, tzinfo=CHINA)
    put(
        index, *(make(f"{n}.md", date=midnight) for n in range(600)), make("eve.md", date=midnight - timedelta(hours=2))
    )
    told = [(day.day, len(paths)) for day, paths in days(index, now)]
    assert told == [(midnight.date(), 600), (midnight.date() - timedelta(days=1), 1)]


def test_a_day_is_told_as_the_post_writes_it(index: FeedIndex, now: int) -> None:
    put(index, make("a.md", date=datetime(2022, 7, 28, 1, tzinfo=timezone(timedelta(hours=14)))))
    ((day, _),) = days(index, now)
    assert day.day is not None and day.day.isoformat() == "2022-07-28"


def test_bookmarks_whose_post_is_gone_stand_under_the_day_they_remember(index: FeedIndex, now: int) -> None:
    at = datetime(2022, 7, 20, 12, tzinfo=CHINA)
    put(index, make("a.md", date=at), make("b.md", date=at + timedelta(days=2)), make("c.md", date=None))
    gone = Mark("gone.md", bookmarked=True, title="That was", date=seconds(at + timedelta(days=1)), zone=28800)
    index.marks.put([gone, *(Mark(f"{name}.md", bookmarked=True) for name in "abc")])
    told = [(day.day and day.day.day, paths) for day, paths in days(index, now, Query(Is("bookmarked")))]
    assert told == [(22, ["b.md"]), (21, ["gone.md"]), (20, ["a.md"]), (None, ["c.md"])]
