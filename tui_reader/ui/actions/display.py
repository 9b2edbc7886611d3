"""How the post is shown: its pictures, its header, the width of its lines and of its pane."""

from typing import TYPE_CHECKING

from tui_reader.ui.actions import navigation
from tui_reader.ui.actions.table import Group, action

if TYPE_CHECKING:
    from tui_reader.ui.actions.action_context import ActionContext

WIDTH_STEP = 4
"""Cells a line grows or shrinks by at a time."""


@action(
    id="pictures",
    keys="p",
    label="Pictures",
    help="Show the pictures of the post, or frames in their place.",
    group=Group.POST,
    on_page=True,
)
def toggle_pictures(context: "ActionContext") -> None:
    context.reading.picturing.toggle()


@action(
    id="header",
    keys="i",
    label="Header and problems",
    help="Show the post's header and what is wrong with it.",
    group=Group.POST,
    on_page=True,
)
def toggle_header(context: "ActionContext") -> None:
    context.reading.toggle_header()


@action(
    id="full_width",
    keys="z",
    label="Full width",
    help="Give the post the whole screen, or take it back.",
    group=Group.VIEW,
)
def toggle_full_width(context: "ActionContext") -> None:
    context.panes.full = not context.panes.full
    if context.panes.full and context.panes.active != "post":
        navigation.open_post(context)
    else:
        context.enter("post" if context.panes.full else context.panes.active)


@action(id="wider", keys="plus,equals_sign", label="Wider", help="Set the post in longer lines.", group=Group.VIEW)
def widen(context: "ActionContext") -> None:
    context.reading.change_measure(WIDTH_STEP)


@action(id="narrower", keys="minus", label="Narrower", help="Set the post in shorter lines.", group=Group.VIEW)
def narrow(context: "ActionContext") -> None:
    context.reading.change_measure(-WIDTH_STEP)
