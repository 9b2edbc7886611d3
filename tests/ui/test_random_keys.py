"""Whatever keys are pressed in whatever order, the reader stays, and ends when it is asked to."""

import random
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.conftest import CORPORA
from tests.ui.conftest import Reader, quiet
from tui_reader.paths import sample_content
from tui_reader.ui.keys import ACTIONS

LETTERS = '山西 tag:a"-( '
QUITS = {"q", "Q", "ctrl+q", "ctrl+c", "ctrl+z", "e"}
"""Keys that end the reader, stop it or start another program."""
SIZES = ((120, 40), (80, 24), (40, 12), (20, 5), (1, 1))
SITES = sorted(site for site in CORPORA.iterdir() if site.is_dir()) if CORPORA.is_dir() else []


def _keys() -> list[str]:
    """Every key of the table but those that end it, some twice as likely, and letters to type."""
    named = [key.strip() for action in ACTIONS for key in action.keys.split(",")]
    kept = sorted({key for key in named if key not in QUITS})
    return [*kept, "j", "enter", "escape", "tab", "down", "pagedown", "a", "x", "1", "left", "right", "home", "end"]


async def _press_at_random(pilot: Pilot[int], count: int, seed: int) -> None:
    """Press `count` keys; the size changes now and then; the last keys are kept for the message of a failure."""
    chance, keys = random.Random(seed), _keys()
    pressed: list[str] = []
    for number in range(count):
        key = chance.choice(keys)
        pressed.append(key)
        await pilot.press(key)
        if number % 60 == 59:
            await pilot.resize_terminal(*chance.choice(SIZES))
        assert pilot.app.is_running, pressed[-12:]
        assert pilot.app.return_code in (None, 0), pressed[-12:]
    await pilot.resize_terminal(*SIZES[0])
    await quiet(pilot)
    assert pilot.app.is_running, pressed[-12:]


@pytest.mark.parametrize("seed", range(2))
async def test_random_keys_on_the_sample_feed(reader: Reader, seed: int) -> None:
    async with reader(source=sample_content()) as pilot:
        await _press_at_random(pilot, 200, seed)


@pytest.mark.fuzz
@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
async def test_ten_thousand_random_keys_on_every_site(reader: Reader, site: Path) -> None:
    inner = site / "exampleSite"
    async with reader(source=inner if inner.is_dir() else site) as pilot:
        await _press_at_random(pilot, 10_000, 1)
