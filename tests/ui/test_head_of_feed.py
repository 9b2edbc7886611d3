"""What the editors pin and recommend stands at the head of the feed, under headings of its own."""

from pathlib import Path

import pytest

from tests.ui.conftest import Reader, press, screen_text, write_post
from tui_reader.terminal.capabilities import Capabilities
from tui_reader.terminal.render.cell_grid import FILLER, Grid
from tui_reader.terminal.render.styles import Styles
from tui_reader.ui.startup.first_paint import draw_first


async def test_the_feed_begins_with_what_is_pinned_and_recommended(reader: Reader) -> None:
    async with reader(size=(80, 24), head_posts=1) as pilot:
        lines = [line.split()[0] for line in screen_text(pilot).split("\n")[2:9]]
        assert lines == ["Pinned", "▌◆", "Recommended", "★", "Newest", "•", "•"]
        assert "1 / 12" in screen_text(pilot)
        await press(pilot, "j")
        assert pilot.app.browse.posts.chosen.title == "第5篇"
        await press(pilot, "P")
        assert "Pinned" not in screen_text(pilot) and pilot.app.browse.posts.chosen.title == "第5篇"
        await press(pilot, "P", "2")
        assert "Newest" not in screen_text(pilot) and "★" in screen_text(pilot)


async def test_more_recommended_posts_are_a_key_away(reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 7, "recommend: true\n")
    async with reader(size=(80, 24), head_posts=1) as pilot:
        assert "2 shows all" in screen_text(pilot)
        await press(pilot, "2")
        assert "1 / 2" in screen_text(pilot)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_the_first_paint_has_the_head_as_the_widgets_draw_it(reader: Reader, feed: Path, size) -> None:
    async with reader(size=size, head_posts=2):
        """The feed has been read: the next start knows it."""
    async with reader(size=size, head_posts=2) as pilot:
        posts, grid = pilot.app.browse.posts, Grid(*size)
        draw_first(pilot.app.browse.initial, grid, Styles(Capabilities()))
        x, width = posts.region.x, posts.size.width
        painted = ["".join(row[x : x + width]).replace(FILLER, "") for row in grid.cells[:-1]]
        assert painted == [posts.render_line(y).text.replace(FILLER, "") for y in range(posts.size.height)]
        assert "Newest" in "".join(painted)
