"""Widths agree with the screen that draws them, and no cut splits a character from its marks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tui_reader.text.cells import cut, ends, fit, pad, width
from tui_reader.text.sanitize import sanitize

TEXTS = st.text(
    alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("中文，。“”…—·①αa é가👍🏽❤️👨‍👩‍👧🇨🇳")), max_size=40
)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("abc", 3),
        ("中文", 4),
        ("中文abc", 7),
        ("，。！", 6),
        ("“”…—·①α", 7),
        ("e\u0301", 1),
        ("が", 2),
        ("か\u3099", 2),
        ("한국어", 6),
        ("👍", 2),
        ("\u3000", 2),
        ("𠮷", 2),
        ("❤", 1),
    ],
)
def test_width_in_cells(text: str, cells: int) -> None:
    assert width(text) == cells


@pytest.mark.parametrize("text", ["“", "”", "…", "—", "·", "①", "α", "─", "▎"])
def test_ambiguous_characters_are_as_wide_as_the_terminal_says(text: str) -> None:
    assert (width(text), width(text, 2)) == (1, 2)


def test_ambiguity_leaves_other_characters_alone() -> None:
    assert width("abc中文，。", 2) == width("abc中文，。")


@pytest.mark.parametrize("text", ["👍🏽", "❤️", "👨‍👩‍👧"])
def test_emoji_of_several_characters_are_one_grapheme(text: str) -> None:
    positions = ends(text)
    assert positions[-1] == cell_len(text)
    assert set(positions[1:]) == {positions[-1]}


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_width_is_what_the_screen_counts(text: str) -> None:
    safe = sanitize(text)
    assert width(safe) == cell_len(safe)


@settings(deadline=None, max_examples=200)
@given(TEXTS, st.sampled_from([1, 2]))
def test_ends_count_every_character_once(text: str, ambiguous: int) -> None:
    safe = sanitize(text)
    positions = list(ends(safe, ambiguous))
    assert len(positions) == len(safe) + 1
    assert positions == sorted(positions)
    assert positions[-1] == width(safe, ambiguous)


@settings(deadline=None, max_examples=200)
@given(TEXTS, st.integers(0, 30))
def test_a_cut_fits_and_takes_all_that_fits(text: str, cells: int) -> None:
    safe = sanitize(text)
    index = cut(safe, cells)
    assert width(safe[:index]) <= cells
    assert index == len(safe) or width(safe[: index + 1]) > cells


@settings(deadline=None, max_examples=100)
@given(TEXTS, st.integers(0, 30), st.sampled_from(["…", "..."]))
def test_fitted_text_never_takes_more_than_its_room(text: str, cells: int, ellipsis: str) -> None:
    assert width(fit(sanitize(text), cells, ellipsis)) <= cells


def test_fitting_marks_what_was_left_out() -> None:
    assert fit("首个元宇宙影视基地", 9) == "首个元宇…"
    assert fit("首个", 4) == "首个"


def test_padding_counts_cells() -> None:
    assert pad("中文", 6) == "中文  "
    assert pad("中文", 2) == "中文"
