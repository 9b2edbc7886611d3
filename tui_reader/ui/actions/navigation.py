"""Moving: the cursor of a pane, the text of the post, from pane to pane, and one step back."""

from typing import TYPE_CHECKING

from tui_reader.model.views import WHOLE_FEED
from tui_reader.ui.actions import mark_actions, text_selection, view_actions
from tui_reader.ui.actions.table import Scope, action, perform_action
from tui_reader.ui.state.key_count import LEADING, REPEATED

if TYPE_CHECKING:
    from tui_reader.ui.actions.action_context import ActionContext
    from tui_reader.ui.widgets.row_pane import RowPane

READ_SECONDS = 0.1
"""Pause before an opened post is marked as read: the post comes first."""
END = 1 << 40
"""A row beyond any list."""
PANES = ("sidebar", "posts", "post")
"""The panes from left to right."""


@action(id="down", keys="j,down", label="Down", help="One row or line down.")
def move_down(context: "ActionContext") -> None:
    _move(context, 1)


@action(id="up", keys="k,up", label="Up", help="One row or line up.")
def move_up(context: "ActionContext") -> None:
    _move(context, -1)


@action(id="page_down", keys="ctrl+f,pagedown", label="Page down", help="One screen down.")
def move_page_down(context: "ActionContext") -> None:
    move_page(context, 1)


@action(id="page_up", keys="b,ctrl+b,pageup", label="Page up", help="One screen up.")
def move_page_up(context: "ActionContext") -> None:
    move_page(context, -1)


@action(id="half_down", keys="d,ctrl+d", label="Half down", help="Half a screen down.")
def move_half_down(context: "ActionContext") -> None:
    move_page(context, 0.5)


@action(id="half_up", keys="u,ctrl+u", label="Half up", help="Half a screen up.")
def move_half_up(context: "ActionContext") -> None:
    move_page(context, -0.5)


@action(id="top", keys="g,home", label="Top", help="To the first row or line.")
def move_to_top(context: "ActionContext") -> None:
    if text_selection.is_extending(context):
        text_selection.extend_to_top(context)
    elif context.panes.active == "post":
        context.view.window.move_to(0)
    else:
        _pane(context).move_to(0)


@action(id="end", keys="G,end", label="End", help="To the last row or line.")
def move_to_end(context: "ActionContext") -> None:
    if text_selection.is_extending(context):
        text_selection.extend_to_end(context)
    elif context.panes.active == "post":
        context.view.window.move_to_end()
    else:
        _pane(context).move_to(END)


def perform_counted(action_id: str, context: "ActionContext", count: int) -> None:
    """Do an action as often as a count says, or go to the row or line of that number; 0 for no count."""
    if count and action_id in LEADING:
        jump_to(context, count)
        return
    for _ in range(count if count and action_id in REPEATED else 1):
        perform_action(action_id, context)


def jump_to(context: "ActionContext", number: int) -> None:
    """To the row or the line of this number, from 1."""
    if context.panes.active == "post":
        context.view.window.move_to(number - 1)
    else:
        _pane(context).move_to(number - 1)


def jump_to_part(context: "ActionContext", percent: int) -> None:
    """To the row or the line at this part of all, 0 to 100."""
    page = context.view.page
    whole = (page.height if page else 0) if context.panes.active == "post" else _pane(context).window.count
    jump_to(context, 1 + whole * min(percent, 100) // 100)


def _move(context: "ActionContext", lines: int) -> None:
    """Move by rows of a pane or lines of the post, down where positive."""
    if text_selection.is_extending(context):
        text_selection.extend(context, lines)
    elif context.panes.active == "post":
        context.view.window.move_by(lines)
    else:
        _pane(context).move_by(lines)


def move_page(context: "ActionContext", pages: float) -> None:
    """Move by screens, down where positive."""
    view = context.view
    lines = int(view.window.room * pages) or (1 if pages > 0 else -1)
    if text_selection.is_extending(context):
        text_selection.extend(context, lines)
    elif context.panes.active == "post":
        view.window.move_by(lines)
    else:
        _pane(context).move_page(pages)


def _pane(context: "ActionContext") -> "RowPane":
    return context.sidebar if context.panes.active == "sidebar" else context.posts


@action(id="open", keys="enter,l,right", label="Open", help="Open what is chosen; in the list, go into the post.")
def open_chosen(context: "ActionContext") -> None:
    if context.panes.active == "sidebar":
        view_actions.open_entry(context)
    elif context.panes.active == "posts":
        open_post(context)


def open_post(context: "ActionContext") -> None:
    """Go into the chosen post; it counts as read from then on."""
    row = context.posts.chosen
    if row is None:
        return
    context.enter("post")
    context.reading.open(row.path)
    if not row.read:
        context.pauses.after(f"read {row.path}", READ_SECONDS, lambda: mark_actions.mark_read(context, row, True))


@action(id="back", keys="escape,h,left", label="Back", help="One step back.")
def go_back(context: "ActionContext") -> None:
    """From places found to the text, from the post to the list, from the list to the whole feed."""
    if context.panes.active == "post":
        _leave_post(context)
    elif context.panes.active == "sidebar":
        context.enter("posts")
    elif context.posts.take_range():
        return
    elif not context.filter.bare:
        context.feed_list.show_filter(context.filter.viewing(context.filter.view))
    elif context.filter.view != WHOLE_FEED.id:
        context.feed_list.show_filter(context.filter.viewing(WHOLE_FEED.id))
    else:
        context.enter("sidebar")


def _leave_post(context: "ActionContext") -> None:
    """Take away what is laid over the post, or what stands in its place; where there is nothing, go to the list."""
    view = context.view
    if view.overlay.selection is not None:
        view.select(None)
    elif view.overlay.hits and view.overlay.found:
        view.show_hits((), -1)
    elif not context.reading.leave_aside():
        context.reading.keep_place()
        context.enter("posts")
        context.feed_list.refresh_marks()


@action(id="back_or_quit", keys="q", label="Back or quit", help="One step back; on the first screen, quit.")
def go_back_or_quit(context: "ActionContext") -> None:
    whole = context.filter == context.filter.viewing(WHOLE_FEED.id)
    if context.panes.active == "posts" and whole and not context.posts.window.selected:
        context.app.exit()
    else:
        go_back(context)


@action(id="next_pane", keys="tab", label="Next pane", help="To the next pane.")
def enter_next_pane(context: "ActionContext") -> None:
    _enter_pane(context, 1)


@action(id="previous_pane", keys="shift+tab", label="Previous pane", help="To the previous pane.")
def enter_previous_pane(context: "ActionContext") -> None:
    _enter_pane(context, -1)


def _enter_pane(context: "ActionContext", step: int) -> None:
    context.enter(PANES[(PANES.index(context.panes.active) + step) % len(PANES)])
    if context.panes.active == "post":
        context.reading.open_chosen()


@action(
    id="next_group",
    keys="right_curly_bracket",
    label="Next group",
    help="To the next group of the sidebar.",
    scope=Scope.SIDEBAR,
)
def move_to_next_group(context: "ActionContext") -> None:
    context.sidebar.move_to_group(1)


@action(
    id="previous_group",
    keys="left_curly_bracket",
    label="Previous group",
    help="To the previous group of the sidebar.",
    scope=Scope.SIDEBAR,
)
def move_to_previous_group(context: "ActionContext") -> None:
    context.sidebar.move_to_group(-1)


@action(id="list_page", keys="space", label="Page down", help="One screen down in the list.", scope=Scope.LIST)
def move_list_page(context: "ActionContext") -> None:
    move_page(context, 1)
