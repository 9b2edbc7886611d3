"""Rows of the list: each is asked for once, few are kept, and none is taken for another."""

from array import array
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.model.post import Row
from tui_reader.ui.state.row_cache import CHUNK, KEPT, Listed, RowCache


def rows_of(ids: Sequence[int]) -> tuple[Row, ...]:
    """Rows with these ids."""
    return tuple(Row(number, f"{number}.md", str(number), None) for number in ids)


def list_of(count: int) -> Listed:
    """A list of so many posts, no row of which is here."""
    return Listed(array("q", range(1000, 1000 + count)), ())


@given(st.integers(1, 2000), st.lists(st.tuples(st.integers(0, 1999), st.booleans()), max_size=60))
def test_a_row_that_is_here_is_that_of_its_post(count: int, looks: list[tuple[int, bool]]) -> None:
    asked: dict[int, Sequence[int]] = {}
    rows = RowCache(lambda chunk, ids: asked.update({chunk: ids}))
    rows.show(list_of(count))
    for index, answered in looks:
        row = rows.wanted(index)
        assert row is None or row.id == rows.ids[index]
        if answered and index // CHUNK in asked:
            chunk = index // CHUNK
            assert rows.put(chunk, rows_of(asked.pop(chunk)), index)
            known = rows.at(index)
            assert (known is None) == (index >= count)
    here = sum(rows.at(index) is not None for index in range(count))
    assert here <= KEPT * CHUNK


def test_a_chunk_is_asked_for_once_until_it_is_there() -> None:
    asked: list[int] = []
    rows = RowCache(lambda chunk, _: asked.append(chunk))
    rows.show(list_of(200))
    for index in (0, 1, 63, 64, 199, 200, 5000):
        assert rows.wanted(index) is None
    assert asked == [0, 1, 3], "nothing is asked for beyond the end"
    rows.put(0, rows_of(rows.ids[:CHUNK]), 0)
    rows.renew(0, CHUNK)
    assert asked == [0, 1, 3, 0, 1]
    assert rows.at(0) is not None, "the old rows are shown meanwhile"


def test_an_answer_to_an_earlier_list_is_not_kept() -> None:
    rows = RowCache(lambda chunk, ids: None)
    rows.show(list_of(10))
    late = rows_of(rows.ids)
    rows.show(Listed(array("q", range(50, 60)), ()))
    assert not rows.put(0, late, 0)
    assert rows.at(0) is None
