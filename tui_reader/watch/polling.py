"""Changes in folders as their own times tell them, where the system does not report changes.

A folder's time shows every file that came, went or was replaced in it, not one that was written in place.
"""

import time
from collections.abc import Sequence

from tui_reader.store.local_source import changed_at

MOST_FOLDERS = 5000
"""With more folders than this, asking each of them is no quicker than looking at the files."""
JUST_NOW = 2_000_000_000
"""Nanoseconds in which a folder may change twice without another time: a change so fresh is looked at again."""


class FolderTimes:
    """When each of some folders changed last."""

    def __init__(self) -> None:
        self._folders: dict[str, int] = {}

    def watch(self, folders: Sequence[str]) -> None:
        """Remember when these folders changed; of more than `MOST_FOLDERS` none."""
        just_now = time.time_ns() - JUST_NOW
        changed = {path: changed_at(path) for path in folders} if len(folders) <= MOST_FOLDERS else {}
        self._folders = {path: moment if moment < just_now else 0 for path, moment in changed.items()}

    def happened(self) -> bool:
        """Whether one of the folders has changed since."""
        return any(changed_at(folder) != changed for folder, changed in self._folders.items())
