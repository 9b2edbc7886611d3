"""Two sessions of one user: what is marked in one is seen in the other within two seconds, whatever the clocks say."""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.feeds import write_post
from tests.terminal.tmux_session import TmuxSession

READER = [sys.executable, "-m", "tui_reader"]
SECONDS = 30.0
"""How long a mark of the other session is waited for; the setting that looks after a second is real."""


@pytest.fixture
def sessions(own_folders: Path, tmp_path: Path) -> Iterator[tuple[TmuxSession, TmuxSession]]:
    """Two screens of one user on one feed, each with the list and the sidebar."""
    for number in range(1, 4):
        write_post(tmp_path / "feed", f"news/p{number}.md", f"Post {number}", day=number, body=f"Body {number}.")
    with tempfile.TemporaryDirectory(prefix="nr-") as name:
        given = {"HOME": str(own_folders), "TERM": "tmux-256color"}
        argv = [*READER, str(tmp_path / "feed")]
        with TmuxSession(argv, Path(name), (140, 30), given) as first:
            first.wait_for("Body 3.")
            with TmuxSession(argv, Path(name), (140, 30), given) as second:
                second.wait_for("Body 3.")
                yield first, second


def wait(session: TmuxSession, shown: Callable[[str], bool]) -> None:
    """Wait until the screen is as it should be."""
    end = time.monotonic() + SECONDS
    while not shown(session.text()):
        assert time.monotonic() < end, session.text()
        time.sleep(0.05)


def row(screen: str, title: str) -> str:
    """The line of the list that has the title, without the sidebar."""
    return next((line[line.index(title) - 4 : line.index(title)] for line in screen.splitlines() if title in line), "")


def count(screen: str, view: str) -> str:
    """The count beside a view in the sidebar."""
    line = next(line for line in screen.splitlines() if view in line)
    return line[line.index(view) + len(view) :].split()[0]


def test_what_is_marked_in_one_session_is_seen_in_the_other(sessions: tuple[TmuxSession, TmuxSession]) -> None:
    first, second = sessions
    first.keys("m")
    wait(second, lambda screen: "▪" in row(screen, "Post 3") and count(screen, "Bookmarks") == "1")
    second.keys("j", "r")
    wait(first, lambda screen: "●" not in row(screen, "Post 2") and count(screen, "Unread") == "2")
    first.keys("U")
    wait(second, lambda screen: "▪" not in row(screen, "Post 3") and count(screen, "Bookmarks") == "0")
    second.keys("5")
    second.wait_for("Bookmarks · newest")
    first.keys("B")
    wait(second, lambda screen: "1 / 3" in screen and "▪" in row(screen, "Post 1"))


def test_the_marks_of_a_machine_whose_clock_is_ahead_are_seen_and_can_be_answered(
    sessions: tuple[TmuxSession, TmuxSession], own_folders: Path
) -> None:
    """Its journal arrives in the synchronised home; what is done here afterwards counts all the same."""
    first, second = sessions
    first.keys("m")
    wait(second, lambda screen: "▪" in row(screen, "Post 3"))
    (journal,) = own_folders.rglob("bookmarks/*.jsonl")
    ahead = {**json.loads(journal.read_text().splitlines()[-1]), "op": "remove", "t": time.time() + 86_400, "n": 3}
    journal.with_name("far-away.jsonl").write_text(json.dumps(ahead) + "\n", encoding="utf-8")
    for session in sessions:
        wait(session, lambda screen: "▪" not in row(screen, "Post 3") and count(screen, "Bookmarks") == "0")
    second.keys("m")
    for session in sessions:
        wait(session, lambda screen: "▪" in row(screen, "Post 3") and count(screen, "Bookmarks") == "1")
    first.keys("m")
    wait(second, lambda screen: "▪" not in row(screen, "Post 3") and count(screen, "Bookmarks") == "0")
