"""Bytes that reach the terminal for a key, on the reader itself: what someone on a thin line waits for."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from statistics import median

import pytest

from tests.feeds import write_post, write_site
from tests.terminal.pty_session import XTERM, PtySession

HERE = {b"\x1b[5n": b"\x1b[0n"}
"""Every terminal answers so that it has taken what was sent before."""
TMUX = {b"\x1b[>q": b"\x1bP>|tmux 3.3a\x1b\\", b"\x1b[c": b"\x1b[?1;2c", **HERE}
TERMINALS: Mapping[str, tuple[Mapping[bytes, bytes], Mapping[str, str], bool]] = {
    "xterm": (XTERM, {}, True),
    "tmux": (TMUX, {"TERM": "tmux-256color", "TMUX": "/tmp/none,1,0", "COLORTERM": ""}, False),
    "linux": (HERE, {"TERM": "linux", "COLORTERM": ""}, False),
}
"""Answers and environment of a terminal, and whether it has left and right margins."""


@pytest.fixture
def home(own_folders: Path) -> Path:
    """A home whose index is level already."""
    root = Path(__file__).resolve().parents[2]
    given = {**os.environ, "HOME": str(own_folders), "PYTHONPATH": str(root)}
    subprocess.run([sys.executable, "-m", "tui_reader", "sync"], env=given, check=True, capture_output=True)
    return own_folders


def reader(home: Path, terminal: str, size: tuple[int, int], *arguments: str) -> PtySession:
    answers, environment, _ = TERMINALS[terminal]
    root = Path(__file__).resolve().parents[2]
    given = {"HOME": str(home), "PYTHONPATH": str(root), "SSH_CONNECTION": "1 2 3 4", **environment}
    return PtySession([sys.executable, "-m", "tui_reader", *arguments], size, given, answers)


def typed(session: PtySession, key: str, text: str) -> int:
    """Bytes for a key, counted when `text` stands on the screen and nothing more comes."""
    session.send(key)
    reply = session.settle(0.3, 30, lambda session: text in session.text())
    assert text in session.text()
    return reply.count


@pytest.mark.parametrize("terminal", TERMINALS)
def test_one_pane_sends_little_more_than_what_is_new(home: Path, terminal: str) -> None:
    with reader(home, terminal, (70, 40)) as session:
        session.wait_for("1 / 46")
        session.settle(0.5)
        moves = [("down", "2 / 46"), ("down", "3 / 46"), ("up", "2 / 46"), ("down", "3 / 46"), ("up", "2 / 46")]
        assert median(typed(session, *move) for move in moves) <= 300
        typed(session, "enter", "Welcome.")
        assert median(typed(session, "down", "Six keys") for _ in range(3)) <= 300
        page = typed(session, "space", "Try it")
        assert page <= 1.2 * len(session.text().encode()) + 200


@pytest.mark.parametrize("terminal", TERMINALS)
def test_three_panes_send_little_more_than_their_text(home: Path, terminal: str) -> None:
    with reader(home, terminal, (120, 40)) as session:
        session.wait_for("三块地方")
        session.settle(1.0)
        text = len(session.text().encode())
        assert len(session.raw) <= min(9000, 1.2 * text + 400)
        typed(session, "down", "Welcome.")
        typed(session, "enter", "Welcome.")
        assert typed(session, "down", "Guide") <= (500 if TERMINALS[terminal][2] else 4000)


MOVE = re.compile(rb".*?\x1b\[40;\d+H(?:\x1b\[[\d;]*m)?\d", re.DOTALL)
"""The frame of a move in the list: its last bytes are a digit in the status line."""


@pytest.mark.parametrize("terminal", TERMINALS)
def test_a_move_in_the_list_is_a_bar_and_a_number_until_the_post_follows(home: Path, terminal: str) -> None:
    with reader(home, terminal, (120, 40)) as session:
        session.wait_for("三块地方")
        session.settle(0.5)
        for number in range(2, 6):
            session.send("down")
            reply = session.settle(0.4, 30, lambda session, place=f"{number} / 46": place in session.text())
            move = MOVE.match(reply.data)
            assert move is not None and len(move[0]) <= 150


def test_other_columns_or_another_size_are_one_frame(home: Path) -> None:
    """Each of these frames is long enough to be marked as one update."""
    with reader(home, "xterm", (120, 40)) as session:
        session.wait_for("三块地方")
        typed(session, "j", "Welcome.")
        typed(session, "enter", "Welcome.")
        session.settle(0.5)
        for change in ("z", "z", (100, 40), (120, 40)):
            session.send(change) if isinstance(change, str) else session.resize(*change)
            assert session.settle(0.6).data.count(b"\x1b[?2026h") == 1, change


@pytest.mark.parametrize("keys", ["/", "?", "t"])
def test_no_cursor_blinks(home: Path, keys: str) -> None:
    with reader(home, "xterm", (120, 40)) as session:
        session.wait_for("三块地方")
        session.settle(0.5)
        session.press(keys, 0.5)
        assert session.settle(quiet=0.8, timeout=0.8).count == 0


def test_nothing_wakes_the_reader_at_rest_and_a_change_does(home: Path, tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", 3)
    with reader(home, "xterm", (120, 40), str(site)) as session:
        session.wait_for("1 / 3")
        session.settle(0.6, until=lambda session: _sleeps_for(session, 1.2))
        write_post(site, "news/new.md", "Another post", day=28)
        session.wait_for(" / 4")
        (site / "hugo.toml").write_text('ignoreFiles = ["new.md"]\n', "utf-8")
        session.wait_for(" / 3")


def _sleeps_for(session: PtySession, seconds: float) -> bool:
    """Does no thread wake, and does nothing come?"""
    before = session.switches()
    return session.settle(seconds, seconds).count == 0 and session.switches() == before
