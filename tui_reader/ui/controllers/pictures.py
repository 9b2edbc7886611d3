"""The drawn pictures of the reading pane: loaded when they are looked at, kept as long as there is room.

One picture is loaded at a time, in a worker, and only when a line of it is to be drawn: while one is being loaded the
others wait, and when it is there the pane is drawn again and asks for the next one that is still to be seen.
"""

import os
from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.strip import Strip

from tui_reader.config.theme import Part
from tui_reader.images.image_file import PictureError
from tui_reader.layout.page import Picture
from tui_reader.model.dataclass import dataclass
from tui_reader.terminal.capabilities import TRUE_COLOUR
from tui_reader.terminal.colour import PALETTE, colour_number, is_true
from tui_reader.terminal.kitty_graphics import forget_picture, picture_number, send_picture
from tui_reader.terminal.probe.picture_probe import cell_pixels, tmux_shows_pictures
from tui_reader.ui.controllers.picture_sizes import TERMINAL
from tui_reader.ui.error_boundary import guarded
from tui_reader.ui.render.picture_strips import block_strips, placeholder_strips
from tui_reader.ui.textual_compat.driver import frames_of

if TYPE_CHECKING:
    from tui_reader.ui.controllers.screen_context import ScreenContext

KEPT_CELLS = 40_000
"""Cells of drawn pictures that are kept: several full screens, some megabytes."""
_USUAL_CELL = (10, 20)
"""Pixels of a cell where the terminal does not tell."""
_WHITE = 0xFFFFFF


@dataclass(frozen=True, slots=True)
class Key:
    """One picture at one size."""

    path: str
    """Its file."""
    cells: int
    """Cells it is wide."""
    rows: int
    """Rows it is high."""


@dataclass(slots=True)
class Drawn:
    """A picture that was loaded."""

    strips: tuple[Strip, ...]
    """Its rows; empty while the terminal is being given the picture itself."""
    png: bytes = b""
    """The picture for a terminal that draws it; empty for half blocks."""
    number: int = 0
    """What the terminal knows it by; 0 for half blocks."""


class Pictures:
    """Loads and keeps the pictures of one screen's reading pane.

    Its attributes belong to the interface's thread; `_tmux` to the worker, of which there is one at a time
    (`_loading`).
    """

    def __init__(self, screen: "ScreenContext", show_frame: Callable[[str], None]) -> None:
        """`show_frame` is called with the path of a picture that cannot be drawn."""
        self._screen = screen
        self._show_frame = show_frame
        self._initial = screen.initial
        self._drawn: OrderedDict[Key, Drawn] = OrderedDict()
        self._loading = False
        self._count = 0
        self._tmux: bool | None = None
        self._frames = frames_of(screen.app) if self._initial.settings.images == "auto" else None
        screen.app.app_resume_signal.subscribe(screen.view, guarded(screen, lambda _: self.forget()))

    def strip(self, picture: Picture) -> Strip | None:
        """The cells of one line's share of a picture; None where it is not there yet: it will be loaded."""
        key = Key(picture.path, picture.cells, picture.rows)
        drawn = self._drawn.get(key)
        if drawn is None:
            self._load(key)
            return None
        self._drawn.move_to_end(key)
        return drawn.strips[picture.row] if drawn.strips else None

    def forget(self) -> None:
        """The terminal was given to something else: what it knew of pictures is gone."""
        self._drawn.clear()
        self._screen.view.redraw()

    def _load(self, key: Key) -> None:
        """Load a picture in a worker, unless one is being loaded."""
        if not self._loading:
            self._loading = True
            self._screen.tasks.ask("picture", partial(self._make, key), partial(self._take, key))

    def _make(self, key: Key) -> Drawn | None:
        """In the worker: the picture, None where it cannot be read."""
        from tui_reader.images.decode import Ground, unpack_blocks, unpack_png  # noqa: PLC0415  knows pillow

        can, theme = self._initial.can, self._initial.theme
        paper = theme.part(Part.SCREEN).bg
        try:
            if self._is_drawn_by_terminal():
                wide, high = cell_pixels(TERMINAL) or _USUAL_CELL
                scale = 2 if can.remote else 1
                width, height = key.cells * wide // scale, key.rows * high // scale
                return Drawn((), unpack_png(key.path, width, height, few=can.remote))
            known = colour_number(paper) & _WHITE if is_true(paper) else 0 if theme.dark else _WHITE
            ground = Ground(known, () if can.colours > 256 else PALETTE, few=can.remote)
            blocks = unpack_blocks(key.path, key.cells, key.rows, ground)
            return Drawn(block_strips(blocks, key.cells, paper))
        except PictureError:
            return None

    def _is_drawn_by_terminal(self) -> bool:
        """In the worker: whether the terminal can be given the picture itself; tmux is asked once."""
        can = self._initial.can
        if self._frames is None or can.multiplexer != "tmux":
            return self._frames is not None and can.placeholders
        if self._tmux is None:
            self._tmux = not self._initial.settings.restricted and tmux_shows_pictures(os.environ)
        return self._tmux

    def _take(self, key: Key, drawn: Drawn | None) -> None:
        """A picture is loaded: keep it and draw the pane again."""
        self._loading = False
        if drawn is None:
            self._show_frame(key.path)
            return
        self._drawn[key] = drawn
        if drawn.png:
            self._give(key, drawn)
        while sum(key.cells * key.rows for key in self._drawn) > KEPT_CELLS and len(self._drawn) > 1:
            self._let_go(self._drawn.popitem(last=False)[1])
        self._screen.view.redraw()

    def _give(self, key: Key, drawn: Drawn) -> None:
        """Give a picture to the terminal; its cells are drawn when it is on its way."""
        assert self._frames is not None
        self._count += 1
        tmux = self._initial.can.multiplexer == "tmux"
        drawn.number = picture_number(self._count, os.getpid(), self._initial.can.colours >= TRUE_COLOUR)
        pieces = send_picture(drawn.number, drawn.png, key.cells, key.rows, tmux)
        drawn.png = b""
        given = guarded(self._screen, lambda: self._given(key, drawn))

        def then() -> None:
            self._screen.view.call_later(given)

        self._frames.send_between(pieces, forget_picture(drawn.number, tmux), then)

    def _given(self, key: Key, drawn: Drawn) -> None:
        """The terminal is given a picture: draw its cells."""
        ground = self._initial.theme.part(Part.SCREEN).bg
        drawn.strips = placeholder_strips(drawn.number, key.cells, key.rows, ground)
        self._screen.view.redraw()

    def _let_go(self, drawn: Drawn) -> None:
        """There is no room for a picture any more."""
        if drawn.number and self._frames is not None:
            undo = forget_picture(drawn.number, self._initial.can.multiplexer == "tmux")
            self._frames.send_between([undo], undo)
