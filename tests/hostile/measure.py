"""What reading something hostile takes, measured in a child of its own: CPU, memory, and how it ended."""

import gc
import json
import os
import resource
import shutil
import signal
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path

from tests.hostile.user_files import Input
from tui_reader.config.settings import Settings
from tui_reader.feed.jobs import OBJECTS, make_text
from tui_reader.feed.post_page import set_post
from tui_reader.index.records import Waiting
from tui_reader.index.storage.codec import encode_post
from tui_reader.layout.options import Layout
from tui_reader.store.post_reader import load_post, load_source
from tui_reader.store.site.site import Site, find_site

SCREEN = 50
"""Lines of the first screen."""
MEMORY = 3 << 30
"""Bytes of address space of a child; more is an error of its own."""


Work = Callable[[], Mapping[str, float]]
"""Reads what is hostile, and says how many seconds of CPU each step took, which someone waits for on its own."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What one input took."""

    times: Mapping[str, float] = field(default_factory=dict)
    """Seconds of CPU, by step."""
    megabytes: float = 0.0
    """The most memory the process had beyond what it began with."""
    error: str = ""
    """How it failed; empty where it did not."""

    @property
    def slowest(self) -> float:
        """The longest of the steps."""
        return max(self.times.values(), default=0.0)

    def is_beyond(self, seconds: float, megabytes: float) -> bool:
        """Does it take more than it may, or fail?"""
        return bool(self.error) or self.slowest > seconds or self.megabytes > megabytes

    def __str__(self) -> str:
        times = ", ".join(f"{step} {seconds:.2f} s" for step, seconds in self.times.items())
        return self.error or f"{times}, {self.megabytes:.0f} MB"


def read_all(posts: Iterable[tuple[str, str, str]], folder: Path, limit: float) -> dict[str, Usage]:
    """What each post takes, by its kind; a child that takes `limit` seconds of CPU is ended."""
    root = folder / "site"
    (root / "content").mkdir(parents=True, exist_ok=True)
    (root / "hugo.toml").write_text('title = "a"\n', "utf-8")
    site = find_site(root)
    found: dict[str, Usage] = {}
    for kind, ending, text in posts:
        file = root / "content" / f"post{ending}"
        file.write_text(text, "utf-8", newline="")
        found[kind] = in_child(lambda file=file: partial(_read, file.name, site), int(limit) + 1)
        file.unlink()
    return found


def read_inputs(inputs: Iterable[Input], folder: Path, size: int, limit: float) -> dict[str, Usage]:
    """What each input of about so many bytes takes, by kind and name."""
    found: dict[str, Usage] = {}
    for number, each in enumerate(inputs):
        place = folder / f"{size}-{number}"
        place.mkdir()
        found[f"{each.kind}: {each.name}"] = in_child(partial(_prepare, each, place, size), int(limit) + 1)
        shutil.rmtree(place)
    return found


def _prepare(each: Input, folder: Path, size: int) -> Work:
    read = each.prepare(folder, size)

    def work() -> Mapping[str, float]:
        begun = time.process_time()
        read()
        return {"reading": time.process_time() - begun}

    return work


def in_child(prepare: Callable[[], Work], limit: int) -> Usage:
    """What the work takes that `prepare` gives, in a child that is ended after `limit` seconds of CPU."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _be_child(prepare, limit, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        said = answer.read()
    status = os.waitpid(child, 0)[1]
    if said:
        return Usage(**json.loads(said))
    ended = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else f"code {os.WEXITSTATUS(status)}"
    return Usage(error=f"ended by {ended}")


def _be_child(prepare: Callable[[], Work], limit: int, writing: int) -> None:
    """Do the work under limits and say what it took; never returns."""
    try:
        work = prepare()
        gc.collect()
        gc.freeze()
        gc.set_threshold(OBJECTS)
        until = int(time.process_time()) + limit
        resource.setrlimit(resource.RLIMIT_CPU, (until, until + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        Path("/proc/self/clear_refs").write_text("5")
        begun = _megabytes("VmRSS")
        times = dict(work())
        said: dict[str, object] = {"times": times, "megabytes": _megabytes("VmHWM") - begun}
    except BaseException as error:  # noqa: BLE001 - told to the parent
        said = {"error": f"{type(error).__name__}: {error}"[:500]}
    os.write(writing, json.dumps(said).encode())
    os._exit(0)


def _megabytes(name: str) -> float:
    """Memory of this process as the system counts it: what it has, or the most it had since that was reset."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024


def _read(path: str, site: Site) -> Mapping[str, float]:
    """Until its row in the list is known, for its entry in the full text, until its first screen is laid out, and for
    all its other lines, which `show` needs.
    """
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
    return dict(zip(("row", "text", "first", "rest"), took, strict=True))
