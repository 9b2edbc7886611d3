"""How many lines a block will about take, from the length of its source alone: nothing is parsed and nothing is set."""

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
from tui_reader.layout.slices import ADDRESS, CodeSlice, ListSlice, Piece, TableSlice
from tui_reader.text.cells import width as cells_of

_SAMPLE = 48
"""Characters of a text that are measured."""


def estimate(block: Piece, width: int) -> int:
    """About how many lines `block` takes at `width` cells, the air above it left out; at least 1."""
    return max(_ESTIMATES[type(block)](block, max(width, 2)), 1)


def _text(source: str, width: int) -> int:
    """Lines of running text; its first characters tell how wide the others are, addresses of links are not shown."""
    if "](" in source:
        source = ADDRESS.sub("", source)
    sample = source[:_SAMPLE]
    cells = len(source) if source.isascii() else len(source) * cells_of(sample) // len(sample)
    return (cells + width - 1) // width


def _inside(blocks: Sequence[Block], width: int, air: int = 1) -> int:
    """Lines of several blocks with air between them."""
    return sum(estimate(block, width) for block in blocks) + air * max(len(blocks) - 1, 0)


def _prose(block: Paragraph | Caption, width: int) -> int:
    return _text(block.text.source, width)


def _heading(block: Heading, width: int) -> int:
    return _text(block.text.source, width) + (block.level < 3 and not block.meant)


def _beside_bar(block: Quote | Note, width: int) -> int:
    return _inside(block.blocks, width - 2) + 1


def _list(block: ListBlock, width: int) -> int:
    air = 0 if block.tight else 1
    return sum(_inside(item.blocks, width - 3, air) + air for item in block.items)


def _definitions(block: Definitions, width: int) -> int:
    return sum(len(item.terms) + _inside(item.blocks, width - 4) + 1 for item in block.items)


def _footnotes(block: Footnotes, width: int) -> int:
    return 1 + sum(_inside(note.blocks, width - 3) for note in block.notes)


def _code(block: Code, width: int) -> int:
    lines = block.source.rstrip("\n").split("\n")
    return sum(1 + len(line) // width for line in lines) + bool(block.language or block.title)


def _table(block: Table, width: int) -> int:
    share = width // max(len(block.align), 1)
    if share < 3:
        return len(block.rows) * len(block.align)
    return sum(max((_text(cell.source, share) for cell in row), default=1) for row in block.rows) + 4


def _math(block: MathBlock, _width: int) -> int:
    return block.source.strip("\n").count("\n") + 1


_ESTIMATES: dict[type, Callable[[Any, int], int]] = {
    Heading: _heading,
    Paragraph: _prose,
    Caption: _prose,
    Quote: _beside_bar,
    Note: _beside_bar,
    Code: _code,
    ListBlock: _list,
    Table: _table,
    Figure: lambda block, width: 3 + bool(block.alt) + bool(block.title),
    Definitions: _definitions,
    Footnotes: _footnotes,
    MathBlock: _math,
    Rule: lambda block, width: 1,
    ListSlice: lambda part, width: _list(part.block, width),
    TableSlice: lambda part, width: _table(part.table, width),
    CodeSlice: lambda part, width: _code(part.code, width),
}
