"""Ctrl+Z to the shell and `fg` back: a real bash in a real tmux, which has a terminal and job control as a person has
them.
"""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from shlex import join

import pytest

from tests.terminal.emulator import Emulator
from tests.terminal.pty_session import PtySession
from tests.terminal.tmux_session import TmuxSession

ROOT = Path(__file__).resolve().parents[2]
READER = [sys.executable, "-m", "tui_reader"]


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    content = tmp_path / "feed" / "content"
    content.mkdir(parents=True)
    for number in range(1, 9):
        header = f"---\ntitle: Post {number}\ndate: 2022-07-0{number}\n---\n"
        (content / f"{number}.md").write_text(f"{header}\nText of {number}.\n", encoding="utf-8")
    return content


@pytest.fixture
def shell(own_folders: Path, tmp_path: Path) -> Iterator[TmuxSession]:
    """A shell with job control, its prompt on the screen."""
    given = {"HOME": str(own_folders), "TERM": "tmux-256color", "PYTHONPATH": str(ROOT)}
    with TmuxSession(["env", "PS1=ready> ", "bash", "--norc", "-i"], tmp_path, (120, 30), given) as tmux:
        tmux.wait_for("ready>")
        yield tmux


def cells(shell: TmuxSession) -> list[list[tuple[object, ...]]]:
    """Characters and looks on the screen of 100 × 30; of blanks tmux does not tell the ground where they were
    erased.
    """
    emulator = Emulator(120, 31)
    emulator.feed(shell.styled().replace("\n", "\r\n").encode())
    return [[cell if cell[0] != " " else (" ",) for cell in row] for row in emulator.screen.cells()]


def states(home: Path) -> dict[int, str]:
    """State letters of the reader's processes with this home: `T` is stopped."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            ours = f"HOME={home}".encode() in (folder / "environ").read_bytes().split(b"\0")
            if ours and b"tui_reader" in (folder / "cmdline").read_bytes():
                found[int(folder.name)] = (folder / "stat").read_text().rsplit(")", 1)[1].split()[0]
        except OSError:
            continue
    return found


def threads_of(pid: int) -> int:
    """How many threads a process has."""
    return len(list(Path(f"/proc/{pid}/task").iterdir()))


def wait_stopped(home: Path) -> None:
    """Until every process of the reader is stopped; AssertionError when that never comes."""
    end = time.monotonic() + 30
    while not (found := states(home)) or set(found.values()) != {"T"}:
        assert time.monotonic() < end, found
        time.sleep(0.05)


def wait_gone(home: Path) -> None:
    """Until no process of the reader is left; AssertionError when that never comes."""
    end = time.monotonic() + 30
    while found := states(home):
        assert time.monotonic() < end, found
        time.sleep(0.05)


@pytest.mark.parametrize("before", [[], ["sh", "-c", '"$@"; exit', "sh"]], ids=["alone", "in a script"])
def test_the_shell_has_its_terminal_back_and_fg_the_same_screen(
    shell: TmuxSession, own_folders: Path, feed: Path, before: list[str]
) -> None:
    shell.type(f"stty -a > {feed.parent / 'before'}\n")
    shell.type(join([*before, *READER, str(feed)]) + "\n")
    shell.wait_for("Text of 8")
    shell.keys("j", "j", "Enter")
    shell.wait_for("Text of 6")
    shell.wait_for("3 / 8")
    time.sleep(0.5)
    shown = cells(shell)
    shell.keys("C-z")
    shell.wait_for("Stopped")
    wait_stopped(own_folders)
    shell.type(f"stty -a > {feed.parent / 'after'}; clear; echo here\n")
    shell.wait_for("here\nready>")
    assert (feed.parent / "after").read_text() == (feed.parent / "before").read_text()
    left = shell.text()
    (feed / "9.md").write_text("---\ntitle: Post 9\ndate: 2022-07-09\n---\n\nText of 9.\n", encoding="utf-8")
    time.sleep(2.5)
    assert shell.text() == left
    (feed / "9.md").unlink()
    shell.type("fg\n")
    shell.wait_for("3 / 8")
    end = time.monotonic() + 30
    while cells(shell) != shown and time.monotonic() < end:
        time.sleep(0.05)
    assert cells(shell) == shown
    shell.keys("k", "Q")
    wait_gone(own_folders)


def test_a_size_that_changed_meanwhile_is_heeded_and_bg_writes_nothing(
    shell: TmuxSession, own_folders: Path, feed: Path
) -> None:
    shell.type(join([*READER, str(feed)]) + "\n")
    shell.wait_for("Text of 8")
    shell.keys("C-z")
    shell.wait_for("Stopped")
    wait_stopped(own_folders)
    shell.resize(60, 20)
    shell.type("clear; bg\n")
    time.sleep(0.5)
    wait_stopped(own_folders)
    shell.type("clear; echo here\n")
    shell.wait_for("here\nready>")
    assert "All" not in shell.text()
    shell.type("fg\n")
    shell.wait_for("All · newest")
    lines = shell.wait_for("? help").splitlines()
    assert len(lines) == 20
    assert lines[-1].endswith("? help")
    for step in range(2, 6):
        shell.keys("j")
        shell.wait_for(f"{step} / 8")
    shell.keys("Q")
    wait_gone(own_folders)


def test_a_stop_that_nobody_can_hear_is_gone_on_from(shell: TmuxSession, own_folders: Path, feed: Path) -> None:
    shell.type(join([*READER, str(feed)]) + "\n")
    shell.wait_for("Text of 8")
    time.sleep(0.5)
    (pid,) = states(own_folders)
    threads = threads_of(pid)
    os.kill(pid, signal.SIGSTOP)
    shell.wait_for("Stopped")
    shell.type("clear; echo here\n")
    shell.wait_for("here\nready>")
    shell.type("fg\n")
    shell.wait_for("Text of 8")
    for step in range(2, 7):
        shell.keys("j")
        shell.wait_for(f"{step} / 8")
    assert threads_of(pid) < threads + 3, "keys are read and frames sent by two threads each"
    shell.keys("Q")
    wait_gone(own_folders)


@pytest.mark.parametrize(("arguments", "said"), [((), "No shell to go back to"), (("--restricted",), "No shell in")])
def test_without_a_shell_the_reader_stays(own_folders: Path, feed: Path, arguments, said: str) -> None:
    """A session of its own, as under sshd, has no shell that could bring the reader back."""
    given = {"HOME": str(own_folders), "PYTHONPATH": str(ROOT)}
    with PtySession([*READER, "open", *arguments, str(feed)], env=given) as session:
        session.wait_for("Text of 8")
        session.send("ctrl+z")
        session.wait_for(said)
        assert set(states(own_folders).values()) == {"S"} or "R" in states(own_folders).values()
        session.send("j")
        session.wait_for("2 / 8")
