"""Links inside the feed: by path from the post, by address, to a heading; the list goes along."""

from pathlib import Path

from tests.ui.conftest import PARAGRAPH, Reader, press, write_post

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
        assert browse.view.top > 5
        await press(pilot, "escape", "g", "j", "enter", "f", "d")
        assert browse.reading.path == "news/post-02.md"
        await press(pilot, "m")
        assert [mark.path for mark in browse.library.bookmarks()] == ["news/post-02.md"]


async def test_a_link_to_a_heading_stays_in_the_post(reader: Reader, feed: Path) -> None:
    write_post(feed / "content", 11, body=BODY + LONG)
    async with reader() as pilot:
        browse = pilot.app.browse
        await press(pilot, "j", "enter", "f", "g")
        assert browse.reading.path == "news/post-11.md" and browse.view.top > 20


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
        assert browse.posts.count == 6
