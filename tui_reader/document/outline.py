"""The headings and the figures of a document, at any depth, in reading order."""

from collections.abc import Iterator

from tui_reader.document.blocks import Document, Figure, Footnotes, Heading, all_blocks
from tui_reader.document.plain import one_line
from tui_reader.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Anchor:
    """A heading to jump to."""

    name: str
    """Fragment as Hugo makes it (`#name`), distinct within the post."""
    title: str
    """The heading's text."""
    level: int
    """1 to 6."""
    block: int
    """Index of the heading among the page's blocks."""


def outline(document: Document) -> tuple[Anchor, ...]:
    """One anchor for each heading; a heading without text or inside a footnote is left out."""
    found: list[Anchor] = []
    for number, block in enumerate(document.blocks):
        if isinstance(block, Footnotes):
            continue
        for inner in all_blocks((block,)):
            if isinstance(inner, Heading) and (title := one_line(inner.text.spans()).strip()):
                found.append(Anchor(inner.anchor, title, inner.level, number))
    return tuple(found)


def figures(document: Document) -> Iterator[Figure]:
    """Every figure of the document, in reading order."""
    return (block for block in all_blocks(document.blocks) if isinstance(block, Figure))
