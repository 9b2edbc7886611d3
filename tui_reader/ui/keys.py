"""Names of keys as people write them and as Textual has them, and the keys of the user's settings: what cannot work
there is named (pure).
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product

from tui_reader.config.key_presets import chosen_keys
from tui_reader.config.settings_file import MOST_NAMED
from tui_reader.i18n.messages import tr
from tui_reader.model.dataclass import dataclass
from tui_reader.text.folding import keyboard_twin
from tui_reader.ui.actions.all_actions import ACTIONS, BY_ID
from tui_reader.ui.actions.table import Action, Scope
from tui_reader.ui.state.choices import meant

_NAMED: Mapping[str, str] = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "↓": "down",
    "↑": "up",
    "←": "left",
    "→": "right",
} | {
    name: name
    for name in (
        "space enter escape tab backspace delete insert home end pageup pagedown up down left right".split()
        + [f"f{number}" for number in range(1, 25)]
    )
}
"""Keys that have a name, by the names people give them in lower case."""

_RENAMED: Mapping[str, str] = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Unicode's names that Textual replaces (textual.keys.KEY_NAME_REPLACEMENTS)."""

_MODIFIERS = ("ctrl", "shift", "alt")
_FUNCTION_KEY = re.compile(r"f\d+$")

_SHOWN: Mapping[str, str] = {
    "space": "Space", "enter": "Enter", "escape": "Esc", "tab": "Tab", "backspace": "Backspace", "delete": "Del",
    "insert": "Ins", "down": "↓", "up": "↑", "left": "←", "right": "→", "pagedown": "PgDn", "pageup": "PgUp",
    "home": "Home", "end": "End",
}  # fmt: skip
"""Keys that have another name, or a sign, for people."""

NO_KEY = "no_key"
"""The key of an action that has none, since Textual keeps an action's own keys where it is given none."""
THEN = "_then_"
"""Between the keys of a sequence, which is one key of its own to Textual: `g_then_g`."""


def show_key(key: str) -> str:
    """A key or a sequence as people write it: `Ctrl+f`, `]`, `Space`, `g g`."""
    if THEN in key:
        return " ".join(show_key(part) for part in key.split(THEN))
    *modifiers, name = key.split("+") if len(key) > 1 else [key]
    shown = _SHOWN.get(name) or _signs().get(name) or (name.upper() if _FUNCTION_KEY.match(name) else name)
    return "+".join([*(modifier.title() for modifier in modifiers), shown])


def show_keys(action: Action, keys: str = "") -> str:
    """All keys of an action as people write them, separated by blanks, a sequence between two wide ones; `keys` in
    place of its own if given.
    """
    shown = [show_key(key.strip()) for key in (keys or action.keys).split(",") if key != NO_KEY]
    return ("  " if any(" " in key for key in shown) else " ").join(shown)


def write_keys(keys: Sequence[str]) -> str:
    """Keys by Textual's names as a line of the settings has them; a comma is a word there, since it parts keys."""
    return ", ".join(show_key(key).replace(",", "comma") for key in keys)


@dataclass(frozen=True, slots=True)
class KeyFault:
    """A line of `[keys]` that cannot work as it stands."""

    action: str
    """The action it is about, as the settings name it."""
    message: str
    """What is wrong."""
    hint: str
    """How to fix it."""


@dataclass(frozen=True, slots=True)
class KeySettings:
    """What the settings say of keys."""

    keymap: Mapping[str, str]
    """Action id and its keys as Textual names them, comma separated."""
    faults: tuple[KeyFault, ...]
    """What cannot work, in the order of the settings."""
    written: tuple[tuple[str, str], ...] = ()
    """The pairs of the settings as far as they work, as they are written there."""


def read_keys(text: str) -> str:
    """The name of a key or of a sequence of keys parted by blanks: `g g` is `g_then_g`; empty if one is unknown."""
    names = [read_key(part) for part in text.split()]
    return THEN.join(names) if all(names) else ""


def read_key(text: str) -> str:
    """Textual's name of a key as people or Textual write it: `Ctrl+o`, `F5`, `]`, `right_square_bracket`; empty if
    unknown.
    """
    *modifiers, key = text.split("+") if text.strip("+") else [text]
    modifiers = [modifier.strip().lower() for modifier in modifiers]
    named = _named_key(key.strip())
    if not named or any(modifier not in _MODIFIERS for modifier in modifiers):
        return ""
    if "ctrl" in modifiers and len(named) == 1:
        named = named.lower()
    return "+".join([*(name for name in _MODIFIERS if name in modifiers), named])


