"""Frames that wait for what was asked for, so that a pane comes up with its text and not empty before it."""

from contextlib import ExitStack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui_reader.ui.controllers.screen_context import ScreenContext

HOLD_SECONDS = 0.06
"""Longest time that a frame waits: a key that shows nothing for longer is felt."""


class FrameHold:
    """Holds the frames of one screen back for a moment. Keys are heard meanwhile."""

    def __init__(self, screen: "ScreenContext") -> None:
        self._screen = screen
        self._held = ExitStack()

    def begin(self) -> None:
        """Draw nothing until `end`, or until it has lasted too long."""
        self.end()
        self._held.enter_context(self._screen.app.batch_update())
        self._screen.pauses.after("hold", HOLD_SECONDS, self.end)

    def end(self) -> None:
        """Draw what there is, in one frame."""
        self._screen.pauses.cancel("hold")
        self._held.close()
