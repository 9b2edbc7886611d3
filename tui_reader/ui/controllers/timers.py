"""Things done after a pause: a later call under the same name starts the pause again."""

from collections.abc import Callable
from typing import Protocol

from textual.timer import Timer

from tui_reader.ui.error_boundary import ShowsErrors, guarded


class TimerScreen(ShowsErrors, Protocol):
    """The screen that the timers belong to."""

    def set_timer(self, delay: float, callback: Callable[[], object]) -> Timer:
        """Call something once, after `delay` seconds."""


class Pauses:
    """Timers by name, on one screen."""

    def __init__(self, screen: TimerScreen) -> None:
        self._screen = screen
        self._timers: dict[str, Timer] = {}

    def after(self, name: str, seconds: float, do: Callable[[], object]) -> None:
        """Do something once, `seconds` after the last call under this name; no error of it ends the reader."""
        self.cancel(name)
        self._timers[name] = self._screen.set_timer(seconds, guarded(self._screen, do))

    def cancel(self, name: str) -> None:
        """Do not do it after all."""
        if name in self._timers:
            self._timers.pop(name).stop()
