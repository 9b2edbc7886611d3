"""The last line of the screen: what is shown, how far one has read, and what just happened."""

from textual import events, on
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.config.theme import Part
from tui_reader.ui.error_boundary import guarded_handler
from tui_reader.ui.render.glyphs import Glyphs
from tui_reader.ui.render.hints import Hint, fitting_hints, hint_at, status_right
from tui_reader.ui.render.rows import Pieces, cells_of, shorten, status_left, status_pieces, status_room
from tui_reader.ui.render.status_text import shorten_paths
from tui_reader.ui.render.strips import Painter

NOTICE_SECONDS = 6.0
BAR = 20
"""Cells of the progress bar."""


class StatusLine(Widget):
    """One line: left what is shown or a notice, right the place in the post."""

    class HintClicked(Message):
        """The hint of an action was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, painter: Painter, glyphs: Glyphs) -> None:
        super().__init__(id="status")
        self.painter = painter
        self.glyphs = glyphs
        self._words = ""
        self._standing = ""
        self._left = ""
        self._in_post = ""
        self._hints: tuple[Hint, ...] = ()
        self._notice: tuple[str, Part] | None = None
        self._progress: tuple[str, float] | None = None
        self._serial = 0
        self._offer = ""

    def show(self, words: str, left: str, progress: str, hints: tuple[Hint, ...]) -> None:
        """Show other texts: the filter in words and the place in the list at the left, the place in the post and keys
        at the right.
        """
        new = (words, left, progress, hints)
        if new != (self._words, self._left, self._in_post, self._hints):
            self._words, self._left, self._in_post, self._hints = new
            self.refresh()

    def stand(self, text: str) -> None:
        """Show a text before all others at the left for as long as it holds; empty for none."""
        if text != self._standing:
            self._standing = text
            self.refresh()

    def notify_user(self, text: str, error: bool = False) -> None:
        """Show a notice in place of the left text; a notice of success goes after some seconds."""
        self._notice = (text, Part.STATUS_ERROR if error else Part.STATUS_NOTICE)
        self._serial += 1
        serial = self._serial
        self.set_timer(NOTICE_SECONDS * (2 if error else 1), lambda: self._forget(serial))
        self.refresh()

    def offer(self, text: str) -> None:
        """Show a notice that other notices may take the place of: it comes back after them."""
        self._offer = text
        if self._notice is None:
            self.notify_user(text)

    def clear_notice(self) -> None:
        """Take the notice away; a key was pressed, or its time is over."""
        if self._notice is None:
            return
        if self._notice[0] == self._offer:
            self._offer = ""
        self._notice = None
        if self._offer:
            self.notify_user(self._offer)
        self.refresh()

    def show_progress(self, text: str, part: float) -> None:
        """Show how far a long job is, 0 to 1; 1 takes the bar away."""
        new = None if part >= 1 else (text, round(part * BAR) / BAR)
        if new != self._progress:
            self._progress = new
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line: left part, air, right part."""
        width, left = self.size.width, self._pieces()
        right = status_right(*self._fitting(left))
        return self.painter.row(status_pieces(left, right, width, self.glyphs.ambiguous), width)

    def _fitting(self, left: Pieces) -> tuple[str, tuple[Hint, ...]]:
        """What stands at the right of this: the place in the post and the keys there is room for."""
        wide = self.glyphs.ambiguous
        room = self.size.width - 6 - sum(cells_of(text, wide) for text, _ in left)
        return fitting_hints(self._in_post, self._hints, room, wide)

    @on(events.Click)
    @guarded_handler
    def _clicked(self, event: events.Click) -> None:
        """A click on a hint does what it names."""
        _, hints = self._fitting(self._pieces())
        action = hint_at(event.x, self.size.width, hints, self.glyphs.ambiguous)
        if action:
            self.post_message(self.HintClicked(action))

    def _pieces(self) -> Pieces:
        """What stands at the left."""
        room = self.size.width - 4
        if self._notice is not None:
            text, part = self._notice
            return ((self._fit(shorten_paths(text, room, self.glyphs), room), part),)
        if self._progress is not None:
            text, done = self._progress
            full = int(done * BAR)
            rest = self.glyphs.bar_rest * (BAR - full)
            return (
                (self.glyphs.bar_full * full, Part.PROGRESS),
                (f"{rest} {self._fit(text, room - BAR - 2)}", Part.STATUS),
            )
        room = status_room(status_right(self._in_post, self._hints), self.size.width, self.glyphs.ambiguous)
        words = f" {self.glyphs.dot} ".join(filter(None, (self._standing, self._words)))
        return status_left(words, self._left, room, self.glyphs)

    def _fit(self, text: str, room: int) -> str:
        """The text in at most `room` cells."""
        return shorten(text, room, self.glyphs.ellipsis, self.glyphs.ambiguous)

    def _forget(self, serial: int) -> None:
        """A notice's time is over, unless another one stands there."""
        if serial == self._serial:
            self.clear_notice()
