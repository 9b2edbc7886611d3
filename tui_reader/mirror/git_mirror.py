"""A folder that is kept equal to a branch of a git repository."""

import contextlib
import fcntl
import os
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tui_reader.i18n.messages import tr
from tui_reader.mirror.file_tree import FileTree, is_plain_path
from tui_reader.mirror.git_address import GitAddress
from tui_reader.mirror.git_objects import MOST_FILES, CommitFile, list_changes, list_files, read_blobs
from tui_reader.mirror.git_program import GitProgram
from tui_reader.model.dataclass import dataclass
from tui_reader.model.errors import ContentError, ProgramError

MOST_BYTES = 32 << 30
"""Bytes written for one commit; a repository with more is refused."""
_PERCENT = re.compile(rb"Receiving objects: +(\d{1,3})%")
_HUNDRED = 100

Told = Callable[[str, int, int], None]
"""Told what is being done, `fetch` or `files`, how much of it is done and how much there is."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a look at the repository brought."""

    commit: str
    """The commit that the folder is equal to."""
    is_new: bool = False
    """Whether it was another one before."""
    left_out: int = 0
    """Files that were to be written and cannot be: links, submodules, too large, names that no file here may have."""


class GitMirror:
    """Keeps a folder equal to a branch; one thread and one program at a time, which `refresh` sees to."""

    def __init__(self, address: GitAddress, work: Path, folder: Path, stop: threading.Event | None = None) -> None:
        """`work` is a folder of its own for the copy of the repository, `folder` becomes the files; a fetch ends soon
        after `stop` is set.
        """
        self.address = address
        self.folder = folder
        self._git = GitProgram(work, address, stop)
        self._tree = FileTree(folder)

    @property
    def is_whole(self) -> bool:
        """Whether the folder is equal to a commit."""
        return bool(self._tree.commit)

    @property
    def is_there(self) -> bool:
        """Whether the folder was equal to a commit once: there is something to read."""
        return self._tree.is_there

    def refresh(self, told: Told | None = None) -> Refreshed | None:
        """Get what is new and make the folder equal to it; None while another program does the same.

        Raises ContentError; the folder is as it was then, or is made whole by the next call.
        """
        try:
            self._git.prepare()
            with _alone(self._git.folder / "newsreader.lock") as is_free:
                return self._refresh(told or _nobody) if is_free else None
        except ProgramError as error:
            raise ContentError(f"{self.address}: {error.message}", tr("the last copy stays")) from error
        except OSError as error:
            raise ContentError(f"{self.address}: {error.strerror or error}") from error

    def tidy(self) -> None:
        """Pack what many fetches brought; one that fails is made up for by the next."""
        with contextlib.suppress(ProgramError):
            self._git.tidy()

    def _refresh(self, told: Told) -> Refreshed:
        origin = self._tree.origin
        if not origin and self._tree.is_taken:
            raise ContentError(
                tr("{folder} holds other files").replace("{folder}", str(self.folder)), tr("name a folder elsewhere")
            )
        commit = self._git.fetch(lambda piece: _tell_fetch(piece, told))
        before = self._tree.commit if origin == str(self.address) else ""
        if commit == before:
            return Refreshed(commit)
        files = self._changes(before, commit)
        self._tree.begin(str(self.address), self._git.folder)
        if files is None:
            files = self._all(commit)
        left_out = self._write(files, told)
        self._tree.finish(commit)
        return Refreshed(commit, True, left_out)

    def _changes(self, before: str, commit: str) -> list[CommitFile] | None:
        """What a commit changed; None where that is not known."""
        if not before:
            return None
        try:
            return list(list_changes(self._git, before, commit))
        except ProgramError:
            return None

    def _all(self, commit: str) -> list[CommitFile]:
        """The files of a commit that the folder has otherwise or not at all; what else is there is taken away."""
        found = list(list_files(self._git, commit))
        wanted = {file.path for file in found if file.blob}
        for path in list(self._tree.paths()):
            if path not in wanted:
                self._tree.remove(path)
        return [file for file in found if not file.blob or not self._is_there(file)]

    def _is_there(self, file: CommitFile) -> bool:
        return is_plain_path(file.path) and self._tree.holds(file.path, file.blob)

    def _write(self, files: Sequence[CommitFile], told: Told) -> int:
        """Write and remove files; how many could not be written. Raises ContentError, ProgramError, OSError."""
        if len(files) > MOST_FILES:
            raise ContentError(tr("The repository holds more than {n} files").replace("{n}", f"{MOST_FILES:,}"))
        plain = [file for file in files if is_plain_path(file.path)]
        left_out = sum(file.is_left_out or bool(file.blob) for file in files if not is_plain_path(file.path))
        for file in plain:
            if not file.blob:
                self._tree.remove(file.path)
                left_out += file.is_left_out
        wanted = [file for file in plain if file.blob]
        written = 0
        for done, (file, data) in enumerate(zip(wanted, self._blobs(wanted), strict=True)):
            written += len(data or b"")
            if written > MOST_BYTES:
                raise ContentError(tr("The repository holds more than {n} GiB").replace("{n}", str(MOST_BYTES >> 30)))
            if data is None or not self._tree.write(file.path, data):
                self._tree.remove(file.path)
                left_out += 1
            if done % _HUNDRED == 0:
                told("files", done, len(wanted))
        return left_out

    def _blobs(self, files: Sequence[CommitFile]) -> Iterator[bytes | None]:
        return read_blobs(self._git, (file.blob for file in files)) if files else iter(())


def _nobody(phase: str, done: int, total: int) -> None:
    """Nobody is told."""


def _tell_fetch(piece: bytes, told: Told) -> None:
    found = _PERCENT.findall(piece)
    if found:
        told("fetch", int(found[-1]), _HUNDRED)


@contextlib.contextmanager
def _alone(lock: Path) -> Iterator[bool]:
    """Whether no other program holds the lock, which is held meanwhile."""
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
