"""What room each picture of a post takes in the reading pane; the first sizes are read in the worker of the
post, before it is shown, further ones when their line is laid out.
"""

import threading
from importlib.util import find_spec
from typing import TYPE_CHECKING

from tui_reader.document.outline import figures
from tui_reader.i18n.messages import tr
from tui_reader.images.image_file import PictureError
from tui_reader.images.image_size import PixelSize, cell_shape, fit_picture, read_size
from tui_reader.layout.options import PictureRoom
from tui_reader.model.dataclass import dataclass
from tui_reader.model.post import Resource
from tui_reader.terminal.kitty_graphics import MOST
from tui_reader.terminal.probe.picture_probe import cell_pixels

if TYPE_CHECKING:
    from tui_reader.layout.lazy_page import Page
    from tui_reader.ui.startup.initial_state import InitialState

TERMINAL = 2
"""Descriptor of the terminal: Textual writes to standard error."""
_LOOKED_AHEAD = 300
"""Figures of a post whose sizes are read before it is shown."""


class PictureRooms:
    """Says where a picture is drawn, and where a frame stands in its place.

    `on` is changed in the interface's thread alone; `used` only ever becomes true. The sizes are looked up there and
    in the workers that make pages, so a lock guards them, which is not held while a file is read.
    """

    def __init__(self, initial: "InitialState") -> None:
        self.on = False
        """Whether the pictures of the post that is shown are drawn."""
        self.used = False
        """Whether any picture was ever given room."""
        self._lock = threading.Lock()
        self._initial = initial
        self._trouble: str | None = None
        self._sizes: dict[tuple[str, int], PixelSize | str | None] = {}

    @property
    def trouble(self) -> str:
        """Why no picture can be drawn, for the user; empty where they can."""
        if self._trouble is None:
            self._trouble = _trouble(self._initial)
        return self._trouble

    def begin(self) -> None:
        """Another post is to be shown: with its pictures, unless they would have to be sent a long way."""
        self.on = not self._initial.can.remote and not self.trouble

    def within(self, rows: int) -> "Measure":
        """What measures pictures that may be `rows` high; for `Layout.measure_picture`."""
        return Measure(self, rows)

    def measure(self, resource: Resource, cells: int, rows: int) -> PictureRoom:
        """The room of a picture that may be so large; none where a frame is to stand in its place."""
        if not self.on:
            return PictureRoom()
        size = self._size(resource)
        if size is None or isinstance(size, str):
            return PictureRoom(trouble=size or "")
        self.used = True
        shape = cell_shape(cell_pixels(TERMINAL))
        return PictureRoom(*fit_picture(size, min(cells, MOST), min(rows, MOST), shape))

    def look_ahead(self, page: "Page") -> None:
        """Read the sizes of a page's pictures; call it in the worker that made the page."""
        resolve = page.layout.resolve
        if not self.on or resolve is None:
            return
        for figure, _ in zip(figures(page.document), range(_LOOKED_AHEAD), strict=False):
            if figure.kind == "image" and (resource := resolve(figure.target)).path:
                self._size(resource)

    def cannot_be_read(self, path: str) -> None:
        """A picture's file turned out to be broken further on: a frame says so from now on."""
        with self._lock:
            for known in [known for known in self._sizes if known[0] == path]:
                self._sizes[known] = tr("cannot be read")

    def _size(self, resource: Resource) -> PixelSize | str | None:
        """The size of a picture; a sentence where it has none that can be used, None for a kind that is not drawn."""
        known = (resource.path, resource.size)
        with self._lock:
            if known in self._sizes:
                return self._sizes[known]
        try:
            found: PixelSize | str | None = read_size(resource.path)
        except PictureError as error:
            found = tr("too large to show") if error.too_large else tr("cannot be read")
        with self._lock:
            return self._sizes.setdefault(known, found)


@dataclass(frozen=True, slots=True)
class Measure:
    """Measures pictures for one height; equal to another one where both give the same rooms."""

    rooms: PictureRooms
    """What knows the sizes."""
    rows: int
    """Rows of the highest picture there is room for."""

    def __call__(self, resource: Resource, cells: int) -> PictureRoom:
        """The room of a picture that may be `cells` wide."""
        return self.rooms.measure(resource, cells, self.rows)


def _trouble(initial: "InitialState") -> str:
    """Why pictures cannot be drawn, for the user; half blocks must be one cell wide and in colours."""
    can, settings = initial.can, initial.settings
    if settings.images == "off":
        return tr('Pictures are off: images = "off" in the settings')
    if can.colours < 256 or not can.unicode or settings.glyphs == "ascii" or initial.ambiguous == 2:
        return tr("This terminal cannot show pictures")
    return "" if find_spec("PIL") else tr("Pictures need pillow: pip install pillow")
