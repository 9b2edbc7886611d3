"""The folder that holds the files of a feed that is kept elsewhere: regular files alone, each replaced whole, none
outside the folder.

Its `.git` is no repository but says which version the files are of, where its objects are, and where they come from:
names that no file of a feed can use, since no path with a part `.git` is written.
"""

import contextlib
import errno
import os
import stat
from collections.abc import Container, Iterator
from pathlib import Path

_ORIGIN = "newsreader-origin"
"""The address that the files come from."""
_ORIGIN_BYTES = 4096
"""Longest such address that is read."""
_UNFINISHED = "newsreader-unfinished"
"""There while the files are those of no one version."""
_REFUSED = (errno.ENAMETOOLONG, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENOTEMPTY, errno.EILSEQ, errno.EINVAL)
"""Why one file cannot be written where others can."""


class FileTree:
    """Files of one version in a folder that nobody else writes to; one thread at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._own = folder / ".git"

    @property
    def version(self) -> str:
        """The version that the files are of, a commit or a listing; empty where they are of none."""
        try:
            if (self._own / _UNFINISHED).exists():
                return ""
            return (self._own / "HEAD").read_text("utf-8").strip()
        except (OSError, ValueError):
            return ""

    @property
    def is_there(self) -> bool:
        """Whether the files were those of a version once."""
        return (self._own / "HEAD").exists()

    @property
    def origin(self) -> str:
        """The address that the files come from; empty where none did yet."""
        try:
            with (self._own / _ORIGIN).open("rb") as file:
                return file.read(_ORIGIN_BYTES).decode("utf-8").strip()
        except (OSError, ValueError):
            return ""

    @property
    def is_taken(self) -> bool:
        """Whether anything is there; raises OSError."""
        return self.folder.exists() and any(self.folder.iterdir())

    @property
    def folds_case(self) -> bool:
        """Whether names that differ in case alone are one file there; known once something was written."""
        return (self.folder / ".GIT").exists()

    def begin(self, origin: str, objects: Path | None = None) -> None:
        """From now on the files are of no version. `objects` are those of a repository, where they come from one.
        Raises OSError.
        """
        _make_folder(self.folder)
        _make_folder(self._own)
        self._put_own(_UNFINISHED, "")
        self._put_own(_ORIGIN, origin + "\n")
        if objects is None:
            with contextlib.suppress(FileNotFoundError):
                (self._own / "commondir").unlink()
        else:
            self._put_own("commondir", os.path.relpath(objects, self._own) + "\n")

    def finish(self, version: str) -> None:
        """The files are those of this version; they are on the disk before that is said. Raises OSError."""
        os.sync()
        self._put_own("HEAD", version + "\n")
        (self._own / _UNFINISHED).unlink()

    def write(self, path: bytes, data: bytes) -> bool:
        """Put a file in place of what is there; whether it could be. Raises OSError where no file can be written."""
        place = self._place(path)
        try:
            self._make_parents(place)
            self._replace(place, data)
        except OSError as error:
            if error.errno in _REFUSED:
                return False
            raise
        return True

    def remove(self, path: bytes) -> None:
        """Take a file away, and the folders that are empty then; raises OSError."""
        place = self._place(path)
        with contextlib.suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
            place.unlink()
        for above in place.parents:
            if above == self.folder:
                break
            try:
                above.rmdir()
            except FileNotFoundError:
                continue
            except OSError:
                break

    def paths(self) -> Iterator[bytes]:
        """Paths of all that is there, folders and what is git's left out."""
        top = os.fsencode(self.folder)
        for folder, folders, names in os.walk(top):
            if folder == top and b".git" in folders:
                folders.remove(b".git")
            links = [name for name in folders if os.path.islink(os.path.join(folder, name))]  # noqa: PTH114, PTH118
            for name in (*names, *links):
                yield os.path.relpath(os.path.join(folder, name), top)  # noqa: PTH118 - bytes

    def keep_only(self, wanted: Container[bytes]) -> None:
        """Take away whatever is at no path of these; raises OSError."""
        for path in list(self.paths()):
            if path not in wanted:
                self.remove(path)

    def size(self, path: bytes) -> int | None:
        """Bytes of the file at a path; None where there is none."""
        try:
            found = self._place(path).lstat()
        except OSError:
            return None
        return found.st_size if stat.S_ISREG(found.st_mode) else None

    def holds(self, path: bytes, blob: str) -> bool:
        """Whether the file at a path is the object of that name (gitformat-pack(5), Object types)."""
        place = self._place(path)
        try:
            if place.is_symlink():
                return False
            data = place.read_bytes()
        except OSError:
            return False
        import hashlib  # noqa: PLC0415 - OpenSSL comes with it

        made = hashlib.sha1(b"blob %d\0" % len(data), usedforsecurity=False)
        made.update(data)
        return made.hexdigest() == blob

    def _place(self, path: bytes) -> Path:
        return self.folder / os.fsdecode(path)

    def _make_parents(self, place: Path) -> None:
        missing = []
        for above in place.parents:
            if above.is_dir():
                break
            missing.append(above)
        for folder in reversed(missing):
            _make_folder(folder)

    def _put_own(self, name: str, text: str) -> None:
        self._replace(self._own / name, text.encode("utf-8", "surrogateescape"))

    def _replace(self, place: Path, data: bytes) -> None:
        """Write a file whole or not at all."""
        new = self._own / "newsreader-new"
        with contextlib.suppress(FileNotFoundError):
            new.unlink()
        with new.open("xb") as file:
            file.write(data)
            os.fchmod(file.fileno(), 0o644)
        new.replace(place)


def _make_folder(folder: Path) -> None:
    """Make a folder that others may read, whatever the umask is."""
    if not folder.is_dir():
        folder.mkdir()
        folder.chmod(0o755)
