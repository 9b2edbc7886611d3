"""Whole sessions as text: each `> line` with what the reader says to it.

`UPDATE_SESSIONS=1 pytest tests/linear/test_line_sessions.py` writes down what it says now, for review.
"""

import os
from datetime import date
from pathlib import Path

import pytest

SESSIONS = sorted((Path(__file__).parent / "sessions").glob("*.txt"))


@pytest.mark.parametrize("file", SESSIONS, ids=lambda file: file.stem)
def test_a_session_goes_as_written(file, talk, feed, monkeypatch):
    monkeypatch.setenv("VISUAL", "true")
    written = file.read_text("utf-8")
    lines = [line.removeprefix("> ") for line in written.splitlines() if line.startswith("> ")]
    now = talk(lines).replace(str(feed.parent), "TMP").replace(f"{date.today()}", "TODAY")
    if os.environ.get("UPDATE_SESSIONS"):
        file.write_text(now, "utf-8")
    assert now == written
