"""The figures of a document, wherever they stand in it."""

from collections.abc import Iterable, Iterator

from tui_reader.document.blocks import Block, Definitions, Figure, Footnotes, ListBlock, Note, Quote


def figures(blocks: Iterable[Block]) -> Iterator[Figure]:
    """Every figure of the blocks and of the blocks inside them, in order."""
    for block in blocks:
        if isinstance(block, Figure):
            yield block
        elif isinstance(block, Quote | Note):
            yield from figures(block.blocks)
        elif isinstance(block, ListBlock | Definitions):
            for item in block.items:
                yield from figures(item.blocks)
        elif isinstance(block, Footnotes):
            for note in block.notes:
                yield from figures(note.blocks)
