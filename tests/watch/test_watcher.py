"""The watch is due when something changed, and leaves the files alone when nothing did."""

import math
import os
import select
import sys

import pytest

from tests.feeds import write_post, write_site
from tui_reader.store.site.site import find_site
from tui_reader.store.walk import walk
from tui_reader.watch import inotify
from tui_reader.watch.watcher import Watch

HOURS = 100.0
"""Seconds a look took, so that the next one is far away."""
linux = pytest.mark.skipif(sys.platform != "linux", reason="inotify is Linux's")


def look(watch, root):
    watch.looked({folder.path for folder in walk(find_site(root))}, HOURS)


@pytest.fixture
def root(tmp_path):
    return write_site(tmp_path / "site")


@pytest.fixture
def listening(root):
    watch = Watch(root / "content", listening=True)
    look(watch, root)
    look(watch, root)
    assert not watch.is_due()
    yield watch
    watch.close()


def test_a_large_feed_is_left_in_peace_until_a_folder_changes(root):
    watch = Watch(root / "content")
    long_ago = 1_600_000_000
    for folder in (root / "content", root / "content/news"):
        os.utime(folder, (long_ago, long_ago))
    look(watch, root)
    assert not watch.is_due()
    write_post(root, "news/new.md", "新的")
    assert watch.is_due()
    look(watch, root)
    assert watch.is_due(), "a folder that changed just now may change again without another time"
    os.utime(root / "content/news", (long_ago, long_ago))
    look(watch, root)
    assert not watch.is_due()
    watch.looked({"", "news/"}, seconds=0.0)
    assert watch.is_due()


@linux
@pytest.mark.parametrize(
    "change",
    [
        lambda content: (content / "news/p0.md").open("a").write("x"),
        lambda content: os.utime(content / "news/p0.md", (1, 1)),
        lambda content: (content / "news/p0.md").unlink(),
        lambda content: (content / "news/p0.md").rename(content / "moved.md"),
        lambda content: (content / "news").rename(content / "other"),
        lambda content: (content / "folder").mkdir(),
    ],
    ids=["written", "touched", "deleted", "moved", "folder moved", "folder made"],
)
def test_the_system_tells_of_every_change(change, listening, root):
    change(root / "content")
    assert listening.is_due()
    look(listening, root)


@linux
def test_what_happens_in_a_new_folder_is_heard(listening, root):
    write_post(root, "new/deep/a.md", "甲")
    assert listening.is_due()
    look(listening, root)
    look(listening, root)
    assert not listening.is_due()
    (root / "content/new/deep/a.md").write_text("乙", "utf-8")
    assert listening.is_due()


@linux
def test_reading_the_files_is_no_change(listening, root):
    for file in (root / "content").rglob("*.md"):
        file.read_bytes()
    assert not listening.is_due()


@linux
def test_without_watches_left_folders_are_asked(root, monkeypatch):
    def none_left(*_):
        inotify.ctypes.set_errno(28)
        return -1

    watch = Watch(root / "content", listening=True)
    monkeypatch.setattr(watch._inotify, "_add", none_left)
    look(watch, root)
    write_post(root, "news/new.md", "新的")
    assert watch.is_due()


def test_files_on_a_network_are_looked_at(root, monkeypatch):
    monkeypatch.setattr("tui_reader.watch.watcher.is_network", lambda folder: True)
    watch = Watch(root / "content", listening=True)
    look(watch, root)
    write_post(root, "news/new.md", "新的")
    assert watch.is_due()


@linux
def test_a_change_beside_the_content_wakes_and_makes_no_look_due(root, tmp_path):
    journals = tmp_path / "home" / "state" / "marks"
    watch = Watch(root / "content", listening=True, beside=(root, journals))
    look(watch, root)
    assert 0 < watch.pause < math.inf, "what happened while folders were first looked at is found by another look"
    look(watch, root)
    assert watch.pause == math.inf and not wakes(watch)
    journals.mkdir(parents=True)
    assert wakes(watch) and not watch.is_due() and not wakes(watch)
    for file in (journals / "a.jsonl", root / "hugo.toml"):
        file.open("a").write("#\n")
        assert wakes(watch) and not watch.is_due() and not wakes(watch)
    (root / "content/news/p0.md").open("a").write("x")
    assert wakes(watch) and watch.is_due()
    watch.close()


@linux
def test_the_system_tells_of_nothing_on_a_network(root, tmp_path, monkeypatch):
    monkeypatch.setattr("tui_reader.watch.watcher.is_network", lambda folder: folder == tmp_path)
    watch = Watch(root / "content", listening=True, beside=(tmp_path,))
    look(watch, root)
    look(watch, root)
    assert watch.pause == 0


def wakes(watch):
    """Does whoever waits at the descriptor wake?"""
    return bool(select.select([watch.descriptor], [], [], 0)[0])
