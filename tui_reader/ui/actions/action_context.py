"""What actions need of the screen they work on: protocols, so that no action knows a screen."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from tui_reader.ui.controllers.screen_context import ScreenContext

if TYPE_CHECKING:
    from tui_reader.ui.controllers.feed_list import FeedList
    from tui_reader.ui.controllers.file_sync import FileSync
    from tui_reader.ui.controllers.reading import Reading
    from tui_reader.ui.controllers.travel import Travel
    from tui_reader.ui.state.choices import Choice, Prompt
    from tui_reader.ui.widgets.input_line import Helping, InputLine


class Questions(Protocol):
    """Questions to the user."""

    line: "InputLine | None"
    """The line that is being typed; None while there is none."""
    search_line: "InputLine | None"
    """That line where it is a search."""

    def ask_line(
        self, prompt: "Prompt", text: str, answer: Callable[[str | None], None], helping: "Helping | None" = None
    ) -> None:
        """Ask for a line of text at the foot of the screen; the answer is None where the user gives up or is asked
        again. `helping` makes it the line of a search.
        """

    def choose(self, heading: str, choices: "Sequence[Choice]", then: Callable[[str], None], at: int = 0) -> None:
        """Let the user choose, the cursor on the choice `at`; nothing happens where they leave without choosing."""

    def choose_several(self, heading: str, choices: "Sequence[Choice]", then: Callable[[Sequence[str]], None]) -> None:
        """Let the user choose one or several; nothing happens where they leave without choosing."""

    def choose_action(self, heading: str, *, reading: bool) -> None:
        """Show every key that works here, by group, and do what is chosen; with `reading` keys move as in the list."""

    def actions(self) -> "Sequence[Choice]":
        """Every action by its id, with its keys."""

    def type_letters(self, hints: Mapping[str, int], then: Callable[[int | None], None]) -> None:
        """Wait for the letters of a link hint; the answer is the link's number, -1 or None for none."""


class ActionContext(ScreenContext, Protocol):
    """The main screen as actions see it."""

    reading: "Reading"
    """The post in the reading pane."""
    feed_list: "FeedList"
    """Which posts the list shows."""
    file_sync: "FileSync"
    """Looks at the files."""
    travel: "Travel"
    """The way back."""
    questions: Questions
    """Questions to the user."""
    searches: list[str]
    """Earlier searches, the last one last."""
    commands: list[str]
    """Earlier commands, the last one last."""

    def call_after_refresh(self, callback: Callable[[], object]) -> bool:
        """Do something once the screen is drawn."""
