"""Waits for keys to be pressed, to be told apart from all others: for keys of an action."""

from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.config.theme import Part
from tui_reader.ui.error_boundary import guarded_handler
from tui_reader.ui.keys import half_width
from tui_reader.ui.render.rows import Pieces, shorten
from tui_reader.ui.render.strips import textual_colour
from tui_reader.ui.screens.choose import LEAST_AIR, WIDTH, Look
from tui_reader.ui.screens.modal import Modal

Keys = tuple[str, ...]
"""Keys by Textual's names."""


class PressKeys(Modal[Keys]):
    """Shows what was pressed with what is said of it; Enter answers, Backspace takes the last key back, Esc leaves.

    With `first` the first key is the answer.
    """

    def __init__(self, look: Look, say: Callable[[Keys], Sequence[Pieces]], *, first: bool) -> None:
        """`say` gives the lines that are shown beside so many keys, always the same number of them."""
        super().__init__()
        self._look = look
        self._say = say
        self._first = first
        self.pressed: Keys = ()
        """The keys so far."""

    def compose(self) -> ComposeResult:
        """The lines, in a box."""
        lines = Lines(self._look, self._say(()))
        beside = self.app.size.width >= WIDTH + LEAST_AIR
        lines.styles.width = WIDTH if beside else self.app.size.width
        if beside:
            edge = self._look.painter.theme.part(Part.ROW_DATE).fg or "ansi_default"
            lines.styles.border = ("ascii" if self._look.glyphs.ascii else "round", textual_colour(edge))
        lines.styles.height = len(lines.said) + 2 + 2 * beside
        yield lines

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
        lines = self.query_one(Lines)
        lines.said = self._say(pressed)
        lines.refresh()


class Lines(Widget):
    """Lines on the ground of a dialog."""

    def __init__(self, look: Look, said: Sequence[Pieces]) -> None:
        super().__init__(id="lines")
        self._look = look
        self.said = said
        """What is shown."""

    def render_line(self, y: int) -> Strip:
        """Line `y`; the first is blank."""
        width, painter = self.size.width, self._look.painter
        pieces: Pieces = dict(enumerate(self.said, 1)).get(y, ())
        room = max(2, width - 4)
        shown = tuple(
            (shorten(text, room, self._look.glyphs.ellipsis, painter.ambiguous), part) for text, part in pieces
        )
        return painter.row((("  ", Part.DIALOG), *shown, (" " * width, Part.DIALOG)), width)
