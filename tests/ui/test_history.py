"""The way back: a link, a term, a search, a heading and a word found lead to another place, one key back from it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from tests.ui.conftest import Reader, press, write_post
from tests.ui.test_links import BODY, LONG
from tui_reader.ui.state.filter import Filter
from tui_reader.ui.state.history import LONGEST, History, Place

JUMPS = {
    "a link to a post": ("f", "s"),
    "a link to a heading": ("f", "g"),
    "the outline": ("o", "end", "enter"),
    "a word that is found": ("slash", *"末节", "enter"),
    "a view": ("2",),
    "a term": ("t", *"双数", "enter"),
    "a search from the list": ("escape", "slash", *"tag:双数", "enter"),
}


def _shown(pilot: Pilot[int]) -> tuple[object, ...]:
    """What the screen shows of a place."""
    browse = pilot.app.browse
    row = browse.posts.chosen
    top = browse.view.window.top if browse.panes.active == "post" else 0
    return browse.panes.active, browse.reading.path, top, browse.filter, row and row.path


@pytest.mark.parametrize("jump", JUMPS)
async def test_one_key_leads_back_to_the_same_line(jump: str, reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 11, body=BODY + LONG)
    write_post(feed / "content", 7, body=LONG)
    async with reader(size=(120, 24)) as pilot:
        await press(pilot, "j", "enter", "j", "j")
        if "list" in jump:
            await press(pilot, "escape")
        before = _shown(pilot)
        if "link" in jump:
            await press(pilot, "k", "k")
            before = _shown(pilot)
        await press(pilot, *JUMPS[jump][("list" in jump) :])
        there = _shown(pilot)
        assert there != before
        await press(pilot, "ctrl+o")
        assert _shown(pilot) == before
        await press(pilot, "alt+right")
        assert _shown(pilot)[0::3] == there[0::3]


async def test_backspace_leads_back_through_several_posts(reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 11, body=BODY + LONG)
    write_post(feed / "content", 7, body="[zurück](post-05.md)\n\n" + LONG)
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "j", "enter", "f", "s", "g", "f", "s")
        paths = [browse.reading.path]
        for _ in range(2):
            await press(pilot, "backspace")
            paths.append(browse.reading.path)
        assert len(set(paths)) == 3 and paths[-1] == "news/post-11.md"
        await press(pilot, "backspace")
        assert browse.reading.path == "news/post-11.md" and browse.panes.active == "post"


async def test_the_history_names_the_places(reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 11, body=BODY + LONG)
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "H")
        assert browse.panes.active == "posts"
        await press(pilot, "j", "enter", "f", "d", "2", "H")
        labels = [choice.label for choice in pilot.app.screen.choices.shown]
        assert labels == ["第2篇", "第11篇"]
        await press(pilot, "escape", "1", "j", "1", "H")
        labels = [choice.label for choice in pilot.app.screen.choices.shown]
        assert labels == ["All · newest", "Recommended · newest", "第2篇", "第11篇"], (
            "a list stands once where it was left twice in a row"
        )
        await press(pilot, "down", "down", "down", "enter")
        assert browse.reading.path == "news/post-11.md" and browse.panes.active == "post"


def _place(number: int) -> Place:
    return Place(Filter(), f"{number}.md", str(number), "post")


@given(st.lists(st.sampled_from(("jump", "back", "forward")), max_size=40))
def test_the_way_is_walked_as_in_a_browser(steps: list[str]) -> None:
    history, way, at, new = History(), [0], 0, 0
    for step in steps:
        if step == "jump":
            history.leave(_place(way[at]))
            new += 1
            way = [*way[: at + 1], new]
            at += 1
            continue
        here = _place(way[at])
        found = history.step_back(here) if step == "back" else history.step_forward(here)
        wanted = at - 1 if step == "back" else at + 1
        if 0 <= wanted < len(way):
            at = wanted
            assert found == _place(way[at])
        else:
            assert found is None


def test_old_places_are_forgotten() -> None:
    history = History()
    for number in range(LONGEST + 5):
        history.leave(_place(number))
    assert history.behind[0] == _place(5) and len(history.behind) == LONGEST
