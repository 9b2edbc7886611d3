"""Made feeds are the same each time, complete, and what a reader and a peer can read."""

from pathlib import Path
from xml.etree import ElementTree

import frontmatter

from benchmarks.feed import ROW_TEXT, long_posts, made_posts, write_light_site, write_posts, write_site
from benchmarks.mixed_feed import mixed_posts
from tui_reader.store.post_reader import load_source
from tui_reader.store.site.site import find_site


def test_the_same_seed_makes_the_same_posts() -> None:
    assert list(made_posts(5)) == list(made_posts(5))
    assert list(made_posts(5, seed=1)) != list(made_posts(5, seed=2))


def test_every_post_has_a_readable_header_and_its_own_place() -> None:
    posts = list(made_posts(60))
    headers = [frontmatter.loads(post.source) for post in posts]
    assert len({post.path for post in posts}) == 60
    assert all(header["title"] == post.title for header, post in zip(headers, posts, strict=True))
    assert all(post.title.startswith(ROW_TEXT) for post in posts)
    assert [post.date for post in posts] == sorted(post.date for post in posts)
    assert {header["draft"] for header in headers} == {True, False}


def test_light_posts_are_whole_and_all_different(tmp_path: Path) -> None:
    site = write_light_site(1200, tmp_path / "site")
    files = sorted((site / "content").rglob("*.md"))
    headers = [frontmatter.load(str(file)) for file in files]
    assert len(files) == 1200 == len({header["title"] for header in headers})
    assert all(
        str(header["title"]).startswith(ROW_TEXT) and header["tags"] and len(header.content) > 60 for header in headers
    )
    assert [str(header["date"]) for header in headers] == sorted(str(header["date"]) for header in headers)


def test_long_posts_have_the_sizes_they_name() -> None:
    sizes = [len(post.source.encode()) for post in long_posts()]
    assert [round(size, -4) for size in sizes] == [1_000_000, 230_000, 30_000]


def test_a_site_is_written_once_with_the_same_posts_as_rss(tmp_path: Path) -> None:
    site = write_site(made_posts(12), tmp_path / "site", rss_limit=10)
    titles = [item.findtext("title") for item in ElementTree.parse(site / "feed.xml").iter("item")]
    assert titles == [post.title for post in list(made_posts(12))[:10]]
    posts = sorted((site / "content").rglob("*.md"))
    assert len(posts) == 12
    posts[0].unlink()
    write_site(made_posts(12), site)
    assert not posts[0].exists()


def test_mixed_posts_are_various_and_a_reader_understands_each(tmp_path: Path) -> None:
    posts = dict(mixed_posts(300))
    assert posts == dict(mixed_posts(300))
    site = find_site(write_posts(posts.items(), tmp_path / "site"))
    read = [load_source(path, site) for path in posts]
    assert {source.post.problems for source in read} == {()}
    assert {text[0] for text in posts.values()} == {"-", "{", "+"}
    assert min(source.post.words for source in read) < 50 < 2000 < max(source.post.words for source in read)
    bodies = "".join(source.body for source in read)
    assert all(
        sign in bodies for sign in ("\n- ", "\n1. ", "\n```", "\n> ", "\n|--", "[^1]:", "<div>", "![", "]: https")
    )
