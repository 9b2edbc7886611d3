"""Bookmarks are a notebook: their notes stand in the list and on the post, and are found again."""

import pytest

from tests.ui.conftest import Reader, press, screen_text
from tui_reader.config.settings import Settings
from tui_reader.layout.page import Position
from tui_reader.marks.bookmarks import Bookmarks


async def test_a_note_is_seen_in_the_list_and_on_the_post_with_its_day_and_place(reader: Reader) -> None:
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "j", "enter", "M", *"quote", "enter")
        assert "Bookmarked on 20" in screen_text(pilot)
        assert screen_text(pilot).count("quote") == 2, "below its title and on the card"
        path = browse.reading.path
        browse.library.marks.bookmark(path, "other", Position(3, 0, part=0.42))
        await press(pilot, "M", *" words", "enter")
        assert "other words" in screen_text(pilot)
        await press(pilot, "m")
        assert "Bookmarked on 20" not in screen_text(pilot)
        assert "other words" not in screen_text(pilot)


async def test_a_note_is_found_again_with_two_keys_and_by_its_words(reader: Reader) -> None:
    async with reader() as pilot:
        browse = pilot.app.browse
        rows = [browse.posts.rows.at(index).path for index in range(3)]
        browse.library.marks.bookmark(rows[1], "to be Quoted　在此")
        browse.library.marks.bookmark(rows[2])
        await press(pilot, "5")
        assert "to be Quoted" in screen_text(pilot)
        await press(pilot, "1", "slash", *"note:quoted", "enter")
        assert [browse.posts.rows.at(index).path for index in range(browse.posts.window.count)] == [rows[1]]
        await press(pilot, "slash", *["backspace"] * 11, *"note:在此", "enter")
        assert browse.posts.window.count == 1


async def test_a_note_made_elsewhere_reaches_the_open_post(reader: Reader) -> None:
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "j", "enter")
        store = browse.library.marks.bookmark_store
        other = Bookmarks(store.journal.file.parent, "elsewhere", store.feed)
        other.add(browse.reading.path, "Title", None, "from elsewhere")
        browse.file_sync.look()
        await press(pilot)
        assert screen_text(pilot).count("from elsewhere") == 2
        other.note(browse.reading.path, "changed there")
        browse.file_sync.look()
        await press(pilot)
        assert screen_text(pilot).count("changed there") == 2
        other.remove(browse.reading.path)
        browse.file_sync.look()
        await press(pilot)
        assert "changed there" not in screen_text(pilot) and "Bookmarked on" not in screen_text(pilot)


@pytest.mark.parametrize("rows", ["auto", "one", "two"])
async def test_a_note_takes_a_line_where_posts_may_have_several(reader: Reader, rows: str) -> None:
    async with reader(settings=Settings(watch_seconds=0, rows=rows), size=(80, 24)) as pilot:
        browse = pilot.app.browse
        browse.library.marks.bookmark(browse.posts.rows.at(1).path, "a note \x1b[31m of\nseveral   lines")
        await press(pilot, "5")
        assert ("a note" in screen_text(pilot)) == (rows != "one")
        assert "\x1b" not in screen_text(pilot)
        assert "several lines" in screen_text(pilot) or rows == "one"
