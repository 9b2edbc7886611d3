"""Every action in the order of help, palette and manual: by group, then by module, then as written in the module."""

from tui_reader.ui.actions import (
    clipboard,
    display,
    external,
    history_actions,
    link_actions,
    mark_actions,
    navigation,
    post_navigation,
    program,
    search,
    text_selection,
    view_actions,
)
from tui_reader.ui.actions.table import Action, Group, Perform, Scope, registered
from tui_reader.ui.feeds import feed_actions
from tui_reader.ui.notebook import highlight_actions
from tui_reader.ui.preferences import preference_actions
from tui_reader.ui.programs import command_actions

MODULES = (
    navigation,
    history_actions,
    view_actions,
    feed_actions,
    search,
    post_navigation,
    link_actions,
    display,
    text_selection,
    clipboard,
    external,
    command_actions,
    mark_actions,
    highlight_actions,
    preference_actions,
    program,
)
"""The modules that register actions, in the order their actions have within a group."""

_PLACES = {module.__name__: place for place, module in enumerate(MODULES)}
_GROUPS = tuple(Group)


def _place(entry: tuple[Action, Perform]) -> tuple[int, int]:
    """Where an action stands among all others; those of one group and module stand as they are registered."""
    action, perform = entry
    return _GROUPS.index(action.group), _PLACES[perform.__module__]


ACTIONS: tuple[Action, ...] = tuple(action for action, _ in sorted(registered(), key=_place))

BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}


def actions_in(scope: Scope) -> tuple[Action, ...]:
    """Actions whose keys work where `scope` has the focus, in the order of the table."""
    return tuple(action for action in ACTIONS if action.scope in (scope, Scope.EVERYWHERE))
