"""Things done after a pause: a later call under the same name starts the pause anew."""

from collections.abc import Callable

from textual.message_pump import MessagePump
from textual.timer import Timer


class Pauses:
    """Timers by name, on one screen."""

    def __init__(self, owner: MessagePump) -> None:
        self._owner = owner
        self._timers: dict[str, Timer] = {}

    def after(self, name: str, seconds: float, do: Callable[[], object]) -> None:
        """Do something once, `seconds` after the last call under this name."""
        self.cancel(name)
        self._timers[name] = self._owner.set_timer(seconds, do)

    def cancel(self, name: str) -> None:
        """Do not do it after all."""
        if name in self._timers:
            self._timers.pop(name).stop()
