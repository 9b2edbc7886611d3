"""Tables: three rules and no box, columns fitted to the line width, cells wrapped; what does not fit becomes records.

A table becomes records, one `header: value` under the other, where its columns would get fewer than `_NARROWEST`
cells each or become towers of single words; so no table is ever wider than the line and no page is scrolled sideways.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tui_reader.document.blocks import Align, Table
from tui_reader.document.plain import one_line
from tui_reader.document.spans import Span
from tui_reader.layout.blocks.text_lines import balanced, lay_out_runs, lay_out_spans, runs_of
from tui_reader.layout.frame import Frame, indent, prefixed
from tui_reader.layout.page import Line, Run
from tui_reader.layout.slices import TableSlice
from tui_reader.model.roles import Role
from tui_reader.text.sanitize import sanitize

BETWEEN = 2
"""Blanks between two columns."""
_NARROWEST = 6
"""Cells below which a column that has more to say is too narrow to be read."""

_SLENDER = 16
"""Cells below which a column of much text becomes a tower."""
_TALLEST = 8
"""Lines a cell of a slender column may have."""
_LONG = 20
"""Cells above which a word is no reason to widen a column."""
_WORD = re.compile("[!-~\u00a1-\u024f]+")

Spans = tuple[Span, ...]
Cell = list[Line]


def lay_out_table(table: Table, frame: Frame) -> list[Line]:
    """A table with its columns side by side where they can be, else as records."""
    return lay_out_table_slice(TableSlice(table, ()), frame)


def lay_out_table_slice(part: TableSlice, frame: Frame) -> list[Line]:
    """Some rows of a table: the head over the first, a rule under the last."""
    frame = frame.deeper()
    head = [cell.spans() for cell in part.table.head]
    rows = [[cell.spans() for cell in row] for row in part.table.rows]
    widths = _widths([head, *rows], part.natural, frame)
    if widths is None:
        return _lay_out_records(head, rows, part.first, frame)
    total = sum(widths) + BETWEEN * (len(widths) - 1)
    heavy, thin, dotted = _rules(total, frame)
    lines = [heavy] if part.first else []
    if part.first and any(head):
        lines += _lay_out_head(head, widths, part.table.align, frame.inner(0, Role.TABLE_HEAD))
        lines.append(thin)
    lines += _lay_out_rows(rows, widths, part, frame, dotted)
    return [*lines, heavy] if part.last else lines


def _rules(total: int, frame: Frame) -> list[Line]:
    """The heavy, the thin and the dotted rule of a table."""
    glyphs = (frame.glyphs.heavy, frame.glyphs.rule, frame.glyphs.dotted)
    return [Line((frame.rule(total, glyph, Role.TABLE_BORDER),)) for glyph in glyphs]


def _lay_out_rows(
    rows: Sequence[Sequence[Spans]], widths: Sequence[int], part: TableSlice, frame: Frame, dotted: Line
) -> list[Line]:
    """The rows one under the other, dotted rules between them where any cell has several lines."""
    done = [_lay_out_row(row, widths, part.table.align, frame) for row in rows]
    tall = any(len(row) > 1 for row in done)
    lines: list[Line] = []
    for number, row in enumerate(done):
        if tall and (number or not part.first):
            lines.append(dotted)
        lines += row
    return lines


def _lay_out_head(row: Sequence[Spans], widths: Sequence[int], align: Sequence[Align], frame: Frame) -> list[Line]:
    """The head of a table, each name in lines of about equal length."""
    cells: list[Cell] = []
    for spans, width in zip(row, widths, strict=True):
        room = _column(frame, width)
        cells.append([line for runs in runs_of(spans, room) for line in balanced(runs, room)])
    return _join_cells(cells, widths, align, frame)


def _column(frame: Frame, width: int) -> Frame:
    """The room of one cell; nothing hangs out of it."""
    return replace(frame, layout=replace(frame.layout, hanging_punctuation=0), width=width)


def _lay_out_row(row: Sequence[Spans], widths: Sequence[int], align: Sequence[Align], frame: Frame) -> list[Line]:
    """One row of cells, each at the width of its column."""
    cells = [lay_out_spans(spans, _column(frame, width)) for spans, width in zip(row, widths, strict=True)]
    return _join_cells(cells, widths, align, frame)


def column_widths(part: TableSlice, frame: Frame) -> list[int] | None:
    """Cells of each column as the rows are laid out in this frame; None where they become records."""
    rows = [part.table.head, *part.table.rows]
    return _widths([[cell.spans() for cell in row] for row in rows], part.natural, frame)


def _widths(rows: Sequence[Sequence[Spans]], natural: Sequence[int], frame: Frame) -> list[int] | None:
    """Widths of the columns; None where there is no room for columns."""
    return None if 2 * len(rows[0]) > frame.width else _fit(rows, natural, frame)


def _fit(rows: Sequence[Sequence[Spans]], natural: Sequence[int], frame: Frame) -> list[int] | None:
    """Widths of the columns; `natural` is what they would like to have where that is known already."""
    if natural:
        return fit_columns(natural, frame.width)
    columns = [["".join(span.text for span in spans) for spans in column] for column in zip(*rows, strict=True)]
    likes = [max(frame.cells(sanitize(line)) for text in column for line in text.split("\n")) for column in columns]
    needs = [min(max(len(word) for text in column for word in ["", *_WORD.findall(text)]), _LONG) for column in columns]
    return fit_columns(likes, frame.width, needs)


def fit_columns(natural: Sequence[int], cells: int, least: Sequence[int] = ()) -> list[int] | None:
    """Widths of columns that together fit into `cells`, blanks between them included; None where they cannot.

    Narrow columns keep what they need; the others share the rest evenly, but none gets less than its `least`, the cells
    of its longest word, as long as all can have that.
    """
    room = cells - BETWEEN * (len(natural) - 1)
    natural = [max(width, 1) for width in natural]
    if sum(natural) <= room:
        return list(natural)
    if room < sum(min(width, _NARROWEST) for width in natural):
        return None
    floors = [min(pair) for pair in zip(natural, least, strict=True)] if least else []
    widths = _fill(natural, floors, room) if floors else []
    if not widths or sum(widths) > room:
        widths = _fill(natural, [0] * len(natural), room)
    towers = any(width < _SLENDER and wanted > _TALLEST * width for width, wanted in zip(widths, natural, strict=True))
    return None if towers else widths


def _fill(natural: Sequence[int], floors: Sequence[int], room: int) -> list[int]:
    """Widths that share `room`, none above its natural width nor below its floor; too much in all where floors are
    too high.
    """
    widths = [0] * len(natural)
    waiting = list(range(len(natural)))
    while waiting:
        share = max(room, 0) // len(waiting)
        fixed = {column: natural[column] for column in waiting if natural[column] <= share}
        fixed = fixed or {column: floors[column] for column in waiting if floors[column] > share}
        fixed = fixed or {waiting[0]: share}
        for column, width in fixed.items():
            widths[column] = width
            room -= width
        waiting = [column for column in waiting if column not in fixed]
    return widths


def _join_cells(row: Sequence[Cell], widths: Sequence[int], align: Sequence[Align], frame: Frame) -> list[Line]:
    """The cells of one row side by side."""
    lines: list[Line] = []
    for y in range(max(len(cell) for cell in row)):
        runs: list[Run] = []
        anchors: tuple[str, ...] = ()
        for cell, cells, side in zip(row, widths, align, strict=True):
            line = cell[y] if y < len(cell) else Line()
            before, after = _padding(cells - frame.cells(line.text), side)
            runs += [Run(" " * before), *line.runs, Run(" " * (after + BETWEEN))]
            anchors += line.anchors
        lines.append(Line(_without_tail(runs), anchors=anchors))
    return lines


def _padding(spare: int, side: Align) -> tuple[int, int]:
    """Blanks before and after a text that has `spare` cells left in its column."""
    before = {Align.LEFT: 0, Align.CENTRE: spare // 2, Align.RIGHT: spare}[side]
    return max(before, 0), max(spare - before, 0)


def _without_tail(runs: list[Run]) -> tuple[Run, ...]:
    """The runs without empty ones and without blanks at the end of the line."""
    while runs and not runs[-1].text.strip(" ") and not runs[-1].roles:
        runs.pop()
    return tuple(run for run in runs if run.text)


def _lay_out_records(head: Sequence[Spans], rows: Sequence[Sequence[Spans]], first: bool, frame: Frame) -> list[Line]:
    """Every row as `header: value` lines, the rows parted by dotted rules."""
    fields = [_Field.of(one_line(spans), frame) for spans in head]
    room = 2 if frame.has_room(2) else 0
    inside = frame.inner(room)
    dotted = _rules(frame.width, frame)[2]
    lines = [dotted] if first else []
    for row in rows:
        for field, spans in zip(fields, row, strict=True):
            lines += field.lay_out(spans, inside, room) if spans else []
        lines.append(dotted)
    return lines


@dataclass(frozen=True, slots=True)
class _Field:
    """The name of a column, as it stands before each of its cells."""

    above: Sequence[Line]
    """A name too long to have a value behind it stands in lines of its own; none otherwise."""
    before: Sequence[Run]
    """What stands in the line where the value begins."""
    left: int
    """Cells that are left behind it; -1 where the value has lines of its own."""

    @classmethod
    def of(cls, name: str, frame: Frame) -> "_Field":
        """The name as it is laid out in this frame."""
        label = Run(name + ": " if name else "", (*frame.roles, Role.TABLE_HEAD))
        taken = frame.cells(label.text)
        if taken > frame.width // 2:
            return cls(lay_out_runs([Run(name, label.roles)], frame), (), -1)
        return cls((), (label,) if name else (), frame.width - taken)

    def lay_out(self, spans: Spans, inside: Frame, room: int) -> list[Line]:
        """One cell behind its name, the rest of it indented by `room`."""
        if self.above:
            return [*self.above, *prefixed(lay_out_spans(spans, inside), indent(room), indent(room), room)]
        return prefixed(lay_out_spans(spans, inside, self.left), self.before, indent(room), room)
