"""The whole way over SSH: a real sshd and client, a slow line, a dropped line, and a login that may only read."""

import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from shlex import quote

import pytest

from tests.terminal.pty_session import NO_MARGINS, PtySession
from tests.terminal.sshd import SlowLine, Sshd

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


def processes_of(home: Path) -> list[str]:
    """Command lines of readers whose home is `home`."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"HOME={home}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found


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
        end = time.monotonic() + 3
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


KEYS = [chr(code) for code in range(0x20, 0x7F) if chr(code) not in "qQhm"] + [chr(code) for code in range(1, 0x1B)]
"""Every key of a keyboard but those that only leave or mark."""
PALETTE_ROWS = 25
"""Rows of the command palette that are tried, more than it shows at once."""


def test_a_restricted_login_can_do_nothing_but_read(tmp_path: Path, command: str, home: Path) -> None:
    proof = home / "proof"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {proof}\n")
    program.chmod(0o755)
    names = ("EDITOR", "VISUAL", "PAGER", "BROWSER", "SHELL")
    environment = " ".join(f"{name}={program}" for name in names)
    forced = command.replace("exec env ", f"exec env ESCDELAY=10 {environment} ") + " --restricted"
    (tmp_path / "forced").write_text(f"#!/bin/sh\n{forced}\n")
    (tmp_path / "forced").chmod(0o755)
    options = (f"ForceCommand {tmp_path / 'forced'}", "AllowTcpForwarding no", "X11Forwarding no", "PermitUserRC no")
    with Sshd(tmp_path, *options) as server:
        before = feed_files()
        tried = [*KEYS, *("\x10" + "\x0e" * row + "\r" for row in range(PALETTE_ROWS))]
        while tried:
            tried = try_keys(server.client("touch", str(proof)), tried)
            assert strangers(home) == []
        assert feed_files() == before
        assert not proof.exists()
        written = {path.relative_to(home).parts[0] for path in home.rglob("*")}
        assert written <= {".config", ".local", ".cache"}


def try_keys(client: Sequence[str], tried: list[str]) -> list[str]:
    """Log in and send keys, each with Escape to leave what it opened; those left when one of them ended the session."""
    with PtySession(client, answers=NO_MARGINS) as session, contextlib.suppress(OSError):
        session.wait_for("从这里开始")
        session.press("enter", 0.3)
        while tried and not session.ended_within(0):
            session.send(tried.pop(0))
            session.settle(0.03, 0.2)
            session.send("\x1b")
            session.settle(0.04, 0.5)
    return tried


def strangers(home: Path) -> list[str]:
    """Processes with this home that are not the reader."""
    return [line for line in processes_of(home) if "tui_reader" not in line]


def feed_files() -> dict[str, int]:
    """Files of the sample feed and when they were changed."""
    return {str(path): path.stat().st_mtime_ns for path in (ROOT / "content").rglob("*")}
