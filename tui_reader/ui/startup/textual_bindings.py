"""Textual bindings, made from the one table of actions."""

from textual.binding import Binding, BindingType

from tui_reader.ui.keys import ACTIONS, Scope


def bindings(scope: Scope) -> list[BindingType]:
    """Bindings of the actions whose keys work in one scope; each can be rebound by the action's id."""
    return [
        Binding(action.keys, f"screen.perform('{action.id}')", action.label, show=False, id=action.id)
        for action in ACTIONS
        if action.scope is scope
    ]
