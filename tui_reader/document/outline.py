"""The headings of a document, wherever they stand, in reading order."""

from collections.abc import Iterator
from dataclasses import dataclass

from tui_reader.document.blocks import Block, Definitions, Document, Heading, ListBlock, Note, Quote
from tui_reader.document.plain import one_line


@dataclass(frozen=True, slots=True)
class Anchor:
    """A heading one can jump to."""

    name: str
    """Fragment as Hugo makes it (`#name`), distinct within the post."""
    title: str
    """The heading's text."""
    level: int
    """1 to 6."""
    block: int
    """Index of the heading among the page's blocks."""


def outline(document: Document) -> tuple[Anchor, ...]:
    """One anchor for each heading; a heading without text is left out."""
    found: list[Anchor] = []
    for number, block in enumerate(document.blocks):
        for heading in _headings(block):
            title = one_line(heading.text.spans()).strip()
            if title:
                found.append(Anchor(heading.anchor, title, heading.level, number))
    return tuple(found)


def inner_blocks(block: Block) -> Iterator[Block]:
    """The blocks that stand directly inside a block."""
    if isinstance(block, Quote | Note):
        yield from block.blocks
    elif isinstance(block, ListBlock | Definitions):
        for item in block.items:
            yield from item.blocks


def _headings(block: Block) -> Iterator[Heading]:
    """The headings in a block, itself included."""
    if isinstance(block, Heading):
        yield block
    for inner in inner_blocks(block):
        yield from _headings(inner)
