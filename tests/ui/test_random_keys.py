"""Keys pressed at random never end the reader and never raise."""

import asyncio
import os
import random

import pytest
from textual.events import Key

from tests.ui.conftest import Reader, quiet
from tui_reader.ui.actions.all_actions import ACTIONS
from tui_reader.ui.error_boundary import RAISE_ERRORS

KEYS = sorted({key for action in ACTIONS for key in action.keys.split(",")} - {"q", "Q", "ctrl+q", "ctrl+z", "e", "F"})
TYPED = ["山", "x", "1", "backspace", "enter", "escape", "down"]
PRESSES = int(os.environ.get("RANDOM_KEYS", "60"))


@pytest.mark.parametrize(("size", "seed"), [((120, 40), 1), ((80, 24), 2), ((40, 12), 3)])
async def test_random_keys_do_no_harm(reader: Reader, size: tuple[int, int], seed: int) -> None:
    chosen = random.Random(seed)
    async with reader(size=size) as pilot:
        pressed: list[str] = []
        for _ in range(PRESSES):
            pressed.append(chosen.choice(KEYS if chosen.random() < 0.8 else TYPED))
            await pilot.press(pressed[-1])
            assert pilot.app.failure is None, pressed[-20:]
        await quiet(pilot)
        assert pilot.app.is_running, pressed[-20:]


async def test_an_error_nobody_foresaw_ends_the_reader_and_is_kept(reader: Reader, monkeypatch) -> None:
    async with reader() as pilot:
        monkeypatch.setattr(pilot.app.browse, "show_place", lambda: 1 / 0)
        pilot.app.post_message(Key("j", "j"))
        for _ in range(600):
            await asyncio.sleep(0.05)
            if pilot.app.failure is not None:
                break
        assert isinstance(pilot.app.failure, ZeroDivisionError)
        pilot.app.failure = None


async def test_a_post_that_cannot_be_set_is_named_and_the_reader_goes_on(reader: Reader, monkeypatch) -> None:
    monkeypatch.delenv(RAISE_ERRORS)
    async with reader() as pilot:
        library = pilot.app.browse.library
        monkeypatch.setattr(library.pages, "lay_out", lambda *_: 1 / 0)
        await pilot.press("j")
        await quiet(pilot)
        notice = pilot.app.browse.status._notice
        assert notice is not None and "ZeroDivisionError" in notice[0]
        assert pilot.app.failure is None
