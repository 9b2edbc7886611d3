"""A folder that is kept equal to a feed elsewhere, whatever kind of place that is.

One program at a time writes to it, and what is there already is only replaced where it came from there.
"""

import contextlib
import fcntl
import os
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from tui_reader.i18n.messages import tr
from tui_reader.mirror.addresses import Address
from tui_reader.mirror.file_tree import FileTree
from tui_reader.model.dataclass import dataclass
from tui_reader.model.errors import ContentError, ProgramError

MOST_FILES = 1_000_000
"""Files of a feed that is kept elsewhere; one with more is refused."""
MOST_FILE_BYTES = 64 << 20
"""Largest file that is copied."""
MOST_BYTES = 32 << 30
"""Bytes written in one look; a feed with more is refused."""
EVERY = 100
"""Files between two reports of progress."""

Told = Callable[[str, int, int], None]
"""Told what is being done, `fetch`, `list` or `files`, how much of it is done and how much there is, 0 for unknown."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a look at the other place brought."""

    version: str
    """What the folder is equal to: a commit, or a listing."""
    is_new: bool = False
    """Whether it was another one before."""
    left_out: int = 0
    """Files that were to be written and cannot be: links, submodules, too large, refused, names that no file here may
    have.
    """
    first: str = ""
    """Path of one of them, as it is there."""
    before: str = ""
    """What the folder was equal to; empty where that was no version, or of another address."""
    changed: Collection[bytes] | None = None
    """Paths of all files that are not what they were then; None where that is not known."""


class Mirror:
    """Keeps a folder equal to an address; one thread and one program at a time, which `refresh` sees to."""

    least_pause = 1.0
    """Seconds between two looks, at least."""

    def __init__(self, address: Address, work: Path, folder: Path) -> None:
        """`work` is a folder of its own for what has to be remembered, `folder` becomes the files."""
        self.address = address
        self.folder = folder
        self._work = work
        self._tree = FileTree(folder)

    @property
    def site(self) -> Path:
        """The folder of the site among the files."""
        return self.address.site_in(self.folder)

    @property
    def version(self) -> str:
        """What the folder is equal to; empty for no version."""
        return self._tree.version

    @property
    def is_whole(self) -> bool:
        """Whether the folder is equal to one version."""
        return bool(self.version)

    @property
    def is_there(self) -> bool:
        """Whether the folder was equal to a version once: there is something to read."""
        return self._tree.is_there

    def refresh(self, told: Told | None = None) -> Refreshed | None:
        """Get what is new and make the folder equal to it; None while another program does the same.

        Raises ContentError; the folder is as it was then, or is made whole by the next call.
        """
        try:
            self._prepare()
            with alone(self._work / "newsreader.lock") as is_free:
                return self._refresh(told or _nobody) if is_free else None
        except ProgramError as error:
            raise ContentError(f"{self.address}: {error.message}", error.hint or tr("the last copy stays")) from error
        except OSError as error:
            raise ContentError(f"{self.address}: {error.strerror or error}") from error

    def tidy(self) -> None:
        """Make up for what many looks left behind."""

    def _refresh(self, told: Told) -> Refreshed:
        origin = self._tree.origin
        if not origin and self._tree.is_taken:
            raise ContentError(
                tr("{folder} holds other files").replace("{folder}", str(self.folder)), tr("name a folder elsewhere")
            )
        return self._update(origin == str(self.address), told)

    def _prepare(self) -> None:
        """Make `work` what it has to be; raises OSError."""
        self._work.mkdir(parents=True, exist_ok=True)

    def _update(self, is_ours: bool, told: Told) -> Refreshed:
        """Get what is new and write it; `is_ours` says that what is there came from the same address.

        Raises ContentError, ProgramError, OSError.
        """
        raise NotImplementedError


class Intake:
    """Writes the files of one look into a tree, and counts."""

    def __init__(self, tree: FileTree, too_much: str) -> None:
        """`too_much` is said, with `{n}` for the GiB, of a feed without bounds."""
        self._tree = tree
        self._too_much = too_much
        self._bytes = 0
        self.left_out = 0
        """Files that could not be written so far."""
        self.first = ""
        """Path of the first of them."""

    def put(self, path: bytes, data: bytes | None) -> bool:
        """Put a file in its place, None for what cannot be had; whether it is there. Raises ContentError, OSError."""
        self._bytes += len(data or b"")
        if self._bytes > MOST_BYTES:
            raise ContentError(self._too_much.replace("{n}", str(MOST_BYTES >> 30)))
        if data is not None and self._tree.write(path, data):
            return True
        self._tree.remove(path)
        self.left_out += 1
        self.first = self.first or path.decode("utf-8", "replace")
        return False


def _nobody(phase: str, done: int, total: int) -> None:
    """Nobody is told."""


@contextlib.contextmanager
def alone(lock: Path) -> Iterator[bool]:
    """Whether no other program holds the lock, which is held meanwhile; raises OSError."""
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    is_free = True
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            is_free = False
        yield is_free
    finally:
        os.close(descriptor)