def half_width(character: str) -> str:
    """Textual's name of the key that a character of a Chinese keyboard stands for (`？`, `３`, `【`, a full-width
    letter); empty for every other one.
    """
    twin = keyboard_twin(character)
    return read_key(twin) if twin else ""


def _named_key(key: str) -> str:
    """Textual's name of a key without modifiers; empty if unknown."""
    if len(key) == 1 and key.isalnum():
        return key
    if len(key) == 1 and key not in _NAMED:
        name = unicodedata.name(key, "").lower().replace(" ", "_").replace("-", "_")
        return _RENAMED.get(name, name)
    if key.lower() in _NAMED:
        return _NAMED[key.lower()]
    return key if key in _signs() else ""


@cache
def _signs() -> Mapping[str, str]:
    """Textual's names of the keys that print ASCII punctuation, with what they print."""
    signs = (chr(code) for code in range(0x21, 0x7F) if not chr(code).isalnum())
    return {_named_key(sign): sign for sign in signs}


def read_key_settings(keys: Sequence[tuple[str, str]], preset: str = "default") -> KeySettings:
    """The keymap of pairs of action id and keys over those of a preset, without what cannot work. An action whose keys
    are empty has none.
    """
    keymap = {
        action: ",".join(map(read_keys, written.split(","))) for action, written in chosen_keys(preset, ()).items()
    }
    faults: list[KeyFault] = []
    own: dict[str, str] = {}
    for action, written in keys:
        if action not in BY_ID:
            faults.append(_unknown_action(action, is_named=len(faults) < MOST_NAMED))
            continue
        names = {text.strip(): read_keys(text.strip()) for text in written.split(",") if text.strip()}
        faults += [_unknown_key(action, text) for text, name in names.items() if not name]
        known = {text: name for text, name in names.items() if name}
        if known or not names:
            own[action] = ", ".join(known)
            keymap[action] = ",".join(known.values()) or NO_KEY
    return KeySettings(keymap, (*faults, *_conflicts(keymap, list(own))), tuple(own.items()))


def sequences(keymap: Mapping[str, str]) -> frozenset[tuple[str, ...]]:
    """The sequences among the keys of a keymap, each as Textual's names of its keys."""
    keys = (key for keys in keymap.values() for key in keys.split(","))
    return frozenset(tuple(key.split(THEN)) for key in keys if THEN in key)


def keys_of(action: Action, keymap: Mapping[str, str]) -> tuple[str, ...]:
    """Textual's names of an action's keys as they are in a keymap, else its own."""
    return tuple(key for key in keymap.get(action.id, action.keys).split(",") if key and key != NO_KEY)


def actions_of_key(key: str, keymap: Mapping[str, str]) -> tuple[Action, ...]:
    """The actions that a key does, or that a sequence does which begins with it."""
    return tuple(
        action
        for action in ACTIONS
        if any(other == key or other.startswith(key + THEN) for other in keys_of(action, keymap))
    )


def _unknown_action(action: str, *, is_named: bool) -> KeyFault:
    message = tr("there is no action “{name}”").replace("{name}", action)
    return KeyFault(action, message, meant(action, BY_ID) if is_named else "")


def _unknown_key(action: str, text: str) -> KeyFault:
    message = tr("there is no key “{name}”").replace("{name}", text)
    return KeyFault(action, message, tr("write keys as the help shows them, such as Ctrl+o, F5 or ]"))


def _conflicts(keymap: Mapping[str, str], own: Sequence[str]) -> Iterator[KeyFault]:
    """Keys that the user gave to an action and that another one has where both work: the other one loses them."""
    for action, other in product(own, ACTIONS):
        for key in shared_keys(BY_ID[action], keys_of(BY_ID[action], keymap), other, keymap):
            message = tr("“{key}” is also the key of {other}").replace("{key}", show_key(key))
            hint = tr("give {other} another key")
            yield KeyFault(action, message.replace("{other}", other.id), hint.replace("{other}", other.id))


def shared_keys(action: Action, keys: Sequence[str], other: Action, keymap: Mapping[str, str]) -> Iterator[str]:
    """Those of an action's keys that another one has too where both work, or whose sequence one of them begins."""
    if other.id == action.id or not _meet(action, other):
        return
    taken = keys_of(other, keymap)
    for key in keys:
        begins = any(one.startswith(key + THEN) or key.startswith(one + THEN) for one in taken)
        if key in taken or begins:
            yield key


def _meet(first: Action, second: Action) -> bool:
    """True where the keys of two actions work in one pane."""
    return first.scope is second.scope or Scope.EVERYWHERE in (first.scope, second.scope)
