"""A post that cannot be read: the pane says so, and never shows another post's text in its place."""

from pathlib import Path

from tests.ui.conftest import Reader, press, quiet, screen_text, write_post
from tui_reader.layout.page import Position

NAME = "news/post-07.md"
NOTE = "再看 *一遍* \x1b[31m<b>\n第二行"


async def test_a_bookmark_whose_post_is_gone_is_shown_with_all_it_tells(reader: Reader, feed: Path) -> None:
    async with reader() as pilot:
        library = pilot.app.browse.library
        library.marks.bookmark(NAME, NOTE)
        (feed / "content" / NAME).unlink()
        library.sync.run()
        await press(pilot, "5")
        text = screen_text(pilot)
        for words in (
            "第7篇",
            "2022-07-08",
            f"This post is gone: {NAME}",
            "再看 *一遍*",
            "<b>",
            "第二行",
            "Bookmarked on 20",
        ):
            assert words in text
        assert "第1节" not in text and "\x1b" not in text


async def test_the_place_of_a_post_that_is_gone_is_kept(reader: Reader, feed: Path) -> None:
    kept = Position(5, 2, "词", 0.5)
    async with reader(size=(120, 12)) as pilot:
        browse = pilot.app.browse
        browse.library.marks.bookmark(NAME, "一\n" * 40)
        browse.library.marks.keep_place(NAME, kept)
        (feed / "content" / NAME).unlink()
        browse.library.sync.run()
        await press(pilot, "5", "enter", "j", "j", "ctrl+d", "escape")
        assert browse.library.marks.place(NAME) == kept


async def test_a_post_that_has_just_gone_is_said_to_be_gone_until_it_is_back(reader: Reader, feed: Path) -> None:
    file = feed / "content" / "news/post-11.md"
    async with reader() as pilot:
        browse = pilot.app.browse
        file.unlink()
        await press(pilot, "j")
        assert browse.reading.path == "news/post-11.md"
        assert "This post is gone: news/post-11.md" in screen_text(pilot) and "第1节" not in screen_text(pilot)
        await press(pilot, "enter", "ctrl+r")
        write_post(feed / "content", 11)
        await press(pilot, "ctrl+r")
        assert "第1节" in screen_text(pilot)


async def test_a_post_that_may_not_be_read_says_why(reader: Reader, feed: Path) -> None:
    file = feed / "content" / "news/post-11.md"
    async with reader() as pilot:
        file.unlink()
        file.mkdir()
        await press(pilot, "j")
        text = pilot.app.browse.view.page.plain()
        assert text.split() == "news/post-11.md cannot be read: a folder, not a file".split()


async def test_scrolling_before_another_post_is_there_leaves_its_place_alone(reader: Reader) -> None:
    async with reader(size=(120, 20)) as pilot:
        browse = pilot.app.browse
        await press(pilot, "j", "enter")
        browse.reading.keep_place()
        await quiet(pilot)
        browse.reading.path = "news/post-02.md"
        browse.view.window.move_by(5)
        await pilot.pause()
        browse.reading.scrolled()
        assert browse.reading.unsaved is None


async def test_a_bookmarked_post_that_goes_while_it_is_shown_is_said_to_be_gone(reader: Reader, feed: Path) -> None:
    async with reader() as pilot:
        browse = pilot.app.browse
        browse.library.marks.bookmark(NAME, "")
        browse.library.marks.bookmark("news/post-08.md", "")
        await press(pilot, "5", "j")
        assert browse.reading.path == NAME and "第1节" in screen_text(pilot)
        (feed / "content" / NAME).unlink()
        await press(pilot, "ctrl+r")
        assert browse.reading.path == NAME and f"This post is gone: {NAME}" in screen_text(pilot)
        await press(pilot, "k", "enter")
        assert browse.reading.path == "news/post-08.md" and "第1节" in screen_text(pilot)
        (feed / "content/news/post-08.md").unlink()
        await press(pilot, "ctrl+r")
        assert "第1节" in screen_text(pilot), "what is being read stays"
