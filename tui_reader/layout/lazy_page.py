"""A page lays out its blocks when they are first looked at; until then their heights are estimates.

Lines are counted from 0 at the top of the head card. While blocks are not laid out yet, a line's number may
change: laying out a block whose height was estimated wrongly moves everything below it. `line` and `lines` lay out
only what they return, so lines that are drawn from the top of the screen downwards never move each other. Two things
can move what is on the screen:

- `settle`, called in idle time, lays out blocks anywhere: take `position_at(top)` before and go to its
  `line_of_position` after;
- scrolling upwards into blocks that are not laid out yet: call `steady(top, rows)` first and scroll from the
  line it returns.

A page belongs to one thread at a time.
"""

from bisect import bisect_right
from collections.abc import Iterator
from urllib.parse import unquote

from tui_reader.document.blocks import Document, Figure, Footnotes
from tui_reader.document.outline import Anchor, outline
from tui_reader.layout import position as positions
from tui_reader.layout.options import Head, Layout
from tui_reader.layout.page import Hit, Line, Link, Position
from tui_reader.layout.page_parts import Parts
from tui_reader.layout.tools.find_in_page import Searched, find, searched


class Page:
    """A document laid out at a width: lines, links, headings, positions. Never raises for any content.

    It belongs to one thread at a time, since lines are laid out when they are looked at: to the worker that makes it,
    then to the interface.
    """

    def __init__(self, document: Document, layout: Layout, head: Head | None = None) -> None:
        self.document = document
        self.layout = layout
        self.head = head
        self.parts = Parts(document, layout, head)
        self._given: tuple[Position, int, int] | None = None
        self._outline: tuple[Anchor, ...] | None = None
        self._searched: tuple[Searched, ...] | None = None

    def at(self, layout: Layout) -> "Page":
        """The same document in another layout."""
        return Page(self.document, layout, self.head)

    @property
    def width(self) -> int:
        """Cells of the widest line a layout allows, hanging punctuation included."""
        return self.layout.width

    @property
    def height(self) -> int:
        """Lines of the page: exact for blocks that are laid out, estimated for the others."""
        return self.parts.height

    @property
    def settled(self) -> bool:
        """True when every block is laid out and no line's number will change any more."""
        return self.parts.settled

    def settle(self, blocks: int) -> bool:
        """Lay out up to `blocks` more blocks, from the top, long ones counting for several; True when none is left.

        Lines below may move: see above.
        """
        self.parts.settle(blocks)
        return self.settled

    def steady(self, y: int, rows: int) -> int:
        """Lay out everything within `rows` lines of line `y`, above and below; the new number of what was line `y`."""
        index, above = self.parts.find(y)
        inside = min(y - above, len(self.parts.lines(index)) - 1)
        for step in (-1, 1):
            room, number = rows, index + step
            while room > 0 and 0 <= number < len(self.parts):
                room -= len(self.parts.lines(number))
                number += step
        return self.parts.before(index) + max(inside, 0)

    def line(self, y: int) -> Line:
        """Line `y`; an empty one above and below the page."""
        if y < 0:
            return Line()
        while True:
            index, above = self.parts.find(y)
            lines = self.parts[index].lines
            if lines is None:
                self.parts.lines(index)
            else:
                return lines[y - above] if y - above < len(lines) else Line()

    def lines(self, first: int, last: int) -> tuple[Line, ...]:
        """Lines `first` to `last`, the last one not included."""
        return tuple(self.line(y) for y in range(first, last))

    def link(self, number: int) -> Link:
        """A link by the number its runs carry."""
        return self.parts.links[number]

    def links_on(self, first: int, last: int) -> tuple[tuple[int, int, int], ...]:
        """Number, line and first cell of each link on lines `first` to `last`, the last one not included; each link
        once.
        """
        found: dict[int, tuple[int, int, int]] = {}
        for y in range(first, last):
            cell = 0
            for run in self.line(y).runs:
                if run.link is not None:
                    found.setdefault(run.link, (run.link, y, cell))
                cell += self.parts.frame.cells(run.text)
        return tuple(found.values())

    @property
    def outline(self) -> tuple[Anchor, ...]:
        """The headings of the post."""
        if self._outline is None:
            self._outline = outline(self.document)
        return self._outline

    def line_of_anchor(self, name: str) -> int | None:
        """Line of a heading, footnote or reference by its name, with or without `#`; None where there is none."""
        wanted = {name.removeprefix("#"), unquote(name.removeprefix("#"))}
        for index in self._likely(wanted):
            for inside, line in enumerate(self.parts.lines(index)):
                if not wanted.isdisjoint(line.anchors):
                    return self.parts.before(index) + inside
        return None

    def _likely(self, names: set[str]) -> Iterator[int]:
        """The parts an anchor may be in, the likeliest first."""
        blocks = {anchor.block for anchor in self.outline if anchor.name in names}
        notes = any(name.startswith("fn:") for name in names)
        known = [
            index
            for index, part in enumerate(self.parts)
            if part.block in blocks or (notes and isinstance(part.piece, Footnotes))
        ]
        yield from known
        if not known:
            yield from range(len(self.parts))

    def anchor_at(self, y: int) -> int:
        """Index in `outline` of the heading that line `y` stands under; -1 above the first."""
        index, above = self.parts.find(min(y, max(self.height - 1, 0)))
        block = self.parts[index].block
        number = bisect_right([anchor.block for anchor in self.outline], block) - 1
        lines = self.parts[index].lines
        while number >= 0 and lines and self.outline[number].block == block:
            name = self.outline[number].name
            if any(name in line.anchors for line in lines[: y - above + 1]):
                break
            number -= 1
        return number

    def position_at(self, y: int) -> Position:
        """The position of line `y`, as words."""
        index, above = self.parts.find(max(y, 0))
        lines = self.parts.lines(index)
        inside = min(max(y, 0) - above, max(len(lines) - 1, 0))
        part = min(max(y, 0) / max(self.height, 1), 1.0)
        position = Position(index - 1, positions.offset_of(lines, inside), positions.words_from(lines, inside), part)
        self._given = (position, index, inside)
        return position

    def line_of_position(self, position: Position) -> int:
        """The line of a position in this page: by block and words, by words alone, by its figure, then by how far it
        was.

        Exact for the position that `position_at` of this page returned last, whatever was laid out since.
        """
        if self._given and position is self._given[0]:
            return self.parts.before(self._given[1]) + self._given[2]
        for index in self.parts.nearby(position.block + 1):
            lines = self.parts.lines(index)
            offset = positions.offset_of_words(lines, position.words, position.offset)
            if offset is not None:
                return self.parts.before(index) + positions.line_at(lines, offset)
        index = position.block + 1
        if 0 < index < len(self.parts) and isinstance(self.parts[index].piece, Figure):
            return self.parts.before(index) + self.parts[index].spacing
        return min(int(position.part * self.height), max(self.height - 1, 0))

    def find(self, text: str) -> tuple[Hit, ...]:
        """Where `text` stands in the page, folded as search folds it; lays out the whole page, so that the lines
        are exact.
        """
        if self._searched is None:
            self.parts.settle_all()
            self._searched = searched(self._all_lines())
        return tuple(find(self._searched, text, self.layout.ambiguous))

    def plain(self) -> str:
        """The whole page as text, a line feed after each line."""
        self.parts.settle_all()
        return "".join(line.text.rstrip(" ") + "\n" for line in self._all_lines())

    def _all_lines(self) -> list[Line]:
        """Every line of a settled page."""
        return [line for part in self.parts for line in part.lines or ()]


def body_line_at(page: Page, y: int) -> int:
    """Line of the post's body, from 1, in which the block at line `y` of the page begins; 0 where that is not known."""
    block = page.parts[page.parts.find(max(y, 0))[0]].block
    return page.document.blocks[block].line if block >= 0 else 0
