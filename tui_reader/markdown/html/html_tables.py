"""Tables of HTML as grids: cells over several columns and rows, heads, captions and the sides text is set at."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from tui_reader.document.blocks import Align, Block, Caption, Cell, Code, Figure, ListBlock, Paragraph, Table
from tui_reader.document.plain import flat_spans
from tui_reader.document.spans import Span, Text
from tui_reader.markdown.html.html_tree import CELLS, SECTIONS, Element, Inlines, own_align
from tui_reader.markdown.inline_reader import fixed
from tui_reader.model.dataclass import dataclass, replace
from tui_reader.model.roles import Role

WIDEST = 1000
"""Columns that are kept apart; further cells of a row stand in the last."""
LARGEST = 400_000
"""Places of a grid beyond which its cells are set one after another."""
Blocks = Callable[[Element], list[Block]]
_EMPTY = fixed(())
_BREAK = Span("\n")


@dataclass(slots=True)
class _Cell:
    """A cell as it is written."""

    blocks: list[Block]
    header: bool = False
    columns: int = 1
    rows: int = 1
    align: Align | None = None
    first: int = 0
    """Its first column in the grid."""


@dataclass(slots=True)
class _Row:
    """A row as it is written, with the group of rows it stands in."""

    cells: list[_Cell]
    group: int
    section: str


def table_blocks(element: Element, blocks_in: Blocks) -> list[Block]:
    """The blocks of a table: its captions, and a grid, or what its cells hold where that is no text."""
    captions: list[Block] = []
    below: list[Block] = []
    for child in element.children:
        if isinstance(child, Element) and child.tag == "caption":
            style = child.attributes.get("style", "") + child.attributes.get("align", "")
            made = blocks_in(Element("", children=[child]))
            (below if "bottom" in style else captions).extend(made)
    rows = _rows(element, blocks_in)
    if not rows:
        return [*captions, *below]
    if _is_arrangement(rows):
        return [*captions, *(block for row in rows for cell in row.cells for block in cell.blocks), *below]
    return [*captions, *_grid(rows, _column_aligns(element), element.line), *below]


def _is_arrangement(rows: Sequence[_Row]) -> bool:
    """True where a table only arranges other things: tables, code, pictures above text, or everything in one cell."""
    if len(rows) == 1 and len(rows[0].cells) == 1 and not rows[0].cells[0].header:
        return True
    blocks = [block for row in rows for cell in row.cells for block in cell.blocks]
    if any(isinstance(block, Table | Code) and not _is_short(block) for block in blocks):
        return True
    return bool(blocks) and all(isinstance(block, Figure | Caption) for block in blocks)


def _is_short(block: Block) -> bool:
    return isinstance(block, Code) and "\n" not in block.source


def _rows(element: Element, blocks_in: Blocks) -> list[_Row]:
    """The rows in the order they are shown: heads first, feet last. What stands in no row is one of its own, and one
    before all others stays there.
    """
    found: dict[str, list[_Row]] = {"": [], "thead": [], "tbody": [], "tfoot": []}
    for group, child in enumerate(element.children):
        if isinstance(child, Element) and child.tag in SECTIONS:
            section = child.tag
            for part in child.children:
                found[section] += _row(part, section, group, blocks_in)
        elif not isinstance(child, Element) or child.tag not in ("caption", "colgroup", "col"):
            is_row = isinstance(child, Element) and child.tag == "tr"
            found["tbody" if is_row or any(found[name] for name in SECTIONS) else ""] += _row(child, "", -1, blocks_in)
    return [row for rows in found.values() for row in rows if row.cells]


def _row(part: Element | Inlines | Block, section: str, group: int, blocks_in: Blocks) -> Iterator[_Row]:
    if not isinstance(part, Element) or part.tag != "tr":
        blocks = blocks_in(Element("", children=[part]))
        if blocks:
            yield _Row([_Cell(blocks)], group, section)
        return
    cells = []
    for child in part.children:
        if isinstance(child, Element) and child.tag in CELLS:
            cells.append(_cell(child, blocks_in))
        elif blocks := blocks_in(Element("", children=[child])):
            cells.append(_Cell(blocks))
    yield _Row(cells, group, section)


def _cell(element: Element, blocks_in: Blocks) -> _Cell:
    if not element.attributes:
        return _Cell(blocks_in(element), element.tag == "th", align=element.align)
    columns = min(max(_number(element.attributes.get("colspan", "")), 1), WIDEST)
    down = element.attributes.get("rowspan", "").strip()
    rows = 65_534 if down == "0" else max(_number(down), 1)
    return _Cell(blocks_in(element), element.tag == "th", columns, rows, element.align)


def _number(text: str) -> int:
    text = text.strip()
    return int(text[:6]) if text.isascii() and text.isdecimal() else 1


def _column_aligns(element: Element) -> list[Align | None]:
    """The sides that `col` and `colgroup` give to the columns."""
    aligns: list[Align | None] = []
    for child in element.children:
        if isinstance(child, Element) and child.tag in ("col", "colgroup"):
            own = own_align(child.tag, child.attributes)
            columns = [part for part in child.children if isinstance(part, Element)] or [child]
            for column in columns:
                side = own_align(column.tag, column.attributes) or own
                aligns += [side] * min(max(_number(column.attributes.get("span", "")), 1), WIDEST)
    return aligns[:WIDEST]


def _grid(rows: list[_Row], aligns: Sequence[Align | None], line: int) -> list[Block]:
    """The table, or its cells one after another where the grid would be too large."""
    places = _place(rows)
    first_rows = 0
    while first_rows < len(rows) - 1 and _is_head(rows[first_rows]):
        first_rows += 1
    if not first_rows and _is_head(rows[0]):
        first_rows = 1
    starts = sorted({cell.first for row in places for cell, _continues in row})
    if len(starts) * len(rows) > LARGEST:
        return [block for row in rows for cell in row.cells for block in cell.blocks]
    columns = {start: number for number, start in enumerate(starts)}
    sides = _sides(starts, places[first_rows:], aligns)
    made = [_made_row(row, columns, starts, sides, number < first_rows) for number, row in enumerate(places)]
    head = made[first_rows - 1] if first_rows else (_EMPTY,) * len(starts)
    upper = tuple(made[: max(first_rows - 1, 0)])
    return [Table(head, tuple(made[first_rows:]), tuple(sides), line, upper)]


def _is_head(row: _Row) -> bool:
    if row.section == "thead":
        return True
    return row.section != "tfoot" and all(cell.header for cell in row.cells)


def _place(rows: Sequence[_Row]) -> list[list[tuple[_Cell, bool]]]:
    """The cells of each row with their columns, those among them that go on from a row above."""
    made: list[list[tuple[_Cell, bool]]] = []
    going: list[tuple[_Cell, int]] = []
    group = None
    budget = LARGEST
    for row in rows:
        if row.group != group or budget < 0:
            going, group = [], row.group
        budget -= len(going)
        placed = [(cell, True) for cell, _left in going]
        taken = sorted((cell.first, cell.first + cell.columns) for cell, _left in going)
        column, at = 0, 0
        for cell in row.cells:
            while at < len(taken) and taken[at][0] <= column:
                column, at = max(column, taken[at][1]), at + 1
            cell.first = min(column, WIDEST - 1)
            cell.columns = min(cell.columns, WIDEST - cell.first)
            if at < len(taken):
                cell.columns = max(min(cell.columns, taken[at][0] - cell.first), 1)
            column = cell.first + cell.columns
            placed.append((cell, False))
        going = [(cell, left - 1) for cell, left in going if left > 1]
        going += [(cell, cell.rows - 1) for cell in row.cells if cell.rows > 1]
        made.append(placed)
    return made


def _sides(
    starts: Sequence[int], rows: Sequence[Sequence[tuple[_Cell, bool]]], aligns: Sequence[Align | None]
) -> list[Align]:
    """The side of each column: its own, else the one that most of its cells are set at."""
    counts: dict[int, Counter[Align | None]] = {start: Counter() for start in starts}
    for row in rows:
        for cell, continues in row:
            if not continues:
                counts[cell.first][cell.align] += 1
    return [
        aligns[start] or _common(counts[start]) if start < len(aligns) else _common(counts[start]) for start in starts
    ]


def _common(sides: Counter[Align | None]) -> Align:
    """The side of at least half of the cells; the left where there is none."""
    common = max(Align, key=sides.__getitem__)
    return common if 2 * sides[common] >= sides.total() else Align.LEFT


def _made_row(
    row: Sequence[tuple[_Cell, bool]],
    columns: dict[int, int],
    starts: Sequence[int],
    sides: Sequence[Align],
    head: bool,
) -> tuple[Text, ...]:
    """One row of the grid, a text for each column."""
    made: list[Text] = [_EMPTY] * len(starts)
    found: dict[int, list[_Cell]] = {}
    for cell, continues in row:
        column = columns[cell.first]
        if continues:
            made[column] = Cell(
                "", _EMPTY.parser, bisect_left(starts, cell.first + cell.columns) - column, continues=True
            )
        else:
            found.setdefault(column, []).append(cell)
    for column, cells in found.items():
        text = _cell_text([block for cell in cells for block in cell.blocks], cells[0].header and not head)
        wide = bisect_left(starts, cells[0].first + cells[0].columns) - column
        side = cells[0].align or (Align.CENTRE if head and wide > 1 else None)
        side = None if side is sides[column] else side
        made[column] = Cell(text.source, text.parser, wide, side) if wide > 1 or side else text
    return tuple(made)


def _cell_text(blocks: Sequence[Block], strong: bool) -> Text:
    only = blocks[0] if len(blocks) == 1 and not strong else None
    return only.text if isinstance(only, Paragraph) else fixed(cell_spans(blocks, strong))


def cell_spans(blocks: Sequence[Block], strong: bool = False) -> tuple[Span, ...]:
    """What a cell holds as one text; the items of its lists keep their markers."""
    parts: list[tuple[Span, ...]] = []
    for block in blocks:
        if isinstance(block, ListBlock):
            for number, item in enumerate(block.items):
                label = item.label or ("•" if block.start is None else f"{block.start + number}.")
                parts.append((Span(label + " ", (Role.LIST_MARKER,)), *cell_spans(item.blocks)))
        elif isinstance(block, Paragraph):
            parts.append(block.text.spans())
        else:
            parts.append(flat_spans([block]))
    spans = [span for part in parts if part for span in (_BREAK, *part)][1:]
    return tuple(
        replace(span, roles=(Role.STRONG, *span.roles)) if strong and span.text != "\n" else span for span in spans
    )
