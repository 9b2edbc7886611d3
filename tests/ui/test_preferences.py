"""Settings, themes and keys are changed from inside, hold at once and are kept; in restricted mode nothing is kept."""

import re
import tomllib
from collections.abc import Iterator

import pytest

from tests.ui.conftest import Reader, press, screen_text
from tui_reader.config.paths import user_paths
from tui_reader.config.settings import OpenOptions, Settings, setting_names
from tui_reader.i18n.messages import use_language
from tui_reader.terminal.capabilities import Capabilities
from tui_reader.ui.preferences.live_settings import LIVE, keep, theme_names
from tui_reader.ui.screens.choose import Choose
from tui_reader.ui.screens.press_keys import PressKeys
from tui_reader.ui.startup.initial_state import choose_theme

SHUT = Settings(watch_seconds=0, restricted=True)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """A test that changes the language leaves no other one behind."""
    yield
    use_language("en")


def kept() -> dict[str, object]:
    """What stands in the user's file."""
    file = user_paths().settings_file
    return tomllib.loads(file.read_text("utf-8")) if file.exists() else {}


@pytest.mark.parametrize(("colours", "name"), [(1 << 24, "sepia"), (256, "sepia-256"), (16, "ansi"), (0, "plain")])
def test_a_theme_of_the_settings_has_the_form_for_the_terminal_from_the_start(colours: int, name: str) -> None:
    can = Capabilities(colours=colours)
    assert choose_theme(Settings(theme="sepia"), OpenOptions(), user_paths(), can).name == name


async def command(pilot, text: str) -> None:
    """Do a command of the line."""
    await press(pilot, ":")
    pilot.app.browse.questions.line.value = text
    await press(pilot, "enter")


async def choose_row(pilot, value: str) -> None:
    """Put the cursor of the chooser on the row with this value."""
    screen = pilot.app.screen
    assert isinstance(screen, Choose)
    rows = [choice.value for choice in screen.choices.shown]
    screen.choices.move_to(rows.index(value))
    await press(pilot)


async def test_every_setting_is_shown_with_value_meaning_default_and_origin(reader: Reader) -> None:
    async with reader() as pilot:
        await press(pilot, "comma")
        assert [choice.value for choice in pilot.app.screen.choices.choices] == list(setting_names())
        await choose_row(pilot, "measure")
        shown = screen_text(pilot)
        assert re.search(r"measure +76 ", shown) and "Widest line of a post in cells" in shown
        assert "Default: 76." in shown


async def test_a_setting_is_changed_at_once_and_kept_with_the_comments(reader: Reader) -> None:
    file = user_paths().settings_file
    file.parent.mkdir(parents=True)
    file.write_text("# my own\nmeasure = 70 # cells\n", "utf-8")
    async with reader(settings=Settings(watch_seconds=0, measure=70)) as pilot:
        await press(pilot, "comma")
        await choose_row(pilot, "measure")
        await press(pilot, "enter", *["backspace"] * 2, *"60", "enter")
        assert pilot.app.browse.reading.measure == 60
        assert file.read_text("utf-8") == "# my own\nmeasure = 60 # cells\n"
        assert pilot.app.screen.choices.value == "measure", "the settings are shown again"
        await press(pilot, "enter", *["backspace"] * 2, *"7", "enter", "escape")
        assert pilot.app.browse.reading.measure == 60, "what is not allowed changes nothing"


async def test_a_feed_that_is_not_there_is_not_kept(reader: Reader) -> None:
    async with reader() as pilot:
        await press(pilot, "comma")
        await choose_row(pilot, "content")
        await press(pilot, "enter", *"nowhere", "enter")
        assert kept() == {}


async def test_a_line_is_taken_away_again(reader: Reader) -> None:
    async with reader() as pilot:
        await press(pilot, "comma")
        await choose_row(pilot, "hints")
        await press(pilot, "enter")
        await choose_row(pilot, "false")
        await press(pilot, "enter", "escape")
        assert kept() == {"hints": False}
        assert "m bookmark" not in screen_text(pilot)
        await press(pilot, "comma")
        await choose_row(pilot, "hints")
        await press(pilot, "enter")
        await choose_row(pilot, "=")
        await press(pilot, "enter", "escape")
        assert kept() == {}
        assert "m bookmark" in screen_text(pilot)


CHANGED = {"glyphs": "ascii", "sort": "title", "language": "zh_CN", "gaps": "true", "key_preset": "vim"}


