"""A post is found by its path, an address, a slug or its title."""

from tests.index.samples import day, make, put
from tui_reader.index.feed_index import FeedIndex


def test_a_post_is_found_by_what_a_person_calls_it(index: FeedIndex) -> None:
    put(
        index,
        make("news/first.md", "首个元宇宙影视基地", day(1), url="/news/first/", aliases=("/2022/old-name/",)),
        make("news/b/index.md", "Second post", day(2), url="/posts/second/"),
        make("news/c.md", "Second thoughts", day(3), url="/news/c/"),
    )
    for name, path in {
        "news/first.md": "news/first.md",
        "news/first": "news/first.md",
        "./news/first.md": "news/first.md",
        "/news/first/": "news/first.md",
        "first": "news/first.md",
        "old-name": "news/first.md",
        "首个元": "news/first.md",
        "second": "news/b/index.md",
        "news/b": "news/b/index.md",
        "SECOND THOUGHTS": "news/c.md",
    }.items():
        row_id = index.find_id(name)
        assert row_id is not None and [row.path for row in index.rows([row_id])] == [path], name
    for name in ("", "/", "missing", "irst", "%"):
        assert index.find_id(name) is None, name
