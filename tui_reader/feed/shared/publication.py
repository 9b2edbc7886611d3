"""Publishes the index of a feed for all users of a machine."""

import contextlib
import select
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tui_reader.config.paths import Paths
from tui_reader.config.settings import Settings
from tui_reader.feed.changes import Report, copy_report
from tui_reader.feed.library import Library, name_of_feed
from tui_reader.feed.shared.copy_changes import changes_in_copy
from tui_reader.feed.snapshot import open_site
from tui_reader.feed.sync import ALL_SECONDS
from tui_reader.i18n.messages import tr
from tui_reader.index.new_generation import (
    PublisherState,
    Spare,
    fill_sources,
    publish,
    publishing,
    read_publisher_state,
    state_of,
    write_publisher_state,
)
from tui_reader.mirror.addresses import is_address, read_address
from tui_reader.mirror.kept_folder import Mirror, Refreshed
from tui_reader.mirror.mirrors import open_mirror
from tui_reader.model.dataclass import replace
from tui_reader.model.errors import ContentError, IndexTroubleError
from tui_reader.store.local_source import POST_BYTES, read_content
from tui_reader.store.site.site import find_site

__all__ = ["Spare"]

LEAST_PAUSE = 1.0
"""Seconds between two looks; what changes within them is published together."""
HEARTBEAT = 60.0
"""Seconds after which readers are told again that all is well."""
LONGEST_RETRY = 300.0
"""Seconds between two tries to reach what cannot be reached."""
LONGEST_PAUSE = 60.0
"""Seconds after which the job looks although nothing was told: a change may have been lost."""


def publisher_paths(paths: Paths, folder: Path, mirrored: Path | None = None) -> Paths:
    """The folders of a publisher: all that it keeps for itself is inside the folder it publishes into, and nobody's
    marks are in its index. `mirrored` is as in `Paths`.
    """
    work = folder / "work"
    return replace(paths, config=work, state=work, cache=work, mirrored=mirrored)


@contextlib.contextmanager
def only_publisher(folder: Path, site: Path) -> Iterator[None]:
    """While this lasts no other program publishes into the folder, which is made where it is missing; raises
    ContentError, also where it is inside the `site`, and IndexTroubleError.
    """
    with contextlib.ExitStack() as stack:
        with _told(folder):
            stack.enter_context(publishing(folder, site))
        yield


def site_folder(source: Path, settings: Settings, paths: Paths) -> Path:
    """The folder of the site that `source` means; raises ContentError."""
    site = open_site(source, settings, paths)
    return site.root or site.content


def get_copy(mirror: Mirror, report: Report | None = None) -> Refreshed:
    """Make the copy of a feed that is kept elsewhere equal to it; raises ContentError."""
    found = mirror.refresh(copy_report(report))
    if found is None:
        raise ContentError(tr("Another program reads {address}").replace("{address}", str(mirror.address)))
    return found


def confine(mirror: Mirror) -> None:
    """From now on this program reads no content outside the copy of such a feed: whoever writes to that says
    where its site looks for posts. Raises ContentError where that is outside.
    """
    find_site(mirror.site, confined=True)


class LookNotes:
    """Tells the readers of an index when its publisher looked at the feed, and what keeps it from looking."""

    def __init__(self, folder: Path, every: float) -> None:
        """`every` is the promise to look again within so many seconds; 0 for a job that looks once."""
        self.folder = folder
        self._every = max(every, HEARTBEAT) if every else 0.0
        self._said = read_publisher_state(folder)

    def well(self) -> None:
        """A look has just succeeded; said at once after trouble, and else now and then."""
        now = time.time()
        is_other = self._said.trouble or self._said.every != self._every
        if is_other or not 0 <= now - self._said.looked < HEARTBEAT:
            self._say(PublisherState(now, self._every))

    def trouble(self, why: str) -> None:
        """A look has just failed."""
        if why != self._said.trouble:
            since = self._said.since or self._said.looked or time.time()
            self._say(PublisherState(self._said.looked, self._every, why, since))

    def _say(self, state: PublisherState) -> None:
        self._said = state
        with contextlib.suppress(OSError, IndexTroubleError):
            write_publisher_state(self.folder, state)


def next_pause(before: float, *, failed: bool, shortest: float) -> float:
    """Seconds until the next look at what is kept elsewhere: longer each time where it cannot be reached."""
    return min(before * 2, LONGEST_RETRY) if failed else max(shortest, LEAST_PAUSE)


def mirror_of(name: str, folder: Path) -> Mirror | None:
    """What keeps a copy of what an address names, inside the folder that is published into; None where
    the name is a path. Raises ContentError.
    """
    if not is_address(name):
        return None
    return open_mirror(read_address(name), folder / "work", folder / "site")


def publish_feed(
    library: Library, folder: Path, report: Report | None = None, *, now: bool = False, spare: Spare | None = None
) -> str:
    """Synchronise the index with the files and make it the newest generation in `folder`; its name, empty where it is
    that already. `now` says that the files have changed since the last look, however short ago that was.

    Raises ContentError, IndexTroubleError.
    """
    index = library.index
    before, recoveries = state_of(index), index.database.generation
    changes = library.sync.run(report=report, text_seconds=ALL_SECONDS, now=now)
    known = before if recoveries == index.database.generation else None
    paths = *changes.added, *changes.changed, *changes.removed
    is_all = spare is not None and spare.note(known, paths, state_of(index))
    site = library.site
    fill_sources(index, partial(_file_of_post, site.content), paths if is_all else None)
    with _told(folder):
        return publish(index, folder, name_of_feed(site), site.root or site.content, spare)


def tell_what_changed(library: Library, mirror: Mirror, found: Refreshed) -> None:
    """Let the next look ask for no file that is what it was, where only the copy of the feed wrote any."""
    library.sync.copy_changes = changes_in_copy(found, mirror.folder, library.site.content)


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
