"""Handing things to other programs: a post to the user's editor, a web address to the browser of the machine they sit
at.
"""

import os
import shutil
from typing import TYPE_CHECKING

from tui_reader.config.child_process import Command, find_command, read_command, run_in_foreground, start_detached
from tui_reader.i18n.messages import tr
from tui_reader.model.errors import ProgramError
from tui_reader.text.sanitize import sanitize
from tui_reader.ui.actions import clipboard
from tui_reader.ui.actions.table import Group, action

if TYPE_CHECKING:
    from tui_reader.ui.actions.action_context import ActionContext

SYSTEM_EDITORS = ("editor", "sensible-editor", "vi", "nano")
"""Programs that are tried where the user names no editor, in this order."""
_OPENERS = ("xdg-open", "open")
"""What hands an address to the desktop's browser; `$BROWSER` may be one that draws on this very terminal."""
_SCHEMES = ("http://", "https://", "mailto:")
"""Beginnings of the addresses that are handed to a browser."""


@action(id="edit", keys="e", label="Edit", help="Open the post in the editor.", group=Group.POST)
def edit(context: "ActionContext") -> None:
    row = context.posts.chosen
    if row is not None:
        edit_post(context, row.path)


def edit_post(context: "ActionContext", path: str) -> None:
    """Open the file of a post in the editor; what was changed shows at once, what went wrong as a notice."""
    if context.initial.settings.restricted:
        context.status.notify_user(tr("No editor in restricted mode"), error=True)
        return
    try:
        command = editor_command(context.initial.settings.editor)
    except ProgramError as error:
        context.status.notify_user(sanitize(str(error)), error=True)
        return
    with context.app.suspend():
        trouble = _run_editor(command.with_arguments(str(context.library.site.content / path)))
    if trouble:
        context.status.notify_user(sanitize(trouble), error=True)
    context.file_sync.look(now=True)


def _run_editor(command: Command) -> str:
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


def open_address(context: "ActionContext", address: str) -> None:
    """Open an address where there is a display; over SSH, on a console or when restricted it is copied and shown."""
    here = context.initial.can.display and not context.initial.settings.restricted
    opener = next(filter(None, map(shutil.which, _OPENERS)), None) if here else None
    if opener is None or not address.lower().startswith(_SCHEMES):
        clipboard.copy_text(context, address)
        return

    def work() -> None:
        start_detached(find_command((opener, address)))

    def then(_: None) -> None:
        context.status.notify_user(tr("Opened: {text}").replace("{text}", sanitize(address)))

    context.tasks.ask("browser", work, then)
