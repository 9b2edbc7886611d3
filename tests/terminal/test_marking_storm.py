"""Many sessions of one user mark at once, screens and commands, and some are killed at any moment: what was
acknowledged is there afterwards, and none of them waits for ever.

The suite runs a short form; `make faults` runs ten screens and ten loops of commands of a thousand marks each, with two
hundred of them killed. A command is a process forked from one that has loaded the program, so that ten thousand of them
spend their time on marks.
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
from tests.figures import Figures
from tests.terminal.forked_command import ForkedCommand
from tests.terminal.pty_session import PtySession

READER = [sys.executable, "-m", "tui_reader"]
POSTS = 4
"""Posts that each session marks, and no other."""
REST_SECONDS = 0.5
"""A reader that did nothing for so long after its start has seen the marks of its killed predecessor."""
WEDGED_MARKS = 80
"""A session that made no mark while each of the others made so many on the average waits for ever, however slow the
machine is.
"""
WEDGED_SECONDS = 1200.0
"""So do all of them where none made one for so long."""


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
    seen: tuple[int, int, float] = (0, 0, 0.0)
    """Its own marks and those of all sessions, and the time, when it was seen to have made one."""
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

    def is_wedged(self, done: int, count: int) -> bool:
        """Has it made no mark while all of `count` sessions made many, of `done` so far, or for very long?"""
        own, others, moment = self.seen
        if own != self.acknowledged or not moment:
            self.seen = (self.acknowledged, done, time.monotonic())
            return False
        return done - others > WEDGED_MARKS * count or time.monotonic() - moment > WEDGED_SECONDS

    def compare(self, path: str, found: object) -> None:
        """What is written is what was acknowledged last, or what nobody was told yet."""
        if found not in (self.certain.get(path), self.doubtful.get(path, self.certain.get(path))):
            self.lost.append(f"{path}: {found!r}, not {self.certain.get(path)!r}")
        self.certain[path] = found
        self.doubtful.pop(path, None)


class Loop(Session):
    """Runs one command after the other."""

    __slots__ = ("command",)
    command: ForkedCommand | None

    def begin(self) -> None:
        """Start the first command with the first step."""
        self.command = None

    def step(self) -> None:
        """Go on where the command has ended."""
        path = self.paths[self.at]
        if self.command is not None:
            code = self.command.exit_code()
            if code is None:
                return
            if code == 0:
                self.acknowledge(path)
            elif code > 0:
                self.refused.append(f"{path}: {self.command.said()}")
            self.command = None
        if self.left:
            self._start(self.paths[self.at])

    def _start(self, path: str) -> None:
        note = f"{self.name} {self.left}"
        removes = self.left % 3 == 0 and self.certain.get(path) is not None and path not in self.doubtful
        self.doubtful[path] = None if removes else note
        asked = ["remove", path] if removes else ["add", path, "--note", note]
        self.command = ForkedCommand(["-C", str(self.root), "bookmarks", *asked])

    def kill(self) -> bool:
        """End it at once, wherever it is; False where nothing ran."""
        return self.command is not None and self.command.kill()

    def end(self) -> None:
        """Nothing runs any more."""
        self.kill()


class Screen(Session):
    """Presses keys and waits until the list shows the mark."""

    __slots__ = ("busy", "reader", "waits")
    busy: float
    """When a reader that was started anew was last seen to do something."""
    reader: PtySession
    waits: str
    """Path of the post whose mark is to be seen; empty where a key may be pressed."""

    def begin(self) -> None:
        """Start the reader; the posts of this session alone are listed."""
        argv = [*READER, "open", str(self.root), "--query", f"path:{self.name}-"]
        self.reader = PtySession(argv, (80, 16))
        self.waits, self.busy = "start", time.monotonic()

    def step(self) -> None:
        """Look at the screen, and press a key where it shows what was asked for."""
        has_drawn = False
        while select.select([self.reader.fd], [], [], 0)[0] and self.reader._read():
            has_drawn = True
        if self.reader.ended_within(0):
            self.reader.close()
            self.begin()
            return
        if self.waits == "start" and not self._is_settled(has_drawn):
            return
        if self.waits != "start" and self.waits and not has_drawn:
            return
        shown = dict(self._marks())
        if len(shown) < POSTS:
            return
        if self.waits == "start":
            for path, mark in shown.items():
                self.compare(path, mark)
            self.reader.send("g" + "j" * self.at)
            self.waits = ""
        elif self.waits and shown[self.waits] == self.doubtful[self.waits]:
            self.acknowledge(self.waits)
            self.reader.send("j" if self.at else "g")
            self.waits = ""
        elif not self.waits and self.left:
            self.waits = self.paths[self.at]
            self.doubtful[self.waits] = None if self.certain.get(self.waits) else True
            self.reader.send("m")

    def _is_settled(self, has_drawn: bool) -> bool:
        """Has a reader that was started anew drawn its list and looked at the journals, as far as can be seen?

        The first screen is painted from the index, which a killed reader may not have told of its last mark.
        """
        now = time.monotonic()
        if has_drawn or not self.reader.rests():
            self.busy = now
        return now - self.busy > REST_SECONDS

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
        done = sum(session.acknowledged for session in sessions)
        wedged = sum(session.left > 0 and session.is_wedged(done, len(sessions)) for session in sessions)
        if wedged:
            return killed, wedged
        if killed < kills and due[killed] <= done:
            killed += chance.choice(sessions).kill()
        time.sleep(chance.uniform(0.0, 0.02))
    return killed, 0


@pytest.mark.parametrize("size", SIZES, ids=["short", "full"])
def test_no_acknowledged_mark_is_lost_and_nobody_waits_for_ever(tmp_path: Path, figures: Figures, size: Size) -> None:
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
    counted = {
        "sessions": len(sessions),
        "killed": killed,
        "marks acknowledged": sum(session.acknowledged for session in sessions),
        "lost": len(lost),
        "refused": len(refused),
        "wedged": wedged,
    }
    figures.add("N1", counted)
    figures.take_most("N1", "seconds", time.monotonic() - begin, f"{len(sessions)} sessions")
    assert (lost, refused, wedged, killed) == ([], [], 0, size.kills)
    assert sum(session.acknowledged for session in sessions) == size.marks * len(sessions)
