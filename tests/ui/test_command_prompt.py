"""The command line: every action, view, term and post by its name, and marks by query."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.ui.conftest import POSTS, Reader, press, quiet, screen_text, write_post
from tui_reader.ui.actions.all_actions import ACTIONS
from tui_reader.ui.commands.command_table import COMMANDS
from tui_reader.ui.screens.choose import Choose
from tui_reader.ui.widgets.input_line import InputLine
from tui_reader.ui.widgets.offers import Offers


async def command(pilot, text: str) -> None:
    """Type a command."""
    await press(pilot, ":", *text, "enter")


async def test_marks_are_changed_by_query_and_undone_as_one_step(reader: Reader) -> None:
    async with reader() as pilot:
        await command(pilot, "read tag:双数 before:2022-07-08")
        assert "4 posts marked as read" in screen_text(pilot)
        await press(pilot, "3")
        assert pilot.app.browse.posts.window.count == POSTS - 4
        await press(pilot, "U", "1")
        await command(pilot, "bookmark tag:单数")
        await command(pilot, "unbookmark title:第3篇")
        await press(pilot, "5")
        assert pilot.app.browse.posts.window.count == 5
        await press(pilot, "U")
        assert dict(pilot.app.browse.sidebar._counts.views)["bookmarks"] == 6
        await press(pilot, "1")
        await command(pilot, "read")
        assert dict(pilot.app.browse.sidebar._counts.views)["unread"] == 0
        await command(pilot, "unread tag:双数")
        assert dict(pilot.app.browse.sidebar._counts.views)["unread"] == 6


async def test_what_is_typed_is_completed_by_name_and_by_pinyin(reader: Reader) -> None:
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, ":")
        assert "filter …" in screen_text(pilot), "what can be typed is shown at once"
        await press(pilot, *"shanxi")
        assert "山西" in screen_text(pilot).splitlines()[-3], "above the lower edge of the list"
        await press(pilot, "tab")
        assert browse.query_one(InputLine).value == "term tags/山西"
        await press(pilot, "enter")
        assert browse.posts.heading == "All · 山西 · newest"
        await command(pilot, "danshu")
        assert browse.posts.heading == "All · 单数 · newest", "Enter takes the first where nothing was chosen"
        await press(pilot, ":", "up", "up")
        assert browse.query_one(InputLine).value != "", "arrows go through what is offered"
        await press(pilot, "escape")


async def test_what_is_offered_stays_until_others_are_known(reader: Reader, monkeypatch) -> None:
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, ":")
        with monkeypatch.context() as patched:
            patched.setattr(browse.tasks, "ask", lambda *_: None)
            await press(pilot, "t")
            assert browse.query_one(Offers).display and "filter …" in screen_text(pilot)
        await press(pilot, *"heme")
        assert "theme …" in screen_text(pilot) and "filter …" not in screen_text(pilot)
        await press(pilot, *"zzzz")
        assert not browse.query_one(Offers).display


@pytest.mark.parametrize("keys", [(*"export", "space"), (*"expo", "tab")], ids=["typed", "taken"])
async def test_what_may_follow_a_command_is_listed_behind_its_blank(reader: Reader, keys: tuple[str, ...]) -> None:
    async with reader() as pilot:
        await press(pilot, ":", *keys)
        await quiet(pilot)
        assert all(f"{form} " in screen_text(pilot) for form in ("text", "markdown", "html", "epub"))
        await press(pilot, "tab", "tab")
        assert pilot.app.browse.questions.line.value == "export markdown "


@pytest.mark.parametrize(
    ("typed", "heading"),
    [
        ("view unread", "Unread · newest"),
        ("unre", "Unread · newest"),
        ("term tags/双数", "All · 双数 · newest"),
        ("sort title", "All · by title"),
        ("filter tag:双数 -title:第2篇", "All · tag:双数 -title:第2篇 · newest"),
        ("timeline", "All · by day"),
    ],
)
async def test_a_command_changes_the_list(reader: Reader, typed: str, heading: str) -> None:
    async with reader() as pilot:
        if typed == "unre":
            typed = "view unre"
            await press(pilot, ":", *typed, "tab", "enter")
        else:
            await command(pilot, typed)
        assert pilot.app.browse.posts.heading == heading


async def test_posts_settings_and_themes_are_reached_by_name(reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 20)
    async with reader() as pilot:
        browse = pilot.app.browse
        await command(pilot, "第20篇")
        assert browse.panes.active == "post" and browse.reading.path == "news/post-20.md"
        await command(pilot, "set measure 40")
        assert browse.reading.measure == 40
        await command(pilot, "set head_posts 2")
        await command(pilot, "set rows one")
        assert browse.initial.settings.head_posts == 2 and browse.posts.row_style.rows == "one"
        await press(pilot, "escape")
        assert "Pinned" in screen_text(pilot)
        await command(pilot, "theme light")
        assert browse.initial.theme.name.startswith("light")
        await command(pilot, "set theme nosuch")
        assert "There is no “nosuch”" in screen_text(pilot)
        assert browse.initial.settings.theme == "light"
        await command(pilot, "set theme dark")
        assert browse.initial.theme.name.startswith("dark")


@pytest.mark.parametrize("name", [command.name for command in COMMANDS])
async def test_what_no_command_can_be_is_said_and_changes_nothing(reader: Reader, name: str) -> None:
    async with reader() as pilot:
        before = pilot.app.browse.filter
        await command(pilot, f"{name} tag:( ../../etc/passwd")
        await quiet(pilot)
        text = screen_text(pilot).splitlines()[-1]
        line = pilot.app.browse.questions.line
        assert line is not None or "“" in text or "No post is called" in text
        if line is not None:
            await press(pilot, "escape")
        assert replace(pilot.app.browse.filter, words="", typed=None) == replace(before, words="", typed=None)


async def test_a_word_that_nothing_begins_with_is_no_command(reader: Reader) -> None:
    async with reader() as pilot:
        await command(pilot, "zzzz")
        assert "There is no command “zzzz”" in screen_text(pilot)
        await command(pilot, "help")
        assert isinstance(pilot.app.screen, Choose)


async def test_an_action_of_the_same_name_is_meant_where_nothing_stands_behind_it(reader: Reader) -> None:
    async with reader() as pilot:
        assert {"bookmark", "sort", "theme"} == {command.name for command in COMMANDS} & {
            action.id for action in ACTIONS
        }
        await command(pilot, "bookmark")
        assert dict(pilot.app.browse.sidebar._counts.views)["bookmarks"] == 1
        await command(pilot, "sort")
        assert pilot.app.browse.posts.heading == "All · last changed"


async def test_a_name_that_begins_with_what_is_typed_stands_first_and_is_never_cut_for_its_sentence(
    reader: Reader,
) -> None:
    async with reader(size=(60, 20)) as pilot:
        await press(pilot, ":", *"th")
        rows = [line.strip() for line in screen_text(pilot).splitlines()]
        assert rows[-9].startswith("theme …")
        await press(pilot, "backspace", "backspace", *"unb")
        assert any(line.strip().startswith("unbookmark … ") for line in screen_text(pilot).splitlines())
