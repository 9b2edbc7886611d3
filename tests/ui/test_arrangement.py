"""Columns of the panes at every width."""

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.ui.state.arrangement import MEDIUM, WIDE, arrange

PANES = ("sidebar", "posts", "post")


@given(st.integers(1, 400), st.sampled_from(PANES), st.booleans())
def test_columns_fill_the_screen_and_the_active_pane_is_seen(width: int, active: str, full: bool) -> None:
    panes = arrange(width, active, full)
    assert panes.sidebar + panes.posts + panes.post == width
    assert min(panes.sidebar, panes.posts, panes.post) >= 0
    assert getattr(panes, active) > 0


@given(st.integers(WIDE, 400), st.sampled_from(PANES))
def test_wide_shows_three_panes_whatever_has_the_focus(width: int, active: str) -> None:
    panes = arrange(width, active)
    assert panes == arrange(width, "posts")
    assert min(panes.sidebar, panes.posts, panes.post) >= 20


@given(st.integers(MEDIUM, WIDE - 1))
def test_medium_shows_the_list_alone_while_it_is_used(width: int) -> None:
    assert arrange(width, "posts").posts == width
    assert arrange(width, "post").sidebar == 0 < arrange(width, "post").posts
    assert arrange(width, "sidebar").post == 0 < arrange(width, "sidebar").posts


@given(st.integers(1, MEDIUM - 1), st.sampled_from(PANES))
def test_narrow_shows_one_pane(width: int, active: str) -> None:
    assert getattr(arrange(width, active), active) == width


def test_full_width_gives_the_post_everything() -> None:
    assert arrange(200, "post", full=True).post == 200
