"""A question is answered once: keys that come in one burst never end the reader, and act once."""

import pytest
from textual import events
from textual.pilot import Pilot

from tests.ui.conftest import Reader, press, quiet, screen_text

ENTER = events.Key("enter", "\r")
ESCAPE = events.Key("escape", "\x1b")


async def burst(pilot: Pilot[int], *keys: events.Key) -> None:
    """Keys that arrive in one read of the terminal: all are queued before the first one is dealt with."""
    for key in keys:
        pilot.app.post_message(key)
    await quiet(pilot)


OPENED = {
    "help": ("question_mark",),
    "palette": ("ctrl+p",),
    "terms": ("t",),
    "outline": ("enter", "o"),
    "related": ("enter", "x"),
    "links": ("enter", "f"),
}
"""Question → keys that ask it."""


@pytest.mark.parametrize("keys", [(ENTER, ENTER), (ENTER, ENTER, ENTER), (ESCAPE, ESCAPE), (ENTER, ESCAPE)])
@pytest.mark.parametrize("question", OPENED)
async def test_a_burst_of_answers_counts_once(question: str, keys: tuple[events.Key, ...], reader: Reader) -> None:
    async with reader() as pilot:
        await press(pilot, *OPENED[question])
        await burst(pilot, *keys)
        assert pilot.app.failure is None and pilot.app.is_running
        await press(pilot, "escape", "escape", "escape", "1", "G")
        assert "12 / 12" in screen_text(pilot)


async def test_letters_past_a_hint_are_no_second_answer(reader: Reader) -> None:
    async with reader() as pilot:
        await press(pilot, "enter", "f")
        await burst(pilot, *(events.Key(letter, letter) for letter in "zzzz"))
        assert pilot.app.failure is None and pilot.app.is_running
        assert len(pilot.app.screen_stack) == 1
