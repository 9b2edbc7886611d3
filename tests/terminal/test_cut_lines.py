"""A line over SSH that is cut in the middle of whatever the reader does: nothing is left running, and the mark that was
acknowledged is there.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from shlex import quote

import pytest

from tests.figures import Figures
from tests.images.samples import picture
from tests.terminal.pty_session import NO_MARGINS, PtySession
from tests.terminal.sshd import SlowLine, Sshd, processes_of

ROOT = Path(__file__).resolve().parents[2]
READER = [sys.executable, "-m", "tui_reader"]
MANY = 2500
"""Posts for which the reader starts processes that help it to read them."""
RED = b"48;2;200;32;60"
"""The paper of a cell of the picture."""
SECONDS = 2.0
"""How long the end may take, by the processor's time too."""


@dataclass(frozen=True, slots=True)
class State:
    """What the reader is doing when the line is cut."""

    keys: tuple[str | bytes, ...] = ()
    """Keys pressed from the list."""
    shown: str = ""
    """What stands on the screen then."""
    posts: int = 3
    """Posts of the feed."""
    level: bool = True
    """Whether the index is level before the start, and a mark is made first."""
    reached: Callable[[PtySession, Path], bool] = lambda _session, _home: True
    """Whether it is so by now."""


def resized(session: PtySession, _home: Path) -> bool:
    session.resize(90, 20)
    return True


STATES = {
    "before the first frame": State(level=False, reached=lambda session, _home: bool(session.raw)),
    "list": State(("j",), "Text of 1"),
    "post": State(("enter", "j"), "Text of 2"),
    "a search that is typed": State(("/", "Tex"), "Tex"),
    "chooser": State(("t",), "type to narrow"),
    "help": State(("?",), "One row or line down"),
    "editor": State(("e",), "edit here"),
    "reading files": State(posts=MANY, level=False, reached=lambda _session, home: len(processes_of(home)) > 2),
    "picture": State(("enter", "p"), reached=lambda session, _home: RED in session.raw),
    "a paste while the window changes": State(("/", b"\x1b[200~half a paste"), "", reached=resized),
}
OFTEN = ("editor", "reading files", "a paste while the window changes")
"""States that are tried with every change; the others by `make faults`."""


@pytest.fixture
def sshd(tmp_path: Path) -> Iterator[Sshd]:
    with Sshd(tmp_path) as server:
        yield server


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The home of the one who logs in."""
    folder = tmp_path / "login"
    folder.mkdir()
    editor = folder / "editor"
    editor.write_text("#!/bin/sh\necho edit here\nread -r line\n")
    editor.chmod(0o755)
    return folder


def written(content: Path, posts: int) -> Path:
    content.mkdir(parents=True)
    picture(content / "a.png", (400, 200))
    for number in range(posts):
        date = f"2022-07-01T{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}Z"
        header = f"---\ntitle: Post {number}\ndate: {date}\ntags: [one]\n---\n"
        text = f"{header}\nText of {number}.\n\n![Picture of {number}](/a.png)\n"
        (content / f"{number}.md").write_text(text, encoding="utf-8")
    return content


def marked(home: Path) -> bool:
    """Whether a bookmark is in the journal."""
    files = (home / ".config" / "newsreader" / "bookmarks").glob("*.jsonl")
    return any('"add"' in file.read_text("utf-8") for file in files)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name in OFTEN else [pytest.mark.faults]) for name in STATES]
)
def test_a_line_that_is_cut_leaves_nothing_running(
    sshd: Sshd, home: Path, tmp_path: Path, figures: Figures, name: str
) -> None:
    state = STATES[name]
    content = written(tmp_path / "feed" / "content", state.posts)
    given = {"HOME": str(home), "PYTHONPATH": str(ROOT), "EDITOR": str(home / "editor")}
    if state.level:
        subprocess.run([*READER, "-C", str(content), "sync"], env={**os.environ, **given}, check=True)
    words = " ".join(f"{key}={quote(value)}" for key, value in given.items())
    command = f"cd / && exec env {words} {quote(sys.executable)} -m tui_reader {quote(str(content))}"
    line = SlowLine(sshd.port, bits=10_000_000, delay=0.0)
    with PtySession(sshd.client(command, port=line.port), answers=NO_MARGINS) as session:
        if state.level:
            session.wait_for("Text of 2")
            session.send("m")
            session.settle(0.1, 30, lambda _: marked(home))
        for key in state.keys:
            session.press(key, 0.1)
        session.settle(0.02, 30, lambda session: state.shown in session.text() and state.reached(session, home))
        assert state.shown in session.text() and state.reached(session, home), session.text()
        assert processes_of(home)
        line.cut()
        begin = time.monotonic()
        while (left := processes_of(home)) and time.monotonic() - begin < 10 * SECONDS:
            time.sleep(0.02)
        figures.add("N6", {"lines cut": 1, "processes left": len(left)})
        figures.take_most("N6", "seconds until all are gone", time.monotonic() - begin, name)
        assert left == []
    assert marked(home) == state.level
