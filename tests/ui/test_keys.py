"""The one table of actions: complete, without a key used twice where both could work."""

from collections import Counter
from pathlib import Path

import pytest

from tui_reader.ui.actions import all_actions
from tui_reader.ui.actions.all_actions import ACTIONS, BY_ID, MODULES, actions_in
from tui_reader.ui.actions.table import Group, Scope, registered
from tui_reader.ui.keys import show_keys
from tui_reader.ui.screens.bound_panes import bindings

UI = Path(all_actions.__file__).parents[1]


def test_every_module_that_registers_actions_is_in_the_table() -> None:
    registering = {file.stem for file in UI.rglob("*.py") if "\n@action(" in file.read_text("utf-8")}
    assert {module.__name__.rpartition(".")[2] for module in MODULES} == registering
    assert {each for each, _ in registered()} == set(ACTIONS)


def test_every_action_has_a_function_of_its_own() -> None:
    assert len({perform for _, perform in registered()}) == len(ACTIONS)


def test_two_actions_cannot_have_one_id() -> None:
    with pytest.raises(ValueError, match="two actions are called quit"):
        BY_ID["quit"](lambda context: None)


def test_actions_stand_in_the_order_of_groups_then_of_modules() -> None:
    assert [each.group for each in ACTIONS] == sorted(
        (each.group for each in ACTIONS), key=lambda group: list(Group).index(group)
    )
    feed = [each.id for each in ACTIONS if each.group is Group.FEED]
    assert feed[:2] == ["view_all", "view_recommended"] and feed[-2:] == ["clear_filter", "refresh"]


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
