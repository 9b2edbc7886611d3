"""A list does not change under the cursor: posts stay in it although their marks have changed, and it stands still
while posts are chosen together.
"""

import threading
from array import array

import pytest

from tests.ui.conftest import POSTS, Reader, press, quiet, screen_text, write_post
from tui_reader.config.theme import Part
from tui_reader.model.query import All, AnyOf, Dated, Field, Is, Not, Query
from tui_reader.ui.screens.browse import Browse
from tui_reader.ui.state.kept_rows import keep_rows
from tui_reader.ui.widgets.post_list import light


def listed(browse: Browse) -> list[str]:
    """Paths of the rows."""
    return [row.path for row in map(browse.posts.rows.at, range(browse.posts.window.count)) if row]


async def look(pilot) -> None:
    """Look at the files as the timer does."""
    pilot.app.browse.file_sync.look()
    await quiet(pilot)


async def test_what_is_read_stays_in_unread_until_the_view_is_left(reader: Reader, feed) -> None:
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "3", "j")
        before, chosen = listed(browse), browse.posts.chosen.path
        await press(pilot, "r", "j", "r")
        write_post(feed / "content", 20)
        await look(pilot)
        assert listed(browse) == [*before[:3], "news/post-20.md", *before[3:]], (
            "behind the pinned one, and those behind it"
        )
        assert browse.posts.chosen.path == before[2]
        await press(pilot, "k")
        assert browse.posts.chosen.path == chosen
        await press(pilot, "1", "3")
        assert listed(browse) == [*before[:1], "news/post-20.md", *before[3:]]


async def test_other_posts_come_alone_also_where_the_files_change_before_they_are_shown(reader: Reader) -> None:
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "j", "m")
        marked = browse.posts.chosen.path
        browse.feed_list.show_filter(browse.filter.viewing("bookmarks"))
        browse.feed_list.reload(keep=True)
        await quiet(pilot)
        assert listed(browse) == [marked]


async def test_a_refresh_takes_out_what_no_longer_fits(reader: Reader) -> None:
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "3", "j")
        before = listed(browse)
        await press(pilot, "r", "j", "ctrl+r")
        assert listed(browse) == before[:1] + before[2:]
        assert browse.posts.chosen.path == before[2]


async def test_the_list_stands_still_while_posts_are_chosen(reader: Reader, feed) -> None:
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "6", "v")
        before = listed(browse)
        write_post(feed / "content", 20)
        await look(pilot)
        assert listed(browse) == before
        await press(pilot, "j", "j")
        await look(pilot)
        await press(pilot, "m")
        assert {mark.path for mark in browse.library.marks.bookmarks()} == set(before[:3])
        await look(pilot)
        assert len(listed(browse)) == POSTS + 1


async def test_posts_are_chosen_while_the_feed_is_read_for_the_first_time(reader: Reader, feed, monkeypatch) -> None:
    """Each batch that came in asked for the list again, and forgot at which post the range began."""
    async with reader() as pilot:
        browse = pilot.app.browse
        browse.feed_list.known = False
        before = listed(browse)
        for number, key in enumerate("vjjm", 20):
            await press(pilot, key)
            write_post(feed / "content", number)
            await look(pilot)
        assert {mark.path for mark in browse.library.marks.bookmarks()} == set(before[:3])
        assert "第22篇" in screen_text(pilot)


def once_held_up(ask, go: threading.Event):
    """The same question, whose first answer waits."""
    first = iter([True])

    def asked(*given):
        answer = ask(*given)
        if next(first, False):
            go.wait(20)
        return answer

    return asked


async def test_a_cursor_that_moves_while_the_list_is_asked_for_is_not_thrown_back(reader: Reader, monkeypatch) -> None:
    """What came in from another session put it back on the post before, and the next key marked that one."""
    async with reader() as pilot:
        browse, go = pilot.app.browse, threading.Event()
        before = listed(browse)
        monkeypatch.setattr(browse.library.posts, "listing", once_held_up(browse.library.posts.listing, go))
        browse.feed_list.reload(keep=True)
        await pilot.press("j")
        go.set()
        await quiet(pilot)
        assert browse.posts.chosen.path == before[1]
        await press(pilot, "m")
        assert [mark.path for mark in browse.library.marks.bookmarks()] == [before[1]]


