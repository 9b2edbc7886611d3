"""Rows of a pane: lines lead to rows and back, and whatever is done the cursor stays on the screen."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.model.post import ListHeading
from tui_reader.ui.state.row_lines import RowLines
from tui_reader.ui.state.row_window import RowWindow

counts = st.lists(st.integers(1, 9), max_size=12)
moves = st.lists(
    st.one_of(
        st.tuples(st.just("to"), st.integers(-3, 60)),
        st.tuples(st.just("page"), st.sampled_from((-1, -0.5, 0.5, 1))),
        st.tuples(st.just("room"), st.integers(1, 30)),
    ),
    max_size=12,
)


tall_rows = st.lists(st.integers(0, 59)).filter(lambda rows: all(rows.count(row) < 3 for row in rows))


def tall_of(rows: list[int], count: int) -> list[int]:
    """Those of the rows that a list of so many has, in order, one for each line beyond the first."""
    return sorted(row for row in rows if row < count)


def days_of(counts: Sequence[int]) -> list[ListHeading]:
    """Days with so many posts each."""
    return [ListHeading(sum(counts[:n]), "day", date(2022, 7, 28) - timedelta(days=n)) for n in range(len(counts))]


def moved(window: RowWindow, kind: str, by: float) -> RowWindow:
    """The window after one move, or in a pane of another size."""
    if kind == "room":
        return RowWindow(window.lines, window.cursor, window.top, int(by), window.anchor, window.stops).in_sight()
    return window.moved_to(int(by)) if kind == "to" else window.moved_page(by)


@given(counts, st.booleans(), tall_rows)
def test_lines_lead_to_posts_and_back(counts: list[int], by_day: bool, rows: list[int]) -> None:
    days, tall = days_of(counts) if by_day else [], tall_of(rows, sum(counts))
    lines = RowLines(days, sum(counts), tall)
    drawn = [lines.heading_at(line) or lines.index_at(line) for line in range(lines.height)]
    expected: list[object] = []
    for day, count in zip(days_of(counts), counts, strict=True):
        expected += [(day, count)] * by_day
        expected += [row for row in range(day.first, day.first + count) for _ in range(1 + tall.count(row))]
    assert drawn == expected
    assert [line for row in range(sum(counts)) for line in lines.lines_of(row)] == [
        line for line in range(lines.height) if lines.heading_at(line) is None
    ]
    assert all(lines.index_at(lines.line_of(index)) == index for index in range(sum(counts)))
    assert all(lines.index_at(lines.line_of(day.first) - 1) == day.first for day in days)


def test_a_list_without_days_is_its_posts() -> None:
    lines = RowLines((), 5)
    assert lines.height == 5 and [lines.index_at(line) for line in range(5)] == [lines.line_of(n) for n in range(5)]
    assert lines.heading_at(0) is None


@given(counts, st.booleans(), tall_rows, tall_rows, moves)
def test_the_cursor_is_on_a_row_and_on_the_screen(
    counts: list[int], by_day: bool, rows: list[int], later: list[int], moves: list[tuple[str, float]]
) -> None:
    days, count = days_of(counts) if by_day else (), sum(counts)
    window = RowWindow(RowLines(days, count, tall_of(rows, count)), room=7)
    for kind, by in moves:
        window = moved(window, kind, by)
        lines = window.lines
        assert 0 <= window.cursor < max(1, window.count)
        assert 0 <= window.top <= max(0, lines.height - window.room) + 2 * bool(lines.tall)
        if window.count:
            shown = set(lines.lines_of(window.cursor)) & set(window.seen)
            assert len(shown) == min(window.room, len(lines.lines_of(window.cursor)))
            assert window.top <= lines.line_of(lines.index_at(window.top)), "no row begins with a later line"
        assert window.in_sight() == window, "nothing is left to scroll"
    other = window.with_lines(RowLines(days, count, tall_of(later, count)))
    assert other.cursor == window.cursor and other.in_sight() == other
    if count:
        stays = other.lines.line_of(window.lines.index_at(window.top)) in other.seen
        assert stays or other.lines.lines_of(other.cursor).stop >= other.seen.stop - 4, "scrolled for the cursor alone"


@given(st.integers(1, 60), st.integers(1, 30), st.integers(0, 59))
def test_a_row_of_context_is_seen_where_there_is_one(count: int, room: int, index: int) -> None:
    window = RowWindow(RowLines(count=count), room=room).moved_to(index)
    if room > 4:
        assert {max(0, window.cursor - 1), min(count - 1, window.cursor + 1)} <= set(window.seen)


@given(st.integers(1, 60), st.integers(1, 30), st.integers(0, 59), st.integers(-1, 1))
def test_a_step_scrolls_one_line_at_most(count: int, room: int, index: int, step: int) -> None:
    window = RowWindow(RowLines(count=count), room=room).moved_to(index)
    assert abs(window.moved_to(window.cursor + step).top - window.top) <= 1


@given(st.lists(st.booleans(), max_size=40), moves)
def test_the_cursor_stands_where_it_may(stops: list[bool], moves: list[tuple[str, float]]) -> None:
    window = RowWindow(RowLines(count=len(stops)), room=5, stops=stops).moved_to(0)
    for kind, by in moves:
        window = moved(window, kind, by)
        assert not any(stops) or stops[window.cursor]


@given(st.integers(0, 30), st.integers(0, 30))
def test_a_range_reaches_from_its_anchor_to_the_cursor(anchor: int, index: int) -> None:
    window = RowWindow(RowLines(count=31), room=9, anchor=anchor).moved_to(index)
    assert set(window.selected) == set(range(min(anchor, index), max(anchor, index) + 1))
    assert not RowWindow(RowLines(count=31), index).selected


def test_a_pane_without_size_does_not_scroll() -> None:
    assert RowWindow(RowLines(count=100)).moved_to(80).top == 0
