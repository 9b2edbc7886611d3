"""The terminal answers after the first screen: everything is drawn with the marks and widths that it has."""

from dataclasses import replace
from pathlib import Path

from tests.ui.conftest import Reader, quiet, screen_text, write_post
from tui_reader.ui.render.glyphs import glyphs
from tui_reader.ui.session.appearance import adapt


async def test_the_list_takes_the_marks_of_a_terminal_that_draws_some_in_two_cells(reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 11, header="pinned: true\n")
    long = "“一”……“二”……“三”……" * 3
    (feed / "content" / "long.md").write_text(
        f"---\ntitle: {long}\ndate: 2022-08-01\npinned: true\n---\n\na\n", "utf-8"
    )
    async with reader() as pilot:
        app = pilot.app
        browse = app.browse
        assert "◆" in screen_text(pilot)
        before = browse.posts.window.lines.height
        adapt(app, browse, replace(browse.initial, glyphs=glyphs("unicode", 2), ambiguous=2))
        await quiet(pilot)
        rows = screen_text(pilot)
        assert "◆" not in rows and " ^ " in rows
        assert browse.posts.window.lines.height > before, "the title needs more lines"
