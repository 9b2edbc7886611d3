"""Digits typed before a key: how often it is done, or to which row or line it leads (pure)."""

from tui_reader.config.key_presets import COUNTING
from tui_reader.config.settings import Settings
from tui_reader.ui.actions.table import Action

MOST = 999
"""Greatest count: a key is done no oftener, whatever is typed."""
REPEATED = frozenset(
    "down up page_down page_up half_down half_up list_page next_post previous_post next_heading previous_heading "
    "next_match previous_match next_part previous_part left right next_group previous_group".split()
)
"""Actions that are done as often as the digits say."""
LEADING = frozenset(("top", "end"))
"""Actions that lead to the row or line of that number."""


def counting(settings: Settings) -> bool:
    """Whether digits before a key are a count."""
    return settings.counts or settings.key_preset in COUNTING


class KeyCount:
    """The digits that were typed since the last other key."""

    def __init__(self) -> None:
        self.typed = ""
        """The digits so far; empty for none."""

    def add(self, action: Action) -> bool:
        """Take one more digit where the key of the action is one; a zero is none before another digit."""
        digit = action.keys if action.keys.isdecimal() and (self.typed or action.keys != "0") else ""
        self.typed = (self.typed + digit)[:3]
        return bool(digit)

    def take(self) -> int:
        """The number that was typed, which is forgotten with that; 0 for none."""
        number = min(MOST, int(self.typed or 0))
        self.typed = ""
        return number
