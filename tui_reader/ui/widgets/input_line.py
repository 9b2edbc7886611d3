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
from textual.widget import Widget
from textual.widgets import Input

from tui_reader.config.theme import Part
from tui_reader.ui.error_boundary import guarded_handler
from tui_reader.ui.render.rows import Pieces, cells_of, shorten
from tui_reader.ui.render.strips import Painter
from tui_reader.ui.state.choices import Prompt
from tui_reader.ui.widgets.offers import Offer, Offers
from tui_reader.ui.widgets.overlay import Look

LEAST_TOLD = 8
"""With fewer cells at the right of the text, nothing is told there."""


class Helping(Protocol):
    """Who helps with what is typed."""

    is_search: bool
    """Whether the list follows what is typed."""

    @property
    def history(self) -> Sequence[str]:
        """Lines typed before, the last one last."""

    def typed(self, text: str) -> None:
        """The text has changed."""

    def complete(self, line: "InputLine") -> None:
        """Tab was pressed: find ways to go on and `offer` them."""

    def accepts(self, text: str) -> bool:
        """Whether the text can be the answer; where it cannot, the user was told why and goes on typing."""


class Label(Widget):
    """What the line is for, before it."""

    def __init__(self, painter: Painter, text: str) -> None:
        super().__init__(id="prompt")
        self._painter = painter
        self._pieces: Pieces = (("  ", Part.STATUS), (text, Part.DIALOG_TITLE), (" ", Part.STATUS))
        self.cells = sum(cells_of(text, painter.ambiguous) for text, _ in self._pieces)
        """Cells that it takes."""
        self.styles.width = self.cells

    def render_line(self, y: int) -> Strip:
        """The one line."""
        return self._painter.row(self._pieces, self.cells)


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
        self,
        look: Look,
        prompt: Prompt,
        text: str,
        answer: Callable[[str | None], None],
        helping: Helping | None = None,
    ) -> None:
        super().__init__(text, placeholder=prompt.hint, compact=True, select_on_focus=False)
        self._painter = look.painter
        self._label = Label(look.painter, prompt.label)
        self.styles.padding = (0, 2, 0, self._label.cells)
        self.cursor_blink = False  # each blink would be sent over the line
        self._answer = answer
        self._helping = helping
        self._back = 0
        self._offers: tuple[Offer, ...] = ()
        self._taken = ""
        self._list = Offers(look)
        self._said: tuple[str, Style] = ("", Style())

    def tell(self, text: str, style: Style) -> None:
        """Show a text at the right end of the line, as far as there is room."""
        if self._said != (text, style):
            self._said = (text, style)
            self.refresh()

    def tell_fault(self, text: str, start: int, end: int) -> None:
        """Underline the characters that are wrong, and say why until the text changes."""
        style = self._painter.part(Part.INPUT_ERROR)
        self.highlighter = _Underline(style, start, end)
        self.tell(text, style)

    @guarded_handler
    def on_mount(self) -> None:
        """The label stands before the line, the list of ways to go on above it."""
        self.screen.mount(self._label, self._list)

    @property
    def occupied(self) -> bool:
        """Whether the right end tells of a fault."""
        return self.highlighter is not None

    @property
    def at_offer(self) -> int:
        """Which of the ways to go on was taken and stands in the line; -1 for none, or one that was typed: how that
        goes on is asked anew.
        """
        taken = self._taken if self._taken == self.value else None
        return next((at for at, offer in enumerate(self._offers) if offer.line == taken), -1)

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
        if self._offers:
            self._take(self.at_offer + 1)
        elif self._helping is not None:
            self._helping.complete(self)

    def offer(self, offers: Sequence[Offer], *, take: bool) -> None:
        """Show ways to go on; the first is taken at once with `take`, else with Tab, which then takes the next ones."""
        self._offers = tuple(offers)
        if take and offers:
            self._take(0)
        else:
            self._list_offers()

    def _take(self, number: int) -> None:
        """Put one of the ways to go on into the line; the only one that ends in a blank is as good as typed."""
        offer = self._offers[number % len(self._offers)]
        goes_on = len(self._offers) == 1 and offer.line.endswith(" ")
        self._taken = "" if goes_on else offer.line
        self.value, self.cursor_position = offer.line, offer.cursor
        self._list_offers()

    def _list_offers(self) -> None:
        if self._list.is_attached:
            self._list.show(self._offers, self.at_offer)

    @guarded_handler
    def action_recall(self, step: int) -> None:
        """Another of the ways to go on where there are some; else an earlier line, or a later one."""
        if self._offers:
            self._take(max(self.at_offer + step, 0 if step > 0 else -1))
            return
        history = self._helping.history if self._helping is not None else ()
        self._back = max(0, min(self._back - step, len(history)))
        if history:
            self.value = history[-self._back] if self._back else ""
            self.cursor_position = len(self.value)

    @on(Input.Changed)
    @guarded_handler
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.at_offer < 0:
            self.highlighter = None
            self.tell("", Style())
            self._offers = ()  # the list stays until others are known, so that it does not come and go with each letter
        if self._helping is not None:
            self._helping.typed(event.value)

    @on(Input.Submitted)
    @guarded_handler
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._helping is None or self._helping.accepts(event.value):
            self._end(event.value)

    def _end(self, text: str | None) -> None:
        parts = (self, self._label, self._list)
        for widget in parts:
            widget.display = False  # all at once: they are removed one after the other
        for widget in parts:
            widget.remove()
        self._answer(text)
