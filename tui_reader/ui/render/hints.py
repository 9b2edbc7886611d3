"""The keys that the status line names, for the pane that has them; each is a button as well.

Nothing here knows the table of actions, which loads behind the first paint: a test compares the two.
"""

from collections.abc import Mapping
from typing import NamedTuple

from tui_reader.config.key_presets import chosen_keys, first_key
from tui_reader.config.settings import Settings
from tui_reader.i18n.messages import tr
from tui_reader.ui.render.rows import cells_of
from tui_reader.ui.state.arrangement import Arrangement

BETWEEN = "   "
"""Between two hints."""
PROGRESS_ROOM = 24
"""Cells kept free for the place in the post, so that hints stand still while it changes."""


def beside_progress(width: int, columns: Arrangement) -> int:
    """Cells of a status line of `width` that the place in the post leaves, where one is shown."""
    return width - PROGRESS_ROOM if columns.post else width


class Hint(NamedTuple):
    """A key and what it does."""

    action: str
    """Id of the action."""
    text: str
    """The key and one word."""


SELECTING = "selecting"
"""In place of the pane, while text of the post is being selected."""
KEYS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "sidebar": (("open", "Enter"), ("toggle_term", "Space"), ("exclude_term", "!"), ("offer_term", "|")),
    "posts": (("open", "Enter"), ("search", "/"), ("jump_term", "t"), ("bookmark", "m"), ("command", ":")),
    SELECTING: (("bookmark", "m"), ("bookmark_note", "M"), ("copy_link", "y"), ("back", "Esc")),
    "post": (("links", "f"), ("outline", "o"), ("next_post", "]"), ("bookmark", "m"), ("search", "/")),
}
"""Pane → actions in the order of their hints, with the key as people write it."""


def hints_of(pane: str, settings: Settings, room: int, ambiguous: int) -> tuple[Hint, ...]:
    """The hints of a pane that fit in so many cells, and the help, which is always named."""
    own, help_hint = chosen_keys(settings.key_preset, settings.keys), Hint("help", tr("? help"))
    labels = _labels(pane)
    shown: list[Hint] = []
    room -= cells_of(help_hint.text, ambiguous)
    named = ((action, first_key(own.get(action, key))) for action, key in KEYS[pane] if settings.hints)
    for action, key in named:
        if not key:
            continue
        hint = Hint(action, f"{key} {labels[action]}")
        room -= cells_of(hint.text, ambiguous) + len(BETWEEN)
        if room < 0:
            break
        shown.append(hint)
    return (*shown, help_hint)


def _labels(pane: str) -> dict[str, str]:
    return {
        "open": tr("show") if pane == "sidebar" else tr("read"),
        "toggle_term": tr("add"),
        "exclude_term": tr("exclude"),
        "offer_term": tr("or"),
        "search": tr("find") if pane == "post" else tr("search"),
        "jump_term": tr("terms"),
        "bookmark": tr("keep") if pane == SELECTING else tr("bookmark"),
        "bookmark_note": tr("keep with a note"),
        "copy_link": tr("copy"),
        "back": tr("leave"),
        "command": tr("command"),
        "links": tr("links"),
        "outline": tr("outline"),
        "next_post": tr("next"),
    }


def status_right(progress: str, hints: tuple[Hint, ...]) -> str:
    """The right end of the status line: the place in the post, then the hints."""
    return BETWEEN.join([*([progress] if progress else []), *(hint.text for hint in hints)])


def fitting_hints(progress: str, hints: tuple[Hint, ...], room: int, ambiguous: int) -> tuple[str, tuple[Hint, ...]]:
    """What of the right end of the status line fits in so many cells, each of it whole: the help goes last."""
    while hints and cells_of(status_right(progress, hints), ambiguous) > room:
        if len(hints) > 1:
            hints = (*hints[:-2], hints[-1])
        elif progress:
            progress = ""
        else:
            hints = ()
    return (progress if cells_of(progress, ambiguous) <= room else ""), hints


def hint_at(cell: int, width: int, hints: tuple[Hint, ...], ambiguous: int) -> str:
    """The action whose hint stands at a cell of a status line of `width` cells; empty where none does."""
    end = width - 2
    for hint in reversed(hints):
        start = end - cells_of(hint.text, ambiguous)
        if start <= cell < end:
            return hint.action
        end = start - len(BETWEEN)
    return ""
