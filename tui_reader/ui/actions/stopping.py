"""Stopping for the shell the reader was started from, as Ctrl+Z does everywhere; the shell's `fg` brings it back."""

import os
import signal
from typing import TYPE_CHECKING

from tui_reader.i18n.messages import tr
from tui_reader.ui.controllers.tasks import MARK

if TYPE_CHECKING:
    from tui_reader.ui.screens.browse import Browse


def stop(browse: "Browse") -> None:
    """Write the place down, let a look at the files end, and stop until the shell says to go on."""
    if browse.opening.settings.restricted:
        browse.status.notify_user(tr("No shell in restricted mode"), error=True)
    elif not _from_shell():
        browse.status.notify_user(tr("No shell to go back to"), error=True)
    else:

        def then(_: None) -> None:
            browse.run_worker(_stop(browse))

        browse.tasks.ask(MARK, browse.reading.save, then)


async def _stop(browse: "Browse") -> None:
    """A stopped program keeps the locks it has, and others of the same user would wait for them: so first there are
    none.
    """
    await browse.tasks.pause()
    with browse.app.suspend():
        heard = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(0, signal.SIGTSTP)  # to the whole job, so that a script around the reader stops too
        signal.signal(signal.SIGTSTP, heard)
    browse.tasks.go_on()


def _from_shell() -> bool:
    """Whether a shell can bring the reader back: one that controls jobs gives each a process group of its own."""
    return os.getpgrp() != os.getsid(0)
