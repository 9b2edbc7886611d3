"""A question over the main screen that is answered once, however fast keys come in."""

from typing import TypeVar

from textual.screen import ModalScreen

Answer = TypeVar("Answer")


class Modal(ModalScreen[Answer]):
    """A screen over another one that goes with its answer.

    Keys that were typed before it has gone reach it all the same: a second answer among them is no answer.
    """

    def __init__(self) -> None:
        super().__init__()
        self._answered = False

    def answer(self, value: Answer | None) -> None:
        """Leave with an answer, None for none, unless one was given already."""
        if not self._answered:
            self._answered = True
            self.dismiss(value)
