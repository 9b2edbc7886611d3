"""The index is damaged while it is on the screen: lists, posts and marks go on."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.pty_session import PtySession
from tests.terminal.test_reader_ends import feed, opened  # noqa: F401  a feed of eight posts


def _halve(index: Path) -> None:
    os.truncate(index, index.stat().st_size // 2)


def _make_huge(index: Path) -> None:
    os.truncate(index, 1 << 30)


def _overwrite(index: Path) -> None:
    with index.open("r+b") as file:
        file.write(b"noise" * 40_000)


def _make_folder(index: Path) -> None:
    index.unlink()
    index.mkdir()


def _make_loop(index: Path) -> None:
    index.unlink()
    index.symlink_to(index)


def _take_cache_away(index: Path) -> None:
    shutil.rmtree(index.parent)


SELDOM = pytest.mark.faults
DAMAGES = [
    _halve,
    _make_folder,
    _take_cache_away,
    pytest.param(_make_huge, marks=SELDOM),
    pytest.param(_overwrite, marks=SELDOM),
    pytest.param(_make_loop, marks=SELDOM),
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_reading_goes_on(own_folders: Path, feed: Path, damage: Callable[[Path], None]) -> None:  # noqa: F811
    with opened(own_folders, feed, (120, 30)) as session:
        session.wait_for("Text of 7")
        session.settle(1.0)
        (index,) = (own_folders / ".cache" / "newsreader").glob("*.sqlite")
        damage(index)
        for key, shown in (("\x12", "Post 7"), ("G", "8 / 8"), ("\r", "Text of 0")):
            session.press(key, 0.5)
            session.wait_for(shown)
        session.send("m")
        session.wait_for("Bookmarked")
        _leave(session)
    (journal,) = (own_folders / ".config" / "newsreader" / "bookmarks").glob("*.jsonl")
    assert '"add"' in journal.read_text("utf-8")


def _leave(session: PtySession) -> None:
    session.send("Q")
    assert session.ended_within()
    assert session.exit_status == 0
