"""Many sessions marking at once, some of them killed: every mark that was acknowledged is there.

The suite runs a short form; `make faults` runs twenty sessions of a thousand marks each, with two hundred of them
killed.
"""

import random
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tui_reader.marks.read_state import Reading

SESSION = """
import sys
from pathlib import Path
from tui_reader.marks.journal import Journal
from tui_reader.marks.read_state import Reading
reading = Reading(Path(sys.argv[1]), "host")
reading.journal._tidy_after = 100
for number in range(int(sys.argv[3])):
    path = f"{sys.argv[2]}/{number}"
    for on in (True, False, True):
        reading.read([path], on)
    print(path, flush=True)
"""

SHARING = """
import sys
from pathlib import Path
from tui_reader.marks import journal_reader
from tui_reader.marks.read_state import Reading
journal_reader.IN_MEMORY = 1500  # a journal is long from here on
folder, name, rounds = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
def session():
    reading = Reading(folder / "marks", "host", indexes=folder / "indexes")
    reading.journal._tidy_after = 60
    return reading
stays, own = session(), {}
for number in range(rounds):
    reading = stays if number % 3 == 0 else session()
    seen = reading.all_read()
    for path, on in own.items():
        assert (path in seen) is on, (name, number, path, on)
    path = f"{name}/{number % 4}"
    own[path] = not own.get(path, False)
    reading.read([path], own[path])
"""


@dataclass(frozen=True, slots=True)
class Storm:
    """How much is going on at once."""

    sessions: int
    """Sessions that end by themselves."""
    posts: int
    """Posts each of them marks, with three marks each."""
    kills: int
    """Sessions that are killed at a random moment."""


def start(folder: Path, name: str, posts: int) -> subprocess.Popen[bytes]:
    acknowledged = (folder / f"{name}.out").open("wb")
    return subprocess.Popen(
        [sys.executable, "-c", SESSION, str(folder / "marks"), name, str(posts)], stdout=acknowledged
    )


@pytest.mark.parametrize(
    "storm", [Storm(4, 60, 6), pytest.param(Storm(20, 334, 200), marks=pytest.mark.faults)], ids=["short", "full"]
)
def test_no_acknowledged_mark_is_lost_when_sessions_are_killed(tmp_path, storm):
    chance = random.Random(7)
    running = [start(tmp_path, f"s{number}", storm.posts) for number in range(storm.sessions)]
    for number in range(storm.kills):
        time.sleep(chance.uniform(0.05, 0.2))
        victim = chance.randrange(len(running))
        running[victim].kill()
        running[victim].wait()
        running[victim] = start(tmp_path, f"k{number}", storm.posts)
    for session in running:
        assert session.wait(timeout=600) == 0
    acknowledged = [path for out in tmp_path.glob("*.out") for path in whole_lines(out)]
    assert len(acknowledged) >= storm.sessions * storm.posts
    assert set(acknowledged) <= Reading(tmp_path / "marks", "host").all_read()


@pytest.mark.parametrize("rounds", [40, pytest.param(1000, marks=pytest.mark.faults)], ids=["short", "full"])
def test_sessions_that_share_an_index_of_lines_see_every_mark_at_once(tmp_path, rounds):
    """An index that took the place of another under its name was written over by whoever had the other open."""
    argv = [sys.executable, "-c", SHARING, str(tmp_path)]
    running = [
        subprocess.Popen([*argv, f"s{number}", str(rounds)], stderr=subprocess.PIPE, text=True) for number in range(6)
    ]
    assert [session.communicate()[1] for session in running] == [""] * len(running)


def whole_lines(file: Path) -> list[str]:
    """Lines that were written to their end."""
    return [line.strip() for line in file.read_text().splitlines(keepends=True) if line.endswith("\n")]
