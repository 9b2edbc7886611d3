"""Whole sessions as text: each `$ command` with what it prints and, where it is not 0, `[exit code]`.

`UPDATE_SESSIONS=1 pytest tests/cli/test_sessions.py` writes down what the program says now, for review.
"""

import os
import re
from datetime import datetime
from pathlib import Path

import pytest

SESSIONS = sorted((Path(__file__).parent / "sessions").glob("*.txt"))


@pytest.mark.parametrize("file", SESSIONS, ids=lambda file: file.stem)
def test_a_session_goes_as_written(file, call, feed):
    written = file.read_text("utf-8")
    now = "".join(played(line, call, feed) for line in written.splitlines() if line.startswith(("$ ", "# ")))
    if os.environ.get("UPDATE_SESSIONS"):
        file.write_text(now, "utf-8")
    assert now == written


def played(line: str, call, feed: Path) -> str:
    """The line with what the program answers to it; a line that begins with `#` says what it is about."""
    if line.startswith("# "):
        return line + "\n"
    answer = call(line.removeprefix("$ newsreader").strip())
    code = f"[{answer.code}]\n" if answer.code else ""
    return f"{line}\n{steady(answer.out, feed)}{steady(answer.err, feed)}{code}"


def steady(text: str, feed: Path) -> str:
    """The text with folders of the test named, and the time at which marks were made hidden."""
    text = text.replace(str(feed.parent), "TMP").replace(f"{datetime.now().astimezone():%Y-%m-%d}", "TODAY")
    text = re.sub(r'"root": "[^"]+"', '"root": "ROOT"', text)
    return re.sub(r'"added": "[^"]+"', '"added": "NOW"', text)
