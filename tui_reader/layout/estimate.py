"""About how many lines each kind of block takes, from the length of its source alone: nothing is parsed or laid out."""

from collections.abc import Callable, Sequence

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
from tui_reader.layout.slices import ADDRESS, CodeSlice, ListSlice, Piece, TableSlice
from tui_reader.text.cells import width as cells_of

Estimate = Callable[[Piece, int], int]
"""Estimates a block inside another one: given with every call, as this module does not know the table of kinds."""
_SAMPLE = 48
"""Characters of a text that are measured."""


def _text(source: str, width: int) -> int:
    """Lines of running text; its first characters tell how wide the others are, addresses of links are not shown."""
    if "](" in source:
        source = ADDRESS.sub("", source)
    sample = source[:_SAMPLE]
    cells = len(source) if source.isascii() else len(source) * cells_of(sample) // len(sample)
    return (cells + width - 1) // width


def _inside(blocks: Sequence[Block], width: int, estimate: Estimate, spacing: int = 1) -> int:
    """Lines of several blocks with `spacing` empty lines between them."""
    return sum(estimate(block, width) for block in blocks) + spacing * max(len(blocks) - 1, 0)


def estimate_prose(block: Paragraph | Caption, width: int, _estimate: Estimate) -> int:
    """Lines of a paragraph or caption."""
    return _text(block.text.source, width)


def estimate_heading(block: Heading, width: int, _estimate: Estimate) -> int:
    """Lines of a heading, and of the rule below one of the first three levels."""
    return _text(block.text.source, width) + (block.level <= 3 and not block.from_bold)


def estimate_beside_bar(block: Quote | Note, width: int, estimate: Estimate) -> int:
    """Lines of a quotation or note, and of its source or title."""
    return _inside(block.blocks, width - 2, estimate) + 1


def estimate_list(block: ListBlock, width: int, estimate: Estimate) -> int:
    """Lines of the items of a list."""
    spacing = 0 if block.tight else 1
    return sum(_inside(item.blocks, width - 3, estimate, spacing) + spacing for item in block.items)


def estimate_definitions(block: Definitions, width: int, estimate: Estimate) -> int:
    """Lines of terms and of what they mean."""
    return sum(len(item.terms) + _inside(item.blocks, width - 4, estimate) + 1 for item in block.items)


def estimate_footnotes(block: Footnotes, width: int, estimate: Estimate) -> int:
    """Lines of the footnotes under their rule."""
    return 1 + sum(_inside(note.blocks, width - 3, estimate) for note in block.notes)


def estimate_code(block: Code, width: int, _estimate: Estimate) -> int:
    """Lines of a code block, long ones wrapped."""
    lines = block.source.rstrip("\n").split("\n")
    return sum(1 + len(line) // width for line in lines) + bool(block.language or block.title)


def estimate_table(block: Table, width: int, _estimate: Estimate) -> int:
    """Lines of a table whose columns share the width evenly; of a list of records where there is no room for
    columns.
    """
    share = width // max(len(block.align), 1)
    if share < 3:
        return len(block.rows) * len(block.align)
    return sum(max((_text(cell.source, share) for cell in row), default=1) for row in block.rows) + 4


def estimate_math(block: MathBlock, _width: int, _estimate: Estimate) -> int:
    """Lines of a formula."""
    return block.source.strip("\n").count("\n") + 1


def estimate_figure(figure: Figure, _width: int, _estimate: Estimate) -> int:
    """Lines of the words in the figure's place, its frame included."""
    return 3 + bool(figure.alt) + bool(figure.title)


def estimate_rule(_rule: Rule, _width: int, _estimate: Estimate) -> int:
    """A rule takes one line."""
    return 1


def estimate_list_slice(part: ListSlice, width: int, estimate: Estimate) -> int:
    """Lines of some items of a list."""
    return estimate_list(part.block, width, estimate)


def estimate_table_slice(part: TableSlice, width: int, estimate: Estimate) -> int:
    """Lines of some rows of a table."""
    return estimate_table(part.table, width, estimate)


def estimate_code_slice(part: CodeSlice, width: int, estimate: Estimate) -> int:
    """Lines of some lines of a code block, long ones wrapped."""
    return estimate_code(part.code, width, estimate)
