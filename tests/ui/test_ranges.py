"""Marking several posts at once: a range of the list, a whole view; each as one step and one write."""

from pathlib import Path

import pytest

from tests.ui.conftest import POSTS, Reader, press, screen_text, write_post
from tui_reader.marks import journal


async def test_a_whole_view_is_bookmarked_and_read_and_undone_in_one_step(reader: Reader) -> None:
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "6", "slash", *"tag:山西", "enter", "B")
        assert len(browse.library.marks.bookmarks()) == 6
        await press(pilot, "U")
        assert len(browse.library.marks.bookmarks()) == 0
        await press(pilot, "R", "3")
        assert browse.posts.window.count == POSTS - 6
        await press(pilot, "U", "1", "3")
        assert browse.posts.window.count == POSTS


def journal_writes(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that lines are appended to from now on, one entry an append."""
    written: list[Path] = []
    append = journal.append_lines

    def counted(file: Path, lines: bytes) -> None:
        written.append(file)
        append(file, lines)

    monkeypatch.setattr(journal, "append_lines", counted)
    return written


async def test_a_range_is_marked_and_undone_in_one_write(reader: Reader, monkeypatch) -> None:
    async with reader() as pilot:
        browse, library = pilot.app.browse, pilot.app.browse.library
        rows = [browse.posts.rows.at(index).path for index in range(12)]
        written = journal_writes(monkeypatch)
        await press(pilot, "j", "j", "v", "j", "j", "k", "G", "k", *"kkkkk")
        assert "4 chosen" in screen_text(pilot), "rows 3 to 6 of 12"
        await press(pilot, "r")
        assert {path for path in rows if library.marks.read_state.is_read(path)} == set(rows[2:6])
        assert not browse.posts.window.selected and len(written) == 1
        await press(pilot, "v", "k", "k", "k", "r")
        assert not library.marks.read_state.all_read() and len(written) == 2, "all of the range was read"
        await press(pilot, "U")
        assert library.marks.read_state.all_read() == set(rows[2:6]) and len(written) == 3
        await press(pilot, "v", "j", "m")
        marked = {bookmark.path for bookmark in library.marks.bookmarks()}
        assert marked == set(rows[2:4]) and len(written) == 4
        await press(pilot, "v", "k", "m")
        assert library.marks.bookmarks() == () and len(written) == 5
        await press(pilot, "U")
        assert {bookmark.path for bookmark in library.marks.bookmarks()} == marked and len(written) == 6


async def test_a_range_ends_with_esc_and_does_not_outlive_its_list(reader: Reader) -> None:
    async with reader() as pilot:
        browse = pilot.app.browse
        for leave in ("escape", "v", "q", "3"):
            await press(pilot, "v", "j")
            assert len(browse.posts.window.selected) == 2
            await press(pilot, leave)
            assert not browse.posts.window.selected and pilot.app.is_running, leave


async def test_a_view_that_is_read_is_marked_unread_and_back(reader: Reader) -> None:
    async with reader() as pilot:
        library = pilot.app.browse.library
        for key, read in (("R", POSTS), ("R", 0), ("U", POSTS), ("U", 0)):
            await press(pilot, key)
            assert len(library.marks.read_state.all_read()) == read


async def test_a_range_stays_while_posts_come_in_above_and_below_it(reader: Reader, feed: Path) -> None:
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "j", "v", "j", "j")
        chosen = browse.posts.rows.ids[1:4].tolist()
        write_post(feed / "content", 30)
        write_post(feed / "content", 0, "date: 2001-01-01\n")
        browse.file_sync.look(now=True)
        await press(pilot)
        assert browse.posts.window.count == POSTS, "the list stands still meanwhile"
        selected = browse.posts.window.selected
        assert browse.posts.rows.ids[selected.start : selected.stop].tolist() == chosen
        await press(pilot, "m")
        assert len(browse.library.marks.bookmarks()) == 3
        browse.file_sync.look(now=True)
        await press(pilot)
        assert browse.posts.window.count > POSTS
