"""Sequences of keys, presets, and what is said where keys get in each other's way."""

from collections.abc import Mapping
from itertools import product

import pytest

from tests.ui.conftest import Reader, press, screen_text
from tui_reader.config.key_presets import PRESETS, chosen_keys
from tui_reader.config.settings import CHOICES, Settings
from tui_reader.ui.actions.all_actions import ACTIONS, BY_ID
from tui_reader.ui.keys import keys_of, read_key_settings, read_keys, shared_keys, show_key
from tui_reader.ui.state.key_sequence import KeySequence, Typed

KNOWN = {("g", "g"), ("ctrl+x", "r", "m"), ("ctrl+x", "r", "l")}


@pytest.mark.parametrize(
    ("pressed", "done"),
    [
        ("j", [("j",)]),
        ("g g", [(), ("g", "g")]),
        ("g j", [(), ("g", "j")]),
        ("g ctrl+x r m", [(), ("g",), (), ("ctrl+x", "r", "m")]),
        ("ctrl+x g g", [(), ("ctrl+x",), ("g", "g")]),
        ("g escape escape", [(), (), ("escape",)]),
        ("ctrl+x r x", [(), (), ("ctrl+x", "r", "x")]),
    ],
)
def test_keys_are_held_until_a_sequence_is_whole_or_cannot_be(pressed: str, done: list[tuple[str, ...]]) -> None:
    sequence = KeySequence(KNOWN)
    assert [sequence.add(key).keys for key in pressed.split()] == done
    assert sequence.held == ()


def test_no_sequence_holds_no_key() -> None:
    assert KeySequence().add("g") == Typed(("g",))


@pytest.mark.parametrize("written", ["g g", "Ctrl+x Ctrl+c", "Z Z", "] ]", "Alt+<", "F5", "Space x"])
def test_a_sequence_is_read_as_it_is_shown(written: str) -> None:
    assert show_key(read_keys(written)) == written


def test_a_sequence_with_an_unknown_key_is_named() -> None:
    (fault,) = read_key_settings([("top", "g hyperspace, Home")]).faults
    assert "there is no key “g hyperspace”" in fault.message


def test_a_key_that_begins_a_sequence_of_another_action_is_named() -> None:
    (fault,) = read_key_settings([("bookmark", "g b")]).faults
    assert "“g b” is also the key of top" in fault.message


def test_an_action_without_keys_has_none() -> None:
    read = read_key_settings([("bookmark", "")])
    assert read.faults == ()
    assert keys_of(BY_ID["bookmark"], read.keymap) == ()


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_has_known_keys_and_actions_and_no_conflicts(preset: str) -> None:
    assert set(PRESETS[preset]) <= set(BY_ID)
    read = read_key_settings((), preset)
    assert all(key for keys in read.keymap.values() for key in keys.split(","))
    assert clashes(read.keymap) - clashes({}) == set()


def clashes(keymap: Mapping[str, str]) -> set[tuple[str, str, str]]:
    """Pairs of actions with a key that both have where both work; the reader's own keys have some on purpose, such as
    those of a wide table, which go before those of every pane.
    """
    pairs = product(ACTIONS, ACTIONS)
    return {
        (one.id, other.id, key) for one, other in pairs for key in shared_keys(one, keys_of(one, keymap), other, keymap)
    }


def test_the_users_keys_go_before_those_of_a_preset() -> None:
    assert chosen_keys("vim", (("top", "T T"),))["top"] == "T T"
    assert read_key_settings([("top", "T T")], "vim").keymap["top"] == "T_then_T"
    assert CHOICES["key_preset"] == ("default", *PRESETS)


async def test_a_sequence_leads_where_it_says_and_its_first_key_alone_does_nothing(reader: Reader) -> None:
    async with reader(settings=Settings(watch_seconds=0, key_preset="vim")) as pilot:
        posts = pilot.app.browse.posts
        await press(pilot, "G")
        assert posts.window.cursor == posts.window.count - 1
        await press(pilot, "g")
        assert "g …" in screen_text(pilot)
        assert posts.window.cursor == posts.window.count - 1
        await press(pilot, "g")
        assert posts.window.cursor == 0
        await press(pilot, "3", "j", "2", "g", "g")
        assert posts.window.cursor == 1, "counts belong to the keys of vim"


async def test_keys_that_were_held_in_vain_are_done_one_by_one(reader: Reader) -> None:
    keys = (("top", "j k"),)
    async with reader(settings=Settings(watch_seconds=0, keys=keys)) as pilot:
        posts = pilot.app.browse.posts
        await press(pilot, "j", "j", "j", "l")
        assert (posts.window.cursor, pilot.app.browse.panes.active) == (3, "post")
        await press(pilot, "j", "slash", *"jk")
        assert pilot.app.browse.questions.line.value == "jk", "the line got what was typed behind the held key"


async def test_typed_text_is_no_sequence(reader: Reader) -> None:
    async with reader(settings=Settings(watch_seconds=0, key_preset="vim")) as pilot:
        await press(pilot, "slash", *"gg")
        assert pilot.app.browse.questions.line.value == "gg"


async def test_full_width_keys_make_the_sequence_too(reader: Reader) -> None:
    async with reader(settings=Settings(watch_seconds=0, key_preset="vim")) as pilot:
        await press(pilot, "G", "ｇ", "ｇ")
        assert pilot.app.browse.posts.window.cursor == 0
