"""Selecting lines of the post with the keyboard."""

from typing import TYPE_CHECKING

from tui_reader.i18n.messages import tr
from tui_reader.model.dataclass import replace
from tui_reader.ui.actions.table import Group, Scope, action

if TYPE_CHECKING:
    from tui_reader.layout.lazy_page import Page
    from tui_reader.ui.actions.action_context import ActionContext


@action(
    id="select",
    keys="v",
    label="Select",
    help="Select from this line on: keys that move extend it, y copies, m keeps it.",
    scope=Scope.POST,
    group=Group.POST,
)
def select(context: "ActionContext") -> None:
    """Select the first line of text on the screen; where a selection stands already, the line it has got to alone."""
    from tui_reader.layout.tools.selection import Selection, line_of, spot_at  # noqa: PLC0415  loaded when first needed

    view = context.view
    if view.page is None:
        return
    if view.overlay.selection is None:
        shown = view.window.seen
        line = next((line for line in shown if view.page.line(line).text.strip()), view.window.top)
    else:
        line = line_of(view.page, view.overlay.selection.end)
    spot = spot_at(view.page, line)
    view.select(Selection(spot, spot))
    context.status.notify_user(tr("Selecting: m keeps it, M with a note, y copies, Esc leaves"))


def is_extending(context: "ActionContext") -> bool:
    """True where keys that move extend a selection in the post."""
    return context.panes.active == "post" and context.view.overlay.selection is not None


def extend(context: "ActionContext", by: int) -> None:
    """Move the end of the selection by lines, down where positive."""
    view = context.view
    if by < 0:
        view.window.steady(-by)
    _extend_to(context, _end(context) + by)


def extend_to_top(context: "ActionContext") -> None:
    """The selection reaches from where it was begun to the first line."""
    context.view.window.move_to(0)
    _extend_to(context, 0)


def extend_to_end(context: "ActionContext") -> None:
    """The selection reaches from where it was begun to the last line."""
    context.view.window.move_to_end()
    if context.view.page is not None:
        _extend_to(context, context.view.page.height - 1)


def extend_block(context: "ActionContext", step: int) -> None:
    """Move the end of the selection to the end of this block or the next (`step` 1), or to a beginning (-1)."""
    page, line = context.view.page, _end(context) + step
    if page is None:
        return
    if step < 0:
        context.view.window.steady(context.view.window.room)
        line = _end(context) + step
    while 0 < line < page.height - 1 and not _inside(page, line):
        line += step
    while 0 < line < page.height - 1 and _inside(page, line + step):
        line += step
    _extend_to(context, line)


def _end(context: "ActionContext") -> int:
    """The line the selection has got to."""
    from tui_reader.layout.tools.selection import line_of  # noqa: PLC0415  loaded when first needed

    view = context.view
    return (
        line_of(view.page, view.overlay.selection.end)
        if view.page is not None and view.overlay.selection is not None
        else 0
    )


def _extend_to(context: "ActionContext", line: int) -> None:
    """The selection reaches to a line, the nearest there is, which is brought into sight."""
    from tui_reader.layout.tools.selection import line_of, spot_at  # noqa: PLC0415  loaded when first needed

    view = context.view
    if view.page is None or view.overlay.selection is None:
        return
    spot = spot_at(view.page, min(line, view.page.height - 1))
    view.select(replace(view.overlay.selection, end=spot, whole=True))
    view.window.bring_into_sight(line_of(view.page, spot))


def _inside(page: "Page", line: int) -> bool:
    """True for a line of a block, false for a blank one between blocks."""
    return bool(page.line(line).text.strip())