async def test_words_and_switches_hold_at_once_and_are_kept_together(reader: Reader) -> None:
    async with reader() as pilot:
        for name, value in CHANGED.items():
            before = screen_text(pilot)
            await command(pilot, f"set {name} {value}")
            assert str(getattr(pilot.app.browse.initial.settings, name)).lower() == value.lower()
            assert name in ("gaps", "key_preset") or screen_text(pilot) != before
        assert kept() == {}
        await command(pilot, "keep " + " ".join(CHANGED))
        assert {name: str(value).lower() for name, value in kept().items()} == {**CHANGED, "language": "zh_cn"}


async def test_the_theme_is_seen_while_one_moves_and_kept_with_three_keys(reader: Reader) -> None:
    async with reader(settings=Settings(watch_seconds=0, theme="dark")) as pilot:
        names = ("auto", *theme_names())
        after = names[names.index("dark") + 1]
        await press(pilot, "C", "j")
        assert pilot.app.browse.initial.theme.name.removesuffix("-256") == after
        assert kept() == {}
        await press(pilot, "escape")
        assert pilot.app.browse.initial.theme.name.removesuffix("-256") == "dark", "Esc takes the look back"
        await press(pilot, "C", "j", "enter")
        assert kept() == {"theme": after}
        assert pilot.app.browse.initial.theme.name.removesuffix("-256") == after


async def test_what_was_changed_by_keys_is_kept_on_request(reader: Reader) -> None:
    async with reader(head_posts=3) as pilot:
        await press(pilot, "+", "P")
        await command(pilot, "theme sepia")
        await command(pilot, "keep")
        assert kept() == {"measure": 80, "head_posts": 0, "theme": "sepia"}
        await command(pilot, "keep")
        assert "Nothing has changed" in screen_text(pilot)


async def test_a_key_is_changed_with_four_keys(reader: Reader) -> None:
    async with reader() as pilot:
        await press(pilot, "K", "m", "V", "enter")
        assert kept() == {"keys": {"bookmark": "V"}}
        await press(pilot, "m")
        assert "Bookmarked" not in screen_text(pilot)
        await press(pilot, "V")
        assert "Bookmarked" in screen_text(pilot)


async def test_a_conflict_is_said_before_and_the_other_action_loses_its_key(reader: Reader) -> None:
    async with reader() as pilot:
        await press(pilot, "K", "m", "u")
        assert "Taken away from: Half" in screen_text(pilot)
        await press(pilot, "enter")
        assert kept() == {"keys": {"bookmark": "u", "half_up": "Ctrl+u"}}
        await press(pilot, "u")
        assert "Bookmarked" in screen_text(pilot)


async def test_a_key_that_nothing_has_is_given_to_a_chosen_action(reader: Reader) -> None:
    async with reader() as pilot:
        await press(pilot, "K", "V", *"bookmark", "enter")
        assert list(kept()["keys"].values()) == ["V"]


async def test_arrows_go_on_doing_what_is_printed_on_them(reader: Reader) -> None:
    async with reader() as pilot:
        await press(pilot, "K", "j", "a", "b", "backspace", "enter")
        assert kept() == {"keys": {"down": "a, ↓"}}
        await press(pilot, "K", "escape", "K", "a", "escape")
        assert not isinstance(pilot.app.screen, PressKeys)


async def test_a_sequence_is_made_by_pressing_it(reader: Reader) -> None:
    async with reader() as pilot:
        await press(pilot, "K", "m", "V", "V", "enter")
        assert kept() == {"keys": {"bookmark": "V V"}}
        await press(pilot, "V")
        assert "V …" in screen_text(pilot)
        await press(pilot, "V")
        assert "Bookmarked" in screen_text(pilot)


async def test_restricted_mode_lets_nothing_be_written(reader: Reader) -> None:
    async with reader(settings=SHUT) as pilot:
        browse = pilot.app.browse
        for name in setting_names():
            assert not keep(browse, {(name,): "x"})
        for name in ("restricted", "content", "editor", "log_file"):
            await press(pilot, "comma")
            await choose_row(pilot, name)
            await press(pilot, "enter")
            assert pilot.app.screen is browse
            assert "is closed in restricted mode" in screen_text(pilot)
        assert not user_paths().settings_file.exists()


async def test_restricted_mode_shows_looks_and_keys_until_the_end(reader: Reader) -> None:
    async with reader(settings=SHUT) as pilot:
        await press(pilot, "C", "j", "enter")
        assert "nothing is written in restricted mode" in screen_text(pilot)
        await press(pilot, "K", "m", "V", "enter", "V")
        assert "Bookmarked" in screen_text(pilot)
        await command(pilot, "keep theme")
        await command(pilot, "set restricted false")
        assert pilot.app.browse.initial.settings.restricted
        assert not user_paths().settings_file.exists()


def test_what_restricted_mode_decides_cannot_be_changed_while_it_runs() -> None:
    assert not {"restricted", "content", "log_file"} & set(LIVE)
