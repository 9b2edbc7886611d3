"""A list to choose from by typing: terms, headings, commands, keys."""

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Input

from tui_reader.config.theme import Part
from tui_reader.i18n.messages import tr
from tui_reader.layout.linebreak.line_breaker import LineWidth, break_lines
from tui_reader.model.dataclass import replace
from tui_reader.text.folding import fold
from tui_reader.ui.error_boundary import guarded_handler
from tui_reader.ui.render.rows import Pieces, cells_of, fill, shorten
from tui_reader.ui.screens.modal import Answer, Modal
from tui_reader.ui.state.choices import Choice, Choosing
from tui_reader.ui.state.row_lines import RowLines
from tui_reader.ui.state.row_window import RowWindow
from tui_reader.ui.widgets.overlay import WIDTH, Look
from tui_reader.ui.widgets.row_pane import RowPane

AIRY_HEAD = 3
"""Rows of a title between two blank ones."""
AIRY = 25
"""Rows of choices and title in which there is room for that, however many choices there are."""
NOTE_ROWS = 4
"""Rows for what a choice means at the most, the first of them blank."""
LEAST_FOR_NOTE = 12
"""Rows of a chooser that has room for it."""


def _below(choice: Choice, width: int, ambiguous: int) -> list[str]:
    """What a choice means, or its whole text where its row, `width` cells wide, cuts that: in lines."""
    if not choice.note and 2 * (len(choice.label) + len(choice.detail)) <= width - 4:
        return []
    room = width - 4 - cells_of(choice.detail, ambiguous)
    said = choice.note or (choice.label if cells_of(choice.label, ambiguous) > room else "")
    lines = break_lines(said, LineWidth(max(2, width - 3), ambiguous=ambiguous)) if said else []
    return [said[start:end] for start, end in lines]


def _rows_below(choices: Sequence[Choice], width: int, ambiguous: int) -> int:
    """Rows for what is said below the rows of these choices, which are `width` cells wide."""
    lines = max((len(_below(choice, width, ambiguous)) for choice in choices), default=0)
    return min(lines + 1, NOTE_ROWS) if lines else 0


def _head(height: int, needed: int) -> int:
    """Rows above the choices: the title stands between blank ones where all the `needed` rows fit below it, or many
    are seen.
    """
    return AIRY_HEAD if height >= min(AIRY, needed + AIRY_HEAD) else 1


class Choices(RowPane):
    """The rows of a chooser; their keys work where the text to narrow them has not the focus."""

    BINDINGS = [
        Binding("j", "screen.move(1)", show=False),
        Binding("k", "screen.move(-1)", show=False),
        Binding("space,d,ctrl+d,ctrl+f", "screen.page(1)", show=False),
        Binding("b,u,ctrl+u,ctrl+b", "screen.page(-1)", show=False),
        Binding("g,home", "screen.move(-9999)", show=False),
        Binding("G,end", "screen.move(9999)", show=False),
        Binding("enter", "screen.take", show=False),
        Binding("slash", "screen.narrow", show=False),
        Binding("q,question_mark", "screen.leave", show=False),
    ]

    def __init__(self, look: Look, heading: str, choices: Sequence[Choice]) -> None:
        super().__init__(look.painter, id="choices")
        self.glyphs = look.glyphs
        self.heading = heading
        self.choices = tuple(choices)
        self.noted = 0
        self.marked: dict[str, None] = {}
        self._show(self.choices)

    @property
    def head(self) -> int:
        """Rows above the first choice."""
        return _head(self.size.height, len(self.choices) + self.noted)

    @on(events.Resize)
    @guarded_handler
    def _fit(self) -> None:
        self.make_room(self.size.height)

    def make_room(self, height: int) -> None:
        """What the choice under the cursor means stands below the rows, where so many rows are enough for both."""
        self.foot = self.noted if height >= LEAST_FOR_NOTE else 0
        around = _head(height, len(self.choices) + self.noted) + self.foot
        self.window = replace(self.window, room=max(1, height - around))

    def show_window(self, new: RowWindow) -> None:
        """Show another part of the rows, and what the choice under the cursor means."""
        moved = new.cursor != self.window.cursor
        super().show_window(new)
        if moved and self.foot:
            self.refresh(Region(0, self.size.height - self.foot, self.size.width, self.foot))

    def narrow(self, typed: str) -> None:
        """Show the choices that hold every typed word, without regard to case, width and script, or are spelled so."""
        words = fold(typed).split()
        shown = tuple(choice for choice in self.choices if choice.fits(words))
        self._show(tuple(choice for choice in shown if choice.value) if words else shown)
        self.refresh()

    @property
    def value(self) -> str:
        """Value of the choice under the cursor; empty where there is none."""
        window = self.window
        return self.shown[window.cursor].value if window.cursor < window.count else ""

    def mark(self) -> None:
        """Mark the choice under the cursor, or no longer, and go to the next one."""
        value = self.value
        if value and value in self.marked:
            del self.marked[value]
        elif value:
            self.marked[value] = None
        self.refresh()
        self.move_by(1)

    def _show(self, shown: tuple[Choice, ...]) -> None:
        """Show these choices, the cursor on the first one; it passes headings."""
        self.shown = shown
        stops = [bool(choice.value) for choice in shown]
        window = RowWindow(RowLines(count=len(shown)), room=self.window.room, stops=stops)
        self.window = window.moved_to(0)

    def render_line(self, y: int) -> Strip:
        """Line `y`: blanks have the dialog's ground."""
        below = y - (self.size.height - self.foot)
        if below >= 0:
            return self.painter.row(self._note(below), self.size.width, Part.DIALOG)
        if y >= self.head and self.window.top + y - self.head < self.window.count:
            return super().render_line(y)
        if not self.shown and y == self.head:
            return self.painter.row(
                ((f"  {tr('Nothing fits. Esc leaves.')}", Part.DIALOG),), self.size.width, Part.DIALOG
            )
        if y == self.head // 2:
            return self.title(self.size.width)
        return self.painter.row((), self.size.width, Part.DIALOG)

    def _note(self, line: int) -> Pieces:
        """One line of what the choice under the cursor means, below a blank one."""
        window, width = self.window, self.size.width
        lines = _below(self.shown[window.cursor], width, self.painter.ambiguous) if window.cursor < window.count else []
        if len(lines) >= self.foot:
            rest = " ".join(lines[self.foot - 2 :])
            lines[self.foot - 2 :] = [shorten(rest, max(2, width - 3), self.glyphs.ellipsis, self.painter.ambiguous)]
        text = dict(enumerate(lines, 1)).get(line, "")
        return ((f"  {text}", Part.TERM_COUNT),) if text else ()

    def title(self, width: int) -> Strip:
        """What is chosen from."""
        text = fill(self.heading, width - 1, ambiguous=self.painter.ambiguous)
        return self.painter.row(((f" {text}", Part.DIALOG_TITLE),), width)

    def line(self, line: int, width: int) -> Strip:
        """One choice, or a heading."""
        choice, ambiguous = self.shown[line], self.painter.ambiguous
        if not choice.value:
            text = fill(choice.label, width - 1, ambiguous=ambiguous)
            return self.painter.row(((f" {text}", Part.SECTION),), width, Part.DIALOG)
        text = fill(choice.label, width - 4 - cells_of(choice.detail, ambiguous), ambiguous=ambiguous)
        mark = " +" if choice.value in self.marked else "  "
        pieces = ((mark + text, Part.DIALOG), (f" {choice.detail} ", Part.DIALOG_KEY))
        return self.painter.row(pieces, width, Part.CURSOR if line == self.window.cursor else None, self.glyphs)


