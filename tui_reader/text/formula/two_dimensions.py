"""A formula in two dimensions: fractions, roots, limits, matrices and aligned equations as a box of lines."""

from collections.abc import Callable

from tui_reader.model.dataclass import dataclass, replace
from tui_reader.text.formula.boxes import ASCII, UNICODE, Box, Setter
from tui_reader.text.formula.one_line import kind_of, line_of, script_of
from tui_reader.text.formula.tex_parser import parse_formula
from tui_reader.text.formula.tex_symbols import Kind
from tui_reader.text.formula.tex_tree import (
    Accent,
    Atom,
    Fence,
    FormulaError,
    Fraction,
    Grid,
    Node,
    Root,
    Row,
    Scripts,
    Stack,
)

_BEFORE_UNARY = (Kind.BINARY, Kind.RELATION, Kind.OPENING, Kind.PUNCTUATION, Kind.OPERATOR, Kind.LIMITS, Kind.INTEGRAL)
_LARGE = (Kind.LIMITS, Kind.INTEGRAL, Kind.OPERATOR)


def in_two_dimensions(source: str, cells: int, measure: Callable[[str], int], ascii_signs: bool) -> list[str] | None:
    """The lines of a formula, at most `cells` wide by `measure`; None where it does not fit or is not understood.

    A row that is too wide goes on in the next line before a relation, or behind a wide blank. Never raises.
    """
    builder = _Builder(Setter(measure, ASCII if ascii_signs else UNICODE))
    try:
        tree = parse_formula(source)
        box = builder.box(tree)
        if box.cells > cells and isinstance(tree, Row):
            box = builder.continued(tree, cells)
    except FormulaError:
        return None
    return [line.rstrip() for line in box.lines] if 0 < box.cells <= cells and any(map(str.strip, box.lines)) else None


@dataclass(frozen=True, slots=True)
class _Builder:
    """Makes a box of each node."""

    setter: Setter
    compact: bool = False
    """Inside a script: no blanks beside signs, limits behind their sign."""

    def box(self, node: Node) -> Box:
        """The box of a node; raises FormulaError where it would be too large."""
        return _BOXES[type(node)](self, node)

    def small(self, node: Node) -> Box:
        """The box of a script."""
        return replace(self, compact=True).box(node)

    def continued(self, row: Row, cells: int) -> Box:
        """A row over several lines, each further one beginning with a sign of relation or behind a wide blank."""
        starts = [index for index in range(1, len(row.items)) if _may_begin(row, index)]
        lines: list[Box] = []
        begin = 0
        for place, start in enumerate(starts):
            end = starts[place + 1] if place + 1 < len(starts) else len(row.items)
            if self.part(row, begin, end, lines).cells > cells:
                lines.append(self.part(row, begin, start, lines))
                begin = start
        lines.append(self.part(row, begin, len(row.items), lines))
        return self.setter.above(lines, 0, "l")

    def part(self, row: Row, begin: int, end: int, before: list[Box]) -> Box:
        """Some nodes of a row, indented where lines stand before them."""
        box = _of_row(self, Row(row.items[begin:end]))
        return self.setter.beside((self.setter.text("  "), box)) if before else box


def _may_begin(row: Row, index: int) -> bool:
    """True where a line may begin with a node of a row."""
    before = row.items[index - 1]
    wide = isinstance(before, Atom) and before.kind is Kind.BLANK and len(before.text) > 1
    return wide or kind_of(row.items[index]) is Kind.RELATION


def _of_atom(builder: _Builder, atom: Atom) -> Box:
    if atom.kind is Kind.SPACE:
        return builder.setter.text("")
    return builder.setter.text(f"   {atom.text}" if atom.kind is Kind.TAG else atom.text)


