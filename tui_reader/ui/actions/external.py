"""Handing things to other programs: a post to the user's editor, a web address to the browser of the machine they sit
at.
"""

import shutil
from typing import TYPE_CHECKING

from tui_reader.config.child_process import Command, find_command, run_in_foreground, start_detached
from tui_reader.config.editor import at_line, editor_command
from tui_reader.i18n.messages import tr
from tui_reader.model.errors import ContentError, ProgramError
from tui_reader.text.sanitize import sanitize
from tui_reader.ui.actions import clipboard
from tui_reader.ui.actions.table import Group, action

if TYPE_CHECKING:
    from tui_reader.ui.actions.action_context import ActionContext

_OPENERS = ("xdg-open", "open")
"""What hands an address to the desktop's browser; `$BROWSER` may be one that draws on this very terminal."""
_SCHEMES = ("http://", "https://", "mailto:")
"""Beginnings of the addresses that are handed to a browser."""


@action(
    id="edit", keys="e", label="Edit", help="Open the post in the editor, at the line being read.", group=Group.POST
)
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
        editor = editor_command(context.initial.settings.editor)
        command = at_line(editor, context.library.file_of(path), _line_in_file(context, path))
    except ProgramError as error:
        context.status.notify_user(sanitize(str(error)), error=True)
        return
    with context.app.suspend():
        trouble = _run_editor(command)
    if trouble:
        context.status.notify_user(sanitize(trouble), error=True)
    context.file_sync.look(now=True)


def _line_in_file(context: "ActionContext", path: str) -> int:
    """The line of the file that is being read, from 1; 0 for its beginning."""
    in_body = _top_body_line(context, path)
    if not in_body:
        return 0
    try:
        source = context.library.pages.read(path)
    except ContentError:
        return 0
    return 0 if source.markup == "org" else source.body_line + in_body - 1


def _top_body_line(context: "ActionContext", path: str) -> int:
    """Line of the post's body, from 1, that is on top of the pane; 0 at its beginning, and for another post."""
    from tui_reader.layout.lazy_page import body_line_at  # noqa: PLC0415  loads the parsers

    reading, page, top = context.reading, context.view.page, context.view.window.top
    is_text = reading.placed == reading.path == path and reading.kept is None
    return body_line_at(page, top) if is_text and page is not None and top else 0


def _run_editor(command: Command) -> str:
    """Run the editor; says what went wrong. No error may pass `suspend`, which would never take the terminal back."""
    try:
        run_in_foreground(command)
    except ProgramError as error:
        return str(error)
    return ""


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
