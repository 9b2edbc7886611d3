"""The whole way over SSH: a real sshd and client, a slow line, a dropped line, and a login that may only read."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from shlex import quote

import pytest

from tests.terminal.pty_session import NO_MARGINS, PtySession
from tests.terminal.sshd import SlowLine, Sshd, processes_of

ROOT = Path(__file__).resolve().parents[2]
FURTHER_DOWN = "Try it"
"""Stands on the second screen of the post “Start here”, and not on the first."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The home of the one who logs in, not that of the ssh client."""
    folder = tmp_path / "login"
    folder.mkdir()
    return folder


@pytest.fixture
def command(home: Path) -> str:
    """The reader as a command of a login."""
    return f"cd {quote(str(ROOT))} && exec env HOME={quote(str(home))} {quote(sys.executable)} -m tui_reader"


@pytest.fixture
def sshd(tmp_path: Path) -> Iterator[Sshd]:
    with Sshd(tmp_path) as server:
        yield server


def test_a_dropped_line_keeps_the_place_and_leaves_no_process(sshd: Sshd, command: str, home: Path) -> None:
    line = SlowLine(sshd.port, bits=10_000_000, delay=0.0)
    with PtySession(sshd.client(command, port=line.port), answers=NO_MARGINS) as session:
        session.wait_for("从这里开始")
        for key in ("j", "enter"):
            session.press(key, 0.3)
        session.wait_for("Welcome.")
        session.press("\x06", 0.3)
        session.wait_for(FURTHER_DOWN)
        line.cut()
        end = time.monotonic() + 30
        while processes_of(home) and time.monotonic() < end:
            time.sleep(0.05)
        assert processes_of(home) == []
    with PtySession(sshd.client(command), answers=NO_MARGINS) as session:
        session.wait_for("从这里开始")
        session.send("4")
        session.wait_for("1 / 1")
        session.send("enter")
        session.wait_for(FURTHER_DOWN)
        assert "Welcome." not in session.text()


def test_a_slow_line_takes_few_bytes_and_no_answer_for_a_key(sshd: Sshd, command: str) -> None:
    with (
        SlowLine(sshd.port, bits=40_000, delay=0.1) as line,
        PtySession(sshd.client(command, port=line.port), answers=NO_MARGINS) as session,
    ):
        session.wait_for("Start here")
        session.settle(1.2)
        assert len(session.raw) < 12_000
        session.send("jz")
        session.wait_for("Guide · Basics · Keys")
        session.settle(1.2)
        assert session.press("j", 1.2).count < 400
        session.send("esc")
        session.wait_for("All · newest")


def test_without_a_terminal_the_posts_are_listed(sshd: Sshd, command: str) -> None:
    done = subprocess.run(sshd.client(command, terminal=False), capture_output=True, check=False, timeout=30)
    text = done.stdout.decode()
    assert done.returncode == 0, done.stderr.decode()
    assert "Start here" in text
    assert "\x1b" not in text
