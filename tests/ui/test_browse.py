"""The main screen: what keys do in each pane."""

from dataclasses import replace
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from unittest.mock import patch

import pytest

from tests.ui.conftest import POSTS, Reader, press, quiet, screen_text, write_post
from tui_reader.config.settings import Settings
from tui_reader.feed.changes import Changes, Progress
from tui_reader.model.errors import ContentError
from tui_reader.model.views import VIEWS
from tui_reader.ui.controllers import file_sync
from tui_reader.ui.render.status_text import nothing_listed
from tui_reader.ui.screens.browse import Browse
from tui_reader.ui.state.filter import Chosen, Filter
from tui_reader.ui.widgets.input_line import InputLine


def browse_of(pilot) -> Browse:
    screen = pilot.app.screen
    assert isinstance(screen, Browse)
    return screen


async def test_the_first_screen_shows_sidebar_list_and_the_chosen_post(reader: Reader) -> None:
    async with reader() as pilot:
        text = screen_text(pilot)
        browse = browse_of(pilot)
        assert browse.posts.window.count == POSTS
        assert browse.posts.chosen is not None and browse.posts.chosen.title == "第3篇"
        assert "小报" in text and "双数" in text and "第11篇" in text and "第1节" in text
        assert "1 / 12" in text


async def test_the_reading_pane_follows_the_list(reader: Reader) -> None:
    async with reader() as pilot:
        await press(pilot, "j")
        assert browse_of(pilot).reading.path == "news/post-11.md"
        await press(pilot, "G")
        assert browse_of(pilot).reading.path == "news/post-00.md"
        await press(pilot, "g")
        assert browse_of(pilot).posts.window.cursor == 0


async def test_opening_a_post_marks_it_read_and_esc_leads_back(reader: Reader) -> None:
    async with reader() as pilot:
        await press(pilot, "j", "enter")
        browse = browse_of(pilot)
        assert browse.panes.active == "post"
        assert browse.posts.chosen is not None and browse.posts.chosen.read
        await press(pilot, "escape")
        assert browse.panes.active == "posts"
        await press(pilot, "3")
        assert browse.posts.window.count == POSTS - 1
        assert browse.posts.heading.startswith("Unread")


async def test_terms_of_the_sidebar_filter_the_list(reader: Reader) -> None:
    async with reader() as pilot:
        browse = browse_of(pilot)
        await press(pilot, "shift+tab")
        for _ in range(20):
            await pilot.press("j")
            if browse.sidebar.chosen is not None and browse.sidebar.chosen.name == "双数":
                break
        await press(pilot, "space")
        assert browse.posts.window.count == 6
        await press(pilot, "exclamation_mark")
        assert browse.posts.window.count == 6
        assert browse.posts.heading == "All · without 双数 · newest"
        await press(pilot, "enter")
        assert browse.panes.active == "posts"
        assert browse.posts.heading == "All · 双数 · newest"


async def test_bookmarks_are_kept_shown_and_undone(reader: Reader) -> None:
    async with reader() as pilot:
        browse = browse_of(pilot)
        await press(pilot, "j", "m")
        assert browse.posts.chosen is not None and browse.posts.chosen.bookmarked
        await press(pilot, "5")
        assert browse.posts.window.count == 1
        await press(pilot, "U", "1")
        assert not browse.library.marks.bookmarks()
    async with reader() as pilot:
        await press(pilot, "m")
    async with reader() as pilot:
        assert len(browse_of(pilot).library.marks.bookmarks()) == 1


async def test_a_post_opens_where_it_was_left(reader: Reader) -> None:
    async with reader() as pilot:
        await press(pilot, "enter", "pagedown", "j", "j")
        top = browse_of(pilot).view.window.top
        assert top > 10
    async with reader() as pilot:
        await press(pilot, "enter")
        assert browse_of(pilot).view.window.top == top


