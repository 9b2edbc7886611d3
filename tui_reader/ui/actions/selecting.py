"""Selecting lines of the post with the keyboard, and copying what is selected with whichever hand."""

from dataclasses import replace
from typing import TYPE_CHECKING

from tui_reader.i18n.messages import tr
from tui_reader.ui.actions.copying import copy_text

if TYPE_CHECKING:
    from tui_reader.layout.lazy_page import Page
    from tui_reader.ui.screens.browse import Browse


def begin(browse: "Browse") -> None:
    """Select the first line of text on the screen; where a selection stands already, the line it has got to alone."""
    from tui_reader.layout.tools.selection import Selection, line_of, spot_at  # noqa: PLC0415  loaded when first needed

    view = browse.view
    if view.page is None:
        return
    if view.overlay.selection is None:
        shown = view.window.seen
        line = next((line for line in shown if view.page.line(line).text.strip()), view.window.top)
    else:
        line = line_of(view.page, view.overlay.selection.end)
    spot = spot_at(view.page, line)
    view.select(Selection(spot, spot))
    browse.status.notify_user(tr("Selecting: y copies, Esc leaves, v begins anew"))


def extend(browse: "Browse", by: int) -> None:
    """Move the end of the selection by lines, down where positive."""
    view = browse.view
    if by < 0:
        view.window.steady(-by)
    _extend_to(browse, _end(browse) + by)


def extend_to_top(browse: "Browse") -> None:
    """The selection reaches from where it was begun to the first line."""
    browse.view.window.move_to(0)
    _extend_to(browse, 0)


def extend_to_end(browse: "Browse") -> None:
    """The selection reaches from where it was begun to the last line."""
    browse.view.window.move_to_end()
    if browse.view.page is not None:
        _extend_to(browse, browse.view.page.height - 1)


def extend_block(browse: "Browse", step: int) -> None:
    """Move the end of the selection to the end of this block or the next (`step` 1), or to a beginning (-1)."""
    page, line = browse.view.page, _end(browse) + step
    if page is None:
        return
    if step < 0:
        browse.view.window.steady(browse.view.window.room)
        line = _end(browse) + step
    while 0 < line < page.height - 1 and not _inside(page, line):
        line += step
    while 0 < line < page.height - 1 and _inside(page, line + step):
        line += step
    _extend_to(browse, line)


def copy(browse: "Browse") -> None:
    """Copy what is selected, and select nothing any more."""
    from tui_reader.layout.tools.selection import selected_text  # noqa: PLC0415  loaded when first needed

    view = browse.view
    if view.page is not None and view.overlay.selection is not None:
        text = selected_text(view.page, view.overlay.selection)
        view.select(None)
        copy_text(browse, text)


def _end(browse: "Browse") -> int:
    """The line the selection has got to."""
    from tui_reader.layout.tools.selection import line_of  # noqa: PLC0415  loaded when first needed

    view = browse.view
    return (
        line_of(view.page, view.overlay.selection.end)
        if view.page is not None and view.overlay.selection is not None
        else 0
    )


def _extend_to(browse: "Browse", line: int) -> None:
    """The selection reaches to a line, the nearest there is, which is brought into sight."""
    from tui_reader.layout.tools.selection import line_of, spot_at  # noqa: PLC0415  loaded when first needed

    view = browse.view
    if view.page is None or view.overlay.selection is None:
        return
    spot = spot_at(view.page, min(line, view.page.height - 1))
    view.select(replace(view.overlay.selection, end=spot, whole=True))
    view.window.bring_into_sight(line_of(view.page, spot))


def _inside(page: "Page", line: int) -> bool:
    """True for a line of a block, false for the air between blocks."""
    return bool(page.line(line).text.strip())
