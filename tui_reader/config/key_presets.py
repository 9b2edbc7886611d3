"""Keys as people know them from other programs: what each preset gives an action in place of its own keys."""

from collections.abc import Mapping

PRESETS: Mapping[str, Mapping[str, str]] = {
    "vim": {
        "top": "g g, Home",
        "page_down": "Ctrl+f, PgDn",
        "page_up": "Ctrl+b, PgUp",
        "half_down": "Ctrl+d",
        "half_up": "Ctrl+u",
        "next_heading": "] ], }",
        "previous_heading": "[ [, {",
        "next_post": "] p, g j",
        "previous_post": "[ p, g k",
        "copy_link": "y y",
        "undo": "u, U",
        "full_width": "z z",
        "quit": "Z Z, Z Q, Ctrl+q",
    },
    "emacs": {
        "down": "Ctrl+n, ↓, j",
        "up": "Ctrl+p, ↑, k",
        "page_down": "Ctrl+v, PgDn",
        "page_up": "Alt+v, PgUp, b",
        "half_down": "d",
        "half_up": "u",
        "top": "Alt+<, Home, g",
        "end": "Alt+>, End, G",
        "open": "Enter, Ctrl+f, l, →",
        "back": "Ctrl+g, Esc, Ctrl+b, h, ←",
        "next_pane": "Ctrl+x o, Tab",
        "search": "Ctrl+s, /",
        "command": "Alt+x, :",
        "palette": "Ctrl+x p",
        "help": "Ctrl+h, ?, F1",
        "undo": "Ctrl+_, Ctrl+x u, U",
        "copy_link": "Alt+w, y",
        "bookmark": "Ctrl+x r m, m",
        "view_bookmarks": "Ctrl+x r l, 5",
        "full_width": "Ctrl+x 1, z",
        "refresh": "Ctrl+x g, Ctrl+r",
        "quit": "Ctrl+x Ctrl+c, Q",
    },
    "newsboat": {
        "next_post": "J, ]",
        "previous_post": "K, [",
        "rebind": "W",
        "default_feed": "O",
        "toggle_read": "N",
        "read_all": "A",
        "refresh": "r, R, Ctrl+r",
        "sort": "g, s",
        "top": "Home",
        "end": "End, G",
        "links": "u, f",
        "half_up": "Ctrl+u",
        "bookmark": "Ctrl+b, m",
        "page_up": "b, PgUp",
        "previous_match": "Alt+n",
        "jump_term": "Ctrl+t, t",
        "header": "Ctrl+g, i",
    },
}
"""Preset → id of an action → its keys, as in the settings."""

COUNTING = frozenset({"vim"})
"""Presets in which digits before a key repeat it."""


def chosen_keys(preset: str, own: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Action id → keys as people write them, of the actions that have other keys than their own: those of the
    preset, below those of the user.
    """
    return {**PRESETS.get(preset, {}), **dict(own)}


def first_key(keys: str) -> str:
    """The first of an action's keys as they are written, to be shown beside it."""
    return keys.partition(",")[0].strip()
