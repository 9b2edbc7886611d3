"""Digits before a key: how often it is done, where it leads; and numbers on the command line."""

from tests.ui.conftest import Reader, press, screen_text
from tui_reader.config.settings import Settings
from tui_reader.ui.actions.all_actions import BY_ID
from tui_reader.ui.state.key_count import LEADING, MOST, REPEATED, KeyCount

COUNTS = Settings(watch_seconds=0, counts=True)


async def test_digits_repeat_a_key_or_say_where_it_leads(reader: Reader) -> None:
    async with reader(settings=COUNTS) as pilot:
        window = lambda: pilot.app.browse.posts.window.cursor  # noqa: E731
        await press(pilot, "5", "j")
        assert window() == 5
        await press(pilot, "3", "k", "j")
        assert window() == 3
        await press(pilot, "1", "0", "G")
        assert window() == 9
        await press(pilot, "2", "g")
        assert window() == 1
        await press(pilot, "4", "s", "j")
        assert window() == 1 and pilot.app.browse.posts.heading == "All · last changed", "a count is for one key"
        await press(pilot, "1", "2")
        assert screen_text(pilot).splitlines()[-1].strip().startswith("12")
        await press(pilot, "escape")


async def test_without_the_setting_digits_show_views(reader: Reader) -> None:
    async with reader() as pilot:
        await press(pilot, "3", "j")
        assert pilot.app.browse.filter.view == "unread" and pilot.app.browse.posts.window.cursor == 1


async def test_a_number_on_the_command_line_leads_there(reader: Reader) -> None:
    async with reader(size=(80, 24)) as pilot:
        browse = pilot.app.browse
        for typed, cursor in (("7", 6), ("50%", 6), ("999999999999", 11), ("0%", 0), ("100%", 11)):
            await press(pilot, ":", *typed, "enter")
            assert browse.posts.window.cursor == cursor, typed
        await press(pilot, "enter", ":", "2", "0", "enter")
        assert browse.view.window.top == 19


def test_a_count_is_bounded_and_begins_with_no_zero() -> None:
    count = KeyCount()
    assert not count.add(BY_ID["saved_5"]) and not count.add(BY_ID["down"]) and count.take() == 0
    for key in ("view_all", "saved_5", *["saved_4"] * 9):
        assert count.add(BY_ID[key])
    assert count.take() == 109 <= MOST and count.take() == 0


def test_every_action_with_a_count_is_there() -> None:
    assert set(BY_ID) >= (REPEATED | LEADING)
