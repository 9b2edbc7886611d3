"""Which folders on this machine are copies of repositories and buckets.

What a folder says of itself counts for nothing: anybody can pack a file that claims to be one into an archive. So a
copy is where this program puts them, or where the settings say that one is.
"""

import zlib
from collections.abc import Iterator
from pathlib import Path

from tui_reader.config.paths import Paths, at_home
from tui_reader.config.settings import Settings, shared_indexes
from tui_reader.index.feed_index import publication_in
from tui_reader.mirror.addresses import BUCKETS, GIT, is_address, kind_of
from tui_reader.mirror.file_tree import FileTree
from tui_reader.model.dataclass import dataclass
from tui_reader.store.local_source import real_path


@dataclass(frozen=True, slots=True)
class FeedCopy:
    """A folder that is kept equal to a repository or bucket."""

    address: str
    """Where it comes from, as `str` of an `Address`."""
    folder: Path
    """The folder, links followed."""


def copy_folder(cache: Path, address: str) -> Path:
    """The folder of a user's own copy of what is at an address; its files are in `site` below it."""
    name = address.encode("utf-8", "surrogateescape")
    return cache / (kind_of(address) or GIT) / f"{zlib.crc32(name):08x}{zlib.adler32(name):08x}"


def copy_at(source: Path, settings: Settings, paths: Paths) -> FeedCopy | None:
    """The copy that a place is in: one of the user's own, one that an index of the settings is of, or the one that a
    publisher keeps; None for any other folder.
    """
    try:
        place = real_path(at_home(source))
        found = (*_published(settings), _own(place, paths.cache), _mirrored(paths.mirrored))
        return next((copy for copy in found if copy and copy.address and place.is_relative_to(copy.folder)), None)
    except (OSError, RuntimeError, ValueError):
        return None


def _published(settings: Settings) -> Iterator[FeedCopy]:
    for _, index in shared_indexes(settings):
        known = publication_in(Path(index))
        if known and is_address(known[0]):
            yield FeedCopy(known[0], real_path(known[1]))


def _own(place: Path, cache: Path) -> FeedCopy | None:
    """The user's own copy that a place is in, where it is of the address that its folder is named after."""
    for above in (real_path(cache / name) for name in (GIT, BUCKETS) if FileTree(cache / name).is_taken):
        if place != above and place.is_relative_to(above):
            found = _mirrored(above / place.relative_to(above).parts[0] / "site")
            return found if found and real_path(copy_folder(cache, found.address)) == found.folder.parent else None
    return None


def _mirrored(folder: Path | None) -> FeedCopy | None:
    """The copy in a folder that this program alone writes to."""
    return FeedCopy(FileTree(folder).origin, real_path(folder)) if folder else None
