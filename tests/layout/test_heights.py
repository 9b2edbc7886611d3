"""Sums of heights are right after any changes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.layout.heights import Heights

HEIGHTS = st.lists(st.integers(0, 9), min_size=1, max_size=40)


@settings(deadline=None, max_examples=200)
@given(HEIGHTS, st.lists(st.tuples(st.integers(0, 39), st.integers(0, 9)), max_size=30))
def test_sums_and_places_agree_with_counting(heights: list[int], changes: list[tuple[int, int]]) -> None:
    found = Heights(heights)
    for index, height in changes:
        if index < len(heights):
            heights[index] = height
            found.change(index, height)
    assert found.total == sum(heights)
    assert [found.before(index) for index in range(len(heights))] == [
        sum(heights[:index]) for index in range(len(heights))
    ]
    owners = [index for index, height in enumerate(heights) for _ in range(height)]
    for y, owner in enumerate(owners):
        assert found.find(y) == (owner, sum(heights[:owner]))


def test_lines_behind_the_end_belong_to_the_last_part() -> None:
    assert Heights([2, 3]).find(99) == (1, 2)
    assert Heights([]).find(0) == (0, 0)
