"""Makes the index of a feed the newest generation of a shared one."""

import contextlib
import shutil
import time
from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path

from tui_reader.index.feed_index import FeedIndex
from tui_reader.index.shared.change_log import ChangeLog
from tui_reader.index.shared.generations import publishing, put_generation, remove_unused, take_unused, unfinished
from tui_reader.index.shared.manifest import Manifest, read_manifest
from tui_reader.index.shared.publisher_state import PublisherState, read_publisher_state, write_publisher_state
from tui_reader.index.storage.adoption import write_copy
from tui_reader.index.storage.integrity import TROUBLE
from tui_reader.index.storage.metadata import CHANGED
from tui_reader.index.storage.row_ids import LAST_ID
from tui_reader.index.storage.schema import VERSION
from tui_reader.index.writes.post_copies import bring_forward, place_of
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
_LEAVING = 10.0
"""Seconds after which readers of an older generation are not about to leave it: they take over within two."""


@dataclass(frozen=True, slots=True)
class _Copy:
    """A file that is an index as it was."""

    file: Path
    """Where it is."""
    state: str
    """What the index was, as `state_of` has it."""


class Spare:
    """A file that becomes the next generation: an older one that nobody reads any more, or a copy made ahead, in which
    only the posts that were written since have to be written.

    For a job that publishes again and again; what it knows of its files ends with it, so the next job begins with whole
    copies. One thread, inside `publishing`.
    """

    def __init__(self, folder: Path) -> None:
        """`folder` is that of the generations."""
        self.folder = folder
        self._log = ChangeLog()
        self._newest: _Copy | None = None
        self._older: _Copy | None = None
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

    def made(self, file: Path, state: str) -> None:
        """The newest generation is this file, of the index in a state."""
        self._older, self._newest = self._newest, _Copy(file, state)
        self._due = time.monotonic() + _LEAVING

    def bring_forward(self, index: FeedIndex) -> Path | None:
        """A file that is equal to the index, and a spare no more; None where there is none."""
        newer, spare = index.database.read(place_of), self._take()
        self._hidden = None
        paths = self._log.between(spare.state, state_of(index)) if spare else None
        if spare is None or newer is None or paths is None:
            return None
        try:
            bring_forward(spare.file, newer, paths)
        except (*TROUBLE, OSError):
            return None
        return spare.file

    def prepare(self, index: FeedIndex) -> None:
        """Have a file before it is needed, while nobody waits: a copy of the index where readers stay with the older
        generation, and the disk has room for that and as much again. Raises IndexTroubleError.
        """
        now, newer = time.monotonic(), index.database.read(place_of)
        spare = self._take()
        is_usable = spare is not None and self._log.between(spare.state, state_of(index)) is not None
        if now < self._due or newer is None or is_usable:
            return
        self._hidden, self._due = None, now + _LEAVING
        with contextlib.suppress(OSError, IndexTroubleError):
            if shutil.disk_usage(self.folder).free > 2 * newer.stat().st_size:
                self._hidden = _Copy(_written(index, self.folder), state_of(index))

    def _take(self) -> _Copy | None:
        """The file, which is the older generation where that is held no more."""
        if self._hidden is None and self._older:
            with contextlib.suppress(OSError):
                place = unfinished(self.folder)
                if take_unused(self._older.file, place):
                    self._hidden, self._older = _Copy(place, self._older.state), None
        return self._hidden


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
    made_of = Manifest("", VERSION, feed, _seen_from(folder, site), state_of(index))
    with contextlib.suppress(IndexTroubleError):
        newest = read_manifest(folder)
        if replace(newest, generation="") == made_of and (folder / newest.generation).is_file():
            remove_unused(folder, {newest.generation, spare.kept if spare else ""})
            return ""
    file = (spare.bring_forward(index) if spare else None) or _written(index, folder)
    name = put_generation(folder, made_of, file)
    if spare:
        spare.made(folder / name, made_of.changed)
    remove_unused(folder, {name, spare.kept if spare else ""})
    return name


def _written(index: FeedIndex, folder: Path) -> Path:
    """A copy of the index where no reader looks; raises OSError and IndexTroubleError."""
    file = unfinished(folder)
    index.database.read(partial(write_copy, file=file))
    return file


def _seen_from(folder: Path, site: Path) -> str:
    """Path of a site's folder, relative where it is inside the folder of the manifest."""
    real, place = folder.resolve(), site.resolve()
    return str(place.relative_to(real) if place.is_relative_to(real) else place)
