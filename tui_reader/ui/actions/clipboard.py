"""Copying to the user's own clipboard through the terminal, which works over SSH as well."""

import os
from typing import TYPE_CHECKING

from tui_reader.config.child_process import find_command, read_output
from tui_reader.i18n.messages import tr
from tui_reader.model.errors import ProgramError
from tui_reader.terminal.osc import MAX_CLIPBOARD
from tui_reader.text.sanitize import sanitize, without_harm
from tui_reader.ui.actions import text_selection
from tui_reader.ui.actions.table import Group, action

if TYPE_CHECKING:
    from tui_reader.ui.actions.action_context import ActionContext

TMUX_SECONDS = 2.0
"""Time that tmux has to take a text."""
SHOWN = 500
"""Characters of a copied text that are shown at most."""


@action(
    id="copy_link",
    keys="y",
    label="Copy",
    help="Copy the post's address, or the text that is selected.",
    group=Group.POST,
)
def copy_address(context: "ActionContext") -> None:
    row, library = context.posts.chosen, context.library
    if text_selection.is_extending(context):
        copy_selection(context)
    elif row is not None:
        ask = context.tasks.ask
        ask("copy", lambda: library.address(library.posts.by_path(row.path)), lambda text: copy_text(context, text))


@action(id="copy_markdown", keys="Y", label="Copy the Markdown", help="Copy the post's Markdown.", group=Group.POST)
def copy_markdown(context: "ActionContext") -> None:
    row, library = context.posts.chosen, context.library
    if row is not None:
        context.tasks.ask("copy", lambda: library.pages.read(row.path).body, lambda text: copy_text(context, text))


def copy_selection(context: "ActionContext") -> None:
    """Copy what is selected, and select nothing any more."""
    from tui_reader.layout.tools.selection import selected_text  # noqa: PLC0415  loaded when first needed

    view = context.view
    if view.page is not None and view.overlay.selection is not None:
        text = selected_text(view.page, view.overlay.selection)
        view.select(None)
        if text.strip():
            copy_text(context, text)


def copy_text(context: "ActionContext", text: str) -> None:
    """Copy a text, without what would be obeyed where it is pasted, and show what was copied, so that it can be taken
    by hand where the terminal forbids copying.
    """
    text = without_harm(text)
    if len(text.encode("utf-8", "replace")) > MAX_CLIPBOARD:
        context.status.notify_user(tr("Too long for a terminal's clipboard"), error=True)
        return
    said = tr("Copied: {text}").replace("{text}", " ".join(sanitize(text[:SHOWN]).split()))
    if "TMUX" not in os.environ or context.initial.settings.restricted:
        context.app.copy_to_clipboard(text)
        context.status.notify_user(said)
        return

    def then(is_given: bool) -> None:
        if not is_given:
            context.app.copy_to_clipboard(text)
        context.status.notify_user(said)

    context.tasks.ask("clipboard", lambda: _give_to_tmux(text), then)


def _give_to_tmux(text: str) -> bool:
    """Hand a text to tmux itself, for its buffer and for the clipboard outside; False where tmux does not take it.

    As shipped (`set-clipboard external`) tmux passes over the sequence of a program inside. `-w` is of tmux 3.2. Only a
    tmux on this machine can be asked: over SSH the one around the terminal is the other machine's.
    """
    try:
        load = find_command(("tmux", "load-buffer", "-w", "-"))
        read_output(load, TMUX_SECONDS, given=text.encode("utf-8", "replace"))
    except ProgramError:
        return False
    return True
