"""A page on the screen: whatever is laid out meanwhile, the text stays where it is, and the window in its page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.layout.lazy_page import Page
from tui_reader.layout.options import Layout
from tui_reader.layout.page import Hit
from tui_reader.markdown.parser import ParseOptions, parse
from tui_reader.ui.state.page_window import Overlay, PageWindow

BODY = "\n\n".join(f"{'#' * (n % 7 == 0)} {n} " + f"word{n} " * (n % 23 + 1) for n in range(80))
moves = st.lists(
    st.tuples(st.sampled_from(("by", "to", "sight", "steady", "settle", "end")), st.integers(-60, 200)), max_size=8
)


class Calls:
    """Counts what a window tells its widget."""

    def __init__(self) -> None:
        self.moved = self.renumbered = 0

    def move(self) -> None:
        self.moved += 1

    def renumber(self) -> None:
        self.renumbered += 1


def window_of(body: str, room: int, calls: Calls | None = None) -> PageWindow:
    """A window on a page that has not been looked at."""
    calls = calls or Calls()
    window = PageWindow(lambda: room, calls.move, calls.renumber)
    window.show(Page(parse(body, ParseOptions()), Layout(width=30)))
    return window


def move(window: PageWindow, kind: str, by: int) -> None:
    """One move of a kind."""
    assert window.page is not None
    if kind == "settle":
        window.settle()
    elif kind == "end":
        window.move_to_end()
    elif kind == "steady":
        window.steady(abs(by))
    elif kind == "sight":
        window.bring_into_sight(max(0, min(by, window.page.height - 1)))
    else:
        (window.move_by if kind == "by" else window.move_to)(by)


@pytest.mark.parametrize("room", [1, 7, 40])
@given(moves)
def test_a_window_stays_within_its_page(room: int, moves: list[tuple[str, int]]) -> None:
    window = window_of(BODY, room)
    for kind, by in moves:
        move(window, kind, by)
        assert 0 <= window.top <= window.lowest
        assert 0 < window.part <= 1


@given(moves, st.integers(1, 30))
def test_text_stays_where_it_is_while_the_rest_is_laid_out(moves: list[tuple[str, int]], lines: int) -> None:
    window = window_of(BODY, 9)
    for kind, by in moves:
        move(window, kind, by)
    assert window.page is not None
    before = [line.text for line in window.page.lines(window.top, window.top + 9)]
    window.steady(lines)
    assert [line.text for line in window.page.lines(window.top, window.top + 9)] == before
    while not window.settle():
        pass
    assert window.page.line(window.top).text == before[0]


def test_the_end_is_the_last_line() -> None:
    window = window_of(BODY, 9)
    window.move_to_end()
    assert window.page is not None
    assert window.top == window.page.height - 9 and window.part == 1


def test_a_widget_hears_of_moves_alone() -> None:
    calls = Calls()
    window = window_of(BODY, 9, calls)
    calls.moved = calls.renumbered = 0
    window.move_to(0)
    window.bring_into_sight(8)
    assert (calls.moved, calls.renumbered) == (0, 0)
    window.bring_into_sight(9)
    assert (window.top, calls.moved) == (1, 1)
    window.move_by(3)
    assert (window.top, calls.moved) == (4, 2)


def test_a_window_without_a_page_does_nothing() -> None:
    window = PageWindow(lambda: 5, lambda: None, lambda: None)
    for kind in ("move_by", "move_to", "steady"):
        getattr(window, kind)(3)
    window.move_to_end()
    assert (window.top, window.lowest, window.part, window.place(), window.settle()) == (0, 0, 1.0, None, True)


def test_nothing_is_selected_until_something_is() -> None:
    page = Page(parse("text", ParseOptions()), Layout(width=30))
    assert Overlay(hits=(Hit(0, 0, 2),)).selected(page, 0) is None
