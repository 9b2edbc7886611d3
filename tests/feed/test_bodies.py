"""A list needs headers alone: words, minutes and summary are made with the bodies, the same numbers whichever way."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.hugo.random_site import random_site, write_site
from tests.hugo.test_corpora import SITES
from tui_reader.config.paths import user_paths
from tui_reader.config.settings import Settings
from tui_reader.feed.library import Library, open_library
from tui_reader.index.feed_index import index_file
from tui_reader.index.records import Waiting
from tui_reader.index.storage.codec import decode_post, encode_post
from tui_reader.model.post import Post
from tui_reader.model.query import Query
from tui_reader.model.sorts import SHORTEST
from tui_reader.store.post_reader import load_post

EVERY = Query(drafts=True, future=True, expired=True)


@pytest.fixture
def library(tmp_path: Path):
    (tmp_path / "content").mkdir()
    (tmp_path / "hugo.toml").write_text('title = "站"\nhasCJKLanguage = true\n', encoding="utf-8")
    for number in range(5):
        header = f"---\ntitle: 篇{number}\ndate: 2022-07-0{number + 1}\ntags: [甲]\n---\n\n"
        body = "## 小标题\n\n**粗**体与[链接](https://example.org/a-long-address)。\n\n" + "正文。" * (40 - number)
        (tmp_path / "content" / f"{number}.md").write_text(header + body, encoding="utf-8")
    library = open_library(tmp_path, Settings(), user_paths())
    library.sync.run(text_seconds=0)
    yield library
    library.close()


def ids_of(library: Library) -> list[int]:
    return list(library.posts.listing(EVERY))


def by_path(library: Library) -> dict[str, Post]:
    return {post.path: post for post in library.posts.by_ids(ids_of(library))}


def without_body(post: Post) -> Post:
    return replace(post, words=0, minutes=0, summary="", counted=False)


def check_site(root: Path) -> None:
    """Whichever way a post gets its words, they are those of a post that is read whole."""
    library = open_library(root, Settings(), user_paths())
    library.sync.run(text_seconds=0)
    whole = {path: decode_post(encode_post(load_post(path, library.site))) for path in by_path(library)}
    assert by_path(library) == {path: without_body(post) for path, post in whole.items()}
    library.sync.count(ids_of(library)[::2])
    assert len(whole) < 2 or {post.counted for post in by_path(library).values()} == {True, False}
    library.sync.count_all()
    assert by_path(library) == whole
    library.close()


@pytest.mark.parametrize("seed", range(8))
def test_words_of_a_random_site_are_the_same_whichever_way(seed: int, tmp_path: Path) -> None:
    write_site(tmp_path / "site", random_site(seed))
    check_site(tmp_path / "site")


@pytest.mark.parametrize("name", SITES)
def test_words_of_a_real_site_are_the_same_whichever_way(name: str, corpora: Path) -> None:
    check_site(corpora / name)


def test_a_first_sync_reads_headers_alone(library: Library) -> None:
    posts = by_path(library).values()
    assert [(post.words, post.minutes, post.summary, post.counted) for post in posts] == [(0, 0, "", False)] * 5
    assert library.index.full_text.count_waiting() == 5


def test_counting_some_posts_leaves_the_others(library: Library) -> None:
    library.sync.count(ids_of(library)[:2])
    assert [post.counted for post in library.posts.by_ids(ids_of(library))] == [True, True, False, False, False]
    assert library.index.full_text.count_waiting() == 3
    assert all(post.words > 70 and post.summary for post in library.posts.by_ids(ids_of(library)[:2]))


def test_a_post_that_is_not_counted_fits_no_number_of_words(library: Library) -> None:
    for text in ("words:>=0", "words:<100000", "minutes:>=0"):
        query = library.posts.query(text, EVERY)
        assert query.needs_bodies
        assert not library.posts.listing(query)
    library.sync.count(ids_of(library)[:1])
    assert len(library.posts.listing(library.posts.query("words:>=0", EVERY))) == 1
    assert library.posts.listing(replace(EVERY, sort=SHORTEST))[0] == ids_of(library)[0]


def test_a_post_that_changes_is_counted_again(library: Library) -> None:
    library.sync.count_all()
    file = library.site.content / "0.md"
    file.write_text(file.read_text(encoding="utf-8") + "多几个字。", encoding="utf-8")
    before = library.posts.by_path("0.md").words
    library.sync.run(text_seconds=0, now=True)
    assert not library.posts.by_path("0.md").counted
    library.sync.count_all()
    assert library.posts.by_path("0.md").words == before + 5


def test_a_file_that_went_away_has_no_words(library: Library) -> None:
    (library.site.content / "0.md").unlink()
    library.sync.count_all()
    post = library.posts.by_path("0.md")
    assert (post.title, post.words, post.counted) == ("篇0", 0, True)


def test_posts_are_read_again_and_counted_where_the_index_is_lost_meanwhile(library: Library, monkeypatch) -> None:
    database, ids = library.index.database, ids_of(library)
    waiting_among = library.index.full_text.waiting_among

    def lose_once(asked: list[int]) -> list[Waiting]:
        if database.generation == 0:
            index_file(user_paths().cache, library.site.content).unlink()
            database.check_file()
        return waiting_among(asked)

    monkeypatch.setattr(library.index.full_text, "waiting_among", lose_once)
    library.sync.count(ids)
    assert database.generation == 1
    assert all(post.counted for post in library.posts.by_ids(ids)) and len(ids_of(library)) == 5


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        *(("words:>100", True), ("-minutes:<3", True), ("甲 (words:3 OR tag:乙)", True)),
        *(("甲", False), ("tag:甲 -is:draft", False), ("title:words", False)),
    ],
)
def test_queries_on_words_need_the_bodies(library: Library, text: str, needs: bool) -> None:
    assert library.posts.query(text).needs_bodies is needs
    assert replace(library.posts.query(text), sort=SHORTEST).needs_bodies
