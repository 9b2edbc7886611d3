"""What a terminal shows and what a program means it to show, and the bytes from the one to the other."""

from collections.abc import Iterator

from tui_reader.terminal.capabilities import Capabilities
from tui_reader.terminal.osc import wrapped
from tui_reader.terminal.render.cell_grid import Grid
from tui_reader.terminal.render.cursor import UNKNOWN, move_cursor
from tui_reader.terminal.render.frame_diff import Pen, change_frame, clear_frame
from tui_reader.terminal.render.output_parser import CLEARING, OutputReader, Passed
from tui_reader.terminal.render.styles import Styles

_SYNC_BEGIN, _SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
_WORTH_SYNC = 1024
"""A shorter frame reaches the terminal in one piece anyway."""
_MANY_STYLES = 20_000
"""Styles (each link is one) after which their numbers start again."""
_POINTER_SHAPE = "\x1b]22;"
"""The mouse pointer keeps its shape: each change would cost bytes, and few terminals know them."""
_CLIPBOARD = "\x1b]52;"


class ScreenState:
    """Takes a program's output in, gives the shortest bytes out; what the terminal shows is unknown at first."""

    def __init__(self, size: tuple[int, int], capabilities: Capabilities) -> None:
        """`size`: columns and rows."""
        self._styles = Styles(capabilities)
        self._reader = OutputReader(Grid(*size), self._styles)
        self._shown: Grid | None = None
        self._pen = Pen()

    @property
    def capabilities(self) -> Capabilities:
        """What the terminal is held to be able to do."""
        return self._styles.capabilities

    def take_over(self, shown: Grid, styles: Styles) -> None:
        """Go on from a grid of the same size that the terminal shows already, written in these styles."""
        self._shown, self._styles = shown, styles
        self._reader.restart(self._reader.grid, styles)

    def write(self, output: str) -> Iterator[Passed]:
        """Take output in; yields what is no part of a frame, to be asked for with `passed` at that moment."""
        return self._reader.feed(output)

    def passed(self, passed: Passed) -> str:
        """What to send for a sequence that is no part of a frame: what was written before it too where it needs
        that.
        """
        before = ""
        if passed.sequence.startswith(_POINTER_SHAPE):
            return ""
        if passed.sequence.startswith(_CLIPBOARD):
            return wrapped(passed.sequence, self.capabilities.multiplexer)
        if passed.sequence in CLEARING:
            self.forget()
            self._pen = Pen(style=self._pen.style)
        elif passed.placed:
            before = self.frame() + self._to_cursor()
            self._pen = Pen(style=self._pen.style)
        return before + passed.sequence

    def frame(self) -> str:
        """What turns what the terminal shows into what the program wrote."""
        wanted = self._reader.grid
        if self._shown is None:
            frame = clear_frame(wanted, self._styles)
            self._shown = Grid(wanted.width, wanted.height)
            self._reader.changed.update(range(wanted.height))
        else:
            frame = change_frame(self._shown, wanted, self._pen, self._styles)
        self._shown.take(wanted, self._reader.changed)
        self._reader.changed.clear()
        self._pen = frame.pen
        text = frame.text
        if (self._reader.x, self._reader.y) != (0, 0):
            text += self._to_cursor()
        if self.capabilities.synchronised and len(text) > _WORTH_SYNC:
            text = f"{_SYNC_BEGIN}{text}{_SYNC_END}"
        return text + self.adopt(self.capabilities) if len(self._styles) > _MANY_STYLES else text

    def fit(self, size: tuple[int, int]) -> None:
        """Follow the terminal to another size; nothing is known then of what it shows."""
        grid = self._reader.grid
        if (grid.width, grid.height) != size:
            self._reader.restart(grid.resized(*size), self._styles)
            self.forget()

    def forget(self) -> None:
        """The terminal may show anything: the next frame paints all of it."""
        self._shown = None

    def rest(self) -> str:
        """What brings the terminal back to its own style; where its cursor goes then is unknown."""
        change = self._styles.change(self._pen.style, 0)
        self._pen = Pen()
        return change

    def leave(self) -> str:
        """What is sent last: the terminal's own style, and a blank screen where nothing comes back from behind it."""
        return self.rest() + ("" if self.capabilities.other_screen else "\x1b[H\x1b[2J")

    def adopt(self, capabilities: Capabilities) -> str:
        """Go on with other capabilities, and styles numbered from the beginning; what to send first."""
        x, y = self._pen.x, self._pen.y
        text = self.rest()
        before, styles = self._styles, Styles(capabilities)
        for grid in (self._reader.grid, self._shown):
            if grid is not None:
                grid.styles = [[styles.number(before.style(style)) for style in row] for row in grid.styles]
        if _drawing(capabilities) != _drawing(before.capabilities):
            self.forget()
        self._styles, self._pen = styles, Pen(x, y)
        self._reader.restart(self._reader.grid, styles)
        return text

    def _to_cursor(self) -> str:
        """The way to where the program has the cursor: where a person types, an input method shows its own text
        there.
        """
        start, goal = (self._pen.x, self._pen.y), (self._reader.x, self._reader.y)
        inside = goal[0] < self._reader.grid.width
        self._pen = Pen(goal[0] if inside else UNKNOWN, goal[1], self._pen.style)
        return move_cursor(start, goal, self.capabilities.line_feed)


def _drawing(capabilities: Capabilities) -> tuple[object, ...]:
    """What decides how cells that are shown already look."""
    return capabilities.colours, capabilities.links, capabilities.ambiguous, capabilities.unicode
