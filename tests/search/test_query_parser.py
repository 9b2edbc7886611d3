"""Any text a person types is either a query or an error that says where it goes wrong."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.index.queries.plan import make_plan
from tui_reader.index.queries.where_clause import Context
from tui_reader.model.errors import QueryError
from tui_reader.model.query import All, AnyOf, Counted, Dated, Field, Is, Not, Query, Words
from tui_reader.model.sorts import TITLE
from tui_reader.search.query_parser import MAX_CONDITIONS, MAX_DEPTH, parse_query

NOW = datetime(2022, 8, 3, 9, 30, tzinfo=timezone(timedelta(hours=8)))
JULY, AUGUST, SEPTEMBER = 1656604800, 1659283200, 1661961600

pieces = st.sampled_from(
    ["山西", "VR", "tag:", "tag:山西", "is:unread", "is:x", "-", "(", ")", "（", "）", '"', "“", "”", "OR", " ", "after:2022-07",
     "date:2022-13", "words:>20", "words:x", "news：元", ":", "a-b", "http://x/y", "12:30", "\n", "changed:7d"]
)  # fmt: skip
typed_texts = st.one_of(
    st.lists(pieces, max_size=10).map("".join), st.lists(pieces, max_size=8).map(" ".join), st.text(max_size=30)
)


@settings(max_examples=500, deadline=None)
@given(typed_texts)
def test_any_text_is_a_query_or_an_error_with_its_place(text: str) -> None:
    try:
        query = parse_query(text, NOW)
    except QueryError as error:
        assert 0 <= error.start < error.end <= len(text)
        assert error.message
    else:
        plan = make_plan(query, Context(0))
        for where in (plan.where, plan.probe, plan.rest):
            assert where.text.count("?") == len(where.values)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", All()),
        ("  \n", All()),
        ("山西", Words("山西")),
        ("山西 VR", All((Words("山西"), Words("VR")))),
        ('"影视 基地"', Words("影视 基地", phrase=True)),
        ("“影视 基地”", Words("影视 基地", phrase=True)),
        ("-山西", Not(Words("山西"))),
        ("a-b", Words("a-b")),
        ("a OR b", AnyOf((Words("a"), Words("b")))),
        ("ORDER or", All((Words("ORDER"), Words("or")))),
        ("a b OR c", AnyOf((All((Words("a"), Words("b"))), Words("c")))),
        ("a (b OR c)", All((Words("a"), AnyOf((Words("b"), Words("c")))))),
        ("a（b）", All((Words("a"), Words("b")))),
        ("-(a b)", Not(All((Words("a"), Words("b"))))),
        ("tag:山西", Field("tag", "山西")),
        ('Tag:"影视 基地"', Field("tag", "影视 基地")),
        ("news：元宇宙", Field("news", "元宇宙")),
        ("标签:山西", Field("标签", "山西")),
        ("is:unread", Is("unread")),
        ("is:recommend1", Is("recommend1")),
        ("after:2022-07", Dated("date", JULY, None)),
        ("before:2022-08-01", Dated("date", None, AUGUST)),
        ("date:2022-08", Dated("date", AUGUST, SEPTEMBER)),
        ("date:2022-07..2022-08", Dated("date", JULY, SEPTEMBER)),
        ("changed:7d", Dated("lastmod", int((NOW - timedelta(days=7)).timestamp()), None)),
        ("words:>2000", Counted("words", ">", 2000)),
        ("minutes:＜5", Counted("minutes", "<", 5)),
        ("words:300+", Counted("words", ">=", 300)),
        ("http://a.example/b:c", Words("http://a.example/b:c")),
        ("12:30", Words("12:30")),
    ],
)
def test_a_text_means(text, where):
    assert parse_query(text, NOW).where == where


@pytest.mark.parametrize(
    ("text", "faulty"),
    [
        ("(a", "("),
        ("a)", ")"),
        ("a OR", "OR"),
        ("OR", "OR"),
        ("()", ")"),
        ("a -", "-"),
        ("- a", "-"),
        ('a "b', '"b'),
        ("a”", "”"),
        ('""', '""'),
        ("tag:", "tag:"),
        ("x tag: y", "tag:"),
        ("is:foo", "foo"),
        ("date:2022-13", "2022-13"),
        ("words:many", "many"),
        ("words:>1+", ">1+"),
    ],
)
def test_an_error_names_its_place(text, faulty):
    with pytest.raises(QueryError) as caught:
        parse_query(text, NOW)
    assert text[caught.value.start : caught.value.end].strip() == faulty


def test_only_known_fields_are_fields_where_the_site_is_known():
    assert parse_query("news:x", NOW, None, ["news"]).where == Field("news", "x")
    with pytest.raises(QueryError, match="no field called nwes") as caught:
        parse_query("a nwes:x", NOW, None, ["news"])
    assert (caught.value.start, caught.value.end) == (2, 7)
    assert "news" in caught.value.hint


def test_order_and_states_come_from_the_base():
    base = Query(Words("old"), TITLE, "en", drafts=True, limit=3)
    assert parse_query("new", NOW, base) == Query(Words("new"), TITLE, "en", drafts=True, limit=3)


@pytest.mark.parametrize("text", ["(" * 5000 + "a", "-" * 5000 + "a", "a " * 5000, "a OR " * 5000 + "a"])
def test_a_monstrous_query_is_refused(text):
    with pytest.raises(QueryError):
        parse_query(text, NOW)


def test_a_query_within_the_limits_is_not_refused():
    parse_query("(" * (MAX_DEPTH - 1) + "a" + ")" * (MAX_DEPTH - 1), NOW)
    parse_query("a " * (MAX_CONDITIONS - 1), NOW)
