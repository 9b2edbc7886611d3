"""Straight quotes become what Goldmark's typographer makes of them, by what stands beside them and what is open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.text.punctuation import Quotes, double_quote, single_quote


@pytest.mark.parametrize(
    ("before", "rest", "open_ones", "became"),
    [
        ("t", "s ", 0, "’"),
        (" ", "90s ", 0, "’"),
        (" ", "word'", 0, "‘"),
        ("d", " and", 1, "’"),
        (" ", "n' ro", 0, "’"),
        ("x", "", 0, "'"),
        ("x", "", 1, "’"),
        ("中", "5", 0, "'"),
    ],
)
def test_single_quotes(before: str, rest: str, open_ones: int, became: str) -> None:
    assert single_quote(before, rest, Quotes(single=open_ones)) == became


@pytest.mark.parametrize(
    ("before", "rest", "open_ones", "became"),
    [
        (" ", "a", 0, "“"),
        ("a", " ", 1, "”"),
        ("a", " ", 0, '"'),
        ("说", "你", 1, '"'),
        ("a", ", ", 1, "”"),
        ("1", '" ', 1, '"'),
    ],
)
def test_double_quotes(before: str, rest: str, open_ones: int, became: str) -> None:
    assert double_quote(before, rest, Quotes(double=open_ones)) == became


@given(st.sampled_from("a1 ,。中“\n"), st.text("a1 ,。中'\"s\n", max_size=6), st.integers(0, 2))
def test_no_more_quotes_are_closed_than_are_open(before: str, rest: str, open_ones: int) -> None:
    quotes = Quotes(open_ones, open_ones)
    assert single_quote(before, rest, quotes) in ("'", "‘", "’")
    assert double_quote(before, rest, quotes) in ('"', "“", "”")
    assert quotes.single >= 0 and quotes.double >= 0
