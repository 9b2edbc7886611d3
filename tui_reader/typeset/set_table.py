"""Tables: three rules and no box, columns fitted to the measure, cells wrapped; what fits no measure becomes records.

A table is set as records, one `header: value` under the other, where its columns would get fewer than `_NARROWEST` cells each.
So nothing of a table ever leaves the measure and no page is scrolled sideways.
"""

from collections.abc import Sequence
from dataclasses import replace

from tui_reader.typeset.blocks import Align, Span, Table, Text
from tui_reader.typeset.frame import Frame, prefixed
from tui_reader.typeset.page import Line, Role, Run
from tui_reader.typeset.set_text import plain, set_spans

_BETWEEN = 2
"""Blanks between two columns."""
_NARROWEST = 6
"""Cells below which a column that has more to say is hopeless."""

Cells = list[list[Line]]


def set_table(table: Table, frame: Frame) -> list[Line]:
    """A table with its columns side by side where they can be, else as records."""
    frame = frame.deeper()
    natural = _natural_widths(table, frame)
    widths = fit_columns(natural, frame.width)
    if widths is None:
        return _set_records(table, frame)
    head = [
        _set_cell(cell, frame.inner(0, Role.TABLE_HEAD), cells) for cell, cells in zip(table.head, widths, strict=True)
    ]
    rows = [[_set_cell(cell, frame, cells) for cell, cells in zip(row, widths, strict=True)] for row in table.rows]
    total = sum(widths) + _BETWEEN * (len(widths) - 1)
    glyphs = frame.glyphs
    heavy = Line((frame.rule(total, glyphs.heavy, Role.TABLE_BORDER),))
    lines = [heavy]
    if any(line.runs for cell in head for line in cell):
        lines += _join_cells(head, widths, table.align, frame)
        lines.append(Line((frame.rule(total, glyphs.rule, Role.TABLE_BORDER),)))
    dotted = Line((frame.rule(total, glyphs.dotted, Role.TABLE_BORDER),))
    tall = any(len(cell) > 1 for row in rows for cell in row)
    for number, row in enumerate(rows):
        if tall and number:
            lines.append(dotted)
        lines += _join_cells(row, widths, table.align, frame)
    return [*lines, heavy]


def _natural_widths(table: Table, frame: Frame) -> list[int]:
    """Cells each column would take without a limit."""
    return [
        max((_natural_width(row[column], frame) for row in (table.head, *table.rows)), default=0)
        for column in range(len(table.align))
    ]


def _natural_width(text: Text, frame: Frame) -> int:
    """Cells of a cell's longest line; markup is counted where parsing would tell nothing new."""
    if len(text.source) > 4 * frame.width:
        return frame.cells(plain(text.spans()))
    spans = text.spans()
    if any(span.text == "\n" for span in spans):
        pieces: list[str] = [""]
        for span in spans:
            pieces = [*pieces, ""] if span.text == "\n" else [*pieces[:-1], pieces[-1] + span.text]
        return max(frame.cells(piece) for piece in pieces)
    return frame.cells(plain(spans))


def fit_columns(natural: Sequence[int], cells: int) -> list[int] | None:
    """Widths of columns that together fit into `cells`, blanks between them included; None where that is hopeless.

    Narrow columns keep what they need; the others share the rest evenly, as water fills vessels.
    """
    room = cells - _BETWEEN * (len(natural) - 1)
    natural = [max(width, 1) for width in natural]
    if sum(natural) <= room:
        return list(natural)
    if room < sum(min(width, _NARROWEST) for width in natural):
        return None
    widths = [0] * len(natural)
    waiting = set(range(len(natural)))
    while waiting:
        share = room // len(waiting)
        small = {column for column in waiting if natural[column] <= share}
        if not small:
            break
        for column in small:
            widths[column] = natural[column]
            room -= natural[column]
        waiting -= small
    for left, column in enumerate(sorted(waiting)):
        widths[column] = room // (len(waiting) - left)
        room -= widths[column]
    return widths


def _set_cell(text: Text, frame: Frame, cells: int) -> list[Line]:
    """One cell at the width of its column."""
    layout = replace(frame.layout, hang=0)
    return set_spans(text.spans(), replace(frame.inner(frame.width - cells), layout=layout, width=cells))


def _join_cells(row: Cells, widths: Sequence[int], align: Sequence[Align], frame: Frame) -> list[Line]:
    """The cells of one row side by side."""
    lines: list[Line] = []
    for y in range(max(len(cell) for cell in row)):
        runs: list[Run] = []
        anchors: tuple[str, ...] = ()
        for cell, cells, side in zip(row, widths, align, strict=True):
            line = cell[y] if y < len(cell) else Line()
            before, after = _air(cells - frame.cells(line.text), side)
            runs += [Run(" " * before), *line.runs, Run(" " * (after + _BETWEEN))]
            anchors += line.anchors
        lines.append(Line(_without_tail(runs), anchors=anchors))
    return lines


def _air(spare: int, side: Align) -> tuple[int, int]:
    """Blanks before and after a text that has `spare` cells left in its column."""
    before = {Align.LEFT: 0, Align.CENTRE: spare // 2, Align.RIGHT: spare}[side]
    return max(before, 0), max(spare - before, 0)


def _without_tail(runs: list[Run]) -> tuple[Run, ...]:
    """The runs without empty ones and without blanks at the end of the line."""
    while runs and not runs[-1].text.strip(" ") and not runs[-1].roles:
        runs.pop()
    return tuple(run for run in runs if run.text)


def _set_records(table: Table, frame: Frame) -> list[Line]:
    """Every row as `header: value` lines, the rows parted by dotted rules."""
    heads = [plain(cell.spans()) for cell in table.head]
    dotted = Line((frame.rule(frame.width, frame.glyphs.dotted, Role.TABLE_BORDER),))
    lines = [dotted]
    for row in table.rows:
        for name, cell in zip(heads, row, strict=True):
            lines += _set_field(name, cell, frame)
        lines.append(dotted)
    return lines


def _set_field(name: str, cell: Text, frame: Frame) -> list[Line]:
    """One cell of a record behind the name of its column, the rest of it indented; nothing for an empty cell."""
    spans = cell.spans()
    if not spans:
        return []
    label = Run(name + ": " if name else "", (*frame.roles, Role.TABLE_HEAD))
    taken = frame.cells(label.text)
    if taken > frame.width // 2:
        body = set_spans(spans, frame.inner(2))
        return [
            *set_spans(_as_spans(name), frame.inner(0, Role.TABLE_HEAD)),
            *prefixed(body, (Run("  "),), (Run("  "),), 2),
        ]
    indent = 2 if frame.has_room(2) else 0
    inside = frame.inner(indent)
    lines = set_spans(spans, inside, max(frame.width - taken, 2))
    blank = (Run(" " * indent),) if indent else ()
    return prefixed(lines, (label,) if name else (), blank, indent)


def _as_spans(text: str) -> tuple[Span, ...]:
    """Words of the page itself as inline text."""
    return (Span(text),)
