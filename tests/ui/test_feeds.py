"""Several feeds: changed between with a key, each with marks and a place of its own, one way back through all."""

from pathlib import Path

import pytest

from tests.ui.conftest import Reader, press, screen_text, write_post
from tui_reader.config.paths import user_paths
from tui_reader.config.settings import NamedFeed, OpenOptions, Settings
from tui_reader.config.settings_file import read_settings
from tui_reader.feed.several.known_feeds import ALL
from tui_reader.ui.preferences.live_settings import changed_settings


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another site, whose posts have the paths of those of the first."""
    site = tmp_path / "other"
    site.mkdir()
    (site / "hugo.toml").write_text('title = "晚报"\n', encoding="utf-8")
    for number in range(4):
        write_post(site / "content", number, f"lastmod: 2022-09-0{number + 1}\n", body=f"晚报正文{number}")
    return site


@pytest.fixture
def both(feed: Path, other: Path) -> Settings:
    """Settings that name both."""
    feeds = NamedFeed("小报", str(feed)), NamedFeed("晚报", str(other)), NamedFeed("gone", str(feed / "nowhere"))
    return Settings(watch_seconds=0, feeds=feeds)


async def test_feeds_are_changed_between_and_each_keeps_its_place(reader: Reader, both: Settings) -> None:
    async with reader(settings=both) as pilot:
        first = pilot.app.browse
        await press(pilot, "j", "j", "tilde")
        second = pilot.app.browse
        assert second is not first and second.library.site.title == "晚报"
        await press(pilot, "j", "enter")
        assert "晚报正文2" in screen_text(pilot)
        assert not first.library.posts.rows([first.library.posts.id_of("news/post-02.md")])[0].read
        await press(pilot, "grave_accent")
        text = screen_text(pilot)
        assert "12 unread" in text and "3 unread" in text and "not read yet" in text
        await press(pilot, "escape", "ctrl+o")
        assert pilot.app.browse is first and first.posts.window.cursor == 2
        await press(pilot, "alt+right")
        assert pilot.app.browse is second and second.panes.active == "post"
        assert "晚报正文2" in screen_text(pilot)


async def test_the_next_feed_is_two_keys_away_and_one_that_is_gone_is_passed_by(reader: Reader, both: Settings) -> None:
    async with reader(settings=both) as pilot:
        first = pilot.app.browse
        await press(pilot, "grave_accent", "enter")
        second = pilot.app.browse
        assert second.initial.feed == "晚报"
        await press(pilot, "colon", *"feed gone", "enter")
        assert pilot.app.browse is second and "nowhere" in screen_text(pilot)
        await press(pilot, "tilde")
        assert pilot.app.browse.initial.feed == ALL and "nowhere" in screen_text(pilot)
        await press(pilot, "tilde")
        assert pilot.app.browse is first
        await press(pilot, "tilde", "colon", *"feed xiaobao", "tab", "enter")
        assert pilot.app.browse is first


async def test_without_feeds_in_the_settings_the_key_says_what_to_do(reader: Reader) -> None:
    async with reader() as pilot:
        await press(pilot, "tilde")
        assert "[[feeds]]" in screen_text(pilot)


async def test_all_feeds_are_one_list_by_date(reader: Reader, both: Settings, feed: Path) -> None:
    write_post(feed / "content", 20)
    async with reader(settings=both) as pilot:
        first = pilot.app.browse
        await press(pilot, "tilde", "colon", *"feed all", "enter")
        joined = pilot.app.browse
        text = screen_text(pilot)
        assert "All feeds" in text and joined.feed_list.total == 17 and joined.initial.counts is None
        assert "小报 2022-07" in text and "晚报 2022-07" in text
        titles = [joined.posts.rows.at(index).title for index in range(4)]
        assert titles[0] == "第20篇" and joined.posts.rows.at(0).feed == "小报"
        await press(pilot, "G", "enter")
        assert "晚报正文0" in screen_text(pilot) or "第0篇" in screen_text(pilot)
        await press(pilot, "escape", "slash", *"晚报正文3", "enter", "enter")
        assert "晚报正文3" in screen_text(pilot) and joined.posts.chosen.feed == "晚报"
        await press(pilot, "right_parenthesis", "m", "escape", "m")
        assert [mark.path for mark in joined.library.marks.bookmarks()] == ["晚报/news/post-03.md"]
        assert not first.library.marks.bookmarks()
        await press(pilot, "U", "U")
        assert not joined.library.marks.bookmarks() and not joined.library.marks.passages.all()


async def test_what_was_changed_in_one_feed_holds_in_those_opened_later_and_before(
    reader: Reader, both: Settings
) -> None:
    async with reader(settings=both) as pilot:
        first = pilot.app.browse
        await press(pilot, "colon", *"set measure 40", "enter", "tilde")
        second = pilot.app.browse
        assert second.reading.measure == 40
        await press(pilot, "colon", *"set measure 50", "enter", "colon", *"set sort title", "enter")
        await press(pilot, "colon", *"feed xiaobao", "tab", "enter")
        assert pilot.app.browse is first and first.reading.measure == 50 and first.filter.sort.id == "title"


async def test_a_feed_has_an_order_and_a_language_of_its_own(reader: Reader, both: Settings, other: Path) -> None:
    (other / "hugo.toml").write_text('title = "晚报"\n[languages.zh]\nweight=1\n[languages.en]\n', "utf-8")
    (other / "content/news/post-00.en.md").write_text("---\ntitle: one\ndate: 2022-01-01\n---\nbody\n", "utf-8")
    file = user_paths().settings_file
    file.parent.mkdir(parents=True, exist_ok=True)
    tables = [f'[[feeds]]\nname = "{each.name}"\npath = "{each.path}"\n' for each in both.feeds[:2]]
    file.write_text("watch_seconds = 0\nhead_posts = 0\n" + "".join(tables) + 'sort = "title"\nlang = "en"\n', "utf-8")
    settings = read_settings(file, None)
    async with reader(settings=settings) as pilot:
        await press(pilot, "tilde", "ctrl+r")
        second = pilot.app.browse
        assert second.filter.sort.id == "title" and second.filter.lang == "en" and "one" in screen_text(pilot)
        assert changed_settings(second) == ()
        await press(pilot, "tilde")
        assert changed_settings(pilot.app.browse) == ()
    async with reader(settings=settings, source=other) as pilot:
        assert pilot.app.browse.filter.sort.id == "title" and pilot.app.browse.filter.lang == "en"


@pytest.mark.parametrize(("width", "named"), [(120, False), (80, True), (60, True)])
async def test_without_the_sidebar_the_status_line_names_the_feed_where_there_are_several(
    reader: Reader, both: Settings, width: int, named: bool
) -> None:
    async with reader((width, 24), settings=both) as pilot:
        assert ("小报 · " in screen_text(pilot).splitlines()[-1]) is named
        await press(pilot, "tilde")
        assert ("晚报 · " in screen_text(pilot).splitlines()[-1]) is named
    async with reader((width, 24)) as pilot:
        assert "小报 · " not in screen_text(pilot).splitlines()[-1]


async def test_the_feed_that_is_shown_becomes_the_one_to_begin_with(reader: Reader, feed: Path) -> None:
    file = user_paths().settings_file
    file.parent.mkdir(parents=True, exist_ok=True)
    for keys in (["A"], ["grave_accent", "enter"], ["colon", *"begin with", "enter"]):
        file.write_text('# mine\ntheme = "dark"\n', "utf-8")
        async with reader() as pilot:
            await press(pilot, *keys)
            assert "begins with 小报" in screen_text(pilot)
        assert file.read_text("utf-8") == f'# mine\ntheme = "dark"\ncontent = "{feed}"\n'


async def test_a_restricted_reader_keeps_no_feed_to_begin_with(reader: Reader) -> None:
    async with reader(settings=Settings(watch_seconds=0, restricted=True)) as pilot:
        await press(pilot, "A")
        assert "nothing is written" in screen_text(pilot)
    assert not user_paths().settings_file.exists()


async def test_the_feed_of_a_path_is_offered_on_the_first_screen(reader: Reader) -> None:
    async with reader(options=OpenOptions(offers_default=True)) as pilot:
        assert "A: begin with this feed" in screen_text(pilot)


async def test_the_offer_comes_back_after_a_notice_that_took_its_place(reader: Reader) -> None:
    settings = Settings(watch_seconds=0, problems=("theme: there is no “drak”",))
    async with reader(settings=settings, options=OpenOptions(offers_default=True)) as pilot:
        status = pilot.app.browse.status
        assert "drak" in screen_text(pilot) and "A: begin with" not in screen_text(pilot)
        await press(pilot, "j")
        assert "A: begin with this feed" in screen_text(pilot)
        status.notify_user("1 new post")
        await press(pilot, "j")
        assert "A: begin with this feed" in screen_text(pilot)
        await press(pilot, "j")
        assert "A: begin with" not in screen_text(pilot)


async def test_the_sidebar_follows_the_title_of_the_site(reader: Reader, feed: Path) -> None:
    async with reader() as pilot:
        (feed / "hugo.toml").write_text('title = "大报"\nhasCJKLanguage = true\n', encoding="utf-8")
        await press(pilot, "ctrl+r")
        assert "大报" in screen_text(pilot).splitlines()[0]
