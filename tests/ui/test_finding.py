"""Finding from the screen: saved views, languages, related posts."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.ui.conftest import POSTS, Reader, press, screen_text, write_post
from tui_reader.config.paths import user_paths
from tui_reader.config.settings import OpenOptions, SavedView, Settings
from tui_reader.config.settings_file import read_settings

VIEWS = (SavedView("双数的", "tag:双数", "title"), SavedView("坏的", '"未完'))


async def test_saved_views_stand_in_the_sidebar_and_have_keys(reader: Reader) -> None:
    async with reader(settings=Settings(watch_seconds=0, views=VIEWS)) as pilot:
        browse = pilot.app.browse
        assert "双数的" in screen_text(pilot)
        await press(pilot, "6")
        assert browse.posts.window.count == 6
        assert browse.posts.heading == "All · tag:双数 · by title"
        await press(pilot, "7")
        assert browse.posts.window.count == 6 and "坏的" in screen_text(pilot)
        await press(pilot, "9")
        assert "[[views]]" in screen_text(pilot)
        await press(pilot, "1", "question_mark", "slash", *"双数")
        assert "双数的" in screen_text(pilot), "help names the view by its own name"
        await press(pilot, "escape", "t", *"shuangshude", "enter")
        assert browse.posts.heading == "All · tag:双数 · by title"
        await press(pilot, "t", *"unread", "enter")
        assert browse.filter.view == "unread"


async def test_a_saved_view_that_cannot_be_read_names_file_and_line(reader: Reader) -> None:
    file = user_paths().settings_file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        '[[views]]\nname = "双数的"\nquery = "tag:双数"\n\n[[views]]\nname = "坏的"\nquery = \'"未完\'\n', "utf-8"
    )
    async with reader(size=(200, 40), settings=replace(read_settings(file), watch_seconds=0)) as pilot:
        await press(pilot, "7")
        assert f"{file}:7: 坏的: This quote is not closed" in screen_text(pilot)
        assert pilot.app.browse.posts.window.count == POSTS


async def test_typing_narrows_two_thousand_terms(reader: Reader, feed: Path) -> None:
    for number in range(40):
        news = ", ".join(f'"话题{number * 50 + each}"' for each in range(50))
        write_post(feed / "content", 20, f"news: [{news}]\n").rename(feed / "content" / "news" / f"many-{number}.md")
    (feed / "hugo.toml").write_text('title = "小报"\n[taxonomies]\ntag = "tags"\nnews = "news"\n', encoding="utf-8")
    async with reader() as pilot:
        assert len(pilot.app.browse.sidebar.terms) == 2003
        await press(pilot, "t", *"huati1999")
        assert "话题1999" in screen_text(pilot)
        await press(pilot, "enter")
        assert pilot.app.browse.posts.window.count == 1 and pilot.app.browse.posts.heading == "All · 话题1999 · newest"


async def test_the_languages_of_a_feed_go_round(reader: Reader, feed: Path) -> None:
    (feed / "hugo.toml").write_text(
        'title = "小报"\ndefaultContentLanguage = "zh"\n[languages.zh]\nweight = 1\n[languages.en]\nweight = 2\n',
        encoding="utf-8",
    )
    english = feed / "content" / "news" / "post-20.en.md"
    english.write_text("---\ntitle: In English\ndate: 2022-07-30\n---\n\nText.\n", encoding="utf-8")
    async with reader() as pilot:
        browse = pilot.app.browse
        assert browse.posts.window.count == POSTS + 1
        await press(pilot, "L")
        assert browse.posts.window.count == POSTS and "中文" in browse.posts.heading
        await press(pilot, "L")
        assert browse.posts.window.count == 1
        await press(pilot, "L")
        assert browse.posts.window.count == POSTS + 1


LANGUAGES = """title = "小报"
defaultContentLanguage = "zh"
[languages.zh]
weight = 1
[languages.en]
weight = 2
languageName = "English"
[languages.fr]
weight = 3
languageName = "Français"
"""


async def test_the_language_asked_for_holds_over_that_of_the_interface(reader: Reader, feed: Path) -> None:
    (feed / "hugo.toml").write_text(LANGUAGES, encoding="utf-8")
    (feed / "content/news/only.fr.md").write_text("---\ntitle: Seul\n---\n\nTexte.\n", encoding="utf-8")
    async with reader(options=OpenOptions(lang="FR")) as pilot:
        assert [row.title for row in pilot.app.browse.library.posts.rows(pilot.app.browse.posts.rows.ids)] == ["Seul"]


async def test_the_languages_without_posts_are_passed_over(reader: Reader, feed: Path) -> None:
    (feed / "hugo.toml").write_text(LANGUAGES, encoding="utf-8")
    (feed / "content/news/only.fr.md").write_text("---\ntitle: Seul\n---\n\nTexte.\n", encoding="utf-8")
    async with reader() as pilot:
        seen = []
        for _ in range(3):
            await press(pilot, "L")
            seen.append((pilot.app.browse.filter.lang, pilot.app.browse.posts.window.count))
        assert seen == [("zh", POSTS), ("fr", 1), ("", POSTS + 1)]


@pytest.mark.parametrize("lang", ["", "en"])
async def test_a_feed_never_read_before_begins_again_where_its_language_has_no_post(
    reader: Reader, feed: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    (feed / "hugo.toml").write_text(LANGUAGES, encoding="utf-8")
    (feed / "content/news/only.fr.md").write_text("---\ntitle: Seul\n---\n\nTexte.\n", encoding="utf-8")
    async with reader(options=OpenOptions(lang=lang)) as pilot:
        assert (pilot.app.browse.filter.lang, pilot.app.browse.posts.window.count) == ("", POSTS + 1)
    async with reader(options=OpenOptions(lang="en")) as pilot:
        assert (pilot.app.browse.filter.lang, pilot.app.browse.posts.window.count) == ("", POSTS + 1)
        assert "No post is in the language en" in screen_text(pilot)


async def test_words_that_name_a_language_find_it_under_another(reader: Reader, feed: Path) -> None:
    (feed / "hugo.toml").write_text(LANGUAGES, encoding="utf-8")
    (feed / "content/news/only.fr.md").write_text("---\ntitle: Seul\n---\n\nTexte.\n", encoding="utf-8")
    async with reader(options=OpenOptions(lang="zh")) as pilot:
        await press(pilot, "slash", *"lang:fr", "enter")
        assert (pilot.app.browse.posts.window.count, "zh" in pilot.app.browse.posts.heading) == (1, False)


async def test_the_translation_of_a_post_is_a_key_away(reader: Reader, feed: Path) -> None:
    (feed / "hugo.toml").write_text(LANGUAGES, encoding="utf-8")
    news = feed / "content" / "news"
    for name, title in (("post-04.en", "Fourth"), ("post-05.en", "Fifth"), ("post-05.fr", "Cinquième")):
        (news / f"{name}.md").write_text(f"---\ntitle: {title}\ndate: 2022-07-05\n---\n\nText.\n", encoding="utf-8")
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "L", "G", "T")
        assert "in no other language" in screen_text(pilot)
        while browse.posts.chosen.path != "news/post-04.md":
            await press(pilot, "k")
        await press(pilot, "T")
        assert (browse.panes.active, browse.reading.path) == ("post", "news/post-04.en.md")
        assert browse.posts.chosen.path == "news/post-04.en.md" and browse.filter.lang == "en"
        await press(pilot, "T")
        assert browse.posts.chosen.path == "news/post-04.md" and browse.filter.lang == "zh"
        await press(pilot, "L", "L", "L", "escape", "g")
        while browse.posts.chosen.path != "news/post-05.md":
            await press(pilot, "j")
        await press(pilot, "T")
        assert "Cinquième" in screen_text(pilot) and "Français" in screen_text(pilot)
        await press(pilot, "down", "enter")
        assert (browse.reading.path, browse.posts.chosen.path) == ("news/post-05.fr.md", "news/post-05.fr.md")


async def test_related_posts_can_be_chosen(reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 4, 'series: ["连载"]\n')
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "j", "x")
        assert "Related" in screen_text(pilot)
        await press(pilot, "enter")
        assert browse.panes.active == "post" and browse.reading.path not in ("", "news/post-11.md")


async def test_the_days_of_the_list_are_headings_and_the_cursor_stays_on_its_post(reader: Reader) -> None:
    async with reader(size=(120, 12)) as pilot:
        browse = pilot.app.browse
        await press(pilot, "j", "j", "j", "D")
        text = screen_text(pilot)
        assert browse.posts.chosen.path == "news/post-09.md" and browse.posts.heading == "All · by day"
        assert "2022-07-10 Sun" in text and "第9篇" in text and "08:00" in text
        shown = []
        for key in ("g", *"j" * (POSTS - 1)):
            await press(pilot, key)
            shown.append(browse.posts.chosen.path)
            assert browse.posts.chosen.title in screen_text(pilot)
        assert len(set(shown)) == POSTS, "the cursor steps from post to post and over the headings"
        await press(pilot, "g")
        assert "Pinned" in screen_text(pilot), "the heading above the first post is seen"
        await press(pilot, "G", "ctrl+b", "ctrl+f")
        assert browse.posts.window.top == browse.posts.window.lines.height - browse.posts.window.room
        await press(pilot, "2")
        assert browse.posts.heading == "Recommended · by day" and "2022-07-06 Wed" in screen_text(pilot)
        await press(pilot, "1", "s")
        assert browse.posts.heading == "All · last changed" and "2022-07-10 Sun" not in screen_text(pilot)


async def test_a_click_on_a_post_below_its_day_chooses_it(reader: Reader) -> None:
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "D")
        line = next(n for n, text in enumerate(screen_text(pilot).splitlines()) if "第9篇" in text)
        await pilot.click("#posts", offset=(6, line))
        assert browse.posts.chosen.path == "news/post-09.md"


async def test_a_month_of_the_archive_shows_its_posts_and_its_days(reader: Reader) -> None:
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "h", "G")
        assert browse.sidebar.chosen is not None and browse.sidebar.chosen.name == "2022-07"
        await press(pilot, "enter")
        assert browse.posts.window.count == POSTS
        await press(pilot, "shift+tab", "j")
        assert browse.sidebar.chosen.name == "2022-07-12" and browse.sidebar.chosen.count == 1
        await press(pilot, "enter")
        assert browse.posts.window.count == 1 and "2022-07-12 · 1 / 1 of 12" in screen_text(pilot)
        await press(pilot, "shift+tab", "j", "space")
        assert browse.posts.window.count == 2 and browse.posts.heading == "All · 2022-07-12 or 2022-07-11 · newest"


async def to_term(pilot: Pilot[int], name: str) -> None:
    """Put the sidebar's cursor on a term."""
    browse = pilot.app.browse
    browse.enter("sidebar")
    await press(pilot, "g")
    while browse.sidebar.chosen.name != name:
        before = browse.sidebar.window.cursor
        await press(pilot, "j")
        assert browse.sidebar.window.cursor != before, f"{name} is not in the sidebar"


