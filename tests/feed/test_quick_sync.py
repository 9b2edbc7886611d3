"""For the screen, words are estimated first and counted along with the full text."""

from pathlib import Path

import pytest

from tui_reader.config.paths import user_paths
from tui_reader.config.settings import Settings
from tui_reader.feed.library import Library, open_library
from tui_reader.model.post import Post

BODY = "## 小标题\n\n**粗**体与[链接](https://example.org/a-long-address)，以及`代码`。\n\n" + "正文。" * 40


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "hugo.toml").write_text('title = "站"\nhasCJKLanguage = true\n', encoding="utf-8")
    for number in range(5):
        header = f"---\ntitle: 篇{number}\ndate: 2022-07-0{number + 1}\ntags: [甲]\n---\n\n"
        (tmp_path / "content" / f"{number}.md").write_text(header + BODY, encoding="utf-8")
    return tmp_path


def posts_of(library: Library) -> list[Post]:
    return [library.posts.by_path(f"{number}.md") for number in range(5)]


def test_estimates_become_what_hugo_counts_once_the_text_is_read(site: Path, tmp_path: Path) -> None:
    exact = open_library(site, Settings(), user_paths())
    exact.sync.run(text_seconds=0)
    counted = posts_of(exact)
    assert all(post.counted and post.summary for post in counted)
    exact.sync.run(True, text_seconds=0)
    exact.visit()
    exact.sync.run(True, text_seconds=0)
    estimated = posts_of(exact)
    assert not any(post.counted for post in estimated)
    assert all(post.words > 100 and post.words != counted[0].words and not post.summary for post in estimated)
    assert [post.taxonomies for post in estimated] == [post.taxonomies for post in counted]
    exact.sync.run(text_seconds=60)
    assert posts_of(exact) == counted
    assert [row.words for row in exact.posts.rows(exact.posts.listing(exact.posts.query("")))] == [counted[0].words] * 5
    exact.close()


def test_commands_count_at_once(site: Path) -> None:
    library = open_library(site, Settings(), user_paths())
    library.sync.run(text_seconds=0)
    assert all(post.counted for post in posts_of(library))
    library.close()
