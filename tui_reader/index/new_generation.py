"""Makes the index of a feed the newest generation of a shared one."""

import contextlib
import shutil
import time
from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path

from tui_reader.index.feed_index import FeedIndex
from tui_reader.index.shared.generations import publishing, put_generation, remove_unused, take_unused, unfinished
from tui_reader.index.shared.kept_log import KeptLog, read_kept_log, write_kept_log
from tui_reader.index.shared.manifest import GENERATION, Manifest, check_owner, read_manifest
from tui_reader.index.shared.publisher_state import PublisherState, read_publisher_state, write_publisher_state
from tui_reader.index.storage.adoption import write_copy
from tui_reader.index.storage.integrity import TROUBLE
from tui_reader.index.storage.metadata import CHANGED
from tui_reader.index.storage.row_ids import LAST_ID
from tui_reader.index.storage.schema import VERSION
from tui_reader.index.writes.post_copies import bring_forward, place_of, state_in
from tui_reader.index.writes.post_sources import find_posts, next_without_source, put_sources
from tui_reader.model.dataclass import dataclass, replace
from tui_reader.model.errors import IndexTroubleError

__all__ = [
    "PublisherState",
    "Spare",
    "fill_sources",
    "publish",
    "publishing",
    "read_publisher_state",
    "state_of",
    "write_publisher_state",
]


_AT_ONCE = 100
"""Files that are put in with one transaction: a few megabytes at most but for very long posts."""
_WHOLE_AFTER = 7 * 86_400.0
"""Seconds after which a file is made anew from the whole index: that heals what the disk did to it."""
_LEAVING = 10.0
"""Seconds after which readers of an older generation are not about to leave it: they take over within two."""


@dataclass(frozen=True, slots=True)
class _Copy:
    """A file that is an index as it was."""

    file: Path
    """Where it is."""
    state: str
    """What the index was, as `state_of` has it."""
    copied: float
    """When the whole of it was copied, in seconds since 1970: it was only brought forward since."""

    @property
    def is_fresh(self) -> bool:
        """Whether no damage that the disk did to it can be old."""
        return 0.0 <= time.time() - self.copied < _WHOLE_AFTER


class Spare:
    """A file that becomes the next generation: an older one that nobody reads any more, or a copy made ahead, in which
    only the posts that were written since have to be written.

    What it knows of its files is kept for the next job. One thread, inside `publishing`.
    """

    def __init__(self, folder: Path) -> None:
        """`folder` is that of the generations."""
        self.folder = folder
        known = read_kept_log(folder)
        self._log = known.log
        newest, older = _own_generations(folder, known)
        self._newest: _Copy | None = newest
        self._older: _Copy | None = older
        """The generation before the newest, which its readers are about to leave."""
        self._hidden: _Copy | None = None
        """A file that no reader finds."""
        self._due = 0.0

    @property
    def kept(self) -> str:
        """Name of the generation that is not to be removed; empty where there is none."""
        return self._older.file.name if self._older else ""

    def note(self, before: str | None, paths: Collection[str], after: str) -> bool:
        """Posts at these paths were written to the index, and nothing else, between two states; more than that where
        the one before is None. Whether they are few, and all that was written since the last call.
        """
        return self._log.note(before, paths, after)

    def made(self, newest: _Copy) -> None:
        """The newest generation is this one; raises OSError."""
        self._older, self._newest = self._newest, newest
        self._due = time.monotonic() + _LEAVING
        copied = {copy.file.name: copy.copied for copy in (self._older, self._newest) if copy}
        write_kept_log(self.folder, KeptLog(self._log, copied))

    def bring_forward(self, index: FeedIndex) -> _Copy | None:
        """A file that is equal to the index, and a spare no more; None where there is none."""
        newer, spare = index.database.read(place_of), self._take()
        self._hidden = None
        paths = self._between(spare, index)
        if spare is None or newer is None or paths is None:
            return None
        try:
            bring_forward(spare.file, newer, paths)
        except (*TROUBLE, OSError):
            return None
        return replace(spare, state=state_of(index))

    def written(self, before: str, now: str) -> Collection[str] | None:
        """Paths of the posts that were written between two states of the index; None where that is not known."""
        return self._log.between(before, now)

    def _between(self, spare: _Copy | None, index: FeedIndex) -> Collection[str] | None:
        """Paths of the posts that a file lacks; None where it is of no use."""
        return self._log.between(spare.state, state_of(index)) if spare and spare.is_fresh else None

    def prepare(self, index: FeedIndex) -> None:
        """Have a file before it is needed, while nobody waits: a copy of the index where readers stay with the older
        generation, and the disk has room for that and as much again. Raises IndexTroubleError.
        """
        now, newer = time.monotonic(), index.database.read(place_of)
        is_usable = self._between(self._take(), index) is not None
        if now < self._due or newer is None or is_usable:
            return
        self._hidden, self._due = None, now + _LEAVING
        with contextlib.suppress(OSError, IndexTroubleError):
            if shutil.disk_usage(self.folder).free > 2 * newer.stat().st_size:
                self._hidden = _written(index, self.folder)

    def _take(self) -> _Copy | None:
        """The file, which is the older generation where that is held no more."""
        if self._hidden is None and self._older:
            with contextlib.suppress(OSError):
                place = unfinished(self.folder)
                if take_unused(self._older.file, place):
                    self._hidden, self._older = replace(self._older, file=place), None
        return self._hidden


