"""Tells when it is time to look at the files again, without looking at them."""

import math
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.config.paths import is_network
from tui_reader.store.local_source import changed_at
from tui_reader.store.site.config_files import CONFIG_FOLDERS, config_places
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


def settings_folders(site: Site) -> tuple[Path, ...]:
    """The folders whose files make up the settings' fingerprint, and those that may come to."""
    if site.root is None:
        return ()
    roots = (site.root, *site.themes)
    named = (root / folder for root in roots for folder in ("", *CONFIG_FOLDERS))
    return tuple(dict.fromkeys([*named, *(file.parent for file in config_places(*roots))]))


class Watch:
    """Tells when it is time to look at the files again: at once where something changed, else so that looking stays
    cheap.

    The system is asked to tell of changes (`listening`) where it can; elsewhere folders are asked when they changed,
    which shows every file that came, went or was replaced; a look finds the others. Folders `beside` the content, which
    need not exist, wake whoever waits at `descriptor` and make no look at the files due.
    """

    def __init__(self, content: Path, listening: bool = False, beside: Sequence[Path] = ()) -> None:
        self._content = content
        self._beside = tuple(beside)
        self._folder_times = FolderTimes()
        self._next = 0.0
        self._inotify = _inotify(content) if listening else None
        self._hears_beside = listening and not any(map(is_network, beside))
        self._hears_content = self._has_settled = False
        self._listen_beside()

    @property
    def descriptor(self) -> int | None:
        """Can be read once something changed; None where the system tells of nothing."""
        return self._inotify.descriptor if self._inotify is not None else None

    @property
    def pause(self) -> float:
        """Seconds for which nobody need ask unless the system tells of a change; without end where it tells of all."""
        if not (self._hears_beside and self._hears_content):
            return 0.0
        return math.inf if self._has_settled else max(0.0, self._next - time.monotonic())

    def is_due(self) -> bool:
        """Whether the files may have changed, or the last look is long ago."""
        notified = self._inotify is not None and self._inotify.happened()
        self._listen_beside()
        return notified or time.monotonic() >= self._next or self._folder_times.happened()

    def looked(self, folders: set[str], seconds: float) -> None:
        """A look at these folders, which took so many seconds, has just ended; paths as in `Folder`."""
        paths = [f"{self._content}/{folder}" for folder in folders]
        fresh = self._listen_to(paths)
        self._hears_content, self._has_settled = fresh is not None, fresh is False
        self._folder_times.watch([] if self._hears_content else paths)
        self._next = time.monotonic() + (TRUST if self._has_settled else PATIENCE) * seconds

    def _listen_to(self, paths: list[str]) -> bool | None:
        """Whether one of these folders was not listened to while it was looked at; None where the system does not tell.

        What happened in such a folder meanwhile is found by another look.
        """
        if self._inotify is None:
            return None
        try:
            return self._inotify.watch(paths)
        except OSError:
            self._inotify = None
            return None

    def _listen_beside(self) -> None:
        """Listen to the folders beside the content, some of which may be there only now."""
        if self._inotify is None:
            return
        try:
            self._inotify.watch_beside(self._beside)
        except OSError:
            self._inotify, self._hears_content = None, False

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
