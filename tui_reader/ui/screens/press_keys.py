"""Waits for keys to be pressed, to be told apart from all others: for keys of an action."""

from collections.abc import Callable, Sequence
from itertools import chain

from textual import events
from textual.app import ComposeResult
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.config.theme import Part
from tui_reader.layout.linebreak.line_breaker import LineWidth, break_lines
from tui_reader.text.sanitize import sanitize
from tui_reader.ui.error_boundary import guarded_handler
from tui_reader.ui.keys import half_width
from tui_reader.ui.render.rows import Pieces
from tui_reader.ui.screens.modal import Modal
from tui_reader.ui.widgets.overlay import WIDTH, Look

Keys = tuple[str, ...]
"""Keys by Textual's names."""


class PressKeys(Modal[Keys]):
    """Shows what was pressed with what is said of it; Enter answers, Backspace takes the last key back, Esc leaves.

    With `first` the first key is the answer.
    """

    def __init__(self, look: Look, say: Callable[[Keys], Sequence[Pieces]], *, first: bool) -> None:
        """`say` gives the lines that are shown beside the keys so far."""
        super().__init__()
        self._look = look
        self._say = say
        self._first = first
        self._edges = 0
        self.pressed: Keys = ()
        """The keys so far."""

    def compose(self) -> ComposeResult:
        """The lines, in a box."""
        lines = Lines(self._look)
        beside = self._look.frame(lines, self.app.size.width)
        self._edges = 2 * (beside or self._look.ruled)
        self._tell(lines)
        yield lines

    def _tell(self, lines: "Lines") -> None:
        """Show what is said of the keys so far, as high as it is."""
        width = min(WIDTH - 2, self.app.size.width)
        lines.said = tuple(chain.from_iterable(_folded(each, width, self._look) for each in self._say(self.pressed)))
        lines.air = len(lines.said) + 2 + self._edges <= self.app.size.height
        lines.styles.height = len(lines.said) + 2 * lines.air + self._edges
        lines.refresh()

    @guarded_handler
    def on_key(self, event: events.Key) -> None:
        """One more key."""
        event.stop()
        key = half_width(event.character or "") or event.key
        if key == "escape" or (key == "enter" and (self.pressed or self._first)):
            self.answer(None if key == "escape" else self.pressed)
        elif key == "backspace" and self.pressed:
            self._show(self.pressed[:-1])
        elif self._first:
            self.answer((key,))
        elif key != "enter":
            self._show((*self.pressed, key))

    def _show(self, pressed: Keys) -> None:
        self.pressed = pressed
        self._tell(self.query_one(Lines))


class Lines(Widget):
    """Lines on the ground of a dialog."""

    def __init__(self, look: Look) -> None:
        super().__init__(id="lines")
        self._look = look
        self.said: Sequence[Pieces] = ()
        """What is shown."""
        self.air = True
        """Whether a blank line stands above and below it."""

    def render_line(self, y: int) -> Strip:
        """Line `y`."""
        width, painter = self.size.width, self._look.painter
        pieces: Pieces = dict(enumerate(self.said, int(self.air))).get(y, ())
        return painter.row((("  ", Part.DIALOG), *pieces, (" " * width, Part.DIALOG)), width)


def _folded(pieces: Pieces, width: int, look: Look) -> list[Pieces]:
    """A line in as many as its text needs in so many cells."""
    if not pieces:
        return [()]
    ambiguous = look.painter.ambiguous
    ((text, part),) = pieces
    text = sanitize(text)
    lines = break_lines(text, LineWidth(max(2, width - 4), ambiguous=ambiguous))
    return [((text[start:end], part),) for start, end in lines]
