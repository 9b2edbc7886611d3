"""Copying to the user's own clipboard through the terminal, which works over SSH as well."""

from typing import TYPE_CHECKING

from tui_reader.i18n.messages import tr
from tui_reader.terminal.osc import MAX_CLIPBOARD
from tui_reader.text.sanitize import sanitize

if TYPE_CHECKING:
    from tui_reader.ui.screens.browse import Browse

SHOWN = 500
"""Characters of a copied text that are shown at most."""


def copy_text(browse: "Browse", text: str) -> None:
    """Copy a text and show what was copied, so that it can be taken by hand where the terminal forbids copying."""
    if len(text.encode("utf-8", "replace")) > MAX_CLIPBOARD:
        browse.status.notify_user(tr("Too long for a terminal's clipboard"), error=True)
        return
    browse.app.copy_to_clipboard(text)
    browse.status.notify_user(tr("Copied: {text}").replace("{text}", " ".join(sanitize(text[:SHOWN]).split())))
