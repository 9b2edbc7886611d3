"""Opening a post in the user's editor, the reader waiting behind it."""

import os
import shlex
import subprocess
from typing import TYPE_CHECKING

from tui_reader.i18n.messages import tr

if TYPE_CHECKING:
    from tui_reader.ui.screens.browse import Browse


def edit_post(browse: "Browse", path: str) -> None:
    """Open the file of a post in the editor; what was changed shows at once."""
    command = browse.opening.settings.editor or os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    if browse.opening.settings.restricted:
        browse.status.notify_user(tr("No editor in restricted mode"), error=True)
    elif not command:
        browse.status.notify_user(tr("No editor: set `editor` in the settings, or $EDITOR"), error=True)
    else:
        file = browse.library.site.content / path
        with browse.app.suspend():
            subprocess.run([*shlex.split(command), str(file)], check=False)
        browse.loader.sync()
