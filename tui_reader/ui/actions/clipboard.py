"""Copying to the user's own clipboard through the terminal, which works over SSH as well."""

from typing import TYPE_CHECKING

from tui_reader.i18n.messages import tr
from tui_reader.terminal.osc import MAX_CLIPBOARD
from tui_reader.text.sanitize import sanitize
from tui_reader.ui.actions import text_selection
from tui_reader.ui.actions.table import Group, action

if TYPE_CHECKING:
    from tui_reader.ui.actions.action_context import ActionContext

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
        context.tasks.ask("copy", lambda: library.posts.by_path(row.path).url, lambda text: copy_text(context, text))


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
        copy_text(context, text)


def copy_text(context: "ActionContext", text: str) -> None:
    """Copy a text and show what was copied, so that it can be taken by hand where the terminal forbids copying."""
    if len(text.encode("utf-8", "replace")) > MAX_CLIPBOARD:
        context.status.notify_user(tr("Too long for a terminal's clipboard"), error=True)
        return
    context.app.copy_to_clipboard(text)
    context.status.notify_user(tr("Copied: {text}").replace("{text}", " ".join(sanitize(text[:SHOWN]).split())))