async def test_the_same_words_stay_on_top_when_the_width_changes(reader: Reader) -> None:
    async with reader() as pilot:
        await press(pilot, "enter", "pagedown")
        browse = browse_of(pilot)
        place = browse.view.window.place()
        assert place is not None
        await press(pilot, "minus")
        assert browse.view.window.place() is not None and browse.view.window.place().block == place.block
        await press(pilot, "z")
        assert browse.panes.arrangement.posts == 0
        assert browse.view.window.place().block == place.block


async def test_search_narrows_the_list_and_esc_brings_it_back(reader: Reader) -> None:
    async with reader() as pilot:
        browse = browse_of(pilot)
        await press(pilot, "slash", *"tag:山西", "enter")
        assert browse.posts.window.count == 6
        await press(pilot, "slash", "x", "y", "z", "escape")
        assert browse.posts.window.count == 6
        await press(pilot, "backspace")
        assert browse.posts.window.count == POSTS


async def test_a_query_that_cannot_be_read_leaves_the_list_alone(reader: Reader) -> None:
    async with reader() as pilot:
        browse = browse_of(pilot)
        await press(pilot, "slash", "山")
        await press(pilot, *' "未完', "enter")
        line = browse.query_one(InputLine)
        last = screen_text(pilot).splitlines()[-1]
        assert '山 "未完' in last and last.endswith("This quote is not closed"), "the box stays, and says why"
        underlined = "".join(part.text for part in line.render_line(0) if part.style and part.style.underline)
        assert underlined.startswith('"未')
        assert browse.posts.window.count == 6, "what the first word found stays"
        await press(pilot, "backspace", "backspace", "backspace", "enter")
        assert browse.posts.window.count == 6 and not browse.query(InputLine)


async def test_find_in_the_post_goes_from_hit_to_hit(reader: Reader) -> None:
    async with reader() as pilot:
        browse = browse_of(pilot)
        await press(pilot, "enter", "slash", *"第7节", "enter")
        assert len(browse.view.overlay.hits) == 1
        assert browse.view.window.top > 0
        await press(pilot, "slash", *"终端", "enter", "n", "n", "N")
        assert browse.view.overlay.hit >= 0 and len(browse.view.overlay.hits) > 8
        await press(pilot, "escape")
        assert not browse.view.overlay.hits and browse.panes.active == "post"


async def test_headings_are_stepped_through_and_chosen(reader: Reader) -> None:
    async with reader() as pilot:
        browse = browse_of(pilot)
        await press(pilot, "enter", "right_curly_bracket", "right_curly_bracket")
        second = browse.view.window.top
        await press(pilot, "left_curly_bracket")
        assert 0 < browse.view.window.top < second
        await press(pilot, "o", *"第5", "enter")
        assert browse.view.window.top > second


async def test_a_changed_file_shows_and_the_place_stays(reader: Reader, feed: Path) -> None:
    async with reader() as pilot:
        browse = browse_of(pilot)
        await press(pilot, "j", "j", "enter", "pagedown")
        path, place = browse.reading.path, browse.view.window.place()
        write_post(feed / "content", 20)
        browse.file_sync.look()
        await quiet(pilot)
        assert browse.posts.window.count == POSTS + 1
        assert browse.posts.chosen is not None and browse.posts.chosen.path == path == browse.reading.path
        assert browse.view.window.place() == place


async def test_a_look_that_is_asked_for_during_another_comes_after_it(reader: Reader, monkeypatch) -> None:
    """What the editor changed may have been passed already by the look that was under way."""
    async with reader() as pilot:
        browse = browse_of(pilot)
        asked, go_on = [], Event()

        def run(*_, now: bool = False, **__) -> Changes:
            asked.append(now)
            go_on.wait(20)
            return Changes()

        monkeypatch.setattr(browse.library.sync, "run", run)
        browse.file_sync.look()
        browse.file_sync.look(now=True)
        browse.file_sync.look()
        go_on.set()
        await quiet(pilot)
        assert asked == [False, True]


