"""Lines of a list with headings of days: every post and every heading has one line, and the way back."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.model.post import Day
from tui_reader.ui.render.day_lines import DayLines

counts = st.lists(st.integers(1, 9), max_size=12)


@given(counts)
def test_lines_lead_to_posts_and_back(counts: list[int]) -> None:
    days = [Day(sum(counts[:n]), date(2022, 7, 28) - timedelta(days=n)) for n in range(len(counts))]
    lines = DayLines(days, sum(counts))
    drawn = [lines.heading_at(line) or lines.index_at(line) for line in range(lines.height)]
    expected: list[object] = []
    for day, count in zip(days, counts, strict=True):
        expected += [(day, count), *range(day.first, day.first + count)]
    assert drawn == expected
    assert all(lines.index_at(lines.line_of(index)) == index for index in range(sum(counts)))
    assert all(lines.index_at(lines.line_of(day.first) - 1) == day.first for day in days)


def test_a_list_without_days_is_its_posts() -> None:
    lines = DayLines((), 5)
    assert lines.height == 5 and [lines.index_at(line) for line in range(5)] == [lines.line_of(n) for n in range(5)]
    assert lines.heading_at(0) is None
