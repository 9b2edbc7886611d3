"""Many sessions of one user mark at once, screens and commands, and some are killed at any moment: what was
acknowledged is there afterwards, and none of them waits for ever.

The suite runs a short form; `make faults` runs ten screens and ten loops of commands of a thousand marks each, with two
hundred of them killed. Each prints its figures.
"""

import json
import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.feeds import write_post, write_site
from tests.terminal.pty_session import PtySession

READER = [sys.executable, "-m", "tui_reader"]
POSTS = 4
"""Posts that each session marks, and no other."""
WEDGED_SECONDS = 300.0
"""A session that has done nothing for so long waits for ever, and not only for its turn on a busy machine."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is going on at once."""

    screens: int
    """Screens on terminals of their own."""
    loops: int
    """Loops of commands, one after the other."""
    marks: int
    """Marks that each of them makes."""
    kills: int
    """Sessions that are killed while they mark."""


SIZES = [Size(2, 2, 7, 6), pytest.param(Size(10, 10, 1000, 200), marks=pytest.mark.faults)]


@dataclass(slots=True)
class Session:
    """One of the sessions: what it was told is written, and what may be."""

    name: str
    root: Path
    left: int
    """Marks it still has to make."""
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    certain: dict[str, object] = field(default_factory=dict)
    """The last mark of each post that was acknowledged: a note, or None for no bookmark."""
    doubtful: dict[str, object] = field(default_factory=dict)
    """The mark that was being made when the session was killed."""
    moved: float = field(default_factory=time.monotonic)
    """When it did something last."""
    at: int = 0
    """Number of the post that is marked next."""

    @property
    def paths(self) -> list[str]:
        """The posts of this session."""
        return [f"news/{self.name}-{number}.md" for number in range(POSTS)]

    def acknowledge(self, path: str) -> None:
        """The session was told that the mark is written."""
        self.certain[path] = self.doubtful.pop(path)
        self.acknowledged += 1
        self.left -= 1
        self.at = (self.at + 1) % POSTS
        self.moved = time.monotonic()

    def compare(self, path: str, found: object) -> None:
        """What is written is what was acknowledged last, or what nobody was told yet."""
        if found not in (self.certain.get(path), self.doubtful.get(path, self.certain.get(path))):
            self.lost.append(f"{path}: {found!r}, not {self.certain.get(path)!r}")
        self.certain[path] = found
        self.doubtful.pop(path, None)


class Loop(Session):
    """Runs one command after the other."""

    __slots__ = ("process",)
    process: "subprocess.Popen[bytes] | None"

    def begin(self) -> None:
        """Start the first command with the first step."""
        self.process = None

    def step(self) -> None:
        """Go on where the command has ended."""
        path = self.paths[self.at]
        if self.process is not None:
            if self.process.poll() is None:
                return
            said = self._said()
            if self.process.returncode == 0:
                self.acknowledge(path)
            elif self.process.returncode > 0:
                self.refused.append(f"{path}: {said}")
            self.process = None
        if self.left:
            self._start(self.paths[self.at])

    def _said(self) -> str:
        """What the command that has ended told the user."""
        assert self.process is not None
        assert self.process.stderr is not None
        with self.process.stderr as stream:
            return stream.read().decode("utf-8", "replace")

    def _start(self, path: str) -> None:
        note = f"{self.name} {self.left}"
        removes = self.left % 3 == 0 and self.certain.get(path) is not None and path not in self.doubtful
        self.doubtful[path] = None if removes else note
        asked = ["remove", path] if removes else ["add", path, "--note", note]
        argv = [*READER, "-C", str(self.root), "bookmarks", *asked]
        self.process = subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def kill(self) -> bool:
        """End it at once, wherever it is; False where nothing ran."""
        if self.process is None or self.process.poll() is not None:
            return False
        self.process.kill()
        return self.process.wait() < 0

    def end(self) -> None:
        """Nothing runs any more."""
        self.kill()