def _of_row(builder: _Builder, row: Row) -> Box:
    items = [item for item in row.items if kind_of(item) is not Kind.SPACE]
    boxes: list[Box] = []
    last: Kind | None = None
    for index, item in enumerate(items):
        box, kind = builder.box(item), kind_of(item)
        if kind is Kind.BINARY and (last is None or last in _BEFORE_UNARY or index + 1 == len(items)):
            kind = Kind.OPENING
        tall = bool(boxes) and box.height > 1 and (boxes[-1].height > 1 or boxes[-1].lines[0][-1:] == "-")
        if last is not None and (tall or _parted(last, kind, builder.compact)) and not _ends_blank(boxes[-1]):
            boxes.append(builder.setter.text(" "))
        boxes.append(box)
        last = kind
    return builder.setter.beside(boxes) if boxes else builder.setter.text("")


def _parted(before: Kind, kind: Kind, compact: bool) -> bool:
    """Whether a blank stands between two neighbours (TeXbook, chapter 18)."""
    if Kind.BLANK in (before, kind):
        return False
    if before in _LARGE:
        return kind not in (Kind.OPENING, Kind.CLOSING, Kind.PUNCTUATION)
    if compact:
        return kind in (Kind.OPERATOR, Kind.LIMITS) and before is Kind.ORDINARY
    if before is Kind.PUNCTUATION or kind in _LARGE:
        return before is not Kind.OPENING
    signs = (Kind.BINARY, Kind.RELATION)
    return before in signs or kind in signs


def _ends_blank(box: Box) -> bool:
    return box.height == 1 and box.lines[0][-1:] in ("", " ")


def _of_scripts(builder: _Builder, node: Scripts) -> Box:
    setter, kind = builder.setter, kind_of(node.base)
    base = builder.box(node.base)
    if kind is Kind.LIMITS and not builder.compact:
        return _stacked(builder, base, node.sup, node.sub)
    signs = [_shifted(node.sub, "sub"), _shifted(node.sup, "sup")]
    if base.height == 1 and None not in signs:
        return setter.beside((base, setter.text("".join(sign or "" for sign in signs))))
    if base.height > 1:
        return setter.beside((base, _beside_tall(builder, node, base)))
    above = builder.small(node.sup) if node.sup is not None else None
    below = builder.small(node.sub) if node.sub is not None else None
    cells = max(box.cells for box in (above, below) if box)
    column = [*([above] if above else []), setter.text(" " * cells), *([below] if below else [])]
    return setter.beside((base, setter.above(column, above.height if above else 0, "l")))


def _beside_tall(builder: _Builder, node: Scripts, base: Box) -> Box:
    """The scripts of a tall node: at its top and at its foot, in characters of their own where there are any."""
    setter = builder.setter
    above, below = (_script(builder, part, tag) for part, tag in ((node.sup, "sup"), (node.sub, "sub")))
    room = max(base.height - (above.height if above else 0) - (below.height if below else 0), 0)
    column = [*([above] if above else []), *[setter.text("")] * room, *([below] if below else [])]
    return setter.above(column, base.axis, "l")


def _shifted(node: Node | None, tag: str) -> str | None:
    """A script in characters of its own; empty for none, None where it takes a line of its own."""
    try:
        return "" if node is None else script_of(node, tag)
    except FormulaError:
        return None


def _script(builder: _Builder, node: Node | None, tag: str) -> Box | None:
    """The box of a script that stands in a line of its own; None for none."""
    if node is None:
        return None
    sign = _shifted(node, tag)
    return builder.small(node) if sign is None else builder.setter.text(sign)


def _stacked(builder: _Builder, base: Box, above: Node | None, below: Node | None) -> Box:
    """A box with scripts above and below it."""
    top = builder.small(above) if above is not None else None
    bottom = builder.small(below) if below is not None else None
    boxes = [*([top] if top else []), base, *([bottom] if bottom else [])]
    return builder.setter.above(boxes, base.axis + (top.height if top else 0))


def _of_fraction(builder: _Builder, node: Fraction) -> Box:
    above, below = builder.box(node.above), builder.box(node.below)
    cells = max(above.cells, below.cells)
    if not node.ruled:
        gap = builder.setter.text(" " * cells)
        return builder.setter.above((above, gap, below), above.height)
    rule = builder.setter.rule(cells + 2)
    return builder.setter.above((above, rule, below), above.height)


