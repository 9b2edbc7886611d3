"""Totals of the feed are counted once for each change of it."""

from dataclasses import replace

import pytest

from tests.index.samples import day, make, put
from tui_reader.index.feed_index import FeedIndex
from tui_reader.index.queries import facet_counts
from tui_reader.model.query import Field, Query


def test_totals_are_counted_once_until_posts_change(
    index: FeedIndex, now: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[Query] = []
    tally = facet_counts._tally
    monkeypatch.setattr(facet_counts, "_tally", lambda c, plan: (counted.append(plan.query), tally(c, plan))[1])
    put(index, make("a.md", "一", day(1), ("山西",)), make("b.md", "二", day(2), ("北京",)))
    for _ in range(3):
        assert index.counts(Query(), now).whole == 2
    assert len(counted) == 1
    put(index, make("c.md", "三", day(3), ("山西",)))
    assert index.counts(Query(), now).whole == 3
    assert index.counts(replace(Query(), where=Field("tag", "山西")), now).whole == 3
    assert len([query for query in counted if query == Query()]) == 2
