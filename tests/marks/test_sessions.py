"""Many sessions marking at once, some of them killed: every mark that was acknowledged is there.

The suite runs a short form. `MARKS_SESSIONS=20 MARKS_EACH=1000 MARKS_KILLS=200` runs the full one.
"""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from tui_reader.marks.reading import Reading

SESSIONS = int(os.environ.get("MARKS_SESSIONS", "4"))
EACH = int(os.environ.get("MARKS_EACH", "60"))
KILLS = int(os.environ.get("MARKS_KILLS", "6"))

SESSION = """
import sys
from pathlib import Path
from tui_reader.marks.journal import Journal
from tui_reader.marks.reading import Reading
reading = Reading(Path(sys.argv[1]), "host")
reading._journal._tidy_after = 100
for number in range(int(sys.argv[3])):
    path = f"{sys.argv[2]}/{number}"
    for on in (True, False, True):
        reading.read([path], on)
    print(path, flush=True)
"""


def start(folder: Path, name: str) -> subprocess.Popen[bytes]:
    acknowledged = (folder / f"{name}.out").open("wb")
    return subprocess.Popen(
        [sys.executable, "-c", SESSION, str(folder / "marks"), name, str(EACH)], stdout=acknowledged
    )


def test_no_acknowledged_mark_is_lost_when_sessions_are_killed(tmp_path):
    chance = random.Random(7)
    running = [start(tmp_path, f"s{number}") for number in range(SESSIONS)]
    for number in range(KILLS):
        time.sleep(chance.uniform(0.05, 0.2))
        victim = chance.randrange(len(running))
        running[victim].kill()
        running[victim].wait()
        running[victim] = start(tmp_path, f"k{number}")
    for session in running:
        assert session.wait(timeout=600) == 0
    acknowledged = [path for out in tmp_path.glob("*.out") for path in whole_lines(out)]
    assert len(acknowledged) >= SESSIONS * EACH
    assert set(acknowledged) <= Reading(tmp_path / "marks", "host").all_read()


def whole_lines(file: Path) -> list[str]:
    """Lines that were written to their end."""
    return [line.strip() for line in file.read_text().splitlines(keepends=True) if line.endswith("\n")]
