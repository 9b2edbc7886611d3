"""A table too wide for the line is shown as a grid: every cell whole, the first column held, scrolled by columns."""

from hypothesis import given
from hypothesis import strategies as st

from tests.layout.pages import page, texts
from tui_reader.layout.blocks.tables import BETWEEN
from tui_reader.layout.tools.grid_page import Grid, wide_grid

NAMES = [f"第{number}列" for number in range(12)]
WIDE = "\n".join(
    ["|" + "|".join(NAMES) + "|", "|" + "--|" * 12]
    + ["|" + "|".join(f"{row}-{column}-内容" for column in range(12)) + "|" for row in range(3)]
)


def grid_of(markdown: str, **layout) -> Grid:
    of = page(markdown, **layout)
    made = wide_grid(of, 0, of.height)
    assert made is not None
    return made


def test_records_become_rows_of_a_grid() -> None:
    assert "第5列：0-5-内容" in texts(page(WIDE, width=40))
    rows = texts(grid_of(WIDE, width=40).page)
    assert all(name in rows[1] for name in NAMES)
    assert [row.split() for row in rows[3:6]] == [[f"{row}-{c}-内容" for c in range(12)] for row in range(3)]


def test_columns_begin_where_the_grid_says() -> None:
    made = grid_of(WIDE, width=40)
    row = made.page.line(1).text
    assert made.held == 10
    assert [row.index(name) + sum(not c.isascii() for c in row[: row.index(name)]) for name in NAMES] == list(
        made.columns
    )


def test_a_table_that_fits_is_no_wide_grid() -> None:
    of = page("| a | b |\n|---|---|\n| 1 | 2 |", width=40)
    assert wide_grid(of, 0, of.height) is None


def test_a_table_whose_source_is_longer_than_it_shows_is_no_wide_table() -> None:
    link = "[名](https://example.org/a-long-address)"
    of = page(f"| CJK 部首补充 | b |\n|---|---|\n| CJK 统一表意文字 ab | {link} **U+3000** ab |", width=40)
    assert wide_grid(of, 0, of.height) is None


def test_the_table_on_the_screen_is_taken_also_inside_other_blocks() -> None:
    of = page(f"text\n\n> quote\n>\n> {WIDE.replace(chr(10), chr(10) + '> ')}\n", width=40)
    assert wide_grid(of, 0, 1) is None
    assert wide_grid(of, 1, of.height) is not None


def test_a_wide_table_in_a_footnote_is_a_grid_too() -> None:
    of = page(f"text[^1]\n\n[^1]: note\n\n    {WIDE.replace(chr(10), chr(10) + '    ')}\n", width=40)
    assert wide_grid(of, 1, of.height) is not None


def test_a_long_table_is_one_grid_of_slices() -> None:
    rows = "\n".join("|" + "|".join(f"{row}.{column}" for column in range(30)) + "|" for row in range(60))
    made = grid_of("|" + "|".join(f"c{c}" for c in range(30)) + "|\n|" + "--|" * 30 + "\n" + rows, width=40)
    assert len(made.columns) == 30
    shown = texts(made.page)
    assert shown[-2].split() == [f"59.{column}" for column in range(30)]


@given(st.lists(st.sampled_from(["l", "h"]), max_size=60), st.integers(1, 90))
def test_steps_stay_inside_and_reach_both_ends(steps: list[str], room: int) -> None:
    made = grid_of(WIDE, width=40)
    shift = 0
    for step in steps:
        after = made.step(shift, 1 if step == "l" else -1, room)
        if step == "l":
            assert after > shift or made.width - made.held - shift <= room
        else:
            assert after < shift or shift == 0
        assert abs(after - shift) <= room + BETWEEN
        assert 0 < made.whole(after, room) <= room
        shift = after


def test_only_whole_columns_are_in_sight() -> None:
    made = grid_of(WIDE, width=40)
    assert made.columns[:4] == (0, 10, 20, 30)
    assert [made.whole(0, room) for room in (5, 8, 17, 18, 19, 28)] == [5, 8, 8, 18, 18, 28]
    assert made.in_sight(10, 18) == (3, 4)


def test_a_column_wider_than_the_room_is_passed_in_steps() -> None:
    made = grid_of("|a|b|c|\n|-|-|-|\n|1|" + "很长的一格" * 4 + "|" + "又" * 20 + "|", width=30)
    stops = [0]
    while (after := made.step(stops[-1], 1, 15)) != stops[-1]:
        stops.append(after)
    assert stops == [0, 15, 30, 42, 57, 72]


def test_a_first_column_that_leaves_no_room_is_not_held() -> None:
    made = grid_of("|" + "名" * 14 + "|b|c|\n|-|-|-|\n|1|" + "格" * 10 + "|" + "又" * 20 + "|", width=30)
    assert (made.held, made.columns) == (0, (0, 30, 52))
    stops = [0]
    while (after := made.step(stops[-1], 1, 28)) != stops[-1]:
        stops.append(after)
    assert stops == [0, 30, 52, 80]
    assert made.in_sight(0, 28) == (1, 1) and made.in_sight(52, 28) == (3, 3)
