"""The search line: completion, history, what it tells while one types, and what is marked in the post."""

from pathlib import Path

from tests.ui.conftest import POSTS, Reader, press, screen_text, write_post
from tui_reader.index.feed_index import FullText
from tui_reader.ui.widgets.input_line import InputLine


async def test_tab_completes_a_term_and_an_arrow_brings_back_a_search(reader: Reader) -> None:
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "slash", *"tag:双", "tab")
        assert browse.query_one(InputLine).value.strip() == "tag:双数"
        await press(pilot, "enter")
        assert browse.posts.window.count == 6
        await press(pilot, "backspace", "slash", "up")
        assert browse.query_one(InputLine).value.strip() == "tag:双数"
        await press(pilot, "escape")
        assert browse.posts.window.count == POSTS


async def test_tab_offers_the_terms_of_every_taxonomy_and_tells_what_comes_next(reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 20, 'authors: ["山中 人"]\n')
    async with reader() as pilot:
        await press(pilot, "slash", "山", "tab")
        line = pilot.app.browse.query_one(InputLine)
        assert line.value == "tag:山西"
        assert "author:山中 人" in screen_text(pilot)
        await press(pilot, "tab")
        assert line.value == 'author:"山中 人"'
        await press(pilot, "enter")
        assert pilot.app.browse.posts.window.count == 1


async def test_a_term_that_is_not_there_is_said_in_one_line(reader: Reader) -> None:
    async with reader() as pilot:
        await press(pilot, "slash", *"tag:山西 (author:无名 OR tag:双数) -tag:也没有", "enter")
        assert "No post has author:无名" in screen_text(pilot).splitlines()[-1]
        assert pilot.app.browse.posts.window.count == 6
        await press(pilot, "slash", *"x", "escape", "j")
        assert "No post has" not in screen_text(pilot)


async def test_the_search_line_tells_how_many_there_are_and_what_is_not_searched_yet(
    reader: Reader, monkeypatch
) -> None:
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "slash", *"山西")
        assert screen_text(pilot).splitlines()[-1].rstrip().endswith("1 / 6 of 12")
        monkeypatch.setattr(FullText, "count_waiting", lambda _: 7)
        await press(pilot, "enter")
        assert "the text of 7 posts is not searched yet" in screen_text(pilot)
        await press(pilot, "backspace", "slash")
        assert screen_text(pilot).splitlines()[-1].strip().startswith("Search the text of 7 posts is not searched yet")
        await press(pilot, "escape")
        assert browse.questions.search_line is None


async def test_what_was_searched_for_is_marked_in_the_post_and_its_first_place_shown(
    reader: Reader, feed: Path
) -> None:
    body = "\n\n".join(["别的事情。" * 30] * 40 + ["终于说到長治。", *["别的。"] * 9])
    write_post(feed / "content", 21, body=body)
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "slash", *"长治", "enter")
        assert browse.posts.window.count == 1 and "终于说到長治" in screen_text(pilot)
        assert len(browse.view.overlay.hits) == 1 and browse.view.overlay.hit == 0
        await press(pilot, "enter", "g", "n")
        assert "终于说到長治" in screen_text(pilot) and "长治: 1 / 1 place" in screen_text(pilot)
        await press(pilot, "escape")
        assert browse.panes.active == "posts", "marks of the search are no step of their own on the way back"
        await press(pilot, "backspace", "j")
        assert not browse.view.overlay.hits
