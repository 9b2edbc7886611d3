"""The keys that work on the screen: those of the settings over those of the preset, and the sequence being typed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tui_reader.config.settings import Settings
from tui_reader.ui.keys import THEN, read_key_settings, sequences, show_key
from tui_reader.ui.state.key_sequence import KeySequence

if TYPE_CHECKING:
    from textual.app import App

    from tui_reader.ui.actions.action_context import ActionContext


class KeyBindings:
    """The keys of one application."""

    def __init__(self, app: "App[int]") -> None:
        self._app = app
        self.keymap: Mapping[str, str] = {}
        """Action id and its keys as Textual names them, of actions that have other keys than their own."""
        self.sequence = KeySequence()
        """The keys that are held because a sequence begins with them."""

    def use(self, settings: Settings) -> None:
        """Let these settings say which keys work from now on."""
        self.keymap = read_key_settings(settings.keys, settings.key_preset).keymap
        self.sequence = KeySequence(sequences(self.keymap))
        self._app.set_keymap(dict(self.keymap))

    def working(self, settings: Settings) -> tuple[tuple[str, str], ...]:
        """The keys of these settings that work, by action, as they are written."""
        return read_key_settings(settings.keys, settings.key_preset).written

    @property
    def held(self) -> str:
        """The keys that are held, as people write them."""
        return f"{show_key(THEN.join(self.sequence.held))} …"

    def change(self, context: "ActionContext") -> None:
        """Let the user give an action another key."""
        from tui_reader.ui.preferences.key_dialogs import change_keys  # noqa: PLC0415  loaded when first needed

        change_keys(context)
