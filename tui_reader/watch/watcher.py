"""Tells when it is time to look at the files again, without looking at them."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.config.paths import is_network
from tui_reader.store.local_source import changed_at
from tui_reader.store.site.config_files import config_places
from tui_reader.store.site.site import Site
from tui_reader.watch.polling import FolderTimes

if TYPE_CHECKING:
    from tui_reader.watch.inotify import Inotify

PATIENCE = 20
"""Without notifications, the next look comes no sooner than this many times what the last one took: a twentieth of a
core.
"""
TRUST = 500
"""The same with notifications: a file system may lose one."""


def settings_fingerprint(site: Site) -> str:
    """A text that differs whenever the files do that hold the site's settings."""
    if site.root is None:
        return ""
    return " ".join(f"{file}:{changed_at(str(file))}" for file in config_places(site.root, *site.themes))


class Watch:
    """Tells when it is time to look at the files again: at once where something changed, else so that looking stays
    cheap.

    The system is asked to tell of changes (`listening`) where it can; elsewhere folders are asked when they changed,
    which shows every file that came, went or was replaced; a look finds the others.
    """

    def __init__(self, content: Path, listening: bool = False) -> None:
        self._content = content
        self._folder_times = FolderTimes()
        self._next = 0.0
        self._inotify = _inotify(content) if listening else None

    def is_due(self) -> bool:
        """Whether the files may have changed, or the last look is long ago."""
        notified = self._inotify is not None and self._inotify.happened()
        return notified or time.monotonic() >= self._next or self._folder_times.happened()

    def looked(self, folders: set[str], seconds: float) -> None:
        """A look at these folders, which took so many seconds, has just ended; paths as in `Folder`."""
        paths = [f"{self._content}/{folder}" for folder in folders]
        listens = self._listens_to(paths)
        self._folder_times.watch([] if listens else paths)
        self._next = time.monotonic() + (TRUST if listens else PATIENCE) * seconds

    def _listens_to(self, paths: list[str]) -> bool:
        """Whether the system was watching all of these folders before they were looked at."""
        if self._inotify is None:
            return False
        try:
            return not self._inotify.watch(paths)
        except OSError:
            self._inotify = None
            return False

    def close(self) -> None:
        """Stop listening."""
        if self._inotify is not None:
            self._inotify.close()
            self._inotify = None


def _inotify(content: Path) -> "Inotify | None":
    """A listener for changes; None where the system has none, or other machines may change the files."""
    from tui_reader.watch.inotify import Inotify  # noqa: PLC0415 - commands look once

    if is_network(content):
        return None
    try:
        return Inotify()
    except OSError:
        return None
