"""What a document is made of: blocks, whose inline text is parsed into spans only when it is looked at."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from tui_reader.typeset.page import Role


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of inline text set in one way. A hard line break is a span whose text is a single line feed."""

    text: str
    """The characters; soft breaks are already joined; U+3000 and no-break blanks are kept."""
    roles: tuple[Role, ...] = ()
    """What it is, outermost first."""
    target: str = ""
    """Address of the link it belongs to; empty for none."""
    note: str = ""
    """Label of the footnote it refers to; empty for none."""


@dataclass(frozen=True, slots=True)
class Text:
    """Inline Markdown that is parsed when asked for."""

    source: str
    """The Markdown, as the block parser cut it out."""
    parser: Callable[[str], tuple[Span, ...]]
    """Turns the source into spans; knows the document's references and footnotes."""

    def spans(self) -> tuple[Span, ...]:
        """The spans of the text, in reading order."""
        return self.parser(self.source)


class Align(Enum):
    """Alignment of a table's column."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `meant` marks a bold paragraph that is used as one."""

    level: int
    text: Text
    anchor: str
    line: int = 0
    meant: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `indent` is how many ideographs the author indented it by (0 for none)."""

    text: Text
    indent: int = 0
    line: int = 0


@dataclass(frozen=True, slots=True)
class Caption:
    """A line that belongs to the picture or table above it; set centred and quiet."""

    text: Text
    line: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quotation; `source` names where it is from (may be empty)."""

    blocks: tuple["Block", ...]
    source: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """An admonition, alert, tab, details or labelled block: a title and blocks under one role's bar."""

    role: Role
    title: str
    blocks: tuple["Block", ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Code:
    """A code block. `first_number` is None where no line numbers are asked for; `marked` holds line numbers from 1."""

    source: str
    language: str = ""
    title: str = ""
    first_number: int | None = None
    marked: frozenset[int] = frozenset()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; `done` is None where it is no task."""

    blocks: tuple["Block", ...]
    done: bool | None = None


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; `start` is None for bullets; a tight list has no blank lines between its items."""

    items: tuple[Item, ...]
    start: int | None = None
    tight: bool = True
    line: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as there are alignments."""

    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    align: tuple[Align, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, video or embedded page, named: `kind` is a word such as `image`, `video`, `music`."""

    target: str
    alt: str = ""
    title: str = ""
    kind: str = "image"
    link: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what it means."""

    terms: tuple[Text, ...]
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Definitions:
    """A definition list."""

    items: tuple[Definition, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Footnote:
    """One footnote at the end of the post."""

    label: str
    number: int
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Footnotes:
    """All footnotes that are referred to, in the order of their numbers."""

    notes: tuple[Footnote, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class MathBlock:
    """A formula that stands alone, as TeX source."""

    source: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""

    line: int = 0


Block = (
    Heading
    | Paragraph
    | Caption
    | Quote
    | Note
    | Code
    | ListBlock
    | Table
    | Figure
    | Definitions
    | Footnotes
    | MathBlock
    | Rule
)


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed post: its blocks in reading order."""

    blocks: tuple[Block, ...]
    """Top-level blocks."""
    source_lines: int = 0
    """Lines of the Markdown source."""
