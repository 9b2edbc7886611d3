"""What is laid over the screen has an edge and cuts nothing in two; clicks do what they seem to."""

from pathlib import Path

import pytest

from tests.ui.conftest import POSTS, Reader, press, quiet, screen_text, write_post
from tui_reader.config.settings import Settings
from tui_reader.i18n.messages import tr
from tui_reader.ui.actions.all_actions import ACTIONS, BY_ID, actions_in
from tui_reader.ui.actions.table import Scope, perform_action
from tui_reader.ui.keys import show_keys
from tui_reader.ui.preferences.live_settings import theme_names
from tui_reader.ui.render.hints import KEYS, Hint, fitting_hints, hints_of, status_right
from tui_reader.ui.screens.choose import Choose
from tui_reader.ui.screens.questions import SCOPES


def line_of(pilot, text: str) -> int:
    """The line of the screen on which a text stands."""
    return next(number for number, line in enumerate(screen_text(pilot).splitlines()) if text in line)


async def test_a_chooser_has_an_edge_and_leaves_the_counts_of_the_sidebar_whole(reader: Reader) -> None:
    async with reader() as pilot:
        await press(pilot, "t")
        lines = screen_text(pilot).splitlines()
        assert any("╭──" in line for line in lines) and any("╰──" in line for line in lines)
        assert any(line.startswith("   All               12 ") for line in lines)
        await press(pilot, *"zzz")
        assert "Nothing fits. Esc leaves." in screen_text(pilot)
        await press(pilot, "enter", "escape")
        assert pilot.app.screen is pilot.app.browse


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_nothing_of_the_list_is_cut_in_two_by_what_is_offered(reader: Reader, size: tuple[int, int]) -> None:
    async with reader(size=size) as pilot:
        await press(pilot, "/", *"tag:")
        offered = next(line for line in screen_text(pilot).splitlines()[::-1] if " 双数 " in line)
        assert offered.split()[:4] == (["双数", "6"] if size[0] < 92 else ["│", "双数", "6", "│"])
        assert "Say what" not in screen_text(pilot), "a value that is still to be typed is no fault"
        await press(pilot, "enter")
        assert "Say what tag: is to be" in screen_text(pilot)


async def test_a_small_screen_shows_as_many_keys_and_themes_as_it_has_room_for(reader: Reader) -> None:
    async with reader(size=(80, 24)) as pilot:
        await press(pilot, "?")
        keys = [action for action in actions_in(Scope.LIST) if action.help[:60] in screen_text(pilot)]
        assert len(keys) == 15
        await press(pilot, "escape", "C")
        assert all(name in screen_text(pilot) for name in theme_names())


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_a_chooser_is_whole_in_its_first_frame(reader: Reader, size: tuple[int, int], monkeypatch) -> None:
    began: list[tuple[int, int]] = []
    mount = Choose.on_mount

    def begin(chooser: Choose) -> None:
        mount(chooser)
        began.append((chooser.choices.window.room, chooser.choices.foot))

    monkeypatch.setattr(Choose, "on_mount", begin)
    async with reader(size=size) as pilot:
        for key in ("?", "comma", "C", "t"):
            await press(pilot, key)
            choices = pilot.app.screen.choices
            assert began.pop() == (choices.window.room, choices.foot), key
            await press(pilot, "escape")


async def test_what_is_said_of_a_key_is_never_cut(reader: Reader) -> None:
    async with reader(size=(40, 12)) as pilot:
        await press(pilot, "K", "m", "u")
        text = " ".join(screen_text(pilot).split())
        assert tr(BY_ID["bookmark"].help) in text and "Taken away from: Half up" in text
        assert "Enter keeps it, Backspace takes a key back, Esc leaves" in text


@pytest.mark.parametrize(("theme", "ruled"), [("dark", False), ("ansi", True), ("plain", True)])
async def test_lines_part_an_overlay_from_the_list_where_its_ground_does_not(reader: Reader, theme, ruled) -> None:
    async with reader(size=(40, 12)) as pilot:
        await press(pilot, ":", *f"theme {theme}", "enter")
        for keys in (("?",), (":",), ("K", "m", "u")):
            await press(pilot, *keys)
            shown = screen_text(pilot)
            assert ("─" * 40 in shown) is ruled, keys
            assert "▁" not in shown and not pilot.app.screen.show_vertical_scrollbar
            await press(pilot, "escape")


