"""Publishes the index of a feed for all users of a machine."""

import contextlib
import select
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tui_reader.config.paths import Paths
from tui_reader.feed.changes import Report
from tui_reader.feed.library import Library
from tui_reader.feed.sync import ALL_SECONDS
from tui_reader.index.new_generation import fill_sources, publish, publishing
from tui_reader.model.dataclass import replace
from tui_reader.model.errors import ContentError
from tui_reader.store.local_source import POST_BYTES, read_content
from tui_reader.store.site.site import Site

LEAST_PAUSE = 1.0
"""Seconds between two looks; what changes within them is published together."""
LONGEST_PAUSE = 60.0
"""Seconds after which the job looks although nothing was told: a change may have been lost."""


def publisher_paths(paths: Paths, folder: Path) -> Paths:
    """The folders of a publisher: all that it keeps for itself is inside the folder it publishes into, and nobody's
    marks are in its index.
    """
    work = folder / "work"
    return replace(paths, config=work, state=work, cache=work)


@contextlib.contextmanager
def only_publisher(folder: Path, site: Site) -> Iterator[None]:
    """While this lasts no other program publishes into the folder, which is made where it is missing; raises
    ContentError, also for a folder of the site, and IndexTroubleError.
    """
    with contextlib.ExitStack() as stack:
        with _told(folder):
            stack.enter_context(publishing(folder, site.root or site.content))
        yield


def publish_feed(library: Library, folder: Path, report: Report | None = None) -> str:
    """Synchronise the index with the files and make it the newest generation in `folder`; its name, empty where it is
    that already.

    Raises ContentError, IndexTroubleError.
    """
    library.sync.run(report=report, text_seconds=ALL_SECONDS)
    fill_sources(library.index, partial(_file_of_post, library.site.content))
    with _told(folder):
        return publish(library.index, folder, library.site.content)


def wait_for_changes(library: Library, seconds: float) -> None:
    """Wait until the files may have changed: until the system tells of it, and where it does not tell of everything so
    many seconds, one at least.
    """
    pause = min(max(library.sync.pause, seconds, LEAST_PAUSE), LONGEST_PAUSE)
    if select.select(library.sync.descriptors, (), (), pause)[0]:
        time.sleep(LEAST_PAUSE)


def _file_of_post(content: Path, path: str) -> bytes:
    """As much of the file at a path as is read of a post; empty where it cannot be read."""
    try:
        return read_content(content, path, POST_BYTES + 1)
    except (OSError, ValueError):
        return b""


@contextlib.contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Trouble of the disk as an error that names the folder."""
    try:
        yield
    except OSError as error:
        raise ContentError(f"{folder}: {error.strerror or error}") from error
