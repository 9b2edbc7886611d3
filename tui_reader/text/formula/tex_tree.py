"""What a formula is made of: a tree of nodes, each a thing that is set as a whole."""

from __future__ import annotations

from tui_reader.model.dataclass import dataclass
from tui_reader.text.formula.tex_symbols import Kind


class FormulaError(ValueError):
    """The formula holds something that cannot be set."""


@dataclass(frozen=True, slots=True)
class Atom:
    """Characters that stand together."""

    text: str
    """The characters; blanks for a blank."""
    kind: Kind = Kind.ORDINARY
    """Its part in the formula."""


@dataclass(frozen=True, slots=True)
class Row:
    """Nodes one behind the other."""

    items: tuple[Node, ...]
    """The nodes from left to right."""


@dataclass(frozen=True, slots=True)
class Scripts:
    """A node with what is lowered and raised behind it, or stands below and above it."""

    base: Node
    """What it belongs to; an empty row where nothing stands before it."""
    sub: Node | None = None
    """The subscript."""
    sup: Node | None = None
    """The superscript."""


@dataclass(frozen=True, slots=True)
class Fraction:
    """One node over the other."""

    above: Node
    """The numerator."""
    below: Node
    """The denominator."""
    ruled: bool = True
    """A rule parts them; False for a binomial, which stands in brackets."""


@dataclass(frozen=True, slots=True)
class Root:
    """A root."""

    body: Node
    """What stands under it."""
    index: Node | None = None
    """Which root it is; None for a square root."""


@dataclass(frozen=True, slots=True)
class Accent:
    """A node under an accent."""

    body: Node
    """What stands under it."""
    mark: str
    """The combining character."""


@dataclass(frozen=True, slots=True)
class Fence:
    """A node between delimiters as tall as it."""

    opening: str
    """The sign before it; empty for none."""
    body: Node
    """What stands between them."""
    closing: str
    """The sign behind it; empty for none."""


@dataclass(frozen=True, slots=True)
class Stack:
    """A node with others above and below it."""

    base: Node
    """The node on the line."""
    above: Node | None = None
    """What stands above it."""
    below: Node | None = None
    """What stands below it."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells in rows and columns: a matrix, cases, equations aligned at a sign."""

    rows: tuple[tuple[Node, ...], ...]
    """The cells of each row; rows may differ in length."""
    align: str
    """`c`, `l` or `r` for each column; the last two say what further ones are."""
    gaps: tuple[int, int] = (2, 2)
    """Cells between columns: behind the first, third … and behind the second, fourth …"""
    is_matrix: bool = False
    """True where cells mean nothing without their columns."""


Node = Atom | Row | Scripts | Fraction | Root | Accent | Fence | Stack | Grid