class Chooser(Modal[Answer]):
    """Type to narrow, Enter to choose, Esc to leave."""

    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("down,ctrl+n,ctrl+j", "move(1)", show=False, priority=True),
        Binding("up,ctrl+p,ctrl+k", "move(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
    ]

    @property
    def hint(self) -> str:
        """What the empty line says."""
        return tr("/ narrows, j k move") if self.reading else tr("type to narrow")

    def __init__(self, look: Look, choosing: Choosing) -> None:
        super().__init__()
        self.reading = choosing.reading
        self.choices = Choices(look, choosing.heading, choosing.choices)
        self._look = look
        self._choosing = choosing

    def compose(self) -> ComposeResult:
        """The typed text above the choices."""
        with Vertical(id="chooser") as frame:
            width, height = self.app.size
            beside = self._look.frame(frame, width)
            room, ambiguous = (WIDTH - 4 if beside else width - 2), self._look.painter.ambiguous
            noted = self.choices.noted = _rows_below(self.choices.choices, room, ambiguous)
            edged = beside or self._look.ruled
            around = 1 if noted and not edged else 2  # blank rows or the edge; what is said below the rows needs none
            rows = 1 + AIRY_HEAD + self.choices.window.count + noted + around
            high = min(rows, max(5, height - 2))
            frame.styles.height = high
            self.choices.make_room(high - around - 1)
            frame.styles.padding = (0, 1) if edged else (1, 1, around - 1, 1)
            if beside:
                self.styles.align_horizontal = "left" if self._look.left else "center"
                frame.styles.margin = (0, 0, 0, self._look.left)
            line = Input(id="narrow", compact=True, placeholder=self.hint)
            line.can_focus = not self.reading  # the first that can has the focus in the first frame
            line.cursor_blink = False  # each blink would be sent over the line
            yield line
            yield self.choices

    def on_mount(self) -> None:
        """The cursor stands where choosing begins."""
        self.choices.move_to(self._choosing.at)

    def chosen(self) -> Answer:
        """The answer that the cursor stands on."""
        raise NotImplementedError

    def action_leave(self) -> None:
        """Leave without choosing."""
        self.answer(None)

    @guarded_handler
    def action_narrow(self) -> None:
        """Typing goes to the text from now on."""
        line = self.query_one(Input)
        line.can_focus = True
        line.focus()

    @guarded_handler
    def action_take(self) -> None:
        """Choose what the cursor stands on."""
        self.answer(self.chosen())

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
        self._preview()

    @on(RowPane.Moved)
    @guarded_handler
    def _preview(self) -> None:
        if self._choosing.preview is not None and self.choices.value:
            self._choosing.preview(self.choices.value)

    @on(Input.Submitted)
    @on(RowPane.Clicked)
    @guarded_handler
    def _choose(self, message: Input.Submitted | RowPane.Clicked) -> None:
        if isinstance(message, Input.Submitted) or message.choose:
            self.answer(self.chosen())


class Choose(Chooser[str]):
    """Answers with the chosen value, or an empty text."""

    def chosen(self) -> str:
        """The value under the cursor."""
        return self.choices.value


class ChooseSeveral(Chooser[tuple[str, ...]]):
    """Tab marks a choice; answers with the values of all that are marked and of the one under the cursor."""

    BINDINGS = [Binding("tab", "mark", show=False, priority=True)]

    @property
    def hint(self) -> str:
        """What the empty line says."""
        return tr("type to narrow, Tab for several")

    def chosen(self) -> tuple[str, ...]:
        """The marked values and the one under the cursor."""
        return tuple(dict.fromkeys(value for value in (*self.choices.marked, self.choices.value) if value))

    @guarded_handler
    def action_mark(self) -> None:
        """Mark the choice under the cursor and go to the next one."""
        self.choices.mark()