async def test_one_of_several_terms_is_enough_after_or(reader: Reader) -> None:
    async with reader() as pilot:
        browse = pilot.app.browse
        await to_term(pilot, "山西")
        await press(pilot, "space")
        await to_term(pilot, "双数")
        assert browse.sidebar.chosen.count == 6
        await press(pilot, "vertical_line")
        assert browse.posts.window.count == 6
        await to_term(pilot, "单数")
        assert browse.sidebar.chosen.count == 6, "what choosing it would add, not what it has in common with the others"
        await press(pilot, "vertical_line")
        text = screen_text(pilot)
        assert browse.posts.window.count == POSTS
        assert "∨ 单数" in text and "∨ 双数" in text and "山西 or 双数 or 单数 · 1 / 12" in text
        await press(pilot, "exclamation_mark")
        assert browse.posts.window.count == 6 and "山西 or 双数 · without 单数 · 1 / 6 of 12" in screen_text(pilot)


async def test_terms_are_excluded_and_combined_from_the_list_in_three_keys(reader: Reader) -> None:
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "j", "exclamation_mark", "enter")
        assert browse.posts.heading == "All · without 单数 · newest" and browse.posts.window.count == 6
        await press(pilot, "backspace", "j", "j", "vertical_line", "tab", "enter")
        assert browse.posts.heading == "All · 双数 or 山西 · newest" and browse.posts.window.count == 6
        await press(pilot, "exclamation_mark", *"danshu", "enter")
        assert browse.posts.heading == "All · 双数 or 山西 · without 单数 · newest"
        await press(pilot, "backspace")
        assert browse.posts.heading == "All · 双数 or 山西 · newest"
        await pilot.click("#posts", offset=(9, 0))
        assert browse.posts.heading == "All · newest"
        await pilot.click("#posts", offset=(9, 0))
        assert browse.posts.heading == "All · last changed"


