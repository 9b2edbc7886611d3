"""The parts of a page — head card, blocks, slices of very long blocks — each laid out when it is first needed."""

import sys
from collections.abc import Iterator

from tui_reader.document.blocks import Document
from tui_reader.layout.block_kinds import estimate, lay_out_block, lay_out_blocks, pieces, spacing
from tui_reader.layout.blocks.head_card import lay_out_head
from tui_reader.layout.frame import Frame
from tui_reader.layout.heights import Heights
from tui_reader.layout.links import Links
from tui_reader.layout.options import Head, Layout
from tui_reader.layout.page import Line
from tui_reader.layout.slices import Piece
from tui_reader.model.dataclass import dataclass

_LINES_OF_ONE = 10
"""Lines that take about as long to lay out as a common block does."""


@dataclass(slots=True)
class Part:
    """One part and its lines once it is laid out, spacing above included."""

    piece: Piece | None
    """None for the head card."""
    block: int
    """Index of the block in the document; -1 for the head card."""
    spacing: int
    """Empty lines above."""
    lines: tuple[Line, ...] | None = None
    """None until it is laid out."""


class Parts:
    """All parts in order, and where each begins; the head card is part 0."""

    def __init__(self, document: Document, layout: Layout, head: Head | None) -> None:
        self.links = Links()
        self.frame = Frame(layout, max(layout.width - layout.hanging_punctuation, 2), self.links, lay_out_blocks)
        self._head = head
        self._parts = _parts(document, layout)
        self._heights = Heights([_height(part, head, self.frame.width) for part in self._parts])
        self._missing = len(self._parts)
        self._next = 0

    def __len__(self) -> int:
        return len(self._parts)

    def __getitem__(self, index: int) -> Part:
        return self._parts[index]

    def __iter__(self) -> Iterator[Part]:
        return iter(self._parts)

    @property
    def height(self) -> int:
        """Lines of all parts, estimated for those that are not laid out yet."""
        return self._heights.total

    @property
    def settled(self) -> bool:
        """True when every part is laid out."""
        return self._missing == 0

    def lines(self, index: int) -> tuple[Line, ...]:
        """The lines of a part, which is laid out if it was not yet."""
        part = self._parts[index]
        if part.lines is None:
            part.lines = (*(Line(),) * part.spacing, *self._body(part))
            self._heights.change(index, len(part.lines))
            self._missing -= 1
        return part.lines

    def _body(self, part: Part) -> list[Line]:
        """The lines of a part without the spacing above."""
        if part.piece is None:
            return lay_out_head(self._head, self.frame) if self._head else []
        return lay_out_block(part.piece, self.frame)

    def before(self, index: int) -> int:
        """Lines above a part."""
        return self._heights.before(index)

    def find(self, y: int) -> tuple[int, int]:
        """The part line `y` is in and the lines above that part."""
        return self._heights.find(y)

    def settle(self, count: int) -> None:
        """Lay out up to `count` more parts, from the top; a part counts once more for every `_LINES_OF_ONE` lines
        it has.
        """
        while count > 0 and self._missing:
            if self._parts[self._next].lines is None:
                count -= 1 + len(self.lines(self._next)) // _LINES_OF_ONE
            self._next += 1

    def settle_all(self) -> None:
        """Lay out every part."""
        self.settle(sys.maxsize)

    def nearby(self, index: int) -> Iterator[int]:
        """The indexes of all parts, those near `index` first."""
        count = len(self._parts)
        if 0 <= index < count:
            yield index
        for distance in range(1, count + abs(index)):
            for number in (index - distance, index + distance):
                if 0 <= number < count:
                    yield number


def _parts(document: Document, layout: Layout) -> list[Part]:
    """The head card and the blocks, not laid out yet."""
    parts = [Part(None, -1, 0)]
    before: Piece | None = None
    for number, block in enumerate(document.blocks):
        for piece in pieces(block):
            parts.append(Part(piece, number, spacing(before, piece, layout.paragraphs)))
            before = piece
    return parts


def _height(part: Part, head: Head | None, width: int) -> int:
    """Estimated lines of a part."""
    if part.piece is not None:
        return part.spacing + estimate(part.piece, width)
    return 5 + len(head.problems) + len(head.bookmark) if head else 0
