"""A list to choose from by typing: terms, headings, commands, keys."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.strip import Strip
from textual.widgets import Input

from tui_reader.config.theme import Part
from tui_reader.i18n.messages import tr
from tui_reader.text.folding import fold
from tui_reader.ui.error_boundary import guarded_handler
from tui_reader.ui.render.rows import cells_of, fill
from tui_reader.ui.render.strips import Painter
from tui_reader.ui.screens.modal import Modal
from tui_reader.ui.state.choices import Choice
from tui_reader.ui.state.row_window import DayLines, RowWindow
from tui_reader.ui.widgets.row_pane import RowPane

WIDTH = 76
"""Cells of a chooser."""
LEAST_AIR = 16
"""Cells beside it in which what is below may show; with less it takes the whole width, since scraps of a list say
nothing.
"""


class Choices(RowPane):
    """The rows of a chooser."""

    def __init__(self, painter: Painter, heading: str, choices: Sequence[Choice]) -> None:
        super().__init__(painter, id="choices")
        self.heading = heading
        self.choices = tuple(choices)
        self._show(self.choices)

    @property
    def head(self) -> int:
        """A blank row, the title, and another blank row stand above the rows."""
        return 3 if self.size.height > 12 else 1

    def narrow(self, typed: str) -> None:
        """Show the choices that hold every typed word, without regard to case, width and script, or are spelled so."""
        words = fold(typed).split()
        shown = tuple(choice for choice in self.choices if choice.fits(words))
        self._show(tuple(choice for choice in shown if choice.value) if words else shown)
        self.refresh()

    def _show(self, shown: tuple[Choice, ...]) -> None:
        """Show these choices, the cursor on the first one; it passes headings."""
        self.shown = shown
        stops = [bool(choice.value) for choice in shown]
        window = RowWindow(DayLines(count=len(shown)), room=self.window.room, stops=stops)
        self.window = window.moved_to(0)

    def render_line(self, y: int) -> Strip:
        """Line `y`: blanks have the dialog's ground."""
        if y >= self.head and self.window.top + y - self.head < self.window.count:
            return super().render_line(y)
        if y == self.head // 2:
            return self.title(self.size.width)
        return self.painter.row((), self.size.width, Part.DIALOG)

    def _fill(self, text: str, width: int) -> str:
        """The text in exactly `width` cells."""
        return fill(text, width, ambiguous=self.painter.ambiguous)

    def title(self, width: int) -> Strip:
        """What is chosen from."""
        return self.painter.row(((" " + self._fill(self.heading, width - 1), Part.DIALOG_TITLE),), width)

    def line(self, line: int, width: int) -> Strip:
        """One choice, or a heading."""
        choice = self.shown[line]
        if not choice.value:
            return self.painter.row(((" " + self._fill(choice.label, width - 1), Part.SECTION),), width, Part.DIALOG)
        room = width - 4 - cells_of(choice.detail, self.painter.ambiguous)
        pieces = (("  " + self._fill(choice.label, room), Part.DIALOG), (f" {choice.detail} ", Part.DIALOG_KEY))
        return self.painter.row(pieces, width, Part.CURSOR if line == self.window.cursor else None)


class Choose(Modal[str]):
    """Type to narrow, Enter to choose, Esc to leave; answers with the chosen value, or an empty text."""

    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("down,ctrl+n,ctrl+j", "move(1)", show=False, priority=True),
        Binding("up,ctrl+p,ctrl+k", "move(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
    ]

    def __init__(self, painter: Painter, heading: str, choices: Sequence[Choice], at: int = 0) -> None:
        super().__init__()
        self.choices = Choices(painter, heading, choices)
        self._at = at

    def compose(self) -> ComposeResult:
        """The typed text above the choices."""
        with Vertical(id="chooser") as frame:
            width, height = self.app.size
            frame.styles.height = min(self.choices.window.count + 5, max(5, height - 2))
            frame.styles.width = WIDTH if width >= WIDTH + LEAST_AIR else width
            line = Input(id="narrow", compact=True, placeholder=tr("type to narrow"))
            line.cursor_blink = False  # each blink would be sent over the line
            yield line
            yield self.choices

    def on_mount(self) -> None:
        """Typing goes to the text."""
        self.query_one(Input).focus()
        self.choices.move_to(self._at)

    def action_leave(self) -> None:
        """Leave without choosing."""
        self.answer("")

    @guarded_handler
    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self.choices.move_by(rows)

    @guarded_handler
    def action_page(self, pages: int) -> None:
        """Move the cursor by screens."""
        self.choices.move_page(pages)

    @on(Input.Changed)
    @guarded_handler
    def _typed(self, event: Input.Changed) -> None:
        self.choices.narrow(event.value)

    @on(Input.Submitted)
    @on(RowPane.Chosen)
    @guarded_handler
    def _choose(self) -> None:
        window = self.choices.window
        self.answer(self.choices.shown[window.cursor].value if window.cursor < window.count else "")
