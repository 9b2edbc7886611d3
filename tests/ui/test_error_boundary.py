"""One boundary for errors: a fault of the program fails a test, and for a user it is one line while the reader goes
on.
"""

import asyncio
from collections.abc import Awaitable, Callable
from types import ModuleType

import pytest
from textual import events
from textual.pilot import Pilot

from tests.ui.conftest import Reader, press, quiet, screen_text
from tui_reader.feed.pages import Pages
from tui_reader.feed.posts import Posts
from tui_reader.model.errors import ContentError
from tui_reader.ui.actions import link_actions, table
from tui_reader.ui.actions.all_actions import BY_ID
from tui_reader.ui.actions.search import Searching
from tui_reader.ui.controllers.feed_list import FeedList
from tui_reader.ui.error_boundary import RAISE_ERRORS
from tui_reader.ui.widgets.page_mouse import PageMouse
from tui_reader.ui.widgets.row_pane import RowPane


async def _key(pilot: Pilot[int]) -> None:
    await press(pilot, "o")


async def _palette(pilot: Pilot[int]) -> None:
    await press(pilot, "ctrl+p")
    await press(pilot, *"Outline")
    await press(pilot, "enter")


async def _mouse(pilot: Pilot[int]) -> None:
    for _ in range(2):
        await pilot.click("PostList", offset=(6, 4))
        await quiet(pilot)


async def _list(pilot: Pilot[int]) -> None:
    await press(pilot, "2")


async def _post(pilot: Pilot[int]) -> None:
    await press(pilot, "j", "enter")


async def _timer(pilot: Pilot[int]) -> None:
    await press(pilot, "j")
    await pilot.pause(0.4)


async def _typing(pilot: Pilot[int]) -> None:
    await press(pilot, "/", "x")


async def _answered_line(pilot: Pilot[int]) -> None:
    await press(pilot, "/", "x", "enter")


async def _chosen(pilot: Pilot[int]) -> None:
    await press(pilot, "t", "enter")


async def _letters(pilot: Pilot[int]) -> None:
    await press(pilot, "enter", "f", "a")


async def _wheel(pilot: Pilot[int]) -> None:
    await pilot._post_mouse_events([events.MouseScrollDown], "PostList", (6, 4), button=0)
    await quiet(pilot)


async def _drag(pilot: Pilot[int]) -> None:
    await pilot._post_mouse_events([events.MouseDown], "PostView", (6, 6), button=1)
    await pilot._post_mouse_events([events.MouseMove], "PostView", (9, 6), button=1)
    await quiet(pilot)


Fault = Callable[[pytest.MonkeyPatch, Callable[..., object]], None]
Press = Callable[[Pilot[int]], Awaitable[None]]


def _action(name: str) -> Fault:
    return lambda patch, fault: patch.setitem(table._REGISTERED, name, (BY_ID[name], fault))


def _method(owner: type, name: str) -> Fault:
    return lambda patch, fault: patch.setattr(owner, name, fault)


def _function(module: ModuleType, name: str) -> Fault:
    return lambda patch, fault: patch.setattr(module, name, fault)


PLACES: dict[str, tuple[Fault, Press]] = {
    "a key": (_action("outline"), _key),
    "the palette": (_action("outline"), _palette),
    "the mouse": (_action("open"), _mouse),
    "a timer": (_method(FeedList, "follow"), _timer),
    "typing in a line": (_method(Searching, "typed"), _typing),
    "the answer of a line": (_method(Searching, "answer"), _answered_line),
    "the answer of a chooser": (_method(FeedList, "show_filter"), _chosen),
    "the letters of a link": (_function(link_actions, "follow_link"), _letters),
    "the wheel": (_method(RowPane, "move_by"), _wheel),
    "a drag": (_method(PageMouse, "drag"), _drag),
    "the worker of the list": (_method(Posts, "listing"), _list),
    "the worker of the post": (_method(Pages, "lay_out"), _post),
}


def _raises(error: Exception) -> Callable[..., object]:
    def fault(*_: object, **__: object) -> object:
        raise error

    return fault


@pytest.mark.parametrize("place", PLACES)
async def test_a_fault_of_the_program_fails_a_test(place: str, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    plant, do = PLACES[place]
    with pytest.raises(Exception, match=r"division by zero"):
        async with reader() as pilot:
            plant(monkeypatch, _raises(ZeroDivisionError("division by zero")))
            doing = asyncio.ensure_future(do(pilot))
            while pilot.app.return_code is None and not doing.done():
                await asyncio.sleep(0.05)
            doing.cancel()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("error", "line"),
    [
        (ZeroDivisionError("division by zero"), "something went wrong: ZeroDivisionError('division by zero')"),
        (ValueError("no such width"), "no such width"),
        (ValueError(), "ValueError()"),
        (OSError(28, "No space left on device", "index.sqlite"), "No space left on device: index.sqlite"),
        (ContentError("the feed is \x1b[31mgone", "mount it"), "gone — mount it"),
    ],
    ids=["unforeseen", "value", "without words", "system", "ours"],
)
async def test_for_a_user_it_is_one_line_and_the_reader_goes_on(
    place: str, error: Exception, line: str, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant, do = PLACES[place]
    monkeypatch.delenv(RAISE_ERRORS)
    async with reader() as pilot:
        with monkeypatch.context() as patch:
            plant(patch, _raises(error))
            await do(pilot)
            shown = screen_text(pilot)
        told_in_the_pane = place == "the worker of the post" and isinstance(error, ContentError)
        assert line in (shown if told_in_the_pane else shown.splitlines()[-1])
        assert "\x1b" not in shown
        await press(pilot, "escape", "1", "G")
        assert "12 / 12" in screen_text(pilot)
