"""Feeds that are named by an address: where their files are on this machine, and what is kept as the name of a feed."""

import zlib
from pathlib import Path

from tui_reader.config.paths import at_home
from tui_reader.config.settings import Settings, feed_called
from tui_reader.feed.snapshot import open_site
from tui_reader.i18n.messages import tr
from tui_reader.index.feed_index import published_site
from tui_reader.mirror.git_address import is_git_address, read_git_address
from tui_reader.model.errors import ContentError


def folder_of(name: str, settings: Settings, cache: Path) -> Path:
    """The folder or file that a person means by a path or by the address of a repository.

    The files of a repository are where the index of the settings says that they are, else in a copy in the user's
    cache folder, whether it is there yet or not. Raises ContentError for an address that cannot be read, and in
    restricted mode where the index says nothing of the repository.
    """
    if not is_git_address(name):
        return at_home(name)
    feed = str(read_git_address(name))
    found = published_site(Path(settings.index), feed) if settings.index else None
    if found is None and settings.restricted:
        raise ContentError(
            tr("There is no index of {address}").replace("{address}", feed),
            tr("in restricted mode no repository is fetched: the setting `index` names one that is published"),
        )
    return found or copy_folder(cache, feed) / "site"


def feed_to_keep(name: str, settings: Settings) -> str:
    """How the settings name a feed that was typed, so that it is found from any folder; raises ContentError where no
    reader could begin with it: nothing is there, nothing is in it, the address cannot be read.
    """
    if not name or feed_called(name, settings) is not None:
        return name
    if is_git_address(name):
        return str(read_git_address(name))
    open_site(at_home(name), settings)
    return name if name.startswith("~") else str(Path(name).absolute())


def copy_folder(cache: Path, address: str) -> Path:
    """The folder of a user's own copy of a repository."""
    name = address.encode("utf-8", "surrogateescape")
    return cache / "git" / f"{zlib.crc32(name):08x}{zlib.adler32(name):08x}"
