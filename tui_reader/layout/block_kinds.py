"""What layout knows of each kind of block, in one table: its lines, their estimate, its slices, the spacing above
it.
"""

from collections.abc import Callable, Iterator, Sequence
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
from tui_reader.layout.blocks.code import lay_out_code, lay_out_code_slice
from tui_reader.layout.blocks.figures import lay_out_figure
from tui_reader.layout.blocks.lists import lay_out_list, lay_out_list_slice
from tui_reader.layout.blocks.notes import lay_out_footnotes, lay_out_note, lay_out_quote
from tui_reader.layout.blocks.prose import (
    lay_out_caption,
    lay_out_definitions,
    lay_out_heading,
    lay_out_math,
    lay_out_paragraph,
    lay_out_rule,
)
from tui_reader.layout.blocks.tables import lay_out_table, lay_out_table_slice
from tui_reader.layout.estimate import (
    Estimate,
    estimate_beside_bar,
    estimate_code,
    estimate_code_slice,
    estimate_definitions,
    estimate_figure,
    estimate_footnotes,
    estimate_heading,
    estimate_list,
    estimate_list_slice,
    estimate_math,
    estimate_prose,
    estimate_rule,
    estimate_table,
    estimate_table_slice,
)
from tui_reader.layout.frame import Frame
from tui_reader.layout.page import Line
from tui_reader.layout.slices import CodeSlice, ListSlice, Piece, TableSlice, code_slices, list_slices, table_slices
from tui_reader.model.dataclass import dataclass


def _whole(block: Any) -> Iterator[Piece]:
    yield block


def _one_line(_before: Piece, _piece: Any, _paragraphs: str) -> int:
    return 1


def _nothing(_before: Piece, _piece: Any, _paragraphs: str) -> int:
    return 0


def _above_heading(before: Piece, heading: Heading, _paragraphs: str) -> int:
    return 2 if heading.level <= 3 and not isinstance(before, Heading) else 1


def _above_paragraph(before: Piece, _paragraph: Paragraph, paragraphs: str) -> int:
    return 0 if isinstance(before, Paragraph) and paragraphs == "indent" else 1


def _above_items(_before: Piece, part: ListSlice, _paragraphs: str) -> int:
    return 1 if part.first or not part.block.tight else 0


def _above_slice(_before: Piece, part: TableSlice | CodeSlice, _paragraphs: str) -> int:
    return 1 if part.first else 0


@dataclass(frozen=True, slots=True)
class BlockKind:
    """What layout knows of one kind of block, or of its slices."""

    lay_out: Callable[[Any, Frame], list[Line]]
    """Its lines, at least one, without the spacing above."""
    estimate: Callable[[Any, int, Estimate], int]
    """About how many lines it takes at a width in cells."""
    slices: Callable[[Any], Iterator[Piece]] = _whole
    """The block itself, or its slices where it is very long."""
    spacing: Callable[[Piece, Any, str], int] = _one_line
    """Empty lines between the piece before and this one, by the `paragraphs` option of the layout."""


KINDS: dict[type, BlockKind] = {
    Heading: BlockKind(lay_out_heading, estimate_heading, spacing=_above_heading),
    Paragraph: BlockKind(lay_out_paragraph, estimate_prose, spacing=_above_paragraph),
    Caption: BlockKind(lay_out_caption, estimate_prose, spacing=_nothing),
    Quote: BlockKind(lay_out_quote, estimate_beside_bar),
    Note: BlockKind(lay_out_note, estimate_beside_bar),
    Code: BlockKind(lay_out_code, estimate_code, code_slices),
    CodeSlice: BlockKind(lay_out_code_slice, estimate_code_slice, spacing=_above_slice),
    ListBlock: BlockKind(lay_out_list, estimate_list, list_slices),
    ListSlice: BlockKind(lay_out_list_slice, estimate_list_slice, spacing=_above_items),
    Table: BlockKind(lay_out_table, estimate_table, table_slices),
    TableSlice: BlockKind(lay_out_table_slice, estimate_table_slice, spacing=_above_slice),
    Figure: BlockKind(lay_out_figure, estimate_figure),
    Definitions: BlockKind(lay_out_definitions, estimate_definitions),
    Footnotes: BlockKind(lay_out_footnotes, estimate_footnotes),
    MathBlock: BlockKind(lay_out_math, estimate_math),
    Rule: BlockKind(lay_out_rule, estimate_rule),
}
"""Every kind of block, and the slices of those that can be very long."""


def lay_out_block(block: Piece, frame: Frame) -> list[Line]:
    """The lines of one block, without the spacing above it."""
    return KINDS[type(block)].lay_out(block, frame)


def lay_out_blocks(blocks: Sequence[Block], frame: Frame, tight: bool) -> list[Line]:
    """The lines of blocks one under the other; `tight` leaves out the spacing between them."""
    lines: list[Line] = []
    before: Block | None = None
    for block in blocks:
        if not tight:
            lines += [Line()] * min(spacing(before, block, frame.layout.paragraphs), 1)
        lines += lay_out_block(block, frame)
        before = block
    return lines


def estimate(block: Piece, width: int) -> int:
    """About how many lines `block` takes at `width` cells, the spacing above it left out; at least 1."""
    return max(KINDS[type(block)].estimate(block, max(width, 2), estimate), 1)


def pieces(block: Block) -> Iterator[Piece]:
    """The block itself, or its slices where it is very long."""
    return KINDS[type(block)].slices(block)


def spacing(before: Piece | None, piece: Piece, paragraphs: str) -> int:
    """Empty lines between two pieces; none above the first. `paragraphs` is the `paragraphs` option of the layout."""
    return 0 if before is None else KINDS[type(piece)].spacing(before, piece, paragraphs)
