"""Feeds that are named by an address: where their files are on this machine."""

from pathlib import Path

from tui_reader.config.settings import Settings
from tui_reader.i18n.messages import tr
from tui_reader.index.feed_index import published_site
from tui_reader.mirror.git_address import is_git_address, read_git_address
from tui_reader.model.errors import ContentError


def folder_of(name: str, settings: Settings) -> Path:
    """The folder or file that a person means by a path or by the address of a repository.

    The files of a repository are where the index of the settings says that they are. Raises ContentError where it says
    nothing of this repository.
    """
    if not is_git_address(name):
        return Path(name).expanduser()
    feed = str(read_git_address(name))
    found = published_site(Path(settings.index), feed) if settings.index else None
    if found is None:
        raise ContentError(
            tr("There is no index of {address}").replace("{address}", feed),
            tr("`newsreader publish` makes one, and the setting `index` names it"),
        )
    return found
