"""Questions to the user: a line to type, something to choose, letters of a link; a chooser and a line are loaded when
first needed.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from textual import events

from tui_reader.i18n.messages import tr
from tui_reader.ui.actions.all_actions import ACTIONS, actions_in
from tui_reader.ui.actions.table import Scope
from tui_reader.ui.controllers.screen_context import ScreenContext
from tui_reader.ui.error_boundary import guarded, guarded_handler, run_action
from tui_reader.ui.keys import show_keys
from tui_reader.ui.screens.modal import Modal

if TYPE_CHECKING:
    from textual.widget import Widget

    from tui_reader.ui.actions.action_context import Keys as KeysOfScreen
    from tui_reader.ui.render.rows import Pieces
    from tui_reader.ui.screens.press_keys import Keys
    from tui_reader.ui.state.choices import Choice, Choosing, Prompt
    from tui_reader.ui.widgets.input_line import Helping, InputLine
    from tui_reader.ui.widgets.overlay import Look

SCOPES = {"sidebar": Scope.SIDEBAR, "posts": Scope.LIST, "post": Scope.POST}
"""Pane → scope whose keys work there."""


class AskingScreen(ScreenContext, Protocol):
    """The screen on which the user is asked."""

    keys: "KeysOfScreen"
    """The keys that work."""

    def mount(self, widget: "Widget") -> object:
        """Put a widget on the screen."""

    def set_focus(self, widget: "Widget | None") -> None:
        """Give a widget the focus."""

    def start_action(self, action: str) -> None:
        """Do an action that was chosen by its name."""


class UserQuestions:
    """Asks the user on one screen."""

    def __init__(self, screen: AskingScreen) -> None:
        self._screen = screen
        self.line: InputLine | None = None
        """The line that is being typed; None while there is none."""
        self.search_line: InputLine | None = None
        """That line where it is a search."""

    def ask_line(
        self, prompt: "Prompt", text: str, answer: Callable[[str | None], None], helping: "Helping | None" = None
    ) -> None:
        """Ask for a line of text at the foot of the screen; the answer is None where the user gives up or is asked
        again. `helping` makes it the line of a search.
        """
        from tui_reader.ui.widgets.input_line import InputLine  # noqa: PLC0415  loaded when first needed

        screen = self._screen

        def end(typed: str | None) -> None:
            screen.status.display = True
            self.line = self.search_line = None
            screen.enter(screen.panes.active)
            run_action(screen, lambda: answer(typed))

        if self.line is not None:
            self.line.action_give_up()
        screen.status.display = False
        self.line = InputLine(self._look(), prompt, text, end, helping)
        self.search_line = self.line if helping is not None and helping.is_search else None
        screen.mount(self.line)
        screen.set_focus(self.line)

    def choose(self, heading: str, choices: "Sequence[Choice]", then: Callable[[str], None], at: int = 0) -> None:
        """Let the user choose, the cursor on the choice `at`; nothing happens where they leave without choosing."""
        from tui_reader.ui.state.choices import Choosing  # noqa: PLC0415  loaded when first needed

        self.choose_from(Choosing(heading, choices, at), then)

    def choose_from(self, choosing: "Choosing", then: Callable[[str], None]) -> None:
        """Let the user choose; nothing happens where they leave without choosing."""
        from tui_reader.ui.screens.choose import Choose  # noqa: PLC0415  loaded when first needed

        def chosen(value: str | None) -> None:
            if value:
                run_action(self._screen, lambda: then(value))
            elif choosing.preview is not None:
                choosing.preview("")

        self._screen.app.push_screen(Choose(self._look(), choosing), chosen)

    def choose_several(self, heading: str, choices: "Sequence[Choice]", then: Callable[[Sequence[str]], None]) -> None:
        """Let the user choose one or several; nothing happens where they leave without choosing."""
        from tui_reader.ui.screens.choose import ChooseSeveral  # noqa: PLC0415  loaded when first needed
        from tui_reader.ui.state.choices import Choosing  # noqa: PLC0415  loaded when first needed

        def chosen(values: tuple[str, ...] | None) -> None:
            if values:
                run_action(self._screen, lambda: then(values))

        self._screen.app.push_screen(ChooseSeveral(self._look(), Choosing(heading, choices)), chosen)

    def _look(self) -> "Look":
        """How choosers are drawn now."""
        from tui_reader.ui.widgets.overlay import Look  # noqa: PLC0415  loaded when first needed

        screen = self._screen
        return Look(screen.view.painter, screen.initial.glyphs, screen.panes.arrangement.sidebar)

    def choose_action(self, heading: str, *, reading: bool) -> None:
        """Show every key that works here, by group, and do what is chosen; with `reading` keys move as in the list."""
        from tui_reader.ui.state.choices import Choice, Choosing, grouped  # noqa: PLC0415  loaded when first needed

        screen = self._screen
        keymap = screen.keys.keymap
        names = {f"saved_{number}": name for number, name in enumerate(screen.initial.saved, 1)}
        groups: dict[str, list[Choice]] = {}
        for action in actions_in(SCOPES[screen.panes.active]):
            keys = show_keys(action, keymap.get(action.id, ""))
            does = names.get(action.id) or tr(action.help)
            groups.setdefault(action.group.value, []).append(Choice(action.id, does, keys, tr(action.label)))
        choices = grouped((tr(group), some) for group, some in groups.items())
        self.choose_from(Choosing(heading, choices, reading=reading), screen.start_action)

    def actions(self) -> "Sequence[Choice]":
        """Every action by its id, with its keys."""
        from tui_reader.ui.state.choices import Choice  # noqa: PLC0415  loaded when first needed

        keymap = self._screen.keys.keymap
        return [
            Choice(each.id, tr(each.label), show_keys(each, keymap.get(each.id, "")), f"{tr(each.help)} {each.id}")
            for each in ACTIONS
        ]

    def press_keys(
        self, say: "Callable[[Keys], Sequence[Pieces]]", then: "Callable[[Keys], None]", *, first: bool = False
    ) -> None:
        """Let the user press keys, with `first` one alone; nothing happens where they leave."""
        from tui_reader.ui.screens.press_keys import PressKeys  # noqa: PLC0415  loaded when first needed

        def pressed(keys: "Keys | None") -> None:
            if keys is not None:
                run_action(self._screen, lambda: then(keys))

        self._screen.app.push_screen(PressKeys(self._look(), say, first=first), pressed)

    def type_letters(self, hints: Mapping[str, int], then: Callable[[int | None], None]) -> None:
        """Wait for the letters of a link hint; the answer is the link's number, -1 or None for none."""
        self._screen.app.push_screen(Letters(hints), guarded(self._screen, then))


class Letters(Modal[int]):
    """Waits for the letters of a link hint and answers with the number that they stand for, or -1; the rest of the
    screen stays as it is.
    """

    def __init__(self, hints: Mapping[str, int]) -> None:
        super().__init__()
        self._hints = hints
        self._typed = ""

    @guarded_handler
    def on_key(self, event: events.Key) -> None:
        """One more letter; any other key leaves."""
        event.stop()
        self._typed += event.character or " "
        if self._typed in self._hints:
            self.answer(self._hints[self._typed])
        elif not any(name.startswith(self._typed) for name in self._hints):
            self.answer(-1)
