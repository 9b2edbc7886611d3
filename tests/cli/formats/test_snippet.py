"""Snippets are a piece of the text itself, with the word in it as the text writes it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.cli.formats.snippet import Snippet, snippet
from tui_reader.model.query import words_of
from tui_reader.search.query_parser import parse_query
from tui_reader.text.folding import fold


def test_the_hit_is_written_as_in_the_text():
    assert snippet("在山西启动 ＨＵＧＯ 了", (fold("hugo"),)) == Snippet("在山西启动 ", "ＨＵＧＯ", " 了")
    assert snippet("Café", ("cafe",)).hit == "Café"


def test_the_first_hit_counts_and_long_text_is_cut_on_both_sides():
    piece = snippet("前" * 100 + "山西" + "后" * 100 + "元宇宙", ("元宇宙", "山西"))
    assert piece == Snippet("…" + "前" * 20, "山西", "后" * 58 + "…")


def test_line_ends_inside_a_chinese_sentence_vanish():
    assert snippet("元宇\n  宙 in\nShanxi", ("元宇宙",)).text == "元宇宙 in Shanxi"


def test_without_a_hit_it_is_the_beginning():
    assert snippet("短文", ("长",)) == Snippet("短文")
    assert snippet("字" * 100, ()) == Snippet("字" * 80 + "…")
    assert snippet("", ("a",)).text == ""


@settings(max_examples=150, deadline=None)
@given(
    st.text("山西 éÉaＡ\n㈱ﬁ\u0301", max_size=120), st.lists(st.text("山西eaf株", min_size=1, max_size=3), max_size=3)
)
def test_a_snippet_is_a_piece_of_the_text_around_a_hit(text, words):
    folded = tuple(map(fold, words))
    piece = snippet(text, folded)
    assert fold(piece.text.strip("…")).replace(" ", "") in fold("".join(text.split()))
    assert bool(piece.hit) == any(word and word in fold(piece.hit) for word in folded)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("山西 启动", ["山西", "启动"]),
        ('"in one" -never tag:x', ["in one"]),
        ("a OR (b -c)", ["a", "b"]),
        ("is:unread", []),
    ],
)
def test_words_looked_for_are_those_of_the_query(query, words):
    where = parse_query(query, datetime(2024, 1, 1, tzinfo=UTC)).where
    assert [fold(word.text) for word in words_of(where)] == words
