"""The panes of the main screen with the keys that work in each, made from the table of actions."""

from textual.binding import Binding, BindingType

from tui_reader.ui.actions.all_actions import ACTIONS
from tui_reader.ui.actions.table import Scope
from tui_reader.ui.widgets.post_list import PostList
from tui_reader.ui.widgets.post_view import PostView
from tui_reader.ui.widgets.sidebar import Sidebar


def bindings(scope: Scope) -> list[BindingType]:
    """Bindings of the actions whose keys work in one scope; each can be rebound by the action's id."""
    return [
        Binding(action.keys, f"screen.perform('{action.id}')", action.label, show=False, id=action.id)
        for action in ACTIONS
        if action.scope is scope
    ]


class BoundSidebar(Sidebar):
    """The sidebar with its keys."""

    BINDINGS = bindings(Scope.SIDEBAR)


class BoundList(PostList):
    """The list with its keys."""

    BINDINGS = bindings(Scope.LIST)


class BoundView(PostView):
    """The reading pane with its keys."""

    BINDINGS = bindings(Scope.POST)
