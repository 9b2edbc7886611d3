"""Tables: three rules and no box, columns fitted to the line width, cells wrapped; what does not fit becomes records.

A table becomes records, one `header: value` under the other, where its columns would cut words or become towers; so no
table is ever wider than the line and no page is scrolled sideways.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from tui_reader.document.blocks import Align, Cell, Table
from tui_reader.document.plain import one_line
from tui_reader.document.spans import Span, Text
from tui_reader.layout.blocks.text_lines import balanced, lay_out_runs, lay_out_spans, runs_of
from tui_reader.layout.columns import BETWEEN, fit_columns, longest_word, widen
from tui_reader.layout.frame import Frame, indent, prefixed, shifted
from tui_reader.layout.linebreak.break_classes import CLASS_OF
from tui_reader.layout.page import REPEATED, TABLE_BEGINS, CellRun, Line, Run
from tui_reader.layout.slices import TableSlice
from tui_reader.model.dataclass import dataclass, replace
from tui_reader.model.roles import Role
from tui_reader.text.sanitize import sanitize

Spans = tuple[Span, ...]
Lines = list[Line]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A cell with its text parsed."""

    spans: Spans
    """Its text."""
    columns: int = 1
    """Columns it takes."""
    side: Align | None = None
    """Side it is set at; None for that of its column."""
    continues: bool = False
    """The cell above goes on here."""
    number: int = REPEATED
    """Its number among the cells of the table; where the cell above goes on, that one's."""


Row = Sequence[_Entry]


def _entries(rows: Iterable[Sequence[Text]], first: int = 0) -> list[Row]:
    """The cells of rows, numbered from `first`."""
    entries: list[Row] = []
    for row in rows:
        above = entries[-1] if entries else ()
        entries.append([_entry(cell, first + column, above[column:]) for column, cell in enumerate(row)])
        first += len(row)
    return entries


