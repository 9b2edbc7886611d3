"""What actions need of the screen they work on: protocols, so that no action knows a screen."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from tui_reader.ui.controllers.screen_context import ScreenContext

if TYPE_CHECKING:
    from tui_reader.config.settings import Settings
    from tui_reader.ui.controllers.feed_list import FeedList
    from tui_reader.ui.controllers.file_sync import FileSync
    from tui_reader.ui.controllers.reading import Reading
    from tui_reader.ui.controllers.travel import Travel
    from tui_reader.ui.render.rows import Pieces
    from tui_reader.ui.state.choices import Choice, Choosing, Prompt
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

    def choose_from(self, choosing: "Choosing", then: Callable[[str], None]) -> None:
        """Let the user choose; nothing happens where they leave without choosing."""

    def press_keys(
        self,
        say: "Callable[[tuple[str, ...]], Sequence[Pieces]]",
        then: Callable[[tuple[str, ...]], None],
        *,
        first: bool = False,
    ) -> None:
        """Let the user press keys, with `first` one alone; nothing happens where they leave. `say` gives the lines
        that are shown beside the keys so far, by Textual's names.
        """

    def choose_several(self, heading: str, choices: "Sequence[Choice]", then: Callable[[Sequence[str]], None]) -> None:
        """Let the user choose one or several; nothing happens where they leave without choosing."""

    def choose_action(self, heading: str, *, reading: bool) -> None:
        """Show every key that works here, by group, and do what is chosen; with `reading` keys move as in the list."""

    def actions(self) -> "Sequence[Choice]":
        """Every action by its id, with its keys."""

    def type_letters(self, hints: Mapping[str, int], then: Callable[[int | None], None]) -> None:
        """Wait for the letters of a link hint; the answer is the link's number, -1 or None for none."""


class Keys(Protocol):
    """The keys that work."""

    keymap: Mapping[str, str]
    """Action id and its keys as Textual names them, of actions that have other keys than their own."""

    def use(self, settings: "Settings") -> None:
        """Let these settings say which keys work from now on."""

    def working(self, settings: "Settings") -> tuple[tuple[str, str], ...]:
        """The keys of these settings that work, by action, as they are written."""

    def change(self, context: "ActionContext") -> None:
        """Let the user give an action another key."""


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
    keys: Keys
    """The keys that work."""
    searches: list[str]
    """Earlier searches, the last one last."""
    commands: list[str]
    """Earlier commands, the last one last."""

    def call_after_refresh(self, callback: Callable[[], object]) -> bool:
        """Do something once the screen is drawn."""
