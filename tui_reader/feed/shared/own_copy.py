"""A feed that is kept elsewhere and that a user reads without an index of others: a copy in the user's own cache
folder, which is kept fresh behind the reading.
"""

import contextlib
import os
import threading
import time
from pathlib import Path

from tui_reader.config.settings import Settings
from tui_reader.config.user_files import make_folder
from tui_reader.feed.changes import Report, copy_report
from tui_reader.feed.shared.copy_changes import CopyChanges, changes_in_copy
from tui_reader.feed.shared.feed_copies import copy_folder
from tui_reader.feed.shared.remote_feeds import folder_of
from tui_reader.index.new_generation import PublisherState, read_publisher_state, write_publisher_state
from tui_reader.mirror.addresses import is_address, read_address
from tui_reader.mirror.kept_folder import Refreshed
from tui_reader.mirror.mirrors import open_mirror
from tui_reader.model.errors import ContentError, IndexTroubleError
from tui_reader.model.feed_state import FeedState
from tui_reader.store.local_source import is_folder, real_path

FRESH_SECONDS = 300.0
"""Seconds after a look at the other place in which nobody looks again unasked."""
RETRY_SECONDS = 60.0
"""The same after one that failed."""
_END_SECONDS = 2.0
"""Time that a fetch has to end when the reader does."""


class OwnCopy:
    """The copy of one feed in a cache folder; `start`, `close` and `take_note` belong to one thread at a time."""

    def __init__(self, address: str, cache: Path) -> None:
        """`address` is where it comes from; raises ContentError where it is none."""
        found = read_address(address)
        self._folder = copy_folder(cache, str(found))
        self._stop = threading.Event()
        self._mirror = open_mirror(found, self._folder, self._folder / "site", self._stop)
        self._said = read_publisher_state(self._folder)
        self._found: Refreshed | None = None
        self._thread: threading.Thread | None = None
        self._ended: tuple[int, int] | None = None

    @property
    def state(self) -> FeedState:
        """How fresh the copy is; reads a small file."""
        said = self._said = read_publisher_state(self._folder)
        return FeedState("", 0.0, said.looked, 0.0, said.trouble, said.since)

    @property
    def descriptors(self) -> tuple[int, ...]:
        """Can be read when a look at the other place has ended; none before the first."""
        return (self._ended[0],) if self._ended else ()

    @property
    def pause(self) -> float:
        """Seconds until the other place should be looked at again, as far as was known when the state was read."""
        said = self._said
        age = max(0.0, time.time() - said.tried)
        return max(0.0, (RETRY_SECONDS if said.trouble else FRESH_SECONDS) - age)

    def changes(self, content: Path) -> CopyChanges | None:
        """What the last look says of the files in the content folder; where there was none since it was asked, that
        they are those of the version which the copy is of. None while it is of none.
        """
        found, self._found = self._found, None
        version = self._mirror.version
        if found is None or found.version != version:
            found = Refreshed(version, before=version, changed=())
        return changes_in_copy(found, self._mirror.folder, content) if version else None

    def refresh(self, report: Report | None = None) -> None:
        """Look at the other place now; trouble becomes part of the state. Raises ContentError without a copy."""
        before = read_publisher_state(self._folder)
        try:
            make_folder(self._folder)
            self._found = self._mirror.refresh(copy_report(report))
            state = PublisherState(time.time(), tried=time.time())
        except (ContentError, OSError) as error:
            if not self._mirror.is_there:
                raise
            why = getattr(error, "message", None) or str(error)
            state = PublisherState(before.looked, 0.0, why, before.since or before.looked or time.time(), time.time())
        with contextlib.suppress(OSError, IndexTroubleError):
            write_publisher_state(self._folder, state)
        self._said = state

    def start(self, *, now: bool = False) -> None:
        """Look at the other place in a thread of its own, where it is time or `now` says so."""
        self.take_note()
        self._said = read_publisher_state(self._folder)
        if (self._thread and self._thread.is_alive()) or self._stop.is_set() or (self.pause and not now):
            return
        if self._ended is None:
            self._ended = os.pipe()
        self._thread = threading.Thread(target=self._run, args=(self._ended[1],), name="copy", daemon=True)
        self._thread.start()

    def take_note(self) -> None:
        """The end of a look was noticed."""
        if self._ended:
            os.set_blocking(self._ended[0], False)
            with contextlib.suppress(OSError):
                os.read(self._ended[0], 64)

    def close(self) -> None:
        """End a look that is under way."""
        self._stop.set()
        if self._thread:
            self._thread.join(_END_SECONDS)
        if self._ended and self._thread and not self._thread.is_alive():
            ended, self._ended = self._ended, None
            for descriptor in ended:
                os.close(descriptor)

    def _run(self, ended: int) -> None:
        with contextlib.suppress(ContentError):
            self.refresh()
        os.write(ended, b"\n")


def fetch_missing(name: str, settings: Settings, cache: Path, report: Report | None = None) -> None:
    """Fetch what an address names where nothing of it is here yet; a path is left alone. Raises
    ContentError.
    """
    if is_address(name) and not is_folder(folder_of(name, settings, cache)):
        OwnCopy(name, cache).refresh(report)


def copy_with(origin: str, folder: Path, cache: Path) -> OwnCopy | None:
    """What keeps the copy fresh that a site's folder is in; None for a folder that is none of this user's copies."""
    try:
        copy = OwnCopy(origin, cache)
    except ContentError:
        return None
    return copy if real_path(folder).is_relative_to(real_path(copy_folder(cache, origin))) else None