async def test_a_bar_shows_how_far_reading_is_and_texts_follow_quietly(reader: Reader) -> None:
    async with reader() as pilot:
        browse = browse_of(pilot)
        for phase, shown in (("posts", True), ("words", False), ("posts", True)):
            browse.file_sync._show_progress(Progress(4, 8, phase))
            await pilot.pause()
            assert ("4 of 8 posts read" in screen_text(pilot)) == shown, phase


async def test_a_list_that_hangs_on_words_says_how_many_are_counted_and_fills(reader: Reader) -> None:
    async with reader() as pilot:
        browse = browse_of(pilot)
        await press(pilot, "slash", *"words:>0", "enter")
        for total, said in ((8, "words of 4 of 8 posts"), (4, "words of 8 of 8 posts")):
            browse.file_sync._show_progress(Progress(4, total, "words"))
            await pilot.pause()
            assert said in screen_text(pilot)
        with patch.object(browse.feed_list, "reload") as reload:
            browse.file_sync._show_changes(Changes(waiting=4))
            assert "words of 8 of 8" in screen_text(pilot)
            browse.file_sync._show_changes(Changes())
            browse.file_sync._show_changes(Changes())
        assert reload.call_count == 2
        await pilot.pause()
        assert "words of" not in screen_text(pilot)


async def test_narrow_screens_show_one_pane_at_a_time(reader: Reader) -> None:
    async with reader(size=(40, 12)) as pilot:
        browse = browse_of(pilot)
        assert browse.panes.arrangement.posts == 40
        await press(pilot, "enter")
        assert browse.panes.arrangement.post == 40 and "第3篇" in screen_text(pilot)
        await press(pilot, "escape", "h")
        assert browse.panes.arrangement.sidebar == 40 and "Unread" in screen_text(pilot)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_an_empty_list_says_what_is_so_and_what_to_do(reader: Reader, size: tuple[int, int]) -> None:
    async with reader(size=size) as pilot:
        await press(pilot, "5")
        assert "No bookmarks yet." in screen_text(pilot) and "No posts" in screen_text(pilot)
        await press(pilot, "1", "slash", *"nirgends", "enter")
        assert "No post fits. Esc" in screen_text(pilot)
        await press(pilot, "escape")
        assert "No post fits" not in screen_text(pilot) and "12" in screen_text(pilot)


def test_every_view_says_something_of_its_own_when_it_is_empty() -> None:
    assert len({nothing_listed(Filter(view.id), known=True) for view in VIEWS}) == len(VIEWS)


async def test_a_feed_that_nobody_has_looked_at_yet_is_not_called_empty(reader: Reader) -> None:
    async with reader() as pilot:
        browse = browse_of(pilot)
        browse.feed_list.known = False
        await press(pilot, "5")
        assert "Looking for posts" in screen_text(pilot) and "No posts" not in screen_text(pilot)
        browse.file_sync._show_changes(Changes())
        await quiet(pilot)
        assert "No bookmarks yet." in screen_text(pilot)


async def test_a_look_that_fails_is_not_tried_again_every_second(reader: Reader, monkeypatch) -> None:
    async with reader() as pilot:
        browse = browse_of(pilot)
        tried = []
        now = [1000.0]

        def fail(*_, **__):
            tried.append(now[0])
            raise ContentError("no luck")

        monkeypatch.setattr(browse.library.sync, "run", fail)
        monkeypatch.setattr(file_sync, "time", SimpleNamespace(monotonic=lambda: now[0]))
        for _ in range(40):
            browse.file_sync.look()
            await pilot.app.workers.wait_for_complete()
            now[0] += 1.0
        assert [moment - 1000 for moment in tried] == [0, 2, 6, 14, 30]
        browse.file_sync.look(now=True)
        await pilot.app.workers.wait_for_complete()
        assert len(tried) == 6
        assert "no luck" in screen_text(pilot)


