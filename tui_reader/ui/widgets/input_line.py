"""One line to type in, in place of the status line."""

from collections.abc import Callable

from textual import on
from textual.binding import Binding
from textual.widgets import Input


class InputLine(Input):
    """Asks for a line of text; Enter answers, Esc gives up."""

    BINDINGS = [Binding("escape", "give_up", show=False)]

    def __init__(
        self, prompt: str, text: str, answer: Callable[[str | None], None], typed: Callable[[str], None] | None = None
    ) -> None:
        super().__init__(text, placeholder=prompt, compact=True, select_on_focus=False)
        self._answer: Callable[[str | None], None] | None = answer
        self._heard = typed

    def action_give_up(self) -> None:
        """Answer with nothing."""
        self._end(None)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self._heard is not None:
            self._heard(event.value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._end(event.value)

    def _end(self, text: str | None) -> None:
        """Answer once: the line stays for a moment after it is removed."""
        answer, self._answer = self._answer, None
        if answer is not None:
            self.remove()
            answer(text)
