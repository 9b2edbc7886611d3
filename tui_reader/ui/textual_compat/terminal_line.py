"""What the driver is told of the line to the terminal, and what it tells the application."""

from collections.abc import Callable

from textual.message import Message

from tui_reader.model.dataclass import dataclass, field
from tui_reader.terminal.capabilities import Answers, Capabilities
from tui_reader.terminal.probe.terminal_probe import Question
from tui_reader.ui.session.modes import TerminalModes
from tui_reader.ui.startup.first_paint import FirstPaint


@dataclass(frozen=True, slots=True)
class Line:
    """The line to the terminal, as the program's start found it."""

    capabilities: Capabilities
    """What the terminal can do, as far as it is known yet."""
    question: Question | None = None
    """Questions whose answers may still come."""
    learned: Callable[[Answers], Capabilities] | None = None
    """Makes capabilities of late answers."""
    lost: Callable[[], None] | None = None
    """Called, in any thread, when the terminal is gone."""
    first: FirstPaint | None = None
    """What was painted before the start, or None."""
    plain: bool = False
    """Send the frames that Textual writes, as they are, for comparison."""
    modes: TerminalModes = field(default_factory=TerminalModes)
    """What is switched on on the terminal."""

    def lose(self) -> None:
        """The terminal is gone; called in any thread."""
        if self.lost is not None:
            self.lost()


class TerminalLearned(Message):
    """The terminal turned out to be able to do other things, or to look otherwise, than was held at the start."""

    def __init__(self, can: Capabilities) -> None:
        super().__init__()
        self.can = can
