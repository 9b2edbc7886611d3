"""The whole reader in a real xterm, which has left and right margins: what it prints of itself is what the reader
means.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.xterm_session import Xterm, XtermSession

ROOT = Path(__file__).resolve().parents[2]
READER = [sys.executable, "-m", "tui_reader", "open"]
KEYS = (
    "j",
    "j",
    "enter",
    "j",
    "j",
    "k",
    "\x06",
    "b",
    "z",
    "\x06",
    "j",
    "z",
    "esc",
    "G",
    "g",
    "\x06",
    "?",
    "esc",
    "5",
    "1",
)


@pytest.fixture
def home(own_folders: Path) -> Path:
    """A home whose index is level already."""
    environment = {**os.environ, "HOME": str(own_folders), "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-m", "tui_reader", "sync"], env=environment, check=True, capture_output=True)
    return own_folders


def steps(session: XtermSession) -> Iterator[str]:
    """Each key, once what it set off is on the screen."""
    session.settle(1.0, 30, lambda session: "三块地方" in session.emulator.text())
    for key in KEYS:
        session.press(key, 0.5)
        yield key


def test_xterm_shows_what_the_reader_means(tmp_path: Path, home: Path) -> None:
    """The emulator is fed the same bytes; that it shows what Textual means is another test."""
    with (
        Xterm(tmp_path, "-xrm", "XTerm*decTerminalID: 420") as xterm,
        XtermSession(READER, xterm, {"HOME": str(home), "PYTHONPATH": str(ROOT)}) as session,
    ):
        for key in steps(session):
            assert session.text() == session.emulator.text(), key
        assert b"\x1b[?69h" in session.raw, "no margins were set"


@pytest.mark.faults
def test_an_xterm_that_draws_ambiguous_characters_wide_is_asked_and_heeded(tmp_path: Path, home: Path) -> None:
    """Dates end the rows of the list: one column, by xterm's own count of cells."""
    with (
        Xterm(tmp_path, "-cjk_width") as xterm,
        XtermSession(READER, xterm, {"HOME": str(home), "PYTHONPATH": str(ROOT)}) as session,
    ):
        for _ in steps(session):
            text = session.text()
            rows = [row for row in text.split("\n") if " 2025-" in row[:75] and " words" not in row]
            columns = {len(row[: row.index(" 2025-")].encode("gb18030", "replace")) for row in rows}
            assert len(columns) <= 1, text
