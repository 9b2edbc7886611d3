"""Links inside the feed: by path from the post, by address, to a heading; the list goes along."""

from pathlib import Path

from tests.ui.conftest import PARAGRAPH, Reader, press, screen_text, write_post

BODY = "[邻居](post-07.md#第二节) [旧址](/news/post-02/) [网](https://example.org/) [这里](#末节)\n\n"
LONG = "\n\n".join(f"## {name}\n\n{PARAGRAPH * 4}" for name in ("第一节", "第二节", "末节"))


async def test_links_lead_to_posts_and_headings(reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 11, body=BODY + LONG)
    write_post(feed / "content", 7, body=LONG)
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "j", "enter", "f", "s")
        assert browse.reading.path == "news/post-07.md"
        assert browse.posts.chosen is not None and browse.posts.chosen.path == "news/post-07.md"
        assert browse.view.window.top > 5
        await press(pilot, "escape", "g", "j", "enter", "f", "d")
        assert browse.reading.path == "news/post-02.md"
        await press(pilot, "m")
        assert [mark.path for mark in browse.library.marks.bookmarks()] == ["news/post-02.md"]


async def test_a_link_to_a_heading_stays_in_the_post(reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 11, body=BODY + LONG)
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "j", "enter", "f", "g")
        assert browse.reading.path == "news/post-11.md" and browse.view.window.top > 20


async def test_a_linked_post_outside_the_list_brings_the_whole_feed(reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 11, body=BODY + LONG)
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "slash", *"tag:单数", "enter", "g", "j", "enter", "f", "d")
        assert browse.reading.path == "news/post-02.md"
        assert browse.filter.bare and browse.posts.chosen is not None
        assert browse.posts.chosen.path == "news/post-02.md"


async def test_a_term_of_the_card_shows_its_posts(reader: Reader) -> None:
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "j", "enter", "f", "a")
        assert browse.posts.heading == "All · 单数 · newest"
        assert browse.posts.window.count == 6


async def test_a_footnote_is_jumped_to_and_back_from(reader: Reader, feed: Path) -> None:
    body = f"开头{PARAGRAPH * 8}注[^a]。\n\n{LONG}\n\n[^a]: 注文在此。\n"
    write_post(feed / "content", 11, body=body)
    async with reader(size=(120, 20)) as pilot:
        browse = pilot.app.browse
        await press(pilot, "j", "enter")
        view = browse.view
        place = next(y for y in range(view.page.height) if "¹" in view.page.line(y).text)
        view.window.move_to(place - 2)
        await press(pilot, "f", "a")
        assert "注文在此" in screen_text(pilot) and view.window.top > place
        back = next(y for y in range(view.window.top, view.page.height) if "注文在此" in view.page.line(y).text)
        links = view.page.links_on(back, back + 1)
        assert len(links) == 1
        view.window.move_to(back)
        letters = "asdfghjkl"[len(view.page.links_on(view.window.top, back))]
        await press(pilot, "f", letters)
        assert view.window.top <= place < view.window.top + view.window.room


async def test_the_outline_opens_at_the_heading_one_is_under(reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 11, body=LONG)
    async with reader(size=(120, 30)) as pilot:
        browse = pilot.app.browse
        await press(pilot, "j", "enter", "right_curly_bracket", "right_curly_bracket", "j", "j", "o")
        choices = pilot.app.screen.choices
        assert choices.shown[choices.window.cursor].label.strip() == "第二节"
        await press(pilot, "escape")
        assert browse.panes.active == "post"