def _entry(cell: Text, number: int, above: Row) -> _Entry:
    if not isinstance(cell, Cell):
        return _Entry(cell.spans(), number=number)
    number = above[0].number if cell.continues and above else number
    return _Entry(cell.spans(), cell.columns, cell.align, cell.continues, number)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of a table stand."""

    widths: Sequence[int]
    """Cells of each column."""
    align: Sequence[Align]
    """Side of each column."""

    @property
    def total(self) -> int:
        """Cells of the whole line."""
        return self.width(0, len(self.widths))

    def width(self, first: int, count: int) -> int:
        """Cells of some columns and what is between them."""
        return sum(self.widths[first : first + count]) + BETWEEN * (count - 1)

    def of(self, row: Row) -> Iterator[tuple[int, _Entry, int, Align]]:
        """Column, entry, width and side of each cell of a row, those that others cover left out."""
        column = 0
        while column < len(row):
            entry = row[column]
            count = max(min(entry.columns, len(row) - column), 1)
            yield column, entry, self.width(column, count), entry.side or self.align[column]
            column += count


def lay_out_table(table: Table, frame: Frame) -> list[Line]:
    """A table with its columns side by side where they can be, else as records."""
    return lay_out_table_slice(TableSlice(table, ()), frame)


def lay_out_table_slice(part: TableSlice, frame: Frame) -> list[Line]:
    """Some rows of a table: the head over the first, a rule under the last."""
    frame = frame.deeper()
    head = _entries([*part.table.upper, part.table.head])
    rows = _entries(part.table.rows, sum(map(len, head)))
    widths = _widths([*head, *rows], part, frame)
    if widths is None:
        return _lay_out_records(_names(head), rows, part.first, frame)
    columns = _Columns(widths, part.table.align)
    heavy, thin, _dotted = _rules(columns.total, frame)
    lines = [_of_cell(heavy, TABLE_BEGINS)] if part.first else []
    if part.first and any(entry.spans for row in head for entry in row):
        lines += _lay_out_head(head, columns, frame.inner(0, Role.TABLE_HEAD))
        lines.append(thin)
    lines += _lay_out_rows(rows, columns, part.first, frame)
    return [*lines, heavy] if part.last else lines


def _rules(total: int, frame: Frame) -> list[Line]:
    """The heavy, the thin and the dotted rule of a table."""
    glyphs = (frame.glyphs.heavy, frame.glyphs.rule, frame.glyphs.dotted)
    return [Line((frame.rule(total, glyph, Role.TABLE_BORDER),)) for glyph in glyphs]


def _dotted(row: Row, columns: _Columns, frame: Frame) -> Line:
    """The dotted rule above a row, open where a cell above goes on."""
    if not any(entry.continues for entry in row):
        return _rules(columns.total, frame)[2]
    runs: list[Run] = []
    for _column, entry, width, _side in columns.of(row):
        gap = Run(" " * BETWEEN) if runs else Run("")
        dots = frame.rule(width, frame.glyphs.dotted, Role.TABLE_BORDER)
        runs += [gap, Run(" " * width) if entry.continues else dots]
    return Line(_without_tail(runs))


def _lay_out_rows(rows: Sequence[Row], columns: _Columns, first: bool, frame: Frame) -> list[Line]:
    """The rows one under the other, dotted rules between them where any cell has several lines."""
    done = _lay_out_cells(rows, columns, lay_out_spans, frame)
    tall = any(len(row) > 1 for row in done)
    lines: list[Line] = []
    for number, row in enumerate(done):
        if tall and (number or not first):
            lines.append(_dotted(rows[number], columns, frame))
        lines += row
    return lines


def _lay_out_head(rows: Sequence[Row], columns: _Columns, frame: Frame) -> list[Line]:
    """The head of a table, each name in lines of about equal length."""

    def lay_out(spans: Spans, room: Frame) -> Lines:
        return [line for runs in runs_of(spans, room) for line in balanced(runs, room)]

    return [line for row in _lay_out_cells(rows, columns, lay_out, frame) for line in row]


def _lay_out_cells(
    rows: Sequence[Row], columns: _Columns, lay_out: Callable[[Spans, Frame], Lines], frame: Frame
) -> list[Lines]:
    """The lines of each row; a cell of several rows uses the lines that these have anyway."""
    made: list[Lines] = []
    left: dict[int, Lines] = {}
    for number, row in enumerate(rows):
        below = rows[number + 1] if number + 1 < len(rows) else ()
        cells: list[tuple[Lines, int, Align]] = []
        height = 1
        goes_on = {}
        for column, entry, width, side in columns.of(row):
            lines = left.pop(column, []) if entry.continues else _laid_out(entry, lay_out, _column(frame, width))
            if below and below[column].continues:
                goes_on[column] = lines
            else:
                height = max(height, len(lines))
            cells.append((lines, width, side))
        left = {column: lines[height:] for column, lines in goes_on.items()}
        made.append(_join_cells([(lines[:height], width, side) for lines, width, side in cells], frame))
    return made


def _laid_out(entry: _Entry, lay_out: Callable[[Spans, Frame], Lines], frame: Frame) -> Lines:
    """The lines of one cell, each run with the number of the cell."""
    return [_of_cell(line, entry.number) for line in lay_out(entry.spans, frame)]


def _of_cell(line: Line, number: int) -> Line:
    """The line of a cell with its runs marked as such."""
    runs = (CellRun(run.text, run.roles, run.link, number, line.then) for run in line.runs)
    return replace(line, runs=tuple(runs))


def _with_end(line: Line) -> Line:
    """The line with what follows it told to its runs of cells."""
    runs = (replace(run, then=line.then) if isinstance(run, CellRun) else run for run in line.runs)
    return replace(line, runs=tuple(runs))


def _column(frame: Frame, width: int) -> Frame:
    """The room of one cell; nothing hangs out of it."""
    return replace(frame, layout=replace(frame.layout, hanging_punctuation=0), width=width)


def column_widths(part: TableSlice, frame: Frame) -> list[int] | None:
    """Cells of each column as the rows are laid out in this frame; None where they become records."""
    table = part.table
    return _widths(_entries([*table.upper, table.head, *table.rows]), part, frame)


def _widths(rows: Sequence[Row], part: TableSlice, frame: Frame) -> list[int] | None:
    """Widths of the columns; None where there is no room for columns."""
    if 2 * len(rows[0]) > frame.width:
        return None
    if part.natural:
        return fit_columns(part.natural, frame.width, part.least)
    columns = [
        [_lines(entry) if entry.columns == 1 else [""] for entry in column] for column in zip(*rows, strict=True)
    ]
    lines = [[line for cell in column for line in cell] for column in columns]
    natural = [max(map(frame.cells, column)) for column in lines]
    for row in rows:
        for column, entry in enumerate(row):
            if entry.columns > 1:
                widen(natural, column, entry.columns, max(map(frame.cells, _lines(entry))))
    least = [longest_word(" ".join(column), frame.layout.ambiguous) for column in lines]
    widths = fit_columns(natural, frame.width, least)
    if widths is None or not any(given < wanted for given, wanted in zip(widths, natural, strict=True)):
        return widths
    taken = [_taken(rows, column, given, frame) for column, given in enumerate(widths)]
    wanted = [
        min(most, wanted) if most < given else wanted
        for most, given, wanted in zip(taken, widths, natural, strict=True)
    ]
    return fit_columns(wanted, frame.width, least) or widths


def _taken(rows: Sequence[Row], column: int, width: int, frame: Frame) -> int:
    """Cells that the longest line of a column takes where the column is `width` wide; `width` in a table with cells of
    several columns.
    """
    if any(entry.columns > 1 for row in rows for entry in row):
        return width
    room = _column(frame, width)
    lines = (line for row in rows for line in lay_out_spans(row[column].spans, room))
    return max((frame.cells(line.text) for line in lines), default=1)


def _lines(entry: _Entry) -> list[str]:
    """The text of a cell, a line of it each."""
    return [sanitize(line) for line in "".join(span.text for span in entry.spans).split("\n")]


def _join_cells(row: Sequence[tuple[Lines, int, Align]], frame: Frame) -> list[Line]:
    """The cells of one row side by side: the lines, width and side of each."""
    lines: list[Line] = []
    for y in range(max(1, *(len(cell) for cell, _width, _side in row))):
        runs: list[Run] = []
        anchors: tuple[str, ...] = ()
        for cell, width, side in row:
            line = cell[y] if y < len(cell) else Line()
            before, after = _padding(width - frame.cells(line.text), side)
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


@dataclass(frozen=True, slots=True)
class _Named:
    """A name that stands above a column: its own, or that of a group of columns."""

    text: str
    """The name in one line, without a colon behind it."""
    number: int
    """Number of its cell; `REPEATED` where it stood before."""


Name = Sequence[_Named]


def _names(head: Sequence[Row]) -> list[Name]:
    """The name of each column, behind the names of the groups it stands in."""
    names: list[list[_Named]] = [[] for _entry in head[0]]
    for row in head:
        for column, entry in enumerate(row):
            name = _Named(one_line(entry.spans).rstrip(":： "), entry.number)
            for covered in names[column : column + entry.columns]:
                covered += [name] if name.text else []
    return list(names)


def _lay_out_records(names: Sequence[Name], rows: Sequence[Row], first: bool, frame: Frame) -> list[Line]:
    """Every row as `header: value` lines, the rows parted by dotted rules; a cell of several rows stands in each."""
    said = set() if first else {named.number for name in names for named in name}
    fields = [_Field.of([replace(named, number=REPEATED) for named in name], frame) for name in names]
    nameless = _Field.of((), frame)
    room = 2 if frame.has_room(2) else 0
    inside = frame.inner(room)
    dotted = _rules(frame.width, frame)[2]
    lines = [_of_cell(dotted, TABLE_BEGINS)] if first else []
    values: list[Spans] = [()] * len(names)
    for row in rows:
        values = [above if entry.continues else entry.spans for above, entry in zip(values, row, strict=True)]
        for name, field, spans, entry in zip(names, fields, values, row, strict=True):
            if not spans:
                continue
            if entry.columns > 1:
                field = nameless
            elif any(named.number not in said for named in name):
                field = _Field.of([_once(named, said) for named in name], frame)
            value = _once(_Named("", entry.number), said)
            lines += field.lay_out(spans, value.number, inside, room)
        lines.append(dotted)
    return lines


def _once(named: _Named, said: set[int]) -> _Named:
    """The name with its number where it is said for the first time."""
    if named.number in said:
        return replace(named, number=REPEATED)
    said.add(named.number)
    return named


@dataclass(frozen=True, slots=True)
class _Field:
    """The name of a column, as it stands before each of its cells."""

    above: Sequence[Line]
    """A name too long to have a long value behind it stands in lines of its own; none otherwise."""
    before: Sequence[Run]
    """What stands in the line where the value begins."""
    left: int
    """Cells that are left behind it."""

    @classmethod
    def of(cls, name: Name, frame: Frame) -> "_Field":
        """The name as it is laid out in this frame."""
        if not name:
            return cls((), (), frame.width)
        roles = (*frame.roles, Role.TABLE_HEAD)
        colon = "：" if CLASS_OF[name[-1].text[-1]] in "IC" else ": "
        runs = [CellRun(named.text + " ", roles, None, named.number) for named in name[:-1]]
        runs += [CellRun(name[-1].text, roles, None, name[-1].number), CellRun(colon, roles)]
        taken = frame.cells("".join(run.text for run in runs))
        if taken <= frame.width // 2:
            return cls((), runs, frame.width - taken)
        alone = [*runs[:-1], CellRun(colon.rstrip(), roles)]
        return cls([_with_end(line) for line in lay_out_runs(alone, frame)], runs, frame.width - taken)

    def lay_out(self, spans: Spans, number: int, inside: Frame, room: int) -> list[Line]:
        """One cell behind its name, the rest of it indented by `room`."""
        text = sanitize("".join(span.text for span in spans))
        is_short = "\n" not in text and inside.cells(text) <= self.left
        own_lines = bool(self.above) and not is_short
        laid_out = lay_out_spans(spans, inside, -1 if own_lines else self.left)
        first, *rest = (_of_cell(line, number) for line in laid_out)
        above, before = (self.above, indent(room)) if own_lines else ((), self.before)
        return [*above, shifted(first, before, room), *prefixed(rest, indent(room), indent(room), room)]
