"""Totals of the feed are counted once for each change of it."""

from dataclasses import replace

import pytest

from tests.index.samples import day, make, put, put_texts
from tui_reader.index.feed_index import FeedIndex
from tui_reader.index.queries import facet_counts, term_bits
from tui_reader.model.errors import IndexTroubleError
from tui_reader.model.query import All, AnyOf, Field, Not, Query, Words


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


def test_totals_of_posts_that_stay_are_kept_with_the_index_and_one_that_cannot_be_written_answers_all_the_same(
    index: FeedIndex, now: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(index, make("a.md", "一", day(1), ("山西",)))
    monkeypatch.setattr(facet_counts, "_SETTLED", 0)
    with monkeypatch.context() as refusing:
        refusing.setattr(index.database, "write", lambda ask: (_ for _ in ()).throw(IndexTroubleError("full")))
        assert index.counts(Query(), now).whole == 1
    assert index.counts(Query(), now).whole == 1
    facet_counts._last._texts.clear()
    monkeypatch.setattr(facet_counts, "_tally", lambda c, plan: pytest.fail("counted again"))
    assert index.counts(Query(), now).whole == 1


def test_bits_of_a_feed_that_changed_while_they_were_made_are_not_remembered() -> None:
    last = term_bits.LastBits()
    assert last.get("one", lambda: ()) is None
    stale = last.get("one", lambda: last.get("two", lambda: ()) or ())
    assert stale is not None
    assert last.get("one", lambda: ()) is None
    kept = last.get("one", lambda: ())
    assert kept is not None
    assert last.get("one", lambda: pytest.fail("made again")) is kept


WHERES = (
    Words("山西"),
    Words("山"),
    Field("tag", "甲", exact=True),
    Field("tag", "丙", exact=True),
    Field("tag", "none", exact=True),
    Field("month", "2022-07", exact=True),
    All((Words("北京"), Field("tag", "甲", exact=True))),
    AnyOf((Words("山西"), Words("北京"))),
    Not(Words("山西")),
    Words("no hit"),
    Field("title", "t1", exact=True),
)


@pytest.mark.parametrize("share", [1, 10_000])
def test_counts_by_bits_are_those_by_rows(
    index: FeedIndex, now: int, monkeypatch: pytest.MonkeyPatch, share: int
) -> None:
    """Terms are all rare, or all common."""
    monkeypatch.setattr(term_bits, "_SHARE", share)
    tags = ("甲", "乙", "丙")
    posts = [
        make(
            f"{n}.md",
            f"t{n}",
            day(1 + n % 28),
            tags[: n % 4],
            draft=n % 5 == 0,
            expiry_date=day(1) if n % 7 == 0 else None,
        )
        for n in range(60)
    ]
    put(index, *posts)
    put_texts(index, {post.path: ("山西长治" if n % 3 else "北京") for n, post in enumerate(posts)})
    queries = [Query(where=where, drafts=drafts) for where in WHERES for drafts in (False, True)]
    by_rows = [index.counts(query, now) for query in queries]
    used: list[int] = []
    count = term_bits.TermBits.count
    monkeypatch.setattr(term_bits.TermBits, "count", lambda bits, mask: (used.append(mask), count(bits, mask))[1])
    monkeypatch.setattr(facet_counts, "_MANY", 1)
    for query, rows in zip(queries, by_rows, strict=True):
        assert [index.counts(query, now) for _ in range(2)] == [rows, rows]
    assert len(used) >= 16
    put(index, make("new.md", "new", day(3), tags))
    assert index.counts(queries[4], now).fitting == by_rows[4].fitting + 1
    assert index.counts(queries[4], now).fitting == by_rows[4].fitting + 1
