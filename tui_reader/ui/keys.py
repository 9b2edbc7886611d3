"""Names of keys as people write them and as Textual has them, and the keys of the user's settings: what cannot work
there is named (pure).
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from tui_reader.i18n.messages import tr
from tui_reader.model.dataclass import dataclass
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

_SHOWN: Mapping[str, str] = {
    "vertical_line": "|",
    "slash": "/", "exclamation_mark": "!", "question_mark": "?", "colon": ":", "plus": "+", "equals_sign": "=",
    "minus": "-", "less_than_sign": "<", "greater_than_sign": ">", "right_square_bracket": "]", "left_square_bracket": "[", "right_curly_bracket": "}",
    "left_curly_bracket": "{", "space": "Space", "enter": "Enter", "escape": "Esc", "tab": "Tab",
    "backspace": "Backspace", "down": "↓", "up": "↑", "left": "←", "right": "→",
    "pagedown": "PgDn", "pageup": "PgUp", "home": "Home", "end": "End", "f1": "F1",
}  # fmt: skip
"""Keys that have another name, or a sign, for people."""


def show_key(key: str) -> str:
    """A key as people write it: `Ctrl+f`, `]`, `Space`."""
    *modifiers, name = key.split("+") if len(key) > 1 else [key]
    return "+".join([*(modifier.title() for modifier in modifiers), _SHOWN.get(name, name)])


def show_keys(action: Action, keys: str = "") -> str:
    """All keys of an action as people write them, separated by blanks; `keys` in place of its own if given."""
    return " ".join(show_key(key.strip()) for key in (keys or action.keys).split(","))


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


_FULL_WIDTH = str.maketrans("【】「」《》〈〉、。￥·—", "[]{}<><>/.$`_")
"""Marks of a Chinese keyboard that have no compatibility form → the marks on the same keys of an English one."""


def half_width(character: str) -> str:
    """Textual's name of the key that a character of a Chinese keyboard stands for (`？`, `３`, `【`, a full-width
    letter); empty for every other one.
    """
    twin = unicodedata.normalize("NFKC", character.translate(_FULL_WIDTH))
    return read_key(twin) if len(twin) == 1 and twin != character and twin.isascii() else ""


def _named_key(key: str) -> str:
    """Textual's name of a key without modifiers; empty if unknown."""
    if len(key) == 1 and key.isalnum():
        return key
    if len(key) == 1 and key not in _NAMED:
        name = unicodedata.name(key, "").lower().replace(" ", "_").replace("-", "_")
        return _RENAMED.get(name, name)
    if key.lower() in _NAMED:
        return _NAMED[key.lower()]
    return key if key in _punctuation() else ""


def _punctuation() -> frozenset[str]:
    """Textual's names of the keys that print ASCII punctuation."""
    signs = (chr(code) for code in range(0x21, 0x7F) if not chr(code).isalnum())
    return frozenset(_named_key(sign) for sign in signs)


def read_key_settings(keys: Sequence[tuple[str, str]]) -> KeySettings:
    """The keymap of pairs of action id and keys, without what cannot work."""
    keymap: dict[str, str] = {}
    faults: list[KeyFault] = []
    for action, written in keys:
        if action not in BY_ID:
            faults.append(_unknown_action(action))
            continue
        names = {text.strip(): read_key(text.strip()) for text in written.split(",") if text.strip()}
        faults += [_unknown_key(action, text) for text, name in names.items() if not name]
        known = [name for name in names.values() if name]
        if known:
            keymap[action] = ",".join(known)
    return KeySettings(keymap, (*faults, *_conflicts(keymap)))


def _unknown_action(action: str) -> KeyFault:
    message = tr("there is no action “{name}”").replace("{name}", action)
    return KeyFault(action, message, meant(action, BY_ID))


def _unknown_key(action: str, text: str) -> KeyFault:
    message = tr("there is no key “{name}”").replace("{name}", text)
    return KeyFault(action, message, tr("write keys as the help shows them, such as Ctrl+o, F5 or ]"))


def _conflicts(keymap: Mapping[str, str]) -> Iterator[KeyFault]:
    """Keys of the settings that another action has where both work: the other one loses them."""
    given = ((action, key) for action, keys in keymap.items() for key in keys.split(","))
    for (action, key), other in product(given, ACTIONS):
        taken = keymap.get(other.id, other.keys).split(",")
        if other.id != action and key in taken and _meet(BY_ID[action], other):
            message = tr("“{key}” is also the key of {other}")
            hint = tr("give {other} another key")
            named = message.replace("{key}", show_key(key)).replace("{other}", other.id)
            yield KeyFault(action, named, hint.replace("{other}", other.id))


def _meet(first: Action, second: Action) -> bool:
    """True where the keys of two actions work in one pane."""
    return first.scope is second.scope or Scope.EVERYWHERE in (first.scope, second.scope)
