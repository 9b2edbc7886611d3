"""What a document is made of: blocks, whose inline text is parsed into spans only when it is looked at."""

from collections.abc import Iterable, Iterator
from enum import Enum

from tui_reader.document.spans import Text
from tui_reader.model.dataclass import dataclass
from tui_reader.model.roles import Role


class Align(Enum):
    """Alignment of a table's column."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `from_bold` marks a bold paragraph that is used as one."""

    level: int
    """1 to 6."""
    text: Text
    """Its text."""
    anchor: str
    """Name that links jump to, once in a page."""
    line: int = 0
    """Line in the file it begins on, from 1; 0 where it is not known."""
    from_bold: bool = False
    """A bold paragraph that is used as a heading."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `indent` is how many ideographs the author indented it by (0 for none)."""

    text: Text
    """Its text."""
    indent: int = 0
    """Ideographs the author indented it by, 0 for none."""
    line: int = 0
    """Line in the file it begins on, from 1; 0 where it is not known."""
    align: Align = Align.LEFT
    """Side it is set at."""


@dataclass(frozen=True, slots=True)
class Caption:
    """A line that belongs to the picture or table above it; laid out centred and quiet."""

    text: Text
    """Its text."""
    line: int = 0
    """Line in the file it begins on, from 1; 0 where it is not known."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quotation; `source` names where it is from (may be empty), `link` leads there."""

    blocks: tuple["Block", ...]
    """The blocks inside it."""
    source: str = ""
    """Whom it is from; may be empty."""
    line: int = 0
    """Line in the file it begins on, from 1; 0 where it is not known."""
    link: str = ""
    """Where its source leads when followed; may be empty."""


@dataclass(frozen=True, slots=True)
class Note:
    """An admonition, alert, tab, details or labelled block: a title and blocks under one role's bar."""

    role: Role
    """Role of its bar and title."""
    title: str
    """Title; may be empty."""
    blocks: tuple["Block", ...]
    """The blocks inside it."""
    line: int = 0
    """Line in the file it begins on, from 1; 0 where it is not known."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code block. `first_number` is None where no line numbers are asked for; `marked` holds line numbers from 1."""

    source: str
    """The code, without the fence."""
    language: str = ""
    """Language as the fence names it; may be empty."""
    title: str = ""
    """Title; may be empty."""
    first_number: int | None = None
    """Number of its first line; None where no line numbers are asked for."""
    marked: frozenset[int] = frozenset()
    """Lines to be marked, counted from 1."""
    line: int = 0
    """Line in the file it begins on, from 1; 0 where it is not known."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; `done` is None where it is no task."""

    blocks: tuple["Block", ...]
    """The blocks inside it."""
    done: bool | None = None
    """Whether the task is done; None where it is no task."""
    label: str = ""
    """What stands before it where its number in the list does not say so, as `b.` or `iv.`; empty for that number."""


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; `start` is None for bullets; a tight list has no blank lines between its items."""

    items: tuple[Item, ...]
    """Its items in order."""
    start: int | None = None
    """Number of its first item; None for bullets."""
    tight: bool = True
    """No blank lines between the items."""
    line: int = 0
    """Line in the file it begins on, from 1; 0 where it is not known."""


@dataclass(frozen=True, slots=True)
class Cell(Text):
    """A cell of a table that is more than its text."""

    columns: int = 1
    """Columns it takes; the cells of its row that it covers are empty."""
    align: Align | None = None
    """Side it is set at; None for that of its column."""
    continues: bool = False
    """The cell above goes on here; its own text is empty."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as there are alignments."""

    head: tuple[Text, ...]
    """Names of the columns; all empty where it has none."""
    rows: tuple[tuple[Text, ...], ...]
    """The other rows, each with as many cells as there are alignments."""
    align: tuple[Align, ...]
    """One alignment a column."""
    line: int = 0
    """Line in the file it begins on, from 1; 0 where it is not known."""
    upper: tuple[tuple[Text, ...], ...] = ()
    """Rows above the names of the columns, which name groups of them."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, video or embedded page, named: `kind` is a word such as `image`, `video`, `music`."""

    target: str
    """Where the picture or page is, as written."""
    alt: str = ""
    """Alternative text."""
    title: str = ""
    """Title; may be empty."""
    kind: str = "image"
    """A word such as `image`, `video`, `music`."""
    link: str = ""
    """Where it leads when followed; may be empty."""
    line: int = 0
    """Line in the file it begins on, from 1; 0 where it is not known."""
    captioned: bool = False
    """A caption follows: its alternative text is not repeated below the picture."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what it means."""

    terms: tuple[Text, ...]
    """What is explained; several may share one meaning."""
    blocks: tuple["Block", ...]
    """The blocks inside it."""


@dataclass(frozen=True, slots=True)
class Definitions:
    """A definition list."""

    items: tuple[Definition, ...]
    """Its definitions in order."""
    line: int = 0
    """Line in the file it begins on, from 1; 0 where it is not known."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """One footnote at the end of the post."""

    label: str
    """Name the author gave it."""
    number: int
    """Number it is referred to by, from 1."""
    blocks: tuple["Block", ...]
    """The blocks inside it."""


@dataclass(frozen=True, slots=True)
class Footnotes:
    """All footnotes that are referred to, in the order of their numbers."""

    notes: tuple[Footnote, ...]
    """The footnotes in the order of their numbers."""
    line: int = 0
    """Line in the file it begins on, from 1; 0 where it is not known."""


@dataclass(frozen=True, slots=True)
class MathBlock:
    """A formula that stands alone."""

    source: str
    """The formula in Unicode, a line for each row, where it can be; else its TeX in one line."""
    line: int = 0
    """Line in the file it begins on, from 1; 0 where it is not known."""
    tex: str = ""
    """The formula as TeX, to be set in two dimensions; empty where `source` alone is wanted."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""

    line: int = 0
    """Line in the file it begins on, from 1; 0 where it is not known."""


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


def inner_blocks(block: Block) -> Iterator[Block]:
    """The blocks directly inside a block, in reading order; none for a block that holds only text."""
    if isinstance(block, Quote | Note):
        yield from block.blocks
    elif isinstance(block, ListBlock | Definitions):
        for item in block.items:
            yield from item.blocks
    elif isinstance(block, Footnotes):
        for note in block.notes:
            yield from note.blocks


def all_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks and those inside them at any depth, each before the blocks it holds."""
    for block in blocks:
        yield block
        yield from all_blocks(inner_blocks(block))


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed post: its blocks in reading order."""

    blocks: tuple[Block, ...]
    """Top-level blocks."""
    source_lines: int = 0
    """Lines of the Markdown source."""
