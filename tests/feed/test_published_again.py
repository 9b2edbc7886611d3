"""A job that publishes again and again, and readers who follow, who stay with what they have, and who come and go: all
read what an index made from nothing holds.
"""

import contextlib
import random
from pathlib import Path

import pytest

from tests.feed.test_publication import generations, open_shared, publisher
from tests.feeds import listed, open_feed, user, write_post, write_site
from tui_reader.feed.library import Library
from tui_reader.feed.shared.publication import ALL_SECONDS, Spare, publish_feed
from tui_reader.model.query import Field, Query, Words
from tui_reader.model.sorts import SORTS

QUERIES = (
    *(Query(sort=sort) for sort in SORTS),
    *(Query(Words(words)) for words in ("正文", "第1次", "第4次", "长治影视", "无")),
    Query(Field("tag", "山西", exact=True)),
)


def answers(library: Library) -> list[object]:
    """What a feed answers to every query, and what it counts."""
    counts = [library.posts.counts(query) for query in QUERIES]
    return [*(listed(library, query) for query in QUERIES), counts]


def unordered(library: Library) -> list[object]:
    """The same without the order of posts of one date, which is that in which they came."""
    return [sorted(listed(library, query)) for query in QUERIES] + answers(library)[-1:]


def change_files(root: Path, turn: int) -> None:
    """Posts are changed, added, removed and given other names."""
    for _ in range(4):
        body = random.choice(("正文。", f"第{turn}次的正文", "长治影视基地"))
        path = f"{random.choice(('news', 'more', 'deep/er'))}/p{random.randrange(9)}.md"
        write_post(root, path, f"题{turn}", day=random.choice((1, 2, 20)), body=body)
    files = sorted(root.glob("content/*/*.md"))
    random.choice(files).unlink()
    with contextlib.suppress(FileNotFoundError):
        random.choice(files).rename(root / f"content/news/renamed{turn}.md")


@pytest.mark.parametrize("seed", range(2))
def test_all_read_what_an_index_made_from_nothing_holds(tmp_path, seed):
    random.seed(seed)
    root, index = write_site(tmp_path / "site", 8), tmp_path / "index"
    with publisher(root, index) as library:
        spare = Spare(index)
        publish_feed(library, index, spare=spare)
        staying, following = (open_shared(root, index, user(tmp_path / name)) for name in ("staying", "following"))
        before = answers(staying)
        for turn in range(6):
            change_files(root, turn)
            assert publish_feed(library, index, now=True, spare=spare)
            if turn % 2:
                following.sync.run(now=True)
                coming = open_shared(root, index, user(tmp_path / "coming"))
                assert answers(coming) == answers(following)
                coming.close()
            assert answers(staying) == before
        own = open_feed(root, user(tmp_path / "own"))
        own.sync.run(text_seconds=ALL_SECONDS)
        assert answers(following) == answers(library) != before
        assert unordered(following) == unordered(own)
        assert len(generations(index)) <= 4
