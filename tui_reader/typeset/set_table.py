"""Tables: three rules and no box, columns fitted to the measure, cells wrapped; what fits no measure becomes records.

A table is set as records, one `header: value` under the other, where its columns would get fewer than `_NARROWEST` cells each.
So nothing of a table ever leaves the measure and no page is scrolled sideways.
"""

from collections.abc import Sequence
from dataclasses import replace

from tui_reader.text.clean import clean
from tui_reader.typeset.blocks import Align, Span, Table
from tui_reader.typeset.frame import Frame, indent, prefixed
from tui_reader.typeset.page import Line, Role, Run
from tui_reader.typeset.set_text import balanced, plain, runs_of, set_runs, set_spans
from tui_reader.typeset.slices import TableSlice

_BETWEEN = 2
"""Blanks between two columns."""
_NARROWEST = 6
"""Cells below which a column that has more to say is hopeless."""

Spans = tuple[Span, ...]
Cell = list[Line]


def set_table(table: Table, frame: Frame) -> list[Line]:
    """A table with its columns side by side where they can be, else as records."""
    return set_table_slice(TableSlice(table, ()), frame)


def set_table_slice(part: TableSlice, frame: Frame) -> list[Line]:
    """Some rows of a table: the head over the first, a rule under the last."""
    frame = frame.deeper()
    head = [cell.spans() for cell in part.table.head]
    rows = [[cell.spans() for cell in row] for row in part.table.rows]
    hopeless = 2 * len(head) > frame.width
    widths = None if hopeless else fit_columns(part.natural or _natural_widths([head, *rows], frame), frame.width)
    if widths is None:
        return _set_records(head, rows, part.first, frame)
    total = sum(widths) + _BETWEEN * (len(widths) - 1)
    heavy, thin, dotted = _rules(total, frame)
    lines = [heavy] if part.first else []
    if part.first and any(head):
        lines += _set_head(head, widths, part.table.align, frame.inner(0, Role.TABLE_HEAD))
        lines.append(thin)
    lines += _set_rows(rows, widths, part, frame, dotted)
    return [*lines, heavy] if part.last else lines


def _rules(total: int, frame: Frame) -> list[Line]:
    """The heavy, the thin and the dotted rule of a table."""
    glyphs = (frame.glyphs.heavy, frame.glyphs.rule, frame.glyphs.dotted)
    return [Line((frame.rule(total, glyph, Role.TABLE_BORDER),)) for glyph in glyphs]


def _set_rows(
    rows: Sequence[Sequence[Spans]], widths: Sequence[int], part: TableSlice, frame: Frame, dotted: Line
) -> list[Line]:
    """The rows one under the other, dotted rules between them where any cell has several lines."""
    done = [_set_row(row, widths, part.table.align, frame) for row in rows]
    tall = any(len(row) > 1 for row in done)
    lines: list[Line] = []
    for number, row in enumerate(done):
        if tall and (number or not part.first):
            lines.append(dotted)
        lines += row
    return lines


def _set_head(row: Sequence[Spans], widths: Sequence[int], align: Sequence[Align], frame: Frame) -> list[Line]:
    """The head of a table, each name in lines of about equal length."""
    cells: list[Cell] = []
    for spans, width in zip(row, widths, strict=True):
        room = _column(frame, width)
        cells.append([line for runs in runs_of(spans, room) for line in balanced(runs, room)])
    return _join_cells(cells, widths, align, frame)


def _column(frame: Frame, width: int) -> Frame:
    """The room of one cell; nothing hangs out of it."""
    return replace(frame, layout=replace(frame.layout, hang=0), width=width)


def _set_row(row: Sequence[Spans], widths: Sequence[int], align: Sequence[Align], frame: Frame) -> list[Line]:
    """One row of cells, each at the width of its column."""
    cells = [set_spans(spans, _column(frame, width)) for spans, width in zip(row, widths, strict=True)]
    return _join_cells(cells, widths, align, frame)


def _natural_widths(rows: Sequence[Sequence[Spans]], frame: Frame) -> list[int]:
    """Cells each column would take without a limit."""
    return [max(_natural_width(spans, frame) for spans in column) for column in zip(*rows, strict=True)]


def _natural_width(spans: Spans, frame: Frame) -> int:
    """Cells of a cell's longest line."""
    text = "".join(span.text for span in spans)
    return max(frame.cells(clean(line)) for line in text.split("\n"))


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


def _join_cells(row: Sequence[Cell], widths: Sequence[int], align: Sequence[Align], frame: Frame) -> list[Line]:
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


def _set_records(head: Sequence[Spans], rows: Sequence[Sequence[Spans]], first: bool, frame: Frame) -> list[Line]:
    """Every row as `header: value` lines, the rows parted by dotted rules."""
    names = [plain(spans) for spans in head]
    dotted = _rules(frame.width, frame)[2]
    lines = [dotted] if first else []
    for row in rows:
        for name, spans in zip(names, row, strict=True):
            lines += _set_field(name, spans, frame) if spans else []
        lines.append(dotted)
    return lines


def _set_field(name: str, spans: Spans, frame: Frame) -> list[Line]:
    """One cell of a record behind the name of its column, the rest of it indented."""
    label = Run(name + ": " if name else "", (*frame.roles, Role.TABLE_HEAD))
    taken = frame.cells(label.text)
    room = 2 if frame.has_room(2) else 0
    inside = frame.inner(room)
    if taken > frame.width // 2:
        named = set_runs([Run(name, label.roles)], frame)
        return [*named, *prefixed(set_spans(spans, inside), indent(room), indent(room), room)]
    lines = set_spans(spans, inside, frame.width - taken)
    return prefixed(lines, (label,) if name else (), indent(room), room)
