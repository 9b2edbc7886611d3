"""The end: whatever takes the terminal away, the marks are written, the terminal is given back, the process is gone."""

import signal
import sys
import termios
from pathlib import Path

import pytest

from tests.terminal.pty_session import PtySession

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = str(Path(__file__).with_name("sample_app.py"))
DEAF = ("sh", "-c", 'trap "" HUP; exec "$@"', "sh")
"""Starts a program that hears no hang-up, as `nohup` does."""


def reading(marks: Path, *before: str, mode: str = "frames") -> PtySession:
    """A session three lines into the text."""
    program = PtySession([*before, sys.executable, SAMPLE, mode, str(marks)], env={"PYTHONPATH": str(ROOT)})
    program.wait_for("就绪")
    for _ in range(3):
        program.press("j", 0.05)
    program.wait_for("行 3")
    return program


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_saves_the_marks_and_gives_the_terminal_back(tmp_path: Path, number: signal.Signals) -> None:
    with reading(tmp_path / "marks") as program:
        program.signal(number)
        assert program.ended_within()
        assert program.exit_status == 128 + number
        assert (tmp_path / "marks").read_text() == "3"
        assert all(mode in bytes(program.raw[-200:]) for mode in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?2004l"))
        local_flags = termios.tcgetattr(program.fd)[3]
        assert local_flags & termios.ECHO
        assert local_flags & termios.ICANON


@pytest.mark.parametrize("before", [(), DEAF], ids=["as it is", "hang-ups ignored"])
@pytest.mark.parametrize("mode", ["frames", "stock"])
def test_a_dropped_line_saves_the_marks_and_leaves_no_process(tmp_path: Path, before, mode: str) -> None:
    with reading(tmp_path / "marks", *before, mode=mode) as program:
        program.hang_up()
        assert program.ended_within()
        assert (tmp_path / "marks").read_text() == "3"


def test_a_terminal_that_takes_no_bytes_does_not_hold_the_end_up(tmp_path: Path) -> None:
    with reading(tmp_path / "marks") as program:
        for _ in range(30):
            program.send("space")
        program.signal(signal.SIGSTOP)
        program.signal(signal.SIGCONT)
        program.signal(signal.SIGTERM)
        assert program.ended_within()
        assert (tmp_path / "marks").exists()
