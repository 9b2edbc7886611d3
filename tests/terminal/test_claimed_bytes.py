"""The table of bytes in the manual's page “Over SSH” is what the reader sends, within a tenth, on the sample feed."""

from pathlib import Path

import pytest

from tests.terminal.pty_session import PtySession
from tests.terminal.test_bytes import TERMINALS, home, reader  # noqa: F401

PAGE = Path(__file__).resolve().parents[2] / "docs" / "manual" / "over-ssh.md"
COLUMNS = {"xterm": "with margins", "tmux": "tmux", "linux": "Linux console"}
LONG = "5 / 46"
"""Tells that the cursor is on the longest post."""
FEW = 20
"""Bytes by which a small figure may differ: a number in the status line that has one digit more."""


def claimed(terminal: str) -> dict[str, int]:
    """Key → bytes as the page has them for a terminal."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.read_text("utf-8").splitlines()]
    head = next(row for row in rows if row[0] == "key" and COLUMNS[terminal] in row)
    column = head.index(COLUMNS[terminal])
    table = rows[rows.index(head) + 2 :]
    numbers = list(table[: next(i for i, row in enumerate(table) if len(row) < len(head))])
    return {row[0]: int(row[column].replace(",", "")) for row in numbers}


def bytes_until(session: PtySession, text: str, quiet: float) -> int:
    """Bytes that came until `text` stood on the screen and nothing followed for `quiet` seconds."""
    count = session.settle(quiet, 15, lambda session: text in session.text()).count
    assert text in session.text(), session.text()
    return count


def measured(home: Path, terminal: str) -> dict[str, int]:  # noqa: F811
    """Key → bytes as they come."""
    found = {}
    with reader(home, terminal, (120, 40)) as session:
        bytes_until(session, "三块地方", 1.5)
        found["first screen, a post beside the list"] = len(session.raw)
        session.send("j" * 3)
        bytes_until(session, "4 / 46", 1.5)
        session.send("j")
        found["down in the list"] = bytes_until(session, LONG, 0.06)
        found["the post beside it follows, after a pause"] = bytes_until(session, LONG, 1.0)
        session.press("enter", 1.0)
        session.press("j", 1.0)  # the title comes up above the text, once for all lines
        session.send("j")
        found["down a line in the post"] = bytes_until(session, LONG, 0.6)
        session.press("z", 1.0)
        session.send("j")
        found["down a line, the post alone (`z`)"] = bytes_until(session, LONG, 0.6)
        session.send("\x06")
        found["down a page, the post alone"] = bytes_until(session, LONG, 1.0)
    return found


@pytest.mark.parametrize("terminal", TERMINALS)
def test_the_figures_of_the_manual_are_true(home: Path, terminal: str) -> None:  # noqa: F811
    told, found = claimed(terminal), measured(home, terminal)
    assert told.keys() == found.keys()
    wrong = {key: (told[key], found[key]) for key in told if abs(told[key] - found[key]) > max(FEW, told[key] // 10)}
    assert not wrong, f"claimed, measured: {wrong}"
