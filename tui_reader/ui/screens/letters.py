"""Waits for the letters of a link hint; everything else on the screen stays as it is."""

from collections.abc import Mapping

from textual import events
from textual.screen import ModalScreen


class Letters(ModalScreen[int]):
    """Answers with the number that the typed letters stand for, or -1."""

    def __init__(self, hints: Mapping[str, int]) -> None:
        super().__init__()
        self._hints = hints
        self._typed = ""

    def on_key(self, event: events.Key) -> None:
        """One more letter; any other key leaves."""
        event.stop()
        self._typed += event.character or " "
        if self._typed in self._hints:
            self.dismiss(self._hints[self._typed])
        elif not any(name.startswith(self._typed) for name in self._hints):
            self.dismiss(-1)
