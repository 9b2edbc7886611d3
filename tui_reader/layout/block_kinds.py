"""One table from the kind of a block to its setter, and the air between blocks."""

from collections.abc import Callable, Sequence
from typing import Any

from tui_reader.document.blocks import (
    Block,
    Caption,
    Code,
    Definitions,
    Figure,
    Footnotes,
    Heading,
    ListBlock,
    MathBlock,
    Note,
    Paragraph,
    Quote,
    Rule,
    Table,
)
from tui_reader.layout.blocks.code import set_code, set_code_slice
from tui_reader.layout.blocks.figures import set_figure
from tui_reader.layout.blocks.lists import set_list, set_list_slice
from tui_reader.layout.blocks.notes import set_footnotes, set_note, set_quote
from tui_reader.layout.blocks.prose import set_caption, set_definitions, set_heading, set_math, set_paragraph, set_rule
from tui_reader.layout.blocks.tables import set_table, set_table_slice
from tui_reader.layout.frame import Frame
from tui_reader.layout.page import Line
from tui_reader.layout.slices import CodeSlice, ListSlice, Piece, TableSlice

SETTERS: dict[type, Callable[[Any, Frame], list[Line]]] = {
    Heading: set_heading,
    Paragraph: set_paragraph,
    Caption: set_caption,
    Quote: set_quote,
    Note: set_note,
    Code: set_code,
    ListBlock: set_list,
    Table: set_table,
    Figure: set_figure,
    Definitions: set_definitions,
    Footnotes: set_footnotes,
    MathBlock: set_math,
    Rule: set_rule,
    ListSlice: set_list_slice,
    TableSlice: set_table_slice,
    CodeSlice: set_code_slice,
}
"""The setter of each kind of block; each gives at least one line."""


def set_block(block: Piece, frame: Frame) -> list[Line]:
    """The lines of one block, without air around it."""
    return SETTERS[type(block)](block, frame)


def set_blocks(blocks: Sequence[Block], frame: Frame, tight: bool) -> list[Line]:
    """The lines of blocks one under the other; `tight` leaves out the air between them."""
    lines: list[Line] = []
    before: Block | None = None
    for block in blocks:
        if before is not None and not tight:
            lines += [Line()] * min(air(before, block, frame.layout.paragraphs), 1)
        lines += set_block(block, frame)
        before = block
    return lines


def air_inside(piece: Piece) -> int:
    """Empty lines above a slice that is not the first of its block."""
    return int(isinstance(piece, ListSlice) and not piece.block.tight)


def air(before: Block | None, block: Block, paragraphs: str) -> int:
    """Empty lines between two blocks; `paragraphs` is the layout's manner of paragraphs."""
    if before is None:
        return 0
    if isinstance(block, Caption):
        return 0
    if isinstance(block, Heading):
        return 2 if block.level < 3 and not isinstance(before, Heading) else 1
    if isinstance(block, Paragraph) and isinstance(before, Paragraph) and paragraphs == "indent":
        return 0
    return 1
