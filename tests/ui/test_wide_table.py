"""A wide table in the reading pane: a grid scrolled sideways, its first column held, and back to the same place."""

from pathlib import Path

import pytest

from tests.layout.tools.test_grid_page import NAMES, WIDE
from tests.ui.conftest import PARAGRAPH, Reader, press, screen_text, write_post
from tui_reader.text.cells import width

BODY = f"{PARAGRAPH}\n\n{PARAGRAPH}\n\n{WIDE}\n\n{PARAGRAPH * 4}"


async def test_a_wide_table_is_scrolled_sideways_and_left_again(reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 11, body=BODY)
    async with reader(size=(80, 30)) as pilot:
        browse = pilot.app.browse
        await press(pilot, "j", "enter", "d", "d")
        top, page = browse.view.window.top, browse.view.page
        await press(pilot, "w")
        assert browse.view.columns is not None
        shown = screen_text(pilot)
        assert "第0列" in shown and "第1列" in shown and "第11列" not in shown
        await press(pilot, "l")
        shown = screen_text(pilot)
        assert "第0列" in shown and "第1列" not in shown and "第2列" in shown
        await press(pilot, *("right",) * 12)
        shown = screen_text(pilot)
        assert "第0列" in shown and "第11列" in shown and "2-11-内容" in shown
        await press(pilot, *("h",) * 14)
        assert browse.view.columns.shift == 0 and browse.panes.active == "post"
        await press(pilot, "escape")
        assert browse.view.columns is None and browse.view.page is page and browse.view.window.top == top
        await press(pilot, "h")
        assert browse.panes.active == "posts"


@pytest.mark.faults
async def test_every_column_comes_into_sight_at_every_size(reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 11, body=WIDE)
    for size in ((40, 12), (80, 24), (120, 40)):
        async with reader(size=size) as pilot:
            await press(pilot, "j", "enter", "w")
            seen: set[str] = set()
            for _ in range(14):
                text = screen_text(pilot)
                assert max(width(line) for line in text.splitlines()) <= size[0]
                seen |= {name for name in NAMES if name in text}
                await press(pilot, "l")
            assert seen == set(NAMES), size


async def test_another_size_leads_back_to_the_post(reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 11, body=BODY)
    async with reader(size=(80, 30)) as pilot:
        browse = pilot.app.browse
        await press(pilot, "j", "enter", "d", "d", "w")
        await pilot.resize_terminal(120, 40)
        await press(pilot, "z")
        assert browse.view.columns is None and PARAGRAPH[:8] in screen_text(pilot)


async def test_without_a_wide_table_it_is_said(reader: Reader) -> None:
    async with reader() as pilot:
        await press(pilot, "j", "enter", "w")
        assert "No table" in screen_text(pilot)


async def test_the_place_in_the_post_is_not_changed_by_the_grid(reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 11, body=BODY)
    async with reader(size=(80, 30)) as pilot:
        browse = pilot.app.browse
        await press(pilot, "j", "enter", "d", "d")
        browse.reading.keep_place()
        await press(pilot, "w", "l", "j")
        assert browse.reading.unsaved is None
        await press(pilot, "right_square_bracket", "left_square_bracket")
        assert browse.view.columns is None and browse.view.window.top > 0
