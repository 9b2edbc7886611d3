"""Settings, themes and keys, changed from inside."""

from typing import TYPE_CHECKING

from tui_reader.ui.actions.table import Group, action

if TYPE_CHECKING:
    from tui_reader.ui.actions.action_context import ActionContext


@action(
    id="settings",
    keys="comma",
    label="Settings",
    help="Show every setting and change it; it is kept in your settings file.",
    group=Group.READER,
)
def change_settings(context: "ActionContext") -> None:
    from tui_reader.ui.preferences.setting_dialogs import choose_setting  # noqa: PLC0415  loaded when first needed

    choose_setting(context)


@action(
    id="theme",
    keys="C",
    label="Theme",
    help="Look at the themes while you move through them; Enter keeps one.",
    group=Group.READER,
)
def change_theme(context: "ActionContext") -> None:
    from tui_reader.ui.preferences.setting_dialogs import choose_theme  # noqa: PLC0415  loaded when first needed

    choose_theme(context)


@action(
    id="rebind",
    keys="K",
    label="Change a key",
    help="Give an action another key: press the old one, then the new one.",
    group=Group.READER,
)
def change_key(context: "ActionContext") -> None:
    context.keys.change(context)
