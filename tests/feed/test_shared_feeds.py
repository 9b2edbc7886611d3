"""Several feeds of the settings, each with an index of its own that many users share."""

from pathlib import Path

import pytest

from tests.feed.test_publication import publish
from tests.feeds import listed, user, write_post, write_site
from tui_reader.config.settings import NamedFeed, Settings
from tui_reader.feed.library import Library, index_for, open_library
from tui_reader.feed.several.joined_feeds import JoinedFeeds
from tui_reader.feed.several.known_feeds import ALL
from tui_reader.feed.several.open_feeds import OpenFeeds
from tui_reader.model.query import Is, Query


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Two feeds with an index each, and one without; the first is the one that the reader begins with."""
    feeds = []
    for count, name in enumerate(("one", "two", "own"), 1):
        site = write_site(tmp_path / name, count)
        index = "" if name == "own" else str(tmp_path / f"{name}.index")
        feeds.append(NamedFeed(name, str(site), index=index))
        if index:
            publish(site, Path(index))
        write_post(site, "news/later.md", "后来", day=20)  # seen by whoever reads files
    return Settings(content=feeds[0].path, index=feeds[0].index, feeds=tuple(feeds[1:]))


def opened(settings: Settings, paths: object) -> OpenFeeds:
    library = open_library(None, settings, paths)
    feeds = OpenFeeds(settings, paths, "one", library)
    for name in ("one", "two", "own"):
        feeds.library(name).sync.run()
    return feeds


def shared(library: Library) -> str:
    folder = library.index.database.shared_folder
    return folder.name if folder else ""


def test_each_feed_is_read_from_its_own_index(settings, tmp_path):
    feeds = opened(settings, user(tmp_path / "a"))
    found = {name: (shared(feeds.library(name)), len(listed(feeds.library(name)))) for name in ("one", "two", "own")}
    assert found == {"one": ("one.index", 1), "two": ("two.index", 2), "own": ("", 4)}
    assert not any(feeds.library(name).notices for name in found)
    joined = feeds.library(ALL)
    assert isinstance(joined, JoinedFeeds)
    assert len(joined.posts.listing(Query())) == 7
    feeds.library("two").marks.bookmark("news/p1.md")
    assert [listed(feeds.library(name), Query(Is("bookmarked"))) for name in found] == [[], ["news/p1.md"], []]
    feeds.close()


def test_an_index_counts_for_its_feed_alone(settings, tmp_path):
    paths = user(tmp_path / "a")
    one, two, own = settings.content, *(feed.path for feed in settings.feeds)
    folders = [Path(index_for(Path(place), settings, paths)).name for place in (one, two, own, tmp_path)]
    assert folders == ["one.index", "two.index", "", ""]
    swapped = Settings(feeds=(NamedFeed("two", two, index=settings.index),))
    library = open_library(Path(two), swapped, paths)
    library.sync.run()
    assert "is of another feed" in library.notices[0]
    assert len(listed(library)) == 3
