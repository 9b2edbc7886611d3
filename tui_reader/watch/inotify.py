"""Changes in folders as Linux reports them (inotify(7)), at no cost while nothing changes."""

import contextlib
import ctypes
import os
import struct
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

_EVENTS = 0x2 | 0x4 | 0x8 | 0x40 | 0x80 | 0x100 | 0x200 | 0x400 | 0x800
"""Written, attributes changed, closed after writing, moved out and in, made, deleted, and the folder itself deleted
or moved.
"""
_NEW_NAMES = 0x80 | 0x100
"""Moved in and made."""
_ONLY_FOLDERS = 0x01000000
_BESIDE_OTHERS = 0x20000000
"""A folder that is watched already is watched for these events as well."""
_LOST = -1
"""Stands in place of a folder's number where the system could not keep all events."""
_HEAD = struct.Struct("iIII")
"""Number of the folder, what happened, a cookie, and the length of the name that follows."""
_BUFFER = 64 * 1024


class Inotify:
    """Folders that are watched; making one raises OSError where the system has no inotify, or no more of it for this
    user.
    """

    def __init__(self) -> None:
        library = ctypes.CDLL(None, use_errno=True)
        try:
            self._add = library.inotify_add_watch
            self._remove = library.inotify_rm_watch
            self.descriptor: int = library.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        except AttributeError as error:
            raise OSError(None, "no inotify") from error
        if self.descriptor < 0:
            raise _last_error()
        self._known: set[int] = set()
        self._beside: set[int] = set()

    def watch(self, folders: Iterable[str]) -> bool:
        """Watch these folders and those `watch_beside` was given; whether one of them was not watched until now.

        Raises OSError, and is closed then.
        """
        found = {self._watch(folder, _EVENTS) for folder in folders} - {None}
        fresh = not found <= self._known
        for number in self._known - found - self._beside:
            self._remove(self.descriptor, number)
        self._known = {number for number in found if number is not None}
        return fresh

    def watch_beside(self, folders: Iterable[Path]) -> None:
        """Watch these too, without counting what happens there; where one is missing, the nearest folder above it, for
        what comes. Raises OSError, and is closed then.
        """
        self._beside = set()
        for folder in folders:
            tried = ((place, _EVENTS if place == folder else _NEW_NAMES) for place in (folder, *folder.parents))
            numbers = filter(None, (self._watch(str(place), events) for place, events in tried))
            self._beside.update(islice(numbers, 1))

    def _watch(self, folder: str, events: int) -> int | None:
        """The number of the folder, above zero; None where it cannot be watched."""
        number: int = self._add(self.descriptor, os.fsencode(folder), events | _ONLY_FOLDERS | _BESIDE_OTHERS)
        if number >= 0:
            return number
        error = _last_error()
        if isinstance(error, FileNotFoundError | NotADirectoryError | PermissionError):
            return None
        self.close()
        raise error

    def happened(self) -> bool:
        """Whether something happened since this was asked last in the folders that `watch` was given last."""
        found: set[int] = set()
        with contextlib.suppress(BlockingIOError):
            while data := os.read(self.descriptor, _BUFFER):
                found.update(_numbers(data))
        return _LOST in found or not found.isdisjoint(self._known)

    def close(self) -> None:
        """Stop watching."""
        with contextlib.suppress(OSError):
            os.close(self.descriptor)


def _numbers(events: bytes) -> Iterator[int]:
    """The number of the folder of each event."""
    at = 0
    while at < len(events):
        number, _, _, length = _HEAD.unpack_from(events, at)
        yield number
        at += _HEAD.size + length


def _last_error() -> OSError:
    number = ctypes.get_errno()
    return OSError(number, os.strerror(number))
