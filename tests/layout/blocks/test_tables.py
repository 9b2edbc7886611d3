"""Tables keep to the line width, whatever is in them."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.layout.pages import page_of, text, texts
from tui_reader.document.blocks import Align, Table
from tui_reader.layout.columns import fit_columns, longest_word
from tui_reader.layout.slices import CELLS
from tui_reader.text.cells import width

WORDS = st.text(alphabet="中文，。ab 1", max_size=30)


def table(rows: list[list[str]], head: list[str] | None = None) -> Table:
    """A table of plain text."""
    columns = len(rows[0])
    names = head or [f"h{number}" for number in range(columns)]
    cells = tuple(tuple(text(cell) for cell in row) for row in rows)
    return Table(tuple(map(text, names)), cells, (Align.LEFT,) * columns)


@settings(deadline=None, max_examples=200)
@example([(0, 0), (0, 0), (12, 12), (17, 0)], 22)
@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 20)), min_size=1, max_size=8), st.integers(4, 120))
def test_columns_fit_their_room(columns: list[tuple[int, int]], cells: int) -> None:
    natural, least = [width for width, _ in columns], [word for _, word in columns]
    widths = fit_columns(natural, cells, least)
    if widths is None:
        floors = [min(max(wide, 1), max(word, 6)) for wide, word in columns]
        crowded = sum(floors) + 2 * (len(floors) - 1) > cells
        assert crowded or max(natural) > 2 * cells / len(natural)
        return
    taken = sum(widths) + 2 * (len(widths) - 1)
    assert taken <= cells
    assert taken == cells or widths == [max(wanted, 1) for wanted in natural]
    assert all(given >= min(max(wanted, 1), word) for given, (wanted, word) in zip(widths, columns, strict=True))
    assert all(given <= max(wanted, 1) for given, wanted in zip(widths, natural, strict=True))


def test_narrow_columns_keep_what_they_need() -> None:
    assert fit_columns([4, 100, 6], 40) == [4, 26, 6]
    assert fit_columns([100, 100], 42) == [20, 20]
    assert fit_columns([130, 130, 10], 42) is None
    assert fit_columns([5, 5], 80) == [5, 5]


def test_a_column_is_as_wide_as_its_longest_word_where_all_can_be() -> None:
    assert fit_columns([12, 60, 50], 42, [12, 6, 5]) == [12, 13, 13]
    assert fit_columns([30, 60, 50], 42, [18, 6, 5]) == [18, 10, 10]
    assert fit_columns([30, 30, 30], 34, [20, 20, 20]) is None, "no word is cut for the sake of columns"


@settings(deadline=None, max_examples=80)
@given(
    st.integers(1, 6).flatmap(lambda n: st.lists(st.lists(WORDS, min_size=n, max_size=n), min_size=1, max_size=5)),
    st.integers(8, 60),
)
def test_nothing_of_a_table_is_lost_or_too_wide(rows: list[list[str]], cells: int) -> None:
    lines = texts(page_of(table(rows), width=cells))
    assert all(width(line) <= cells for line in lines)
    shown = sorted("".join(lines))
    for character in "中文，。ab1":
        assert shown.count(character) >= sum(cell.count(character) for row in rows for cell in row)


def test_columns_of_few_characters_are_no_towers() -> None:
    assert fit_columns([6, 24], 16, [6, 4]) is not None
    assert fit_columns([6, 60], 16, [6, 4]) is None
    assert fit_columns([8, 8, 4, 22], 29, [8, 2, 2, 4]) is None


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("the enableGitInfo option", 13),
        ("https://example.com/a/b", 8),
        ("since 2022-07-28, at 12:30", 10),
        ("中文", 0),
        ("👍🏽", 0),
        ("", 0),
        ("Привет мир", 6),
        ("네이티브 용어집", 8),
        ("a" * 100, 24),
    ],
)
def test_the_longest_word_of_a_cell(text: str, cells: int) -> None:
    assert longest_word(text) == cells


@settings(deadline=None, max_examples=100)
@given(
    st.lists(
        st.lists(
            st.sampled_from(["configuration", "✅", "⚠️", "2022-07-28", "中文排版", "Описание", "네이티브", ""]),
            min_size=3,
            max_size=3,
        ),
        min_size=1,
        max_size=5,
    ),
    st.integers(16, 60),
    st.booleans(),
)
def test_no_word_of_a_table_is_cut(rows: list[list[str]], cells: int, sliced: bool) -> None:
    of = page_of(table(rows * (CELLS if sliced else 1)), width=cells)
    lines = [line.text for line in of.lines(0, 200)]
    assert all(width(line) <= cells for line in lines)
    words = {word.replace("\ufe0f", "") for row in rows for word in row}
    assert all(any(word in line for line in lines) for word in words if not set(word) & set("中文排版"))


def test_a_table_too_wide_for_columns_is_set_as_records() -> None:
    lines = texts(page_of(table([["一二三四五"] * 8]), width=30))
    assert lines[1] == "h0: 一二三四五"
    assert len(lines) == 10


def test_a_long_table_is_set_in_slices_as_if_it_were_one() -> None:
    rows = [[f"第{number}行", "说明"] for number in range(CELLS * 2)]
    of = page_of(table(rows))
    of.line(0)
    assert not of.settled
    lines = texts(of)
    assert [line.split()[0] for line in lines[3:-1]] == [row[0] for row in rows]
    assert lines[0] == lines[-1] == "━" * width(lines[0])


def test_records_of_a_table_of_many_columns_are_set_in_slices() -> None:
    of = page_of(table([["x"] * 300 for _ in range(300)]))
    of.lines(0, 40)
    assert not of.settled
    assert of.line(1).text == "h0: x"


def test_names_of_columns_stand_before_values_at_the_narrowest() -> None:
    lines = texts(page_of(table([["一二三四五六七八", "九十", "十一", "十二", "十三"]], list("ABCDE")), width=8))
    assert "".join(line[0] for line in lines if ":" in line) == "ABCDE", lines
