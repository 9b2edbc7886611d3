"""Keys as people press them: on a Chinese keyboard that is not switched over, and Ctrl+C out of habit."""

from collections.abc import Awaitable, Callable
from typing import cast

import pytest
from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.pilot import Pilot

from tests.ui.conftest import Reader, press, quiet, screen_text
from tui_reader.ui.keys import half_width, read_key
from tui_reader.ui.session.typed_keys import LOST_SECONDS, ROUNDS, KeyDone, TypedKeys


@pytest.mark.parametrize(
    ("full", "half"),
    [
        ("？", "?"), ("：", ":"), ("／", "/"), ("、", "/"), ("【", "["), ("】", "]"), ("《", "<"), ("》", ">"),
        ("！", "!"), ("３", "3"), ("ｊ", "j"), ("Ｇ", "G"), ("「", "{"), ("」", "}"), ("＋", "+"), ("－", "-"),
    ],
)  # fmt: skip
def test_a_full_width_key_is_its_half_width_twin(full: str, half: str) -> None:
    assert half_width(full) == read_key(half) != ""


@pytest.mark.parametrize("key", ["j", "?", "中", "", "é", "ﬁ", "½", "①", " ", "\u3000"])
def test_other_keys_are_themselves(key: str) -> None:
    assert half_width(key) in ("", "1") if key == "①" else half_width(key) == ""


async def _type(pilot: Pilot[int], text: str) -> None:
    """Keys as a terminal sends them, each with its character."""
    for character in text:
        pilot.app.post_message(events.Key(_character_to_key(character), character))
        await quiet(pilot)


async def test_full_width_keys_move_and_ask(reader: Reader) -> None:
    async with reader() as pilot:
        browse = pilot.app.browse
        await _type(pilot, "ｊｊ")
        assert browse.posts.window.cursor == 2
        await _type(pilot, "３")
        assert browse.filter.view == "unread"
        await _type(pilot, "／")
        await _type(pilot, "？、")
        assert browse.questions.line is not None and browse.questions.line.value == "？、", "text stays as it is typed"
        await press(pilot, "escape", "enter")
        await _type(pilot, "】")
        assert browse.panes.active == "post" and browse.posts.window.cursor == 1
        await _type(pilot, "？")
        assert pilot.app.screen is not browse


async def test_ctrl_c_says_how_to_leave(reader: Reader) -> None:
    async with reader() as pilot:
        await press(pilot, "ctrl+c")
        assert "Q leaves at once" in screen_text(pilot).splitlines()[-1]


async def test_undo_says_what_it_undid(reader: Reader) -> None:
    async with reader() as pilot:
        await press(pilot, "m", "U")
        assert "Undone: 1 bookmark added" in screen_text(pilot).splitlines()[-1]
        await press(pilot, "U")
        assert "Nothing to undo" in screen_text(pilot).splitlines()[-1]


CONTROLS = {"\r": "enter", "\x1b": "escape", "\x12": "ctrl+r"}
BURSTS = (
    ("/第1\r", "第1", 0), ("/第1\rG", "第1", -1), ("/第1\rjj", "第1", 2), ("/第1\r\x12k", "第1", 0), (":120\r", "", None),
    ("/第9\x1b", "", 0), ("jj/第1\r", "第1", 0), ("?j\r/第1\r", "第1", 0), ("t山西\r", "", 0),
)  # fmt: skip
"""What is typed at once → the words of the search behind it, and the row the cursor is on (-1 for the last)."""


def _press(pilot: Pilot[int], typed: str) -> None:
    """Keys that arrive together."""
    for character in typed:
        pilot.app.post_message(events.Key(CONTROLS.get(character) or _character_to_key(character), character))


@pytest.mark.parametrize(("typed", "words", "row"), BURSTS)
async def test_keys_that_arrive_together_mean_what_they_mean_one_by_one(
    reader: Reader, typed: str, words: str, row: int | None
) -> None:
    screens = []
    for together in (True, False):
        async with reader() as pilot:
            for part in [typed] if together else typed:
                _press(pilot, part)
                await quiet(pilot)
            browse = pilot.app.browse
            assert browse.filter.words == words
            window = browse.posts.window
            assert row is None or window.cursor == row % max(1, window.count)
            assert browse.questions.line is None and pilot.app.screen is browse
            screens.append(screen_text(pilot))
    assert screens[0].splitlines()[:-1] == screens[1].splitlines()[:-1]


async def test_a_paste_waits_for_the_line_it_belongs_to(reader: Reader) -> None:
    async with reader() as pilot:
        for event in (events.Key("slash", "/"), events.Paste("第1"), events.Key("0", "0"), events.Key("enter", "\r")):
            pilot.app.post_message(event)
        await quiet(pilot)
        assert pilot.app.browse.filter.words == "第10"


async def test_a_key_whose_pane_is_gone_holds_no_other_up(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    async with reader() as pilot:
        monkeypatch.setattr(TypedKeys, "follow", lambda self, done: _nothing())
        monkeypatch.setattr("tui_reader.ui.session.typed_keys.MOST_WAITS", 1)
        for _ in range(3):
            pilot.app.post_message(events.Key("j", "j"))
        await pilot.pause(4 * LOST_SECONDS)
        await quiet(pilot)
        assert pilot.app.browse.posts.window.cursor == 3


class Pane:
    """A pane that gets to its messages when it is told to."""

    is_running = is_attached = True

    def __init__(self) -> None:
        self.messages: list[KeyDone] = []
        self.timers: list[Callable[[], Awaitable[None]]] = []
        self.keys: list[str] = []
        self.focused = self

    def post_message(self, message: KeyDone) -> bool:
        self.messages.append(message)
        return True

    def set_timer(self, _: float, callback: Callable[[], Awaitable[None]]) -> None:
        self.timers.append(callback)

    async def take(self, key: events.Key) -> None:
        self.keys.append(key.key)


@pytest.mark.parametrize("gone", [False, True])
async def test_a_key_waits_for_a_pane_that_takes_its_time_but_not_for_one_that_is_gone(gone: bool) -> None:
    pane = Pane()
    typed = TypedKeys(cast("App[int]", pane), pane.take)
    for key in "/a":
        await typed.put(events.Key(key, key))
    pane.is_running = not gone
    for _ in range(3):
        await pane.timers.pop()()
        assert pane.keys == ["/", "a"][: 1 + gone]
        if gone:
            return
    for _ in range(ROUNDS):
        await typed.follow(pane.messages.pop())
    assert pane.keys == ["/", "a"]


async def _nothing() -> None:
    """No message arrives."""
