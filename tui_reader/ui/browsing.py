"""InitialState a web address in the person's browser, where the reader runs on the machine they sit at."""

import shutil
from typing import TYPE_CHECKING

from tui_reader.config.child_process import find_command, start_detached
from tui_reader.i18n.messages import tr
from tui_reader.text.sanitize import sanitize
from tui_reader.ui.actions.copying import copy_text

if TYPE_CHECKING:
    from tui_reader.ui.screens.browse import Browse

_OPENERS = ("xdg-open", "open")
"""What hands an address to the desktop's browser; `$BROWSER` may be one that draws on this very terminal."""
_SCHEMES = ("http://", "https://", "mailto:")


def open_address(browse: "Browse", address: str) -> None:
    """Open an address where there is a display; over SSH, on a console or when restricted it is copied and shown."""
    here = browse.opening.can.display and not browse.opening.settings.restricted
    opener = next(filter(None, map(shutil.which, _OPENERS)), None) if here else None
    if opener is None or not address.lower().startswith(_SCHEMES):
        copy_text(browse, address)
        return

    def work() -> None:
        start_detached(find_command((opener, address)))

    def then(_: None) -> None:
        browse.status.notify_user(tr("Opened: {text}").replace("{text}", sanitize(address)))

    browse.tasks.ask("browser", work, then)
