"""Texts go into the full-text index in the order that costs least."""

from tests.index.samples import day, make, put, put_texts
from tui_reader.index.feed_index import FeedIndex


def test_texts_of_one_batch_become_one_segment_however_they_come(index: FeedIndex) -> None:
    put(index, *(make(f"{number}.md", f"题 {number}", day(1 + number % 28)) for number in range(60)))
    put_texts(index, {f"{number}.md": f"正文 {number}" for number in range(60)})
    counted = "SELECT count(DISTINCT segid) FROM search_idx"
    assert index.database.read(lambda c: c.execute(counted).fetchone()) == (1,)
