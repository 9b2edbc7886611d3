"""The mouse wheel: three rows or lines a step, in every pane alike."""

from textual import events

STEP = 3


class Wheel:
    """Mixed into a widget that can scroll by lines."""

    def scroll_lines(self, lines: int) -> None:
        """Move by a number of rows or lines, down where positive."""
        raise NotImplementedError

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """A step down."""
        event.stop()
        self.scroll_lines(STEP)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """A step up."""
        event.stop()
        self.scroll_lines(-STEP)
