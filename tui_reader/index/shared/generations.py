"""The generations of a shared index: held while they are read, made by one publisher at a time, removed when nobody
holds them, or taken out of the folder to become another one.

A generation is locked for sharing (flock(2)) by every program that has it open, and removed or taken only by whoever
can lock it alone. Whoever waited for its lock looks whether the file still has its name: none that has one is written
to.
"""

import contextlib
import fcntl
import os
import time
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path

from tui_reader.config.user_files import open_regular
from tui_reader.i18n.messages import tr
from tui_reader.index.shared.manifest import (
    GENERATION,
    NAME,
    Manifest,
    check_owner,
    read_manifest,
    sync_folder,
    write_manifest,
)
from tui_reader.model.dataclass import replace
from tui_reader.model.errors import ContentError, IndexTroubleError

_TRIES = 5
"""How often the manifest is read again where the generation it names was just replaced by a newer one."""
_UNFINISHED = "next"
"""Folder inside that of the generations for files that are being written: no reader listens or looks there."""
_BELIEVED = (NAME, _UNFINISHED, "work", "state", "site/.git/newsreader-origin")
"""Names of what a publisher goes on with that finds it in its folder, beside the generations."""
_MARK_BYTES = 64


class Generation:
    """A generation that is held: its file stays until `close`."""

    def __init__(self, file: Path, descriptor: int) -> None:
        self.file = file
        self._descriptor = descriptor

    @property
    def name(self) -> str:
        """What it is called in the manifest."""
        return self.file.name

    def close(self) -> None:
        """Let it go."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def hold_newest(folder: Path, schema: int) -> Generation:
    """The newest generation in a folder, held; raises IndexTroubleError where there is none of this version that can
    be trusted.
    """
    for _ in range(_TRIES):
        manifest = read_manifest(folder)
        if manifest.schema != schema:
            raise IndexTroubleError(tr("{file} is of another version of newsreader").replace("{file}", str(folder)))
        file = folder / manifest.generation
        try:
            check_owner(folder, file)
            descriptor = open_regular(file)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise IndexTroubleError(f"{file}: {error.strerror or error}") from error
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        if _has_name(file, descriptor):
            return Generation(file, descriptor)
        os.close(descriptor)
    raise IndexTroubleError(tr("{file} names an index that is gone").replace("{file}", str(folder)))


@contextlib.contextmanager
def publishing(folder: Path, feed: Path) -> Iterator[None]:
    """While this lasts no other program publishes into the folder, which is made where it is missing.

    Raises ContentError where one does, where the folder is inside that of the `feed`, and where what is in it was made
    elsewhere; IndexTroubleError where others may write there; OSError.
    """
    if folder.resolve().is_relative_to(feed.resolve()):
        raise ContentError(
            tr("{folder} is inside the feed").replace("{folder}", str(folder)), tr("name a folder elsewhere")
        )
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    check_owner(folder)
    descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        _lock(descriptor, folder)
        _claim(descriptor, folder)
        _remove_unfinished(folder)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, folder: Path) -> None:
    """Be the one publisher of a folder; raises ContentError."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise ContentError(
            tr("Another program publishes into {folder}").replace("{folder}", str(folder)),
            tr("one is enough: it may run with --watch"),
        ) from error


def _claim(lock: int, folder: Path) -> None:
    """Take a folder for this program, which says so in the file of its `lock`; raises ContentError where others made
    what a publisher would believe, OSError.

    The mark is the inodes of both, so a folder that was unpacked or copied has none.
    """
    mark = f"{os.fstat(lock).st_ino} {folder.stat().st_ino}\n".encode()
    found = os.pread(lock, _MARK_BYTES, 0)
    if found == mark:
        return
    if found or any(os.path.lexists(folder / name) for name in _BELIEVED) or _generations(folder):
        raise ContentError(
            tr("What is in {folder} was not made there by newsreader").replace("{folder}", str(folder)),
            tr("name an empty folder: all of it is made anew there"),
        )
    os.pwrite(lock, mark, 0)


def _generations(folder: Path) -> list[Path]:
    return [file for file in folder.iterdir() if GENERATION.fullmatch(file.name)]


def unfinished(folder: Path) -> Path:
    """Where a file is written before it becomes a generation; what was there is removed. Raises OSError."""
    place = folder / _UNFINISHED
    place.mkdir(mode=0o700, exist_ok=True)
    _remove_unfinished(folder)
    return place / "index.sqlite"


def put_generation(folder: Path, manifest: Manifest, file: Path) -> str:
    """Make a file that was written where `unfinished` says the newest generation and name it in the manifest; its name.

    `manifest` tells what it is made of. Belongs inside `publishing`; raises OSError.
    """
    name = f"generation-{time.strftime('%Y%m%d-%H%M%S', time.gmtime())}-{os.urandom(4).hex()}.sqlite"
    descriptor = os.open(file, os.O_RDWR | os.O_CLOEXEC)
    try:
        os.fchmod(descriptor, 0o644)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    file.rename(folder / name)
    sync_folder(folder)
    write_manifest(folder, replace(manifest, generation=name))
    return name


def made_at(name: str) -> float:
    """When a generation of this name was made, in seconds since 1970; 0 for a name that does not say."""
    try:
        return datetime.fromisoformat(f"{name[len('generation-') :][:15].replace('-', 'T')}+00:00").timestamp()
    except ValueError:
        return 0.0


def remove_unused(folder: Path, kept: Collection[str]) -> None:
    """Remove every generation that nobody holds but those `kept`."""
    for file in _generations(folder):
        if file.name not in kept:
            with contextlib.suppress(OSError), _alone(file):
                file.unlink()


def _remove_unfinished(folder: Path) -> None:
    """Remove what a killed publisher left."""
    with contextlib.suppress(OSError):
        for file in (folder / _UNFINISHED).iterdir():
            file.unlink()


def take_unused(file: Path, place: Path) -> bool:
    """Move a generation to a place where no reader looks, unless somebody holds it; whether it was moved. Then it may
    be written to.
    """
    try:
        with _alone(file):
            file.rename(place)
    except OSError:
        return False
    return True


@contextlib.contextmanager
def _alone(file: Path) -> Iterator[None]:
    """While this lasts nobody holds a generation; raises OSError where somebody does.

    A server of NFS sees its clients' locks as locks on bytes (flock(2), NFS details), so both kinds are asked for.
    """
    descriptor = os.open(file, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def _has_name(file: Path, descriptor: int) -> bool:
    """Whether an open file is the one of this name."""
    try:
        return os.path.samestat(file.lstat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
