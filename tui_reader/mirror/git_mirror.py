"""A folder that is kept equal to a branch of a git repository."""

import contextlib
import re
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from tui_reader.i18n.messages import tr
from tui_reader.mirror.git_address import GitAddress
from tui_reader.mirror.git_objects import CommitFile, list_changes, list_files, read_blobs
from tui_reader.mirror.git_program import GitProgram
from tui_reader.mirror.kept_folder import EVERY, MOST_FILES, Intake, Mirror, Refreshed, Told
from tui_reader.mirror.path_names import is_plain_path
from tui_reader.model.errors import ContentError, ProgramError

_PERCENT = re.compile(rb"Receiving objects: +(\d{1,3})%")
_HUNDRED = 100


class GitMirror(Mirror):
    """Keeps a folder equal to a branch."""

    def __init__(self, address: GitAddress, work: Path, folder: Path, stop: threading.Event | None = None) -> None:
        """`work` is a folder of its own for the copy of the repository, `folder` becomes the files; a fetch ends soon
        after `stop` is set.
        """
        super().__init__(address, work, folder)
        self._git = GitProgram(work, address, stop)

    def tidy(self) -> None:
        """Pack what many fetches brought; one that fails is made up for by the next."""
        with contextlib.suppress(ProgramError):
            self._git.tidy()

    def _prepare(self) -> None:
        self._git.prepare()

    def _update(self, is_ours: bool, told: Told) -> Refreshed:
        commit = self._git.fetch(lambda piece: _tell_fetch(piece, told))
        before = self._tree.version if is_ours else ""
        if commit == before:
            return Refreshed(commit, before=commit, changed=())
        files = self._changes(before, commit)
        self._tree.begin(str(self.address), self._git.folder)
        changed = None if files is None or self._tree.folds_case else [file.path for file in files]
        if files is None:
            files = self._all(commit)
        left_out = self._write(files, told)
        self._tree.finish(commit)
        return Refreshed(commit, True, *left_out, before=before, changed=changed)

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
        self._tree.keep_only({file.path for file in found if file.blob})
        return [file for file in found if not file.blob or not self._is_there(file)]

    def _is_there(self, file: CommitFile) -> bool:
        return is_plain_path(file.path) and self._tree.holds(file.path, file.blob)

    def _write(self, files: Sequence[CommitFile], told: Told) -> tuple[int, str]:
        """Write and remove files; how many could not be written, and the path of one of them.

        Raises ContentError, ProgramError, OSError.
        """
        if len(files) > MOST_FILES:
            raise ContentError(tr("The repository holds more than {n} files").replace("{n}", f"{MOST_FILES:,}"))
        intake = Intake(self._tree, tr("The repository holds more than {n} GiB"))
        plain = [file for file in files if is_plain_path(file.path)]
        left_out = [file for file in files if file.is_left_out or (file.blob and not is_plain_path(file.path))]
        for file in plain:
            if not file.blob:
                self._tree.remove(file.path)
        wanted = [file for file in plain if file.blob]
        for done, (file, data) in enumerate(zip(wanted, self._blobs(wanted), strict=True)):
            intake.put(file.path, data)
            if done % EVERY == 0:
                told("files", done, len(wanted))
        first = left_out[0].path.decode("utf-8", "replace") if left_out else intake.first
        return len(left_out) + intake.left_out, first

    def _blobs(self, files: Sequence[CommitFile]) -> Iterator[bytes | None]:
        return read_blobs(self._git, (file.blob for file in files)) if files else iter(())


def _tell_fetch(piece: bytes, told: Told) -> None:
    found = _PERCENT.findall(piece)
    if found:
        told("fetch", int(found[-1]), _HUNDRED)
