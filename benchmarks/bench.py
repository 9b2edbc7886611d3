"""Where a run of the benchmarks stands: its folder, its sizes, the feeds it has made, the homes of its readers."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.feed import long_posts, made_posts, write_light_site, write_posts, write_site
from benchmarks.mixed_feed import mixed_posts
from tui_reader.config.paths import APP, Paths
from tui_reader.config.settings import Settings
from tui_reader.feed.library import Library, open_library

BIN = Path(sys.executable).parent
PYTHON = sys.executable
NEWSREADER = str(BIN / "newsreader")
HEAVIEST = 100_000
"""Largest feed of posts with a full header and several paragraphs."""
BUSY = ("NO_COLOR", "TMUX", "STY", "SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")


def forget_python_settings() -> None:
    """Take Python's own variables out of the environment: one of them may keep compiled modules from being kept, as
    no user has it.
    """
    for name in [name for name in os.environ if name.startswith("PYTHON")]:
        del os.environ[name]


@dataclass(frozen=True, slots=True)
class Bench:
    """One run."""

    folder: Path
    """Feeds, homes and results; feeds stay from run to run."""
    quick: bool = False
    """Small feeds and few repeats: a look at whether all is well, not figures to quote."""

    @property
    def small(self) -> int:
        """Posts in the smaller feed."""
        return 1_000 if self.quick else 10_000

    @property
    def large(self) -> int:
        """Posts in the larger feed."""
        return 3_000 if self.quick else 100_000

    @property
    def repeats(self) -> int:
        """How often a start is measured."""
        return 3 if self.quick else 9

    @property
    def presses(self) -> int:
        """How often a key is measured."""
        return 10 if self.quick else 60

    def site(self, count: int) -> Path:
        """A feed of `count` posts; beyond `HEAVIEST` they have short headers and one paragraph."""
        folder = self.folder / f"site-{count}"
        return write_light_site(count, folder) if count > HEAVIEST else write_site(made_posts(count), folder)

    def mixed_site(self, count: int) -> Path:
        """A feed of `count` posts as various as those of real sites."""
        return write_posts(mixed_posts(count), self.folder / f"site-mixed-{count}")

    def long_site(self) -> Path:
        """A feed of three long posts, the shortest of them first in the list."""
        return write_site(long_posts(), self.folder / "site-long")

    def home(self, name: str, fresh: bool = False) -> Path:
        """A home folder; `fresh` empties it first."""
        home = self.folder / f"home-{name}"
        if fresh:
            shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True, exist_ok=True)
        return home

    def environment(self, home: Path) -> dict[str, str]:
        """Environment of a user with that home at a plain terminal with all colours."""
        kept = {name: value for name, value in os.environ.items() if name not in BUSY and not name.startswith("XDG_")}
        return {**kept, "HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}

    def warm(self, site: Path) -> Path:
        """A home whose index is synchronised with the feed, its full text too, where nothing was read yet.

        RuntimeError when the reader gives a notice.
        """
        home = self.home(site.name)
        shutil.rmtree(home / ".local", ignore_errors=True)
        library = self.library(site, home)
        try:
            if library.notices:
                raise RuntimeError(f"{library.notices[0]}; is there an old index in {home}?")
            while library.sync.run(text_seconds=60).waiting:
                pass
        finally:
            library.close()
        return home

    def library(self, site: Path, home: Path) -> Library:
        """The feed opened in this process with the folders of that home."""
        paths = Paths(home / ".config" / APP, home / ".local/state" / APP, home / ".cache" / APP, "bench")
        return open_library(site, Settings(), paths)


def run(argv: Iterable[str], environment: Mapping[str, str], cwd: Path | None = None) -> bytes:
    """Standard output of a program; RuntimeError with its last words when it fails."""
    done = subprocess.run(list(argv), env=dict(environment), cwd=cwd, capture_output=True, timeout=900)
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace").strip()[-300:] or f"exit {done.returncode}")
    return done.stdout


def installed(*names: str) -> str | None:
    """Where a peer's program is: in this environment or on the way; None when it is not there."""
    places = (str(BIN / name) for name in names)
    return next((place for place in places if Path(place).exists()), None) or shutil.which(names[0])
