"""What reading a post takes, measured in a child of its own: CPU, memory, and how it ended."""

import gc
import json
import os
import resource
import signal
import time
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tui_reader.config.settings import Settings
from tui_reader.feed.jobs import OBJECTS, make_text
from tui_reader.feed.post_page import set_post
from tui_reader.feed.snapshot import open_site
from tui_reader.index.records import Waiting
from tui_reader.index.storage.codec import encode_post
from tui_reader.layout.options import Layout
from tui_reader.store.post_reader import load_post, load_source
from tui_reader.store.site.site import Site

SCREEN = 50
"""Lines of the first screen."""
MEMORY = 3 << 30
"""Bytes of address space of a child; more is an error of its own."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What one post took."""

    row: float = 0.0
    """Seconds of CPU until its row in the list is known."""
    text: float = 0.0
    """Seconds of CPU for its entry in the full text."""
    first: float = 0.0
    """Seconds of CPU until its first screen is laid out."""
    rest: float = 0.0
    """Seconds of CPU for all its other lines, which `show` needs."""
    megabytes: float = 0.0
    """The most memory the process had beyond what it began with."""
    error: str = ""
    """How it failed; empty where it did not."""

    @property
    def slowest(self) -> float:
        """The longest of the four, which someone waits for each on its own."""
        return max(self.row, self.text, self.first, self.rest)

    def is_beyond(self, seconds: float, megabytes: float) -> bool:
        """Does it take more than it may, or fail?"""
        return bool(self.error) or self.slowest > seconds or self.megabytes > megabytes

    def __str__(self) -> str:
        times = f"row {self.row:.2f} s, text {self.text:.2f} s, first {self.first:.2f} s, rest {self.rest:.2f} s"
        return self.error or f"{times}, {self.megabytes:.0f} MB"


def read_all(posts: Iterable[tuple[str, str, str]], folder: Path, limit: float) -> dict[str, Usage]:
    """What each post takes, by its kind; a child that takes `limit` seconds of CPU is ended."""
    root = folder / "site"
    (root / "content").mkdir(parents=True, exist_ok=True)
    (root / "hugo.toml").write_text('title = "a"\n', "utf-8")
    site = open_site(root, Settings())
    found: dict[str, Usage] = {}
    for kind, ending, text in posts:
        file = root / "content" / f"post{ending}"
        file.write_text(text, "utf-8", newline="")
        found[kind] = _in_child(file.name, site, int(limit) + 1)
        file.unlink()
    return found


def _in_child(path: str, site: Site, limit: int) -> Usage:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _be_child(path, site, limit, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        said = answer.read()
    status = os.waitpid(child, 0)[1]
    if said:
        return Usage(**json.loads(said))
    ended = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else f"code {os.WEXITSTATUS(status)}"
    return Usage(error=f"ended by {ended}")


def _be_child(path: str, site: Site, limit: int, writing: int) -> None:
    """Read the post under limits and say what it took; never returns."""
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        gc.freeze()
        gc.set_threshold(OBJECTS)
        said = _read(path, site)
    except BaseException as error:  # noqa: BLE001 - told to the parent
        said = {"error": f"{type(error).__name__}: {error}"[:500]}
    os.write(writing, json.dumps(said).encode())
    os._exit(0)


def _read(path: str, site: Site) -> dict[str, float]:
    begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    times = [time.process_time()]
    details = encode_post(load_post(path, site, header_alone=True))
    times.append(time.process_time())
    make_text(Waiting(1, details), site)
    times.append(time.process_time())
    page = set_post(load_source(path, site), site, Settings(), Layout(width=60))
    page.lines(0, SCREEN)
    times.append(time.process_time())
    page.plain()
    times.append(time.process_time())
    took = [after - before for before, after in pairwise(times)]
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - begun) / 1024
    return dict(zip(("row", "text", "first", "rest", "megabytes"), (*took, memory), strict=True))
