"""What comes late: the terminal's answers after the first screen, whose marks and widths everything is drawn with then,
and a post that is read again while one goes on in it.
"""

import threading
from dataclasses import replace
from pathlib import Path

from tests.ui.conftest import PARAGRAPH, Reader, press, quiet, screen_text, write_post
from tui_reader.ui.controllers import frame_hold
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


async def test_keys_that_are_pressed_while_the_post_is_read_again_are_not_undone(reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 11, body=f"{PARAGRAPH}\n\n" * 40)
    async with reader() as pilot:
        await press(pilot, "enter")
        browse = pilot.app.browse
        pages, may_end = browse.library.pages, threading.Event()
        lay_out = pages.lay_out
        pages.lay_out = lambda *given: may_end.wait(20) and lay_out(*given)
        browse.reading.open_again()
        await pilot.press("ctrl+f", "j")
        top = browse.view.window.top
        assert top > 0
        may_end.set()
        await quiet(pilot)
        assert browse.view.window.top == top


async def test_a_pane_comes_up_with_its_text_and_not_empty_before_it(reader: Reader, monkeypatch) -> None:
    monkeypatch.setattr(frame_hold, "HOLD_SECONDS", 60.0)
    async with reader(size=(60, 24)) as pilot:
        view = pilot.app.browse.view
        drawn, render = [], view.render_line
        view.render_line = lambda row: drawn.append(view.page) or render(row)
        await press(pilot, "enter")
        assert drawn and None not in drawn
        await press(pilot, "escape")
        drawn.clear()
        await press(pilot, "enter")
        assert drawn, "a post that is there already is drawn at once"


async def test_a_pane_comes_up_empty_where_its_text_takes_long(reader: Reader, monkeypatch) -> None:
    monkeypatch.setattr(frame_hold, "HOLD_SECONDS", 0.01)
    async with reader(size=(60, 24)) as pilot:
        browse, may_end = pilot.app.browse, threading.Event()
        pages = browse.library.pages
        lay_out = pages.lay_out
        pages.lay_out = lambda *given: may_end.wait(20) and lay_out(*given)
        await pilot.press("enter")
        while "第11篇" in screen_text(pilot):
            await pilot.pause(0.01)
        assert browse.view.page is None
        may_end.set()
        await quiet(pilot)
        assert "终端里的一行文字" in screen_text(pilot)
