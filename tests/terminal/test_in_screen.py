"""The whole reader in a real GNU screen, and on the Linux console: what a person sees through it is what the reader
means.
"""

import os
import re
import shutil
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from tests.terminal.pty_session import NO_MARGINS, PtySession

ROOT = Path(__file__).resolve().parents[2]
READER = [sys.executable, "-m", "tui_reader", "open"]
KEYS = (
    "j",
    "j",
    "enter",
    "j",
    "j",
    "\x06",
    "z",
    "\x06",
    "b",
    "z",
    "esc",
    "G",
    "g",
    "?",
    "esc",
    "/",
    "终",
    "esc",
    "5",
    "1",
)
_NUMBERS = count()


def shown(argv: list[str], home: Path, **env: str) -> list[str]:
    """The screens after each key, through whatever `argv` puts between."""
    given = {"HOME": str(home), "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", **env}
    screens = []
    with PtySession(argv, (120, 40), given, NO_MARGINS) as session:
        session.wait_for("三块地方")
        session.settle(1.0)
        for key in KEYS:
            session.press(key, 1.0 if key == "esc" else 0.4)  # screen keeps an escape for a third of a second
            screens.append(re.sub(r"(Continue +)\d", r"\1", session.text()))  # counted while the place is being written
        session.send("Q")
        session.settle(0.3, 3)
    return screens


@pytest.fixture
def homes(tmp_path: Path) -> list[Path]:
    """Two homes alike, their index level already."""
    found = [tmp_path / name for name in ("meant", "ours")]
    found[0].mkdir()
    environment = {**os.environ, "HOME": str(found[0]), "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-m", "tui_reader", "sync"], env=environment, check=True, capture_output=True)
    shutil.copytree(found[0], found[1])
    return found


def compare(ours: list[str], meant: list[str]) -> None:
    for key, ours_then, meant_then in zip(KEYS, ours, meant, strict=True):
        assert ours_then == meant_then, key


@pytest.mark.parametrize("term", ["screen-256color", pytest.param("screen", marks=pytest.mark.faults)])
def test_screen_shows_what_the_reader_means(tmp_path: Path, homes: list[Path], term: str) -> None:
    if shutil.which("screen") is None:
        pytest.skip("GNU screen is not installed")
    sockets = tmp_path / "s"
    sockets.mkdir(mode=0o700)
    (tmp_path / "screenrc").write_text(f"startup_message off\ndefutf8 on\naltscreen on\nterm {term}\n")
    screen = ["screen", "-U", "-c", str(tmp_path / "screenrc"), "-S", f"reader{next(_NUMBERS)}"]
    meant = shown([*READER, "--plain-driver"], homes[0], TERM="xterm-256color")
    ours = shown([*screen, *READER], homes[1], SCREENDIR=str(sockets), TERM="xterm-256color")
    compare(ours, meant)


@pytest.mark.faults
def test_the_linux_console_shows_what_the_reader_means(homes: list[Path]) -> None:
    """By way of the emulator: sixteen colours, no margins, no other screen, no links."""
    meant = shown([*READER, "--plain-driver"], homes[0], TERM="xterm-256color")
    compare(shown(READER, homes[1], TERM="linux", COLORTERM=""), meant)
