"""Keys changed from inside: press the key to change, then the new one; what another action loses is said before."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tui_reader.config.settings_writer import Place, Value
from tui_reader.config.theme import Part
from tui_reader.i18n.messages import tr
from tui_reader.ui.actions.all_actions import ACTIONS, BY_ID
from tui_reader.ui.actions.table import Action
from tui_reader.ui.keys import THEN, actions_of_key, keys_of, shared_keys, show_key, show_keys, write_keys
from tui_reader.ui.preferences.live_settings import change_setting, keep
from tui_reader.ui.render.rows import Pieces
from tui_reader.ui.state.choices import Choice, Choosing

if TYPE_CHECKING:
    from tui_reader.ui.actions.action_context import ActionContext

ALWAYS = frozenset(("up down left right pageup pagedown home end enter escape tab shift+tab f1").split())
"""Keys that go on doing what is printed on them, whatever other key an action gets."""


def change_keys(context: "ActionContext") -> None:
    """Ask for the key to change, and then for the new one."""
    lines: tuple[Pieces, ...] = (
        ((tr("Press the key you want to change"), Part.DIALOG_TITLE),),
        (),
        ((tr("Enter lists every action, Esc leaves"), Part.DIALOG),),
    )
    context.questions.press_keys(lambda _: lines, lambda pressed: _pressed(context, pressed), first=True)


def _pressed(context: "ActionContext", pressed: tuple[str, ...]) -> None:
    found = actions_of_key(pressed[0], context.keys.keymap) if pressed else ()
    if len(found) == 1:
        _ask_keys(context, found[0])
    elif found:
        _choose_action(context, tr("Which of them?"), found)
    elif pressed:
        heading = tr("“{key}” is free: what is it to do?").replace("{key}", show_key(pressed[0]))
        choosing = Choosing(heading, _rows(context, ACTIONS))
        context.questions.choose_from(choosing, lambda name: _give(context, BY_ID[name], pressed[0]))
    else:
        _choose_action(context, tr("Keys"), ACTIONS)


def _choose_action(context: "ActionContext", heading: str, actions: Sequence[Action]) -> None:
    choosing = Choosing(heading, _rows(context, actions))
    context.questions.choose_from(choosing, lambda name: _ask_keys(context, BY_ID[name]))


def _rows(context: "ActionContext", actions: Sequence[Action]) -> list[Choice]:
    keymap = context.keys.keymap
    return [Choice(each.id, tr(each.help), show_keys(each, keymap.get(each.id, "")), each.id) for each in actions]


def _ask_keys(context: "ActionContext", action: Action) -> None:
    def say(pressed: tuple[str, ...]) -> tuple[Pieces, ...]:
        now = show_keys(action, context.keys.keymap.get(action.id, ""))
        new = show_key(THEN.join(pressed)) if pressed else "…"
        return (
            ((tr(action.help), Part.DIALOG_TITLE),),
            (),
            ((tr("Now: {keys}").replace("{keys}", now), Part.DIALOG),),
            ((tr("New: {keys}").replace("{keys}", new), Part.DIALOG_KEY),),
            _conflict(context, action, pressed),
            (),
            ((tr("Enter keeps it, Backspace takes a key back, Esc leaves"), Part.DIALOG),),
        )

    def then(pressed: tuple[str, ...]) -> None:
        if pressed:
            _give(context, action, THEN.join(pressed))

    context.questions.press_keys(say, then)


def _conflict(context: "ActionContext", action: Action, pressed: tuple[str, ...]) -> Pieces:
    """What is said of the keys so far."""
    if not pressed:
        return ((tr("Press the new key, or several one after the other"), Part.TERM_COUNT),)
    key = THEN.join(pressed)
    losers = ", ".join(tr(other.label) for other in _losers(context, action, key))
    if losers:
        return ((tr("Taken away from: {actions}").replace("{actions}", losers), Part.STATUS_ERROR),)
    return ((tr("No other action has it"), Part.TERM_COUNT),)


def _losers(context: "ActionContext", action: Action, key: str) -> tuple[Action, ...]:
    keymap = context.keys.keymap
    return tuple(other for other in ACTIONS if any(shared_keys(action, (key,), other, keymap)))


def _give(context: "ActionContext", action: Action, key: str) -> None:
    """Give an action a key in place of its own, take it from others, and keep both."""
    keymap = context.keys.keymap
    stays = [other for other in keys_of(action, keymap) if other in ALWAYS and other != key]
    given = {action.id: write_keys((key, *stays))}
    for other in _losers(context, action, key):
        left = [one for one in keys_of(other, keymap) if not any(shared_keys(other, (one,), action, {action.id: key}))]
        given[other.id] = write_keys(left)
    change_setting(context, "keys", tuple({**dict(context.initial.settings.keys), **given}.items()))
    keep(context, _lines(given))


def _lines(given: Mapping[str, str]) -> dict[Place, Value | None]:
    return {("keys", action): keys for action, keys in given.items()}
