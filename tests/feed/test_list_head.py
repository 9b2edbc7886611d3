"""The head of a list: every post once, under the heading it belongs to."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.index.samples import NAMES, make, put
from tui_reader.feed.posts import put_head
from tui_reader.index.feed_index import FeedIndex
from tui_reader.model.query import Query

NOW = int(time.time())


class Listing:
    """The posts of an index, as far as the head of a list asks for them."""

    of_one_feed = True

    def __init__(self, index: FeedIndex) -> None:
        self.index = index

    def listing(self, query: Query):
        return self.index.list_ids(query, NOW)

    def rows(self, ids):
        return self.index.rows(ids)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=12), st.integers(0, 4))
def test_every_post_stands_once_and_under_the_heading_it_belongs_to(flags: list[tuple[bool, bool]], few: int) -> None:
    index = FeedIndex(None, NAMES)
    put(index, *(make(f"{n}.md", pinned=pinned, recommended=liked) for n, (pinned, liked) in enumerate(flags)))
    posts = Listing(index)
    before = posts.listing(Query())
    ids, headings = put_head(posts, Query(), before, few)
    assert sorted(ids) == sorted(before)
    rows, ends = index.rows(ids), [*(heading.first for heading in headings[1:]), len(ids)]
    groups = {heading.kind: rows[heading.first : end] for heading, end in zip(headings, ends, strict=bool(headings))}
    liked = [row for row in index.rows(before) if row.recommended and not row.pinned]
    assert all(groups.values())
    if few:
        assert list(groups.get("pinned", ())) == [row for row in index.rows(before) if row.pinned]
        assert list(groups.get("recommended", ())) == liked[:few]
        assert [h.more for h in headings if h.kind == "recommended"] == [len(liked) > few] * bool(liked)
    else:
        assert not headings and ids == before
    index.database.close()