def _of_root(builder: _Builder, node: Root) -> Box:
    setter = builder.setter
    body = builder.box(node.body)
    sign = setter.signs.root[0]
    simple = body.height == 1 and isinstance(node.body, Atom)
    root = setter.text(sign + body.lines[0]) if simple else setter.root(body)
    if node.index is None:
        return root
    index = _shifted(node.index, "sup")
    if index is None:
        raise FormulaError("the index of a root")
    mark = Box((index,), setter.measure(index), 0)
    return setter.beside((replace(mark, axis=0), root))


def _of_accent(builder: _Builder, node: Accent) -> Box:
    return builder.setter.text(line_of(node))


def _of_fence(builder: _Builder, node: Fence) -> Box:
    setter = builder.setter
    body = builder.box(node.body)
    pair = isinstance(node.body, Grid) and "{" in node.opening and len(node.body.rows) == 2 and body.height == 2
    if pair:
        blank = " " * body.cells
        body = Box((body.lines[0], blank, body.lines[1]), body.cells, 1)
    opening = setter.delimiter(node.opening, body.height, body.axis)
    closing = setter.delimiter(node.closing, body.height, body.axis)
    gap = setter.text(" " if isinstance(node.body, Grid) and not node.body.is_matrix else "")
    return setter.beside((opening, gap, body, closing))


def _of_stack(builder: _Builder, node: Stack) -> Box:
    base = builder.box(node.base)
    parts = [_brace(part, base, builder) for part in (node.above, node.below)]
    boxes = [*([parts[0]] if parts[0] else []), base, *([parts[1]] if parts[1] else [])]
    return builder.setter.above(boxes, base.axis + (parts[0].height if parts[0] else 0))


def _brace(node: Node | None, base: Box, builder: _Builder) -> Box | None:
    """What stands above or below; a brace as wide as what it spans."""
    if node is None:
        return None
    if not isinstance(node, Atom) or node.text not in ("⏞", "⏟"):
        return builder.small(node)
    signs = builder.setter.signs
    ends = ("╭", "╮") if node.text == "⏞" else ("╰", "╯")
    if signs.rule == "-" or base.cells < 2:
        return builder.setter.rule(base.cells)
    return builder.setter.text(ends[0] + signs.rule * (base.cells - 2) + ends[1])


def _of_grid(builder: _Builder, node: Grid) -> Box:
    setter = builder.setter
    if not node.rows:
        return setter.text("")
    count = max(map(len, node.rows))
    boxes = [[builder.box(cell) for cell in row] for row in node.rows]
    widths = [max((row[at].cells for row in boxes if at < len(row)), default=0) for at in range(count)]
    made: list[Box] = []
    for row in boxes:
        pieces: list[Box] = []
        for at, box in enumerate(row):
            pieces.append(setter.widened(box, widths[at], _alignment(node.align, at)))
            if at + 1 < count:
                pieces.append(setter.text(" " * node.gaps[at % 2]))
        pieces += [setter.text(" " * (widths[at] + node.gaps[at % 2])) for at in range(len(row), count)]
        made.append(setter.beside(pieces))
    if any(box.height > 1 for box in made):
        made = [part for box in made for part in (setter.text(""), box)][1:]
    height = sum(box.height for box in made)
    axis = made[0].axis if len(made) == 1 else (height - 1) // 2
    return setter.above(made, axis, "c" if node.align == "c" and count == 1 else "l")


def _alignment(align: str, column: int) -> str:
    """How a column stands; beyond the last one they repeat."""
    return align[column % len(align)]


_BOXES: dict[type, Callable[..., Box]] = {
    Atom: _of_atom,
    Row: _of_row,
    Scripts: _of_scripts,
    Fraction: _of_fraction,
    Root: _of_root,
    Accent: _of_accent,
    Fence: _of_fence,
    Stack: _of_stack,
    Grid: _of_grid,
}