class Screen(Session):
    """Presses keys and waits until the list shows the mark."""

    __slots__ = ("reader", "waits")
    reader: PtySession
    waits: str
    """Path of the post whose mark is to be seen; empty where a key may be pressed."""

    def begin(self) -> None:
        """Start the reader; the posts of this session alone are listed."""
        argv = [*READER, "open", str(self.root), "--query", f"path:{self.name}-"]
        self.reader = PtySession(argv, (80, 16))
        self.waits = "start"

    def step(self) -> None:
        """Look at the screen, and press a key where it shows what was asked for."""
        while select.select([self.reader.fd], [], [], 0)[0] and self.reader._read():
            self.moved = self.moved if self.waits else time.monotonic()
        if self.reader.ended_within(0):
            self.reader.close()
            self.begin()
            return
        shown = dict(self._marks())
        if len(shown) < POSTS:
            return
        if self.waits == "start":
            for path, mark in shown.items():
                self.compare(path, mark)
            self.reader.send("g" + "j" * self.at)
            self.waits, self.moved = "", time.monotonic()
        elif self.waits and shown[self.waits] == self.doubtful[self.waits]:
            self.acknowledge(self.waits)
            self.reader.send("j" if self.at else "g")
            self.waits = ""
        elif not self.waits and self.left:
            self.waits = self.paths[self.at]
            self.doubtful[self.waits] = None if self.certain.get(self.waits) else True
            self.reader.send("m")

    def _marks(self) -> Iterator[tuple[str, bool | None]]:
        """The posts that are listed, and whether each is bookmarked."""
        for line in self.reader.text().splitlines():
            before, found, number = line.partition(f"Post {self.name}-")
            if found and number[:1].isdigit():
                yield self.paths[int(number[0])], "▪" in before[-4:] or None

    def kill(self) -> bool:
        """End it at once, wherever it is; False where nothing ran."""
        if self.reader.ended_within(0):
            return False
        os.kill(self.reader.pid, signal.SIGKILL)
        return True

    def end(self) -> None:
        """Nothing runs any more."""
        self.reader.close()


def run(sessions: list[Loop | Screen], kills: int, chance: random.Random) -> tuple[int, int]:
    """Let all of them mark, and kill some at moments spread over the whole; how many were killed, and how many wait
    for ever.
    """
    killed, total = 0, sum(session.left for session in sessions)
    due = sorted(chance.randrange(total * 9 // 10) for _ in range(kills))
    while any(session.left for session in sessions):
        for session in sessions:
            session.step()
        wedged = [session for session in sessions if session.left and time.monotonic() - session.moved > WEDGED_SECONDS]
        if wedged:
            return killed, len(wedged)
        if killed < kills and due[killed] <= sum(session.acknowledged for session in sessions):
            killed += chance.choice(sessions).kill()
        time.sleep(chance.uniform(0.0, 0.02))
    return killed, 0


@pytest.mark.parametrize("size", SIZES, ids=["short", "full"])
def test_no_acknowledged_mark_is_lost_and_nobody_waits_for_ever(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], size: Size
) -> None:
    root = write_site(tmp_path / "site", 0)
    names = [*(f"screen{number}" for number in range(size.screens)), *(f"loop{number}" for number in range(size.loops))]
    for name in names:
        for number in range(POSTS):
            write_post(root, f"news/{name}-{number}.md", f"Post {name}-{number}", day=28 - number)
    subprocess.run([*READER, "-C", str(root), "list"], check=True, stdout=subprocess.DEVNULL)
    kinds = [Screen] * size.screens + [Loop] * size.loops
    sessions = [kind(name, root, size.marks) for kind, name in zip(kinds, names, strict=True)]
    begin = time.monotonic()
    try:
        for session in sessions:
            session.begin()
        killed, wedged = run(sessions, size.kills, random.Random(11))
    finally:
        for session in sessions:
            session.end()
    written = subprocess.run([*READER, "bookmarks", "--json"], check=False, capture_output=True).stdout
    notes = {mark["path"]: mark["note"] for mark in json.loads(written)}
    for session in sessions:
        for path in session.paths:
            found = notes.get(path)
            session.compare(path, found if isinstance(session, Loop) or found is None else True)
    lost = [one for session in sessions for one in session.lost]
    refused = [one for session in sessions for one in session.refused]
    figures = {
        "sessions": len(sessions),
        "killed": killed,
        "marks acknowledged": sum(session.acknowledged for session in sessions),
        "lost": len(lost),
        "refused": len(refused),
        "wedged": wedged,
        "seconds": round(time.monotonic() - begin),
    }
    with capsys.disabled():
        print("\n" + " | ".join(figures), " | ".join(map(str, figures.values())), sep="\n")
    assert (lost, refused, wedged, killed) == ([], [], 0, size.kills)
    assert sum(session.acknowledged for session in sessions) == size.marks * len(sessions)
