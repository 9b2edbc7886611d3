"""The row above a post has its title once the title itself is out of sight."""

from pathlib import Path

import pytest

from tests.ui.conftest import PARAGRAPH, Reader, quiet
from tui_reader.model.roles import Role


async def test_the_title_above_the_text_is_that_of_the_post_whatever_is_chosen_in_the_list(reader: Reader) -> None:
    """It was that of the chosen row: another post's behind a link, and none where the post came before the list."""
    async with reader() as pilot:
        browse = pilot.app.browse
        other = "news/post-02.md"
        assert browse.posts.chosen.path != other
        browse.reading.open(other)
        await quiet(pilot)
        assert browse.view.running_head == "第2篇"
        browse.reading.open("news/gone.md")
        await quiet(pilot)
        assert browse.view.running_head == ""


@pytest.mark.parametrize("title", ["短", "很长的标题" * 30], ids=["short", "long"])
async def test_the_title_is_there_as_soon_as_its_own_line_is_not(reader: Reader, feed: Path, title: str) -> None:
    (feed / "content" / "long.md").write_text(
        f"---\ntitle: {title}\ndate: 2023-01-01\n---\n\n{PARAGRAPH * 90}\n", "utf-8"
    )
    async with reader() as pilot:
        pilot.app.browse.reading.open("long.md")
        await quiet(pilot)
        view = pilot.app.browse.view
        lines = [y for y in range(9) if any(Role.TITLE in run.roles for run in view.page.line(y).runs)]
        assert (len(lines) > 1) is (len(title) > 1)
        for top in range(len(lines) + 2):
            view.window.move_to(top)
            assert view.window.top == top
            assert bool(view.render_line(0).text.strip()) is (top > lines[-1]), top
