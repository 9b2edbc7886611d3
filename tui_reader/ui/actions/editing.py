"""InitialState a post in the user's editor, the reader waiting behind it."""

import os
from typing import TYPE_CHECKING

from tui_reader.config.child_process import Command, find_command, read_command, run_in_foreground
from tui_reader.i18n.messages import tr
from tui_reader.model.errors import ProgramError
from tui_reader.text.sanitize import sanitize

if TYPE_CHECKING:
    from tui_reader.ui.screens.browse import Browse

SYSTEM_EDITORS = ("editor", "sensible-editor", "vi", "nano")
"""Programs that are tried where the user names no editor, in this order."""


def edit_post(browse: "Browse", path: str) -> None:
    """Open the file of a post in the editor; what was changed shows at once, what went wrong as a notice."""
    if browse.opening.settings.restricted:
        browse.status.notify_user(tr("No editor in restricted mode"), error=True)
        return
    try:
        command = editor_command(browse.opening.settings.editor)
    except ProgramError as error:
        browse.status.notify_user(sanitize(str(error)), error=True)
        return
    with browse.app.suspend():
        trouble = _run(command.with_arguments(str(browse.library.site.content / path)))
    if trouble:
        browse.status.notify_user(sanitize(trouble), error=True)
    browse.tasks.sync()


def _run(command: Command) -> str:
    """Run the editor; says what went wrong. No error may pass `suspend`, which would never take the terminal back."""
    try:
        run_in_foreground(command)
    except ProgramError as error:
        return str(error)
    return ""


def editor_command(setting: str) -> Command:
    """The editor of the settings, of `$VISUAL`, of `$EDITOR`, else the system's; a blank one counts as none.

    Raises ProgramError.
    """
    hint = tr("set `editor` in the settings, or $EDITOR")
    named = (setting, os.environ.get("VISUAL", ""), os.environ.get("EDITOR", ""))
    chosen = next((text for text in named if text.strip()), "")
    if chosen:
        return read_command(chosen, hint)
    for name in SYSTEM_EDITORS:
        try:
            return find_command((name,))
        except ProgramError:
            continue
    raise ProgramError(tr("No editor"), hint)
