"""Copying to the user's own clipboard through the terminal, which works over SSH as well."""

from typing import TYPE_CHECKING

from tui_reader.text.clean import clean
from tui_reader.text.words import say

if TYPE_CHECKING:
    from tui_reader.ui.screens.browse import Browse


def copy_text(browse: "Browse", text: str) -> None:
    """Copy a text and show what was copied, so that it can be taken by hand where the terminal forbids copying."""
    browse.app.copy_to_clipboard(text)
    browse.status.notify_user(say("Copied: {text}").replace("{text}", clean(text)))