def _own_generations(folder: Path, known: KeptLog) -> tuple[_Copy | None, _Copy | None]:
    """The newest generation and the one before it, as far as they are there and were made by the runs before."""
    found: list[_Copy] = []
    with contextlib.suppress(IndexTroubleError, OSError):
        newest = read_manifest(folder).generation
        for name in sorted(known.copied, key=lambda name: name != newest):
            file = folder / name
            if GENERATION.fullmatch(name) and file.is_file():
                check_owner(folder, file)
                found.append(_Copy(file, state_in(file), known.copied[name]))
        if found and found[0].file.name == newest:
            return found[0], found[1] if found[1:] else None
    return None, None


def state_of(index: FeedIndex) -> str:
    """What tells the posts of an index from those it had before or will have."""
    return index.metadata(CHANGED)


def fill_sources(index: FeedIndex, read: Callable[[str], bytes], paths: Collection[str] | None = None) -> None:
    """Put the files of posts into the index that are not in it, where only those at `paths` can be missing, these;
    `read` gives the file at a path, empty where it cannot be read. Raises IndexTroubleError.
    """
    for some in _without_source(index) if paths is None else [index.database.read(partial(find_posts, paths=paths))]:
        files = [(row_id, path, read(path)) for row_id, path in some]
        index.database.write(partial(put_sources, files=files))


def _without_source(index: FeedIndex) -> Iterator[list[tuple[int, str]]]:
    """Row ids and paths of the posts whose file is not in the index; holds no lock while the caller works."""
    below = LAST_ID
    while some := index.database.read(partial(next_without_source, below=below, limit=_AT_ONCE)):
        yield some
        below = some[-1][0]


def publish(index: FeedIndex, folder: Path, feed: str, site: Path, spare: Spare | None = None) -> str:
    """Make the index the newest generation in `folder`, unless it is that already; the name of a new one, else empty.
    `feed` tells the feed from others as `shared_index` has it, `site` is the folder of its files.

    Generations that nobody reads any more are removed, but for the one that is to become the `spare`. Belongs inside
    `publishing`. Raises OSError and IndexTroubleError.
    """
    made_of = Manifest("", VERSION, feed, seen_from(folder, site), state_of(index))
    with contextlib.suppress(IndexTroubleError):
        newest = read_manifest(folder)
        if replace(newest, generation="") == made_of and (folder / newest.generation).is_file():
            remove_unused(folder, {newest.generation, spare.kept if spare else ""})
            return ""
    copy = (spare.bring_forward(index) if spare else None) or _written(index, folder)
    name = put_generation(folder, made_of, copy.file)
    if spare:
        spare.made(replace(copy, file=folder / name))
    remove_unused(folder, {name, spare.kept if spare else ""})
    return name


def _written(index: FeedIndex, folder: Path) -> _Copy:
    """A copy of the index where no reader looks; raises OSError and IndexTroubleError."""
    file = unfinished(folder)
    index.database.read(partial(write_copy, file=file))
    return _Copy(file, state_of(index), time.time())


def seen_from(folder: Path, site: Path) -> str:
    """Path of a site's folder, relative where it is inside the folder of the manifest."""
    real, place = folder.resolve(), site.resolve()
    return str(place.relative_to(real) if place.is_relative_to(real) else place)
