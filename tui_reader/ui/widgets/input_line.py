"""One line to type in, in place of the status line."""

from collections.abc import Callable, Sequence
from typing import Protocol

from rich.highlighter import Highlighter
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import on
from textual.binding import Binding
from textual.strip import Strip
from textual.widgets import Input

from tui_reader.ui.error_boundary import guarded_handler
from tui_reader.ui.render.rows import shorten

LEAST_TOLD = 8
"""With fewer cells at the right of the text, nothing is told there."""
SHOWN_OFFERS = 8
"""Ways to go on that are named at once."""


class Helping(Protocol):
    """Who helps with what is typed."""

    @property
    def history(self) -> Sequence[str]:
        """Lines typed before, the last one last."""

    @property
    def quiet(self) -> Style:
        """Style of what is told beside the text."""

    def typed(self, text: str) -> None:
        """The text has changed."""

    def complete(self, line: "InputLine") -> None:
        """Tab was pressed: find ways to go on and `offer` them."""

    def accepts(self, text: str) -> bool:
        """Whether the text can be the answer; where it cannot, the user was told why and goes on typing."""


class _Underline(Highlighter):
    """Draws some characters in a style of their own."""

    def __init__(self, style: Style, start: int, end: int) -> None:
        self._span = (style, start, max(end, start + 1))

    def highlight(self, text: Text) -> None:
        """Draw them."""
        text.stylize(*self._span)


class InputLine(Input):
    """Asks for a line of text; Enter answers, Esc gives up."""

    BINDINGS = [
        Binding("escape", "give_up", show=False),
        Binding("tab", "complete", show=False),
        Binding("up", "recall(-1)", show=False),
        Binding("down", "recall(1)", show=False),
    ]

    def __init__(
        self, prompt: str, text: str, answer: Callable[[str | None], None], helping: Helping | None = None
    ) -> None:
        super().__init__(text, placeholder=prompt, compact=True, select_on_focus=False)
        self.cursor_blink = False  # each blink would be sent over the line
        self._answer = answer
        self._helping = helping
        self._back = 0
        self._offers: list[tuple[str, str]] = []
        self._said: tuple[str, Style] = ("", Style())

    def tell(self, text: str, style: Style) -> None:
        """Show a text at the right end of the line, as far as there is room."""
        if self._said != (text, style):
            self._said = (text, style)
            self.refresh()

    def tell_fault(self, text: str, style: Style, start: int, end: int) -> None:
        """Underline the characters that are wrong, and say why until the text changes."""
        self.highlighter = _Underline(style, start, end)
        self.tell(text, style)

    @property
    def occupied(self) -> bool:
        """Whether the right end tells of a fault or of ways to go on."""
        return self.highlighter is not None or (self._at_offer >= 0 and len(self._offers) > 1)

    @property
    def _at_offer(self) -> int:
        """Which of the ways to go on stands in the line; -1 for none."""
        return next((at for at, (value, _) in enumerate(self._offers) if value == self.value), -1)

    def render_line(self, y: int) -> Strip:
        """The text, and what is told at its right."""
        strip, width = super().render_line(y), self.scrollable_content_region.width
        text, style = self._said
        room = width - self.content_width - 2
        if not text or y or room < LEAST_TOLD:
            return strip
        shown = shorten(text, room)
        told = Strip([Segment(shown, Style(color=style.color))]).apply_style(self.rich_style)
        return Strip.join([strip.crop(0, width - told.cell_length), told])

    @guarded_handler
    def action_give_up(self) -> None:
        """Answer with nothing."""
        self._end(None)

    @guarded_handler
    def action_complete(self) -> None:
        """Take the likeliest way to go on, then the next one each time."""
        at = self._at_offer
        if at >= 0:
            self.value = self._offers[(at + 1) % len(self._offers)][0]
            self.cursor_position = len(self.value)
            self._tell_offers()
        elif self._helping is not None:
            self._helping.complete(self)

    def offer(self, found: Sequence[tuple[int, str, str]]) -> None:
        """Ways to go on: from which offset, with what text, and how it is shown.

        The first is taken, Tab takes the next ones.
        """
        tail = self.value[self.cursor_position :]
        self._offers = [(self.value[:start] + text + tail, shown) for start, text, shown in found]
        if self._offers:
            self.value = self._offers[0][0]
            self.cursor_position = len(self.value) - len(tail)
            self._tell_offers()

    def _tell_offers(self) -> None:
        """Tell what Tab would take next."""
        style = self._helping.quiet if self._helping is not None else Style()
        after = [*self._offers[self._at_offer + 1 :], *self._offers[: self._at_offer]]
        self.tell("  ".join(shown for _, shown in after[:SHOWN_OFFERS]), style)

    @guarded_handler
    def action_recall(self, step: int) -> None:
        """An earlier line, or a later one."""
        history = self._helping.history if self._helping is not None else ()
        self._back = max(0, min(self._back - step, len(history)))
        if history:
            self.value = history[-self._back] if self._back else ""
            self.cursor_position = len(self.value)

    @on(Input.Changed)
    @guarded_handler
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self._at_offer < 0:
            self.highlighter = None
            self.tell("", Style())
        if self._helping is not None:
            self._helping.typed(event.value)

    @on(Input.Submitted)
    @guarded_handler
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._helping is None or self._helping.accepts(event.value):
            self._end(event.value)

    def _end(self, text: str | None) -> None:
        self.remove()
        self._answer(text)
