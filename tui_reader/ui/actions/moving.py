"""Actions that move the cursor of a pane of rows, or the text of the post."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui_reader.ui.actions import selecting
from tui_reader.ui.widgets.row_pane import RowPane

if TYPE_CHECKING:
    from tui_reader.ui.screens.browse import Browse

Perform = Callable[["Browse"], None]
"""What an action does on the main screen."""
END = 1 << 40
"""A row beyond any list."""


def move(lines: int) -> Perform:
    def perform(browse: "Browse") -> None:
        if selecting_in(browse):
            selecting.extend(browse, lines)
        elif browse.active == "post":
            browse.view.window.move_by(lines)
        else:
            pane(browse).move_by(lines)

    return perform


def move_page(pages: float) -> Perform:
    def perform(browse: "Browse") -> None:
        view = browse.view
        lines = int(view.window.room * pages) or (1 if pages > 0 else -1)
        if selecting_in(browse):
            selecting.extend(browse, lines)
        elif browse.active == "post":
            view.window.move_by(lines)
        else:
            pane(browse).move_page(pages)

    return perform


def top(browse: "Browse") -> None:
    if selecting_in(browse):
        selecting.extend_to_top(browse)
    elif browse.active == "post":
        browse.view.window.move_to(0)
    else:
        pane(browse).move_to(0)


def end(browse: "Browse") -> None:
    if selecting_in(browse):
        selecting.extend_to_end(browse)
    elif browse.active == "post":
        browse.view.window.move_to_end()
    else:
        pane(browse).move_to(END)


def selecting_in(browse: "Browse") -> bool:
    """True where keys that move extend a selection in the post."""
    return browse.active == "post" and browse.view.overlay.selection is not None


def pane(browse: "Browse") -> RowPane:
    return browse.sidebar if browse.active == "sidebar" else browse.posts
