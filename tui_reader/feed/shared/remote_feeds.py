"""Feeds that are named by an address: where their files are on this machine, and what is kept as the name of a feed."""

from pathlib import Path

from tui_reader.config.paths import at_home
from tui_reader.config.settings import Settings, feed_called, shared_indexes
from tui_reader.feed.shared.feed_copies import copy_folder
from tui_reader.i18n.messages import tr
from tui_reader.index.feed_index import publication_in
from tui_reader.mirror.addresses import is_address, read_address
from tui_reader.model.errors import ContentError
from tui_reader.store.local_source import is_folder
from tui_reader.store.site.site import find_site


def folder_of(name: str, settings: Settings, cache: Path) -> Path:
    """The folder or file that a person means by a path or by the address of a repository or bucket.

    The files of an address are where an index of the settings says that they are, else in a copy in the user's
    cache folder, whether it is there yet or not. Raises ContentError for an address that cannot be read, and in
    restricted mode where none says anything of it.
    """
    if not is_address(name):
        return at_home(name)
    address = read_address(name)
    feed = str(address)
    published = filter(None, (publication_in(Path(index)) for _, index in shared_indexes(settings)))
    found = next((folder for of, folder in published if of == feed), None)
    if found is None and settings.restricted:
        raise ContentError(
            tr("There is no index of {address}").replace("{address}", feed),
            tr("in restricted mode nothing is fetched: the setting `index` names one that is published"),
        )
    return found or address.site_in(copy_folder(cache, feed) / "site")


def feed_to_keep(name: str, settings: Settings) -> str:
    """How the settings name a feed that was typed, so that it is found from any folder; raises ContentError where no
    reader could begin with it: nothing is there, nothing is in it, the address cannot be read.
    """
    if not name or feed_called(name, settings) is not None:
        return name
    if is_address(name):
        return str(read_address(name))
    find_site(at_home(name))
    return name if name.startswith("~") else str(Path(name).absolute())


def is_there(root: str, settings: Settings, cache: Path) -> bool:
    """Whether a feed is still where marks say that it was: its folder is on this machine; an address is named by the
    settings, or a copy of it is here. In restricted mode nothing is looked at outside the feed, and the settings alone
    tell.
    """
    if settings.restricted or is_address(root):
        named = (settings.content, *(feed.path for feed in settings.feeds))
        if any(name and _is_in(name, root) for name in named):
            return True
    if settings.restricted:
        return False
    try:
        return is_folder(folder_of(root, settings, cache) if is_address(root) else root)
    except (ContentError, OSError, ValueError):
        return False


def _is_in(name: str, root: str) -> bool:
    """Does a setting name this address, or a place in this folder?"""
    try:
        return str(read_address(name)) == root if is_address(name) else at_home(name).is_relative_to(root)
    except ContentError:
        return False