@pytest.mark.parametrize("width", range(2, 90, 3))
def test_a_notice_leaves_whole_hints_beside_it_or_none(width: int) -> None:
    hints = (Hint("links", "f links"), Hint("outline", "o outline"), Hint("help", "? help"))
    progress, shown = fitting_hints("13% · 2 min left", hints, width, 1)
    assert len(status_right(progress, shown)) <= width
    assert progress in ("", "13% · 2 min left") and set(shown) <= set(hints) and shown[-1:] in ((), hints[-1:])
    assert (progress, shown) == ("13% · 2 min left", hints) or width < 45


async def test_a_click_in_the_sidebar_and_in_a_chooser_chooses_at_once(reader: Reader) -> None:
    async with reader() as pilot:
        browse = pilot.app.browse
        await pilot.click("#sidebar", offset=(5, line_of(pilot, "双数")))
        await quiet(pilot)
        assert browse.posts.heading == "All · 双数 · newest" and browse.panes.active == "posts"
        await pilot.click("#sidebar", offset=(5, line_of(pilot, "Tags")))
        await quiet(pilot)
        assert browse.posts.heading == "All · 双数 · newest", "a heading is nothing to choose"
        await press(pilot, "t")
        await pilot.click("#choices", offset=(5, 5))
        await quiet(pilot)
        assert browse.filter.view == "unread"


async def test_a_click_on_a_title_opens_the_post_where_it_is_not_beside_the_list(reader: Reader) -> None:
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "enter")
        line = line_of(pilot, "第9篇")
        await pilot.click("#posts", offset=(9, line))
        await quiet(pilot)
        assert browse.panes.active == "posts" and browse.posts.chosen.title == "第9篇"
        await pilot.click("#posts", offset=(9, line))
        await quiet(pilot)
        assert browse.panes.active == "post"
    async with reader(size=(80, 24)) as pilot:
        browse = pilot.app.browse
        await pilot.click("#posts", offset=(9, line_of(pilot, "第9篇")))
        await quiet(pilot)
        assert browse.panes.active == "post" and browse.reading.path == "news/post-09.md"


async def test_keys_named_in_the_status_line_are_buttons(reader: Reader) -> None:
    async with reader() as pilot:
        browse = pilot.app.browse
        status = screen_text(pilot).splitlines()[-1]
        assert "Enter read   / search   t terms" in status and status.rstrip().endswith("? help")
        await pilot.click("#status", offset=(status.index("t terms") - 2, 0))
        assert pilot.app.screen is browse, "between two hints there is nothing"
        await pilot.click("#status", offset=(status.index("t terms"), 0))
        await quiet(pilot)
        assert isinstance(pilot.app.screen, Choose)
        await press(pilot, "escape")
        await pilot.click("#status", offset=(115, 0))
        await quiet(pilot)
        assert isinstance(pilot.app.screen, Choose)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20), (40, 12)])
async def test_hints_stand_still_while_the_cursor_moves_and_leave_what_is_shown_whole(reader: Reader, size) -> None:
    async with reader(size=size) as pilot:
        ends = set()
        for _ in range(POSTS):
            await pilot.press("j")
            await pilot.pause()
            place, _, hints = screen_text(pilot).splitlines()[-1].strip().partition("   ")
            assert place.endswith("/ 12") and hints.endswith("? help")
            ends.add(hints.strip().partition("left")[2] if "left" in hints else hints.strip())
        assert len(ends) == 1
        await press(pilot, "/", *"第1篇", "enter")
        assert "第1篇 · 1 / 1 of 12" in screen_text(pilot).splitlines()[-1]


async def test_without_the_setting_the_help_alone_is_named(reader: Reader) -> None:
    async with reader(size=(80, 24), settings=Settings(watch_seconds=0, hints=False)) as pilot:
        assert screen_text(pilot).splitlines()[-1].split() == ["1", "/", "12", "?", "help"]


