"""Very long lists, tables and code blocks are laid out in slices, so that no block makes a reader wait.

Where a block is cut depends on the block alone, never on the width: a position in a slice is the same at every
width.
"""

import re
from collections.abc import Iterator
from functools import cache

from tui_reader.document.blocks import Block, Cell, Code, ListBlock, Table
from tui_reader.document.spans import Text
from tui_reader.layout.columns import longest_word
from tui_reader.model.dataclass import dataclass, replace

ADDRESS = re.compile(r"\]\([^()\n]*+\)")
"""Address of a link in Markdown, which is not shown."""
ITEMS = 100
"""Items of a slice of a list."""
CELLS = 300
"""Cells of a slice of a table, but at least `ROWS` rows: each slice looks at the head as well."""
ROWS = 4
"""Rows that a slice of a table has at least."""
LINES = 150
"""Lines of a slice of a code block."""


@dataclass(frozen=True, slots=True)
class ListSlice:
    """Some items of a long list."""

    block: ListBlock
    """The list with these items alone; it starts with the number of the first."""
    digits: int
    """Digits of the largest number of the whole list."""
    first: bool
    """True for the slice the list begins with."""


@dataclass(frozen=True, slots=True)
class TableSlice:
    """Some rows of a long table."""

    table: Table
    """The table with these rows alone."""
    natural: tuple[int, ...]
    """About the cells each column would take without a limit, over all rows; empty where they are measured
    when the table is laid out.
    """
    least: tuple[int, ...] = ()
    """About the cells of the longest word of each column, over all rows; empty where `natural` is."""
    first: bool = True
    """True for the slice with the head."""
    last: bool = True
    """True for the slice the table ends with."""


@dataclass(frozen=True, slots=True)
class CodeSlice:
    """Some lines of a long code block."""

    code: Code
    """The code block with these lines alone; it starts with the number of the first."""
    digits: int
    """Digits of the largest line number of the whole block; 0 for no numbers."""
    first: bool = True
    """True for the slice that stands under title and language."""


Piece = Block | ListSlice | TableSlice | CodeSlice
"""What a page lays out at one time."""


def list_slices(block: ListBlock) -> Iterator[ListBlock | ListSlice]:
    """A very long list in slices of `ITEMS` items; another one whole."""
    if len(block.items) <= 2 * ITEMS:
        yield block
        return
    digits = number_digits(block)
    for at in range(0, len(block.items), ITEMS):
        start = None if block.start is None else block.start + at
        yield ListSlice(replace(block, items=block.items[at : at + ITEMS], start=start), digits, at == 0)


def number_digits(block: ListBlock) -> int:
    """Digits of the longest number of a list; 0 for bullets."""
    if block.start is None:
        return 0
    longest = max((len(item.label) - 1 for item in block.items if item.label), default=0)
    return max(longest, len(str(block.start)), len(str(block.start + len(block.items) - 1)))


def table_slices(table: Table) -> Iterator[Table | TableSlice]:
    """A very long table in slices of about `CELLS` cells; another one whole."""
    if len(table.rows) * len(table.align) <= 2 * CELLS:
        yield table
        return
    rows = max(CELLS // max(len(table.align), 1), ROWS)
    natural, least = about_widths(table), _about_words(table)
    table = replace(table, head=tuple(replace(cell, parser=cache(cell.parser)) for cell in table.head))
    for at in range(0, len(table.rows), rows):
        some = replace(table, rows=table.rows[at : at + rows])
        yield TableSlice(some, natural, least, at == 0, at + rows >= len(table.rows))


def about_widths(table: Table) -> tuple[int, ...]:
    """About the cells each column would take without a limit, over all rows."""
    return tuple(
        max(_about(row[column]) for row in (*table.upper, table.head, *table.rows))
        for column in range(len(table.align))
    )


def _about_words(table: Table) -> tuple[int, ...]:
    """About the cells of the longest word of each column, over all rows."""
    rows = (*table.upper, table.head, *table.rows)
    return tuple(longest_word(" ".join(_shown(row[column]) for row in rows)) for column in range(len(table.align)))


def _about(cell: Text) -> int:
    """About the cells of a text, from its length alone."""
    shown = _shown(cell)
    return len(shown) if shown.isascii() else 2 * len(shown)


def _shown(cell: Text) -> str:
    """The source of a cell without the addresses of its links; none of one that takes several columns."""
    source = "" if isinstance(cell, Cell) and cell.columns > 1 else cell.source
    return ADDRESS.sub("", source) if "](" in source else source


def code_slices(code: Code) -> Iterator[Code | CodeSlice]:
    """A very long code block in slices of `LINES` lines, the title over the first; another one whole."""
    if code.source.count("\n") <= 2 * LINES:
        yield code
        return
    lines = code.source.rstrip("\n").split("\n")
    for at in range(0, len(lines), LINES):
        number = None if code.first_number is None else code.first_number + at
        marked = frozenset(mark - at for mark in code.marked if at < mark <= at + LINES)
        source = "\n".join(lines[at : at + LINES]) + "\n"
        some = replace(code, source=source, first_number=number, marked=marked)
        yield CodeSlice(some, line_digits(code, len(lines)), at == 0)


def line_digits(code: Code, lines: int) -> int:
    """Digits of the largest line number of a block of so many lines; 0 for no numbers."""
    return 0 if code.first_number is None else len(str(code.first_number + lines - 1))
