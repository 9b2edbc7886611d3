"""One line to type in, in place of the status line."""

from collections.abc import Callable, Sequence
from typing import Protocol

from textual import on
from textual.binding import Binding
from textual.widgets import Input


class Helping(Protocol):
    """Who helps with what is typed."""

    @property
    def history(self) -> Sequence[str]:
        """Lines typed before, the last one last."""

    def typed(self, text: str) -> None:
        """The text has changed."""

    def complete(self, line: "InputLine") -> None:
        """Tab was pressed: find ways to go on and `offer` them."""


class InputLine(Input):
    """Asks for a line of text; Enter answers, Esc gives up."""

    BINDINGS = [
        Binding("escape", "give_up", show=False),
        Binding("tab", "complete", show=False),
        Binding("up", "recall(-1)", show=False),
        Binding("down", "recall(1)", show=False),
    ]

    def __init__(
        self, prompt: str, text: str, answer: Callable[[str | None], None], helping: Helping | None = None
    ) -> None:
        super().__init__(text, placeholder=prompt, id="line", compact=True, select_on_focus=False)
        self.cursor_blink = False  # each blink would be sent over the line
        self._answer = answer
        self._helping = helping
        self._back = 0
        self._offers: list[str] = []

    def action_give_up(self) -> None:
        """Answer with nothing."""
        self._end(None)

    def action_complete(self) -> None:
        """Take the likeliest way to go on, then the next one each time."""
        if self.value in self._offers:
            self.value = self._offers[(self._offers.index(self.value) + 1) % len(self._offers)]
            self.cursor_position = len(self.value)
        elif self._helping is not None:
            self._helping.complete(self)

    def offer(self, found: Sequence[tuple[int, str]]) -> None:
        """Ways to go on: from which offset, and with what text."""
        tail = self.value[self.cursor_position :]
        self._offers = [self.value[:start] + text + tail for start, text in found]
        if self._offers:
            self.value = self._offers[0]
            self.cursor_position = len(self.value) - len(tail)

    def action_recall(self, step: int) -> None:
        """An earlier line, or a later one."""
        history = self._helping.history if self._helping is not None else ()
        self._back = max(0, min(self._back - step, len(history)))
        if history:
            self.value = history[-self._back] if self._back else ""
            self.cursor_position = len(self.value)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self._helping is not None:
            self._helping.typed(event.value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._end(event.value)

    def _end(self, text: str | None) -> None:
        self.remove()
        self._answer(text)
