"""Frames on their way to the terminal: what Textual writes is read into a grid, and the shortest bytes from what the
terminal shows to that grid are sent. While the line is busy frames are left out: the next one starts from what is
shown.
"""

from collections import deque
from collections.abc import Callable, Sequence

from tui_reader.model.dataclass import replace
from tui_reader.terminal.capabilities import Capabilities
from tui_reader.terminal.io.flow_control import PATIENCE, FlowControl
from tui_reader.terminal.io.writer import Writer
from tui_reader.terminal.render.screen_state import ScreenState
from tui_reader.ui.session.modes import BACKGROUND, Mode
from tui_reader.ui.textual_compat.terminal_line import Line

_OUTPUT = 2
"""Textual writes to standard error, so that standard output stays free."""


class FrameSender:
    """Sends frames, and between them pieces that show nothing by themselves.

    The turn to write to the terminal guards all of it: Textual's thread, the thread that reads keys and the writer's
    thread call it.
    """

    def __init__(
        self, line: Line, extent: tuple[int, int], later: Callable[[float, Callable[[], None]], object]
    ) -> None:
        """`extent` is the size of the terminal in columns and rows; `later` calls something after some seconds."""
        self.extent = extent
        """Columns and rows; set in a signal handler, so what follows from it waits for the next write."""
        self._line = line
        self._later = later
        self._lock = line.modes.turn
        self._screen = ScreenState(extent, replace(line.capabilities, line_feed=False))
        self._flow = FlowControl(line.capabilities.remote)
        self._writer: Writer | None = None
        self._pieces: deque[tuple[bytes, Callable[[], None] | None]] = deque()
        self._undo: set[str] = set()
        self._due = self._painting = False
        first = line.first
        if first is not None and (first.grid.width, first.grid.height) == extent:
            self._screen.take_over(first.grid, first.styles)

    @property
    def capabilities(self) -> Capabilities:
        """What the terminal can do, as far as it is known now."""
        return self._screen.capabilities

    def open(self) -> None:
        """Begin to write; what was written already is not a frame yet."""
        self._writer = Writer(_OUTPUT, self._next, self._line.lose)
        self._line.modes.written_behind(self._writer.silence)

    def begin(self, modes: Callable[[], Sequence[Mode]], *, line_feeds: bool) -> None:
        """Paint frames from here on, with these modes on; `line_feeds` tells whether the tty lets those through."""
        with self._lock:
            if line_feeds:
                self._send(self._screen.adopt(replace(self.capabilities, line_feed=True)))
            self._painting = True
            self._send(self._line.modes.switch_on(*modes()))  # more where answers came meanwhile

    def end(self) -> None:
        """No frame is painted from here on; the terminal's own look is back."""
        with self._lock:
            self._due = self._painting = False
            self._pieces.clear()
            self._send("".join(self._undo) + self._screen.leave())
            self._undo.clear()

    def close(self) -> None:
        """Return when all is sent or the line is too slow; the writer's thread has ended."""
        if self._writer is not None:
            self._writer.close()

    def write(self, data: str) -> None:
        """Read what Textual writes into the grid; what is no part of a frame is sent at once."""
        with self._lock:
            self._screen.fit(self.extent)
            for passed in self._screen.write(data):
                self._send(self._screen.passed(passed))

    def flush(self) -> None:
        """A frame is complete: send it at once, or when the line is free."""
        if self._writer is None or not self._painting:
            return
        with self._lock:
            if self._flow.full and not self._due:
                self._later(PATIENCE, self._unanswered)
            self._due = True
            if self._free(self._writer):
                self._due = False
                self._writer.send(self._frame())

    def send_between(self, pieces: Sequence[str], undo: str, then: Callable[[], None] | None = None) -> None:
        """Send sequences that show nothing by themselves, each when the line is free and no frame waits.

        `then` is called, in any thread, when every later frame comes after the last of them. `undo` is sent when the
        reader leaves the terminal, for the shell or for good, unless it is among `pieces` later.
        """
        with self._lock:
            self._undo.add(undo)
            self._undo.difference_update(pieces)
            self._pieces.extend((piece.encode(), None) for piece in pieces[:-1])
            self._pieces.append((pieces[-1].encode(), then))
            if self._writer is not None and self._free(self._writer):
                self._writer.send(self._piece())

    def arrived(self) -> None:
        """The terminal has taken what was sent: send the frame that waited."""
        with self._lock:
            self._flow.answered()
            if self._writer is not None and self._free(self._writer):
                self._writer.send(self._frame_or_piece())

    def adopt(self, capabilities: Capabilities) -> Capabilities:
        """Draw for a terminal that can do these things, and as before with line feeds; what it can do then."""
        with self._lock:
            can = replace(capabilities, line_feed=self.capabilities.line_feed)
            self._send(self._screen.adopt(can))
            if can.tells_background and self._painting:
                self._send(self._line.modes.switch_on(BACKGROUND))
        return can

    def _free(self, writer: Writer) -> bool:
        """Whether the line takes more."""
        return not (writer.busy or self._flow.full)

    def _unanswered(self) -> None:
        """The terminal did not answer in time: do without answers."""
        with self._lock:
            if self._due and self._flow.full:
                self._flow.give_up()
                self.flush()

    def _send(self, text: str) -> None:
        if text and self._writer is not None:
            self._writer.send(text.encode("utf-8", "replace"))

    def _next(self) -> bytes:
        """What the writer sends once all before it is sent; called in its thread."""
        with self._lock:
            return b"" if self._flow.full else self._frame_or_piece()

    def _frame_or_piece(self) -> bytes:
        """A frame where one is due and changes anything, else a piece between frames."""
        due, self._due = self._due, False
        return (self._frame() if due else b"") or self._piece()

    def _piece(self) -> bytes:
        """The next piece between frames; empty where none waits."""
        if not self._pieces:
            return b""
        piece, then = self._pieces.popleft()
        if then is not None:
            then()
        return piece + self._flow.sent(len(piece)).encode()

    def _frame(self) -> bytes:
        data = self._screen.frame().encode("utf-8", "replace")
        return data + self._flow.sent(len(data)).encode()
