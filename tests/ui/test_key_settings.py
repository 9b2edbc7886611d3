"""Keys of the settings: names as the help prints them work, and what cannot work is named."""

from pathlib import Path

import pytest
from textual.keys import _character_to_key

from tui_reader.config.paths import Paths
from tui_reader.config.settings import Settings
from tui_reader.config.theme_file import load_theme
from tui_reader.ui.actions.all_actions import ACTIONS
from tui_reader.ui.keys import read_key, read_key_settings, show_key
from tui_reader.ui.render.hints import hints_of
from tui_reader.ui.startup.launch import checked_settings


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ctrl+o", "ctrl+o"),
        ("CTRL+O", "ctrl+o"),
        ("ctrl+pgdn", "ctrl+pagedown"),
        ("F5", "f5"),
        ("Space", "space"),
        ("Esc", "escape"),
        ("Shift+Tab", "shift+tab"),
        ("]", "right_square_bracket"),
        ("right_square_bracket", "right_square_bracket"),
        ("+", "plus"),
        ("ctrl++", ""),
        ("J", "J"),
        ("3", "3"),
        ("字", "字"),
        ("？", "fullwidth_question_mark"),
        ("hyperspace", ""),
        ("f25", ""),
        ("hyper+x", ""),
        ("", ""),
    ],
)
def test_a_key_has_the_name_that_textual_gives_it(written: str, name: str) -> None:
    assert read_key(written) == name


def test_every_printed_ascii_key_is_read_as_textual_names_it() -> None:
    for character in map(chr, range(0x21, 0x7F)):
        assert read_key(character) == _character_to_key(character), character


def test_every_key_of_the_help_is_read_back() -> None:
    keys = {key for action in ACTIONS for key in action.keys.split(",")}
    assert {key: read_key(show_key(key)) for key in keys} == {key: key for key in keys}


def test_settings_that_are_right_have_no_faults() -> None:
    read = read_key_settings([("outline", "Ctrl+t, F5"), ("help", "F9")])
    assert (dict(read.keymap), read.faults) == ({"outline": "ctrl+t,f5", "help": "f9"}, ())


def test_an_unknown_key_is_named_and_the_others_work() -> None:
    read = read_key_settings([("outline", "hyperspace, F5"), ("help", "nowhere")])
    assert dict(read.keymap) == {"outline": "f5"}
    assert [(fault.action, fault.message) for fault in read.faults] == [
        ("outline", "there is no key “hyperspace”"),
        ("help", "there is no key “nowhere”"),
    ]


def test_hints_name_the_keys_that_work(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "config", tmp_path / "state", tmp_path / "cache", "here")
    read = Settings(keys=(("bookmark", "ctr+x"), ("command", "hyperspace, Ctrl+e"), ("search", "")))
    hints = hints_of("posts", checked_settings(read, load_theme("dark", paths), paths), 200, 1)
    shown = {hint.action: hint.text for hint in hints}
    assert (shown["bookmark"], shown["command"]) == ("m bookmark", "Ctrl+e command")
    assert "search" not in shown


def test_an_unknown_action_is_named_with_the_one_that_was_meant() -> None:
    (fault,) = read_key_settings([("outlin", "F5")]).faults
    assert (fault.message, fault.hint) == ("there is no action “outlin”", "did you mean outline?")


def test_a_fault_is_named_with_its_line_or_by_its_setting(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "config", tmp_path / "state", tmp_path / "cache", "here")
    read = Settings(keys=(("help", "nowhere"),))
    theme = load_theme("dark", paths)
    (line,) = checked_settings(read, theme, paths).problems
    assert line.startswith("keys.help: there is no key “nowhere” — ")
    paths.settings_file.parent.mkdir(parents=True)
    paths.settings_file.write_text('[keys]\nhelp = "nowhere"\n', "utf-8")
    (line,) = checked_settings(read, theme, paths).problems
    assert line.startswith(f"{paths.settings_file}:2: there is no key “nowhere” — ")


def test_a_key_that_another_action_has_is_named() -> None:
    (fault,) = read_key_settings([("outline", "j")]).faults
    assert fault.message == "“j” is also the key of down"


def test_two_actions_may_change_keys() -> None:
    assert read_key_settings([("outline", "j"), ("down", "o")]).faults == ()


def test_panes_that_never_meet_may_share_a_key() -> None:
    scoped = {action.id: action for action in ACTIONS}
    assert scoped["select"].scope is not scoped["select_posts"].scope
    assert read_key_settings([("select", "F6"), ("select_posts", "F6")]).faults == ()
