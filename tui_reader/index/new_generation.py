"""Makes the index of a feed the newest generation of a shared one."""

import contextlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tui_reader.index.feed_index import FeedIndex
from tui_reader.index.shared.generations import publishing, put_generation, remove_unused
from tui_reader.index.shared.manifest import Manifest, read_manifest
from tui_reader.index.shared.publisher_state import PublisherState, read_publisher_state, write_publisher_state
from tui_reader.index.storage.adoption import write_copy
from tui_reader.index.storage.metadata import CHANGED
from tui_reader.index.storage.row_ids import LAST_ID
from tui_reader.index.storage.schema import VERSION
from tui_reader.index.writes.post_sources import next_without_source, put_sources
from tui_reader.model.dataclass import replace
from tui_reader.model.errors import IndexTroubleError

__all__ = ["PublisherState", "fill_sources", "publish", "publishing", "read_publisher_state", "write_publisher_state"]


_AT_ONCE = 100
"""Files that are put in with one transaction: a few megabytes at most but for very long posts."""


def fill_sources(index: FeedIndex, read: Callable[[str], bytes]) -> None:
    """Put the files of posts into the index that are not in it; `read` gives the file at a path, empty where it cannot
    be read. Raises IndexTroubleError.
    """
    below = LAST_ID
    while some := index.database.read(partial(next_without_source, below=below, limit=_AT_ONCE)):
        files = [(row_id, path, read(path)) for row_id, path in some]
        index.database.write(partial(put_sources, files=files))
        below = some[-1][0]


def publish(index: FeedIndex, folder: Path, feed: str, site: Path) -> str:
    """Make the index the newest generation in `folder`, unless it is that already; the name of a new one, else empty.
    `feed` tells the feed from others as `shared_index` has it, `site` is the folder of its files.

    Generations that nobody reads any more are removed. Belongs inside `publishing`. Raises OSError and
    IndexTroubleError.
    """
    made_of = Manifest("", VERSION, feed, _seen_from(folder, site), index.metadata(CHANGED))
    with contextlib.suppress(IndexTroubleError):
        newest = read_manifest(folder)
        if replace(newest, generation="") == made_of and (folder / newest.generation).is_file():
            remove_unused(folder, newest.generation)
            return ""

    def write(file: Path) -> None:
        index.database.read(partial(write_copy, file=file))

    return put_generation(folder, made_of, write)


def _seen_from(folder: Path, site: Path) -> str:
    """Path of a site's folder, relative where it is inside the folder of the manifest."""
    real, place = folder.resolve(), site.resolve()
    return str(place.relative_to(real) if place.is_relative_to(real) else place)
