"""Where a block is laid out: the room it has, the roles under it, and the function for the blocks inside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui_reader.document.blocks import Block
from tui_reader.layout.links import Links
from tui_reader.layout.options import Layout
from tui_reader.layout.page import Line, Run
from tui_reader.layout.page_glyphs import ASCII, UNICODE, Glyphs
from tui_reader.model.dataclass import dataclass, replace
from tui_reader.model.roles import Role
from tui_reader.text.cells import width

NARROWEST = 8
"""Cells below which nothing more is taken away from the room of nested blocks."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The room for a block; nested blocks get a narrower one."""

    layout: Layout
    """Options of the page."""
    width: int
    """Cells for text, without the margin for hanging punctuation."""
    links: Links
    """Takes in the links of what is laid out."""
    lay_out_blocks: Callable[[Sequence[Block], Frame, bool], list[Line]]
    """Lays out blocks one under the other; the flag leaves out the spacing between them."""
    roles: tuple[Role, ...] = ()
    """Roles under every run."""
    depth: int = 0
    """How many lists it stands in."""

    @property
    def glyphs(self) -> Glyphs:
        """The signs to draw with; those in Unicode are of uncertain width where characters of ambiguous width take
        two cells.
        """
        return ASCII if self.layout.ascii or self.layout.ambiguous == 2 else UNICODE

    def cells(self, text: str) -> int:
        """Cells of safe text on this page."""
        return width(text, self.layout.ambiguous)

    def inner(self, taken: int, *roles: Role) -> Frame:
        """The frame with `taken` cells less and more roles under it; never narrower than it can be read."""
        return replace(self, width=max(self.width - taken, 2), roles=self.roles + roles)

    def deeper(self) -> Frame:
        """The frame inside one more list."""
        return replace(self, depth=self.depth + 1)

    def has_room(self, taken: int) -> bool:
        """True where `taken` cells can be given away and text still be read."""
        return self.width - taken >= NARROWEST

    def rule(self, cells: int, glyph: str, role: Role = Role.RULE) -> Run:
        """A rule of at most `cells`."""
        return Run(glyph * max(cells // self.cells(glyph), 0), (*self.roles, role))


def indent(cells: int) -> tuple[Run, ...]:
    """Blanks before a line, marked as none of the post's own text; nothing for no cells."""
    return (Run(" " * cells, (Role.LIST_MARKER,)),) if cells else ()


def shifted(line: Line, prefix: Sequence[Run], cells: int) -> Line:
    """The line with `prefix`, `cells` wide, before it."""
    picture = replace(line.picture, cell=line.picture.cell + cells) if line.picture else None
    runs = (*prefix, *line.runs)
    return Line(runs, line.fill, line.indent + cells, line.joined, line.blank_join, picture, line.anchors)


def prefixed(lines: Sequence[Line], first: Sequence[Run], rest: Sequence[Run], cells: int) -> list[Line]:
    """The lines with `first` before the first and `rest` before the others, both `cells` wide."""
    if not cells:
        return list(lines)
    return [shifted(line, rest if number else first, cells) for number, line in enumerate(lines)]
