"""Where a copy of a feed tells which files changed, those alone are asked for, and what is found is what a look at all
of them finds.
"""

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.feeds import listed, user
from tests.mirror.repository import Repository
from tui_reader.config.settings import Settings
from tui_reader.feed import sync
from tui_reader.feed.library import Library, open_library
from tui_reader.feed.shared.copy_changes import CopyChanges
from tui_reader.feed.shared.own_copy import OwnCopy, fetch_missing
from tui_reader.feed.shared.publication import tell_what_changed
from tui_reader.mirror.addresses import read_address
from tui_reader.mirror.mirrors import open_mirror
from tui_reader.store import walk

NAMES = ("a.md", "b.md", "c.md", "index.md", "_index.md", "_index.zh.md", "x.png", "Index.html")
FOLDERS = ("", "news/", "news/old/", "more/deep/er/", "more/")


def text(number: int) -> str:
    return f"---\ntitle: Nr {number}\ndate: 2022-07-01\n---\n{number}\n"


class Copy:
    """A copy of a repository, and an index that follows it."""

    def __init__(self, folder: Path) -> None:
        self.repository = Repository(folder / "up.git")
        self.repository.push({"hugo.toml": 'title = "X"\n', "content/news/a.md": text(1), "content/more/b.md": text(2)})
        self.mirror = open_mirror(read_address(self.repository.address), folder / "work", folder / "site")
        self.folder, self.number = folder, 0
        self.mirror.refresh()
        self.library = self.open("own")

    def open(self, name: str) -> Library:
        library = open_library(self.folder / "site", Settings(), user(self.folder / name))
        library.sync.run(text_seconds=0)
        return library

    def follow(self) -> None:
        found = self.mirror.refresh()
        assert found
        tell_what_changed(self.library, self.mirror, found)
        self.library.sync.run(text_seconds=0, now=True)

    def is_whole(self) -> bool:
        """Whether the index has what one made anew has."""
        self.number += 1
        other = self.open(f"other{self.number}")
        folders = [[*library.index.folders()] for library in (other, self.library)]
        same = folders[0] == folders[1] and sorted(listed(other)) == sorted(listed(self.library))
        other.close()
        return same


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Copy]:
    copy = Copy(tmp_path)
    copy.follow()
    yield copy
    copy.library.close()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of files that are asked for from now on."""
    names: list[str] = []
    look = walk.look_at_files

    def look_at_files(folder: str, entries: Iterable[walk.Entry]) -> Iterator[tuple[walk.Entry, walk.Metadata]]:
        for entry, found in look(folder, entries):
            names.append(entry.name)
            yield entry, found

    monkeypatch.setattr(walk, "look_at_files", look_at_files)
    return names


@pytest.mark.parametrize("seed", range(2))
def test_what_is_found_is_what_a_look_at_all_files_finds(copy, seed):
    random.seed(seed)
    for turn in range(8):
        changes: dict[str, str | None] = {}
        for _ in range(random.randrange(4)):
            path = f"content/{random.choice(FOLDERS)}{random.choice(NAMES)}"
            changes[path] = text(random.randrange(99)) if random.random() < 0.7 else None
        if random.random() < 0.2:
            changes["hugo.toml"] = f'title = "X{turn}"\n[taxonomies]\ntag = "t{turn}"\n'
        copy.repository.push(changes | {"static/x": str(turn)})
        copy.follow()
        assert copy.is_whole()


def test_files_that_did_not_change_are_not_asked_for(copy, asked):
    copy.repository.push({"content/news/a.md": text(3), "content/fresh/d.md": text(4), "content/news/e.md": text(5)})
    copy.follow()
    assert sorted(asked) == ["a.md", "d.md", "e.md"]
    asked.clear()
    copy.follow()
    copy.repository.push({"content/more/b.md": None, "static/x.css": ""})
    copy.follow()
    assert asked == []
    assert copy.is_whole()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda copy: copy.library.index.set_metadata("copy", ""),
        lambda copy: copy.library.index.set_metadata("copy", "other 9999999999"),
        lambda copy: (copy.folder / "site/.git/newsreader-unfinished").touch(),
        lambda copy: copy.repository.push({"content/more/_index.md": text(1)}),
    ],
    ids=["nothing known", "another version", "not finished", "page of a section"],
)
def test_all_files_are_asked_for_where_it_is_not_known_what_changed(copy, asked, spoil):
    copy.repository.push({"content/news/a.md": text(3)})
    spoil(copy)
    copy.follow()
    assert sorted(asked) == ["a.md", "b.md"]
    assert copy.is_whole()


def test_all_files_are_looked_at_once_an_hour(copy, asked, monkeypatch):
    monkeypatch.setattr(sync, "WHOLE_LOOK", 0.0)
    copy.follow()
    assert sorted(asked) == ["a.md", "b.md"]


def test_a_look_that_failed_leaves_the_next_one_whole(copy, asked):
    copy.library.sync.copy_changes = CopyChanges("x", "y", [])
    copy.library.sync.run(text_seconds=0, now=True)
    assert sorted(asked) == ["a.md", "b.md"]
    asked.clear()
    copy.follow()
    assert sorted(asked) == ["a.md", "b.md"]


def test_a_copy_of_ones_own_tells_as_well(copy, asked, tmp_path):
    address, paths = copy.repository.address, user(tmp_path / "reader")
    fetch_missing(address, Settings(), paths.cache)
    library = open_library(None, Settings(content=address), paths)
    assert isinstance(library.sync.copy, OwnCopy)

    def look() -> list[str]:
        asked.clear()
        library.sync.run(text_seconds=0, now=True)
        return sorted(asked)

    assert look() == ["a.md", "b.md"]
    assert look() == []
    copy.repository.push({"content/news/a.md": text(3), "content/news/d.md": text(4)})
    library.sync.copy.refresh()
    assert look() == ["a.md", "d.md"]
    copy.repository.push({"content/news/a.md": None})
    OwnCopy(address, paths.cache).refresh()
    assert look() == ["b.md", "d.md"]
    assert sorted(listed(library)) == ["more/b.md", "news/d.md"]
    library.close()