async def test_help_lists_the_keys_and_does_what_is_chosen(reader: Reader) -> None:
    async with reader() as pilot:
        await press(pilot, "question_mark")
        assert "Ctrl+f" in screen_text(pilot)
        await press(pilot, "slash", *"not read", "enter")
        assert browse_of(pilot).filter.view == "unread"


async def test_a_user_can_bind_other_keys(reader: Reader) -> None:
    async with reader(settings=Settings(watch_seconds=0, keys=(("bookmark", "x"),))) as pilot:
        await press(pilot, "x")
        assert len(browse_of(pilot).library.marks.bookmarks()) == 1


async def test_one_file_opens_at_once(reader: Reader, feed: Path) -> None:
    async with reader(source=feed / "content/news/post-03.md") as pilot:
        browse = browse_of(pilot)
        assert browse.panes.active == "post" and "第3篇" in screen_text(pilot)


async def test_a_draft_that_is_named_is_in_the_list(reader: Reader, feed: Path) -> None:
    draft = write_post(feed / "content", 20, "draft: true\nexpiryDate: 2020-01-01\n")
    async with reader(source=draft) as pilot:
        assert browse_of(pilot).posts.window.count == 1 and "1 / 1" in screen_text(pilot)


async def test_the_post_is_set_in_the_manner_of_the_settings(reader: Reader) -> None:
    chosen = Settings(watch_seconds=0, paragraphs="indent", hang=2, gaps=True, glyphs="ascii")
    async with reader(settings=chosen) as pilot:
        layout = browse_of(pilot).view.page.layout
        assert (layout.paragraphs, layout.hanging_punctuation, layout.cjk_latin_spacing, layout.ascii) == (
            "indent",
            2,
            True,
            True,
        )


async def test_an_answer_that_comes_late_does_not_take_a_line_from_under_the_hands(reader: Reader) -> None:
    async with reader() as pilot:
        browse = browse_of(pilot)
        await press(pilot, "j", "enter", "slash", "终")
        browse.feed_list.open_elsewhere("news/post-07.md")
        await quiet(pilot)
        assert browse.reading.path == "news/post-07.md"
        await press(pilot, "端", "enter")
        assert browse.view.overlay.found == "终端" and browse.focused is browse.view


async def test_a_line_asked_for_over_another_takes_its_place(reader: Reader) -> None:
    async with reader() as pilot:
        browse = browse_of(pilot)
        await press(pilot, "j", "slash")
        await browse.action_perform("bookmark_note")
        await browse.action_perform("bookmark_note")
        await quiet(pilot)
        assert pilot.app.failure is None
        await press(pilot, *"ok", "enter")
        assert [mark.note for mark in browse.library.marks.bookmarks()] == ["ok"]


async def test_how_far_one_has_read_is_told_for_the_size_there_is(reader: Reader) -> None:
    async with reader() as pilot:
        for size in ((120, 12), (120, 200), (120, 20), (120, 90)):
            await pilot.resize_terminal(*size)
            await quiet(pilot)
            window = browse_of(pilot).view.window
            assert f"{window.part:.0%}" in screen_text(pilot).splitlines()[-1]
            assert window.top <= window.lowest


async def test_a_larger_pane_shows_no_lines_beyond_the_end(reader: Reader) -> None:
    async with reader(size=(120, 12)) as pilot:
        await press(pilot, "enter", "G")
        await pilot.resize_terminal(120, 40)
        await quiet(pilot)
        assert browse_of(pilot).view.window.top == browse_of(pilot).view.window.lowest
        assert "100%" in screen_text(pilot).splitlines()[-1]


async def test_the_heading_is_drawn_anew_where_the_same_posts_are_listed(reader: Reader) -> None:
    async with reader() as pilot:
        browse = browse_of(pilot)
        browse.feed_list.show_filter(replace(browse.filter, exclude=(Chosen("tags", "nowhere"),)))
        await quiet(pilot)
        assert "All · without nowhere · newest" in screen_text(pilot)
