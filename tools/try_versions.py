"""Install the reader with the lowest or the newest versions that pyproject.toml allows, press keys on its screen, and
read a feed in a bucket.

    tools/try_versions.py lowest newest
    PYTHON=python3.13 tools/try_versions.py lowest     with another interpreter

Every version runs in a virtual environment and a home of its own, without anything of this checkout but the wheel.
"""

import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.feeds import SITE  # noqa: E402
from tests.mirror.bucket import bucket_served, environment_of  # noqa: E402
from tests.terminal.pty_session import PtySession  # noqa: E402

_TOUR = (
    ("j", "2 / "), ("k", "三块地方"), ("enter", "%"), ("space", "%"), ("o", ""), ("esc", ""), ("esc", "1 / "),
    ("?", "Move"), ("esc", "1 / "), ("/", ""), ("SSH", ""), ("enter", "SSH"), ("esc", "1 / "), ("m", ""), ("5", "Bookmarks"),
    ("1", "1 / "), ("t", ""), ("esc", "1 / "), ("z", ""), ("z", "1 / "), ("i", ""), ("i", "1 / "), (":", ""), ("esc", "1 / "),
    ("1", "1 / "), ("G", "46 / 46"), ("g", "1 / 46"),
)  # fmt: skip
"""Keys, and what must stand on the screen behind each."""


def lowest() -> list[str]:
    """The lowest version of each library the program and its extra for buckets need, as pip takes it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["s3"]]
    floors = (re.match(r"([A-Za-z-]+)>=([0-9.]+)", line) for line in needed)
    return [f"{found[1]}=={found[2]}" for found in floors if found]


SETS = {"lowest": lowest, "newest": list}


def install(folder: Path, pinned: Sequence[str]) -> Path:
    """The program, installed in a virtual environment in the folder."""
    python = os.environ.get("PYTHON", sys.executable)
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder / "dist", cwd=ROOT)
    run(python, "-m", "venv", folder / "venv")
    (wheel,) = (folder / "dist").glob("*.whl")
    pip = (folder / "venv" / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, f"{wheel}[s3]", *pinned)
    return folder / "venv" / "bin" / "newsreader"


def run(*command: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> str:
    """What a command prints; what it says is shown where it fails."""
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True)
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).splitlines()[-15:])
        raise SystemExit(f"{' '.join(map(str, command))}\n{said}")
    return done.stdout


def read_bucket(program: Path, home: Path) -> None:
    """List a feed in a bucket of this machine; raises AssertionError."""
    with bucket_served({"site/hugo.toml": SITE, "site/content/a.md": "---\ntitle: In a bucket\n---\n"}) as bucket:
        env = {"HOME": str(home), "LANG": "C.UTF-8", **environment_of(bucket.port)}
        printed = run(program, "list", "-C", "s3://news/site", env=env)
    assert "In a bucket" in printed, printed


def press_keys(program: Path, home: Path) -> None:
    """Go through the tour on the sample feed; raises AssertionError with the screen."""
    home.mkdir()
    with PtySession([str(program)], (120, 36), {"HOME": str(home), "LANG": "C.UTF-8"}) as session:
        session.wait_for("1 / 46", 30)
        for key, expected in _TOUR:
            session.press(key, 0.1)
            session.wait_for(expected, 15)
        session.send("Q")
        assert session.ended_within(10), "it does not end"
        assert session.exit_status == 0, session.text()


def main() -> None:
    """Try each set that is named."""
    for name in list(os.environ):
        if name.startswith(("XDG_", "NEWSREADER_", "PYTHONPATH")):
            del os.environ[name]
    for chosen in sys.argv[1:] or SETS:
        with tempfile.TemporaryDirectory() as folder:
            pinned = SETS[chosen]()
            program = install(Path(folder), pinned)
            press_keys(program, Path(folder) / "home")
            read_bucket(program, Path(folder) / "home")
            versions = f" with {', '.join(pinned)}" if pinned else ""
            print(f"{chosen}: {len(_TOUR)} keys pressed and a bucket read{versions}")


if __name__ == "__main__":
    main()