async def test_siblings_of_a_chosen_term_stay_with_what_they_would_show(reader: Reader) -> None:
    async with reader() as pilot:
        browse = pilot.app.browse
        await to_term(pilot, "双数")
        await press(pilot, "space")
        await to_term(pilot, "单数")
        assert browse.sidebar.chosen.count == 6
        await press(pilot, "enter")
        assert browse.posts.window.count == 6 and browse.posts.heading == "All · 单数 · newest"
        assert "All               12" in screen_text(pilot)


async def test_braces_lead_from_group_to_group_of_the_sidebar(reader: Reader) -> None:
    async with reader() as pilot:
        sidebar = pilot.app.browse.sidebar
        await press(pilot, "shift+tab", "}")
        assert sidebar.chosen.facet == "tags"
        await press(pilot, "}")
        assert sidebar.chosen.facet == "archive"
        await press(pilot, "{", "{", "{")
        assert sidebar.chosen.kind == "view"


async def test_what_is_new_and_what_has_changed_are_views(reader: Reader, feed: Path) -> None:
    async with reader() as pilot:
        await press(pilot, "j", "enter")
    await asyncio.sleep(1.1)  # visits are told apart by the second
    write_post(feed / "content", 11, "lastmod: 2099-01-01\n")
    write_post(feed / "content", 20)
    async with reader() as pilot:
        browse = pilot.app.browse
        for view, found in (("New", "news/post-20.md"), ("Updated", "news/post-11.md")):
            await press(pilot, "1")
            await to_term(pilot, view.lower())
            assert browse.sidebar.chosen.count == 1, view
            await press(pilot, "enter")
            assert browse.posts.window.count == 1 and browse.posts.chosen.path == found
            assert f"{view} · 1 / 1 of 13" in screen_text(pilot)