def test_hints_name_keys_that_work_in_their_pane() -> None:
    for pane, hints in KEYS.items():
        for action, key in hints:
            assert BY_ID[action] in actions_in(SCOPES.get(pane, Scope.POST)) and key in show_keys(BY_ID[action]).split()
    own = Settings(keys=(("bookmark", "F7, b"),))
    assert [hint.text for hint in hints_of("post", own, 200, 1)][3] == "F7 bookmark"


async def test_keys_move_in_the_help_until_a_slash_narrows_it(reader: Reader) -> None:
    async with reader() as pilot:
        await press(pilot, "?", "j", "j", "k", "G", "g", "space", "b")
        chooser = pilot.app.screen
        assert isinstance(chooser, Choose) and chooser.choices.value == "down"
        await press(pilot, "/", *"jump")
        assert {choice.value for choice in chooser.choices.shown} == {"previous_place"}
        await press(pilot, "escape", "?", "q", "?", "?")
        assert pilot.app.screen is pilot.app.browse
        await press(pilot, "?", *"jjjj", "enter")
        assert pilot.app.screen is pilot.app.browse


async def test_letters_stand_beside_the_words_of_links(reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 20, body="看[这里](/x/)和[那里](/y/)。")
    async with reader() as pilot:
        await press(pilot, "j", "enter", "f")
        assert "看d这里和f那里。" in screen_text(pilot)
        await press(pilot, "escape")
        assert "看这里和那里。" in screen_text(pilot)


async def test_one_row_of_the_sidebar_is_lit_and_the_cursor_is_on_the_view_that_is_shown(reader: Reader) -> None:
    async with reader() as pilot:
        sidebar = pilot.app.browse.sidebar
        await press(pilot, "3")
        assert sidebar.chosen.name == "unread" and "▌" not in "".join(
            sidebar.render_line(y).text for y in range(sidebar.size.height)
        )
        await press(pilot, "shift+tab")
        assert sidebar.render_line(sidebar.head + sidebar.window.cursor).text.startswith("▌  Unread")
        assert pilot.app.browse.posts.window.count == POSTS


async def test_a_post_without_pictures_says_so(reader: Reader) -> None:
    async with reader() as pilot:
        pilot.app.browse.reading.picturing.rooms._trouble = ""
        await press(pilot, "p")
        assert "No pictures in this post" in screen_text(pilot)


async def test_hints_fit_a_screen_that_has_become_narrow(reader: Reader) -> None:
    async with reader() as pilot:
        await pilot.resize_terminal(44, 20)
        await quiet(pilot)
        assert screen_text(pilot).splitlines()[-1].rstrip().endswith("? help")


async def test_what_works_on_the_post_says_so_where_none_is_on_the_screen(reader: Reader) -> None:
    async with reader(size=(80, 24)) as pilot:
        browse = pilot.app.browse
        for action in (each for each in ACTIONS if each.on_page):
            browse.status.clear_notice()
            perform_action(action.id, browse)
            await pilot.pause()
            assert "Enter opens the post first" in screen_text(pilot) and browse.panes.active == "posts", action.id
        await press(pilot, "+")
        assert "Lines of 80 cells" in screen_text(pilot)
        await press(pilot, "enter", "n")
        assert "Nothing was looked for in this post" in screen_text(pilot)


async def test_while_text_is_selected_the_keys_for_it_are_named(reader: Reader) -> None:
    async with reader() as pilot:
        await press(pilot, "enter", "v", "j")
        assert "m keep   M keep with a note   y copy   Esc leave" in screen_text(pilot).splitlines()[-1]
        await press(pilot, "escape")
        assert "f links" in screen_text(pilot).splitlines()[-1]


async def test_the_cursor_is_on_what_was_found_wherever_the_search_began(reader: Reader) -> None:
    async with reader() as pilot:
        await press(pilot, "shift+tab", "slash", *"第1篇", "enter")
        assert pilot.app.browse.panes.active == "posts"
        await press(pilot, "enter")
        assert pilot.app.browse.panes.active == "post" and pilot.app.browse.posts.window.count == 1