async def test_rows_that_were_read_before_a_mark_are_read_again(reader: Reader, monkeypatch) -> None:
    async with reader() as pilot:
        browse, go = pilot.app.browse, threading.Event()
        monkeypatch.setattr(browse.library.posts, "rows", once_held_up(browse.library.posts.rows, go))
        browse.feed_list.reload(keep=True)
        await pilot.press("m")
        while not browse.library.marks.bookmarks() or "mark" in browse.tasks._asked:
            await pilot.pause(0.02)
        go.set()
        await quiet(pilot)
        assert browse.posts.chosen.bookmarked


TAGGED = Field("tag", "a")
CASES = {
    "unread": (Is("unread"), [1, 3, 5], [1, 2, 3, 4, 5], [1, 2, 3, 4, 5]),
    "no longer in the feed": (Is("unread"), [1, 3], [1, 2, 3], [1, 3]),
    "at the beginning": (Is("unread"), [4], [1, 2, 4], [1, 2, 3, 4]),
    "new ones": (Is("unread"), [9, 1, 8, 3], [1, 2, 3], [9, 1, 8, 2, 3]),
    "all gone": (Is("unread"), [], [1, 2], [1, 2, 3]),
    "no marks asked for": (TAGGED, [1], [1, 2], [1, 2]),
    "bookmarks that are gone": (Is("bookmarked"), [-7, 1], [-8, -7, 1, 2], [1, 2]),
}


@pytest.mark.parametrize(("where", "now", "shown", "fit"), CASES.values(), ids=CASES)
def test_a_post_stays_behind_the_one_it_stood_behind(where, now, shown, fit) -> None:
    kept = list(keep_rows(array("q", now), array("q", shown), Query(where), lambda query: fit))
    assert [row_id for row_id in kept if row_id in now] == now
    if where == TAGGED:
        assert kept == now
    else:
        assert set(kept) == set(now) | {row_id for row_id in shown if row_id > 0 and row_id in fit}
        assert [row_id for row_id in kept if row_id in shown] == [row_id for row_id in shown if row_id in kept]


@pytest.mark.parametrize(
    ("where", "apart"),
    [
        (All((Is("unread"), TAGGED)), All((All(), TAGGED))),
        (Not(Is("read")), All()),
        (AnyOf((Is("bookmarked"), TAGGED)), AnyOf((All(), TAGGED))),
        (Not(All((Is("begun"), TAGGED))), All()),
        (All((Is("draft"), Dated("date", 1))), All((Is("draft"), Dated("date", 1)))),
    ],
)
def test_a_list_is_compared_with_what_fits_apart_from_marks(where, apart) -> None:
    asked = []
    keep_rows(array("q", [1]), array("q", [1, 2]), Query(where), lambda query: asked.append(query) or [])
    assert [query.where for query in asked] == ([] if where == apart else [apart])


async def test_the_bar_is_the_cursor_and_the_lit_row_is_the_post_beside(reader: Reader) -> None:
    async with reader(size=(140, 40)) as pilot:
        posts = pilot.app.browse.posts

        def rows() -> list[tuple[bool, bool]]:
            """Of the first two rows whether there is a bar, and whether the title is lit."""
            strips = [posts.render_line(posts.head + y) for y in range(2)]
            lit = posts.painter.part(Part.CURSOR).bgcolor
            return [(strip.text[0] == "▌", next(iter(strip.crop(6, 7))).style.bgcolor == lit) for strip in strips]

        assert rows() == [(True, True), (False, False)]
        posts.move_by(1)
        assert rows() == [(False, True), (True, False)]
        light(posts)
        assert rows() == [(False, False), (True, True)]
        posts.lit = None
        posts.move_by(-1)
        assert rows() == [(True, True), (False, False)]
