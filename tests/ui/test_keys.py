"""The one table of actions: complete, without a key used twice where both could work."""

from collections import Counter

import pytest

from tui_reader.ui.actions.perform import PERFORM
from tui_reader.ui.keys import ACTIONS, BY_ID, Scope, actions_in, show_keys
from tui_reader.ui.startup.textual_bindings import bindings


def test_every_action_has_a_function_and_every_function_an_action() -> None:
    assert set(PERFORM) == {action.id for action in ACTIONS}


def test_every_action_says_what_it_does() -> None:
    for action in ACTIONS:
        assert action.label and action.help.endswith("."), action.id
        assert action.id.replace("_", "").islower(), action.id


def test_ids_are_distinct() -> None:
    assert len(BY_ID) == len(ACTIONS)


@pytest.mark.parametrize("scope", Scope)
def test_no_key_does_two_things_in_one_scope(scope: Scope) -> None:
    keys = Counter(key for action in ACTIONS if action.scope is scope for key in action.keys.split(","))
    assert [key for key, count in keys.items() if count > 1] == []


def test_bindings_carry_the_ids_users_rebind_by() -> None:
    assert [binding.id for scope in Scope for binding in bindings(scope)] == [
        action.id for scope in Scope for action in ACTIONS if action.scope is scope
    ]


def test_space_is_bound_in_each_pane_and_nowhere_else() -> None:
    bound = {scope: [a.id for a in actions_in(scope) if "space" in a.keys.split(",")] for scope in Scope}
    assert bound == {
        Scope.EVERYWHERE: [],
        Scope.SIDEBAR: ["toggle_term"],
        Scope.LIST: ["list_page"],
        Scope.POST: ["read_on"],
    }


@pytest.mark.parametrize(
    ("id", "shown"),
    [("page_down", "Ctrl+f PgDn"), ("next_heading", "}"), ("search", "/"), ("help", "? F1"), ("end", "G End")],
)
def test_keys_are_shown_as_people_write_them(id: str, shown: str) -> None:
    assert show_keys(BY_ID[id]) == shown
