"""Changes in folders as Linux reports them (inotify(7)), at no cost while nothing changes."""

import contextlib
import ctypes
import os
from collections.abc import Iterable

_EVENTS = 0x2 | 0x4 | 0x8 | 0x40 | 0x80 | 0x100 | 0x200 | 0x400 | 0x800
"""Written, attributes changed, closed after writing, moved out and in, made, deleted, and the folder itself deleted
or moved.
"""
_ONLY_FOLDERS = 0x01000000
_BUFFER = 64 * 1024


class Inotify:
    """Folders that are watched; making one raises OSError where the system has no inotify, or no more of it for this
    user.
    """

    def __init__(self) -> None:
        library = ctypes.CDLL(None, use_errno=True)
        try:
            self._add = library.inotify_add_watch
            self._handle = library.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        except AttributeError as error:
            raise OSError(None, "no inotify") from error
        if self._handle < 0:
            raise _last_error()
        self._known: set[int] = set()

    def watch(self, folders: Iterable[str]) -> bool:
        """Watch these folders; whether one of them was not watched until now. Raises OSError, and is closed then."""
        found = set()
        for folder in folders:
            number = self._add(self._handle, os.fsencode(folder), _EVENTS | _ONLY_FOLDERS)
            if number < 0:
                error = _last_error()
                if isinstance(error, FileNotFoundError | NotADirectoryError | PermissionError):
                    continue
                self.close()
                raise error
            found.add(number)
        fresh = not found <= self._known
        self._known = found
        return fresh

    def happened(self) -> bool:
        """Whether something happened since this was asked last."""
        found = False
        with contextlib.suppress(BlockingIOError):
            while os.read(self._handle, _BUFFER):
                found = True
        return found

    def close(self) -> None:
        """Stop watching."""
        with contextlib.suppress(OSError):
            os.close(self._handle)


def _last_error() -> OSError:
    number = ctypes.get_errno()
    return OSError(number, os.strerror(number))
