"""Sequence diagrams as lines of characters: participants above, what they tell each other from top to bottom."""

from collections.abc import Iterator, Sequence

from tui_reader.model.dataclass import dataclass, replace
from tui_reader.text.diagram.canvas import Canvas, Way
from tui_reader.text.diagram.diagram_labels import DiagramError, Measure, wrapped
from tui_reader.text.diagram.sequence_parser import (
    Division,
    Ending,
    Event,
    Message,
    Note,
    Opening,
    SequenceDiagram,
    taking_part,
)

MOST_ROWS = 120
"""Rows beyond which a diagram is not drawn."""
_LOOP = 5
"""Cells from the line of a participant to the words of a message to themselves."""
_BESIDE = 2
"""Cells from the line of a participant to a note beside it, and between a frame and what stands in it."""


@dataclass(frozen=True, slots=True)
class _Distance:
    """Two participants, numbered from 0 with walls before the first and behind the last, and the cells between them."""

    left: int
    """The one at the left; -1 for the wall."""
    right: int
    """The one at the right."""
    cells: int
    """Least distance of their lines."""


def draw_sequence(diagram: SequenceDiagram, canvas: Canvas, label_cells: int) -> None:
    """Draw a sequence diagram on an empty canvas, its labels at most `label_cells` wide.

    Raises DiagramError where it would be too large or could be misread.
    """
    actors = [wrapped(label, label_cells, canvas.measure) for label in diagram.actors]
    events = [
        replace(event, label=wrapped(event.label, label_cells, canvas.measure))
        if isinstance(event, Message | Note)
        else event
        for event in diagram.events
    ]
    columns = _columns(_distances(actors, events, canvas.measure), len(actors))
    if columns[-1] >= canvas.cells:
        raise DiagramError("too wide")
    _Drawing(canvas, columns).draw(actors, events)


def _cells(lines: Sequence[str], measure: Measure) -> int:
    return max(map(measure, lines), default=0)


def _distances(actors: Sequence[Sequence[str]], events: Sequence[Event], measure: Measure) -> Iterator[_Distance]:
    """What labels, notes and frames ask for."""
    widths = [_cells(label, measure) + 4 for label in actors]
    yield _Distance(-1, 0, widths[0] // 2)
    for number in range(1, len(actors)):
        left, right = widths[number - 1], widths[number]
        yield _Distance(number - 1, number, left - left // 2 + right // 2 + 2)
    for event in events:
        if isinstance(event, Message):
            cells = _cells(event.label, measure)
            low, high = sorted((event.start, event.end))
            yield _Distance(low, max(high, low + 1), cells + (_LOOP + 2 if low == high else 4))
        elif isinstance(event, Note):
            yield from _around_note(event, _cells(event.label, measure) + 4)
    for first, last, deep in _framed(events):
        yield _Distance(first - 1, first, _BESIDE * deep + 2)
        yield _Distance(last, last + 1, _BESIDE * deep + 2)


def _around_note(note: Note, cells: int) -> Iterator[_Distance]:
    if note.side == "left of":
        yield _Distance(note.first - 1, note.first, cells + 2 * _BESIDE)
    elif note.side == "right of":
        yield _Distance(note.last, note.last + 1, cells + 2 * _BESIDE)
    elif note.first == note.last:
        yield _Distance(note.first - 1, note.first, cells // 2 + _BESIDE)
        yield _Distance(note.first, note.first + 1, cells // 2 + _BESIDE)
    else:
        yield _Distance(note.first, note.last, cells - 1 - 2 * _BESIDE)


def _framed(events: Sequence[Event]) -> Iterator[tuple[int, int, int]]:
    """First and last participant of each frame, and how many frames stand inside each other there."""
    opened: list[tuple[int, int]] = []
    for number, event in enumerate(events):
        if isinstance(event, Opening):
            opened.append((number, 1))
        elif isinstance(event, Ending):
            start, deep = opened.pop()
            inside = taking_part(events[start:number])
            if inside:
                yield min(inside), max(inside), deep
            if opened and opened[-1][1] <= deep:
                opened[-1] = (opened[-1][0], deep + 1)


def _columns(distances: Iterator[_Distance], actors: int) -> list[int]:
    """Column of each participant's line: as far to the left as the distances allow."""
    to_left: dict[int, list[_Distance]] = {}
    for distance in distances:
        to_left.setdefault(distance.right, []).append(distance)
    columns: list[int] = []
    for number in range(actors):
        asked = [(columns[each.left] if each.left >= 0 else 0) + each.cells for each in to_left.get(number, ())]
        columns.append(max(asked))
    return columns


@dataclass(slots=True)
class _OpenFrame:
    """A frame whose end is not reached yet."""

    top: int
    """Row of its upper side."""
    title: str
    """What stands there."""
    left: int
    """First column of what stands in it."""
    right: int
    """Last column of what stands in it."""
    divisions: list[tuple[int, str]]
    """Rows of the lines that divide it, with what stands there."""


class _Drawing:
    """A sequence diagram on its way onto a canvas, row by row."""

    def __init__(self, canvas: Canvas, columns: Sequence[int]) -> None:
        self.canvas = canvas
        self.columns = columns
        self.row = 0
        self.net = 0
        self.frames: list[_OpenFrame] = []
        self.hidden: set[tuple[int, int]] = set()

    def draw(self, actors: Sequence[Sequence[str]], events: Sequence[Event]) -> None:
        """Everything, the lines of the participants last."""
        height = max(map(len, actors)) + 2
        for column, label in zip(self.columns, actors, strict=True):
            cells = _cells(label, self.canvas.measure) + 4
            self._box((column - cells // 2, 0), cells, height, label)
            self.canvas.sign((column, height - 1), self.canvas.signs.solid.signs[Way.LEFT | Way.RIGHT | Way.DOWN])
        self.row = height
        for event in events:
            if isinstance(event, Message):
                self._message(event)
            elif isinstance(event, Note):
                self._note(event)
            elif isinstance(event, Opening):
                self.frames.append(_OpenFrame(self.row + 1, event.title, MOST_ROWS * 10, -1, []))
                self.row += 2
            elif isinstance(event, Division):
                self.frames[-1].divisions.append((self.row + 1, event.title))
                self.row += 2
            else:
                self._close()
            if self.row > MOST_ROWS:
                raise DiagramError("too many rows")
        for column in self.columns:
            self._actor_line(column, height)

    def _next_net(self) -> int:
        self.net += 1
        return self.net

    def _reach(self, left: int, right: int) -> None:
        """The frames that are open take in these columns."""
        if self.frames:
            self.frames[-1].left = min(self.frames[-1].left, left)
            self.frames[-1].right = max(self.frames[-1].right, right)

    def _box(self, corner: tuple[int, int], cells: int, height: int, label: Sequence[str]) -> None:
        left, top = corner
        if left < 0:
            raise DiagramError("a box beyond the edge")
        self.canvas.box(corner, cells, height, self.canvas.signs.square, self.canvas.signs.solid.upright)
        self._words(left + 2, cells - 4, top + (height - len(label)) // 2, label)

    def _words(self, left: int, cells: int, row: int, label: Sequence[str]) -> None:
        """Lines of a label in the middle of so many cells."""
        for number, line in enumerate(label):
            self.canvas.text((left + max(cells - self.canvas.measure(line), 0) // 2, row + number), line)

    def _message(self, message: Message) -> None:
        self.row += 1
        pen = self.canvas.signs.dotted if message.dotted else self.canvas.signs.solid
        start, end = self.columns[message.start], self.columns[message.end]
        if start == end:
            self._loop(message, start)
            return
        left, right = min(start, end) + 1, max(start, end) - 1
        self._words(left, right - left + 1, self.row, message.label)
        self.row += len(message.label)
        net = self._next_net()
        self.canvas.line((left, self.row), (right, self.row), net, pen)
        ahead = Way.RIGHT if start < end else Way.LEFT
        back = Way.LEFT if start < end else Way.RIGHT
        tip, begin = (right, left) if start < end else (left, right)
        self.canvas.stub((tip, self.row), ahead, net, pen)
        self.canvas.stub((begin, self.row), back, net, pen)
        for sign, column, way in ((message.head, tip, ahead), (message.tail, begin, back)):
            if sign:
                self.canvas.sign((column, self.row), self.canvas.signs.heads[way] if sign == ">" else sign)
        self.row += 1
        self._reach(left - 1, right + 1)

    def _loop(self, message: Message, column: int) -> None:
        """A message to the one who sends it, its words beside it."""
        pen = self.canvas.signs.dotted if message.dotted else self.canvas.signs.solid
        rows = max(len(message.label), 2)
        net, top, bottom = self._next_net(), self.row, self.row + rows - 1
        self.canvas.line((column + 1, top), (column + 3, top), net, pen)
        self.canvas.line((column + 3, top), (column + 3, bottom), net, pen)
        self.canvas.line((column + 1, bottom), (column + 3, bottom), net, pen)
        self.canvas.stub((column + 1, top), Way.LEFT, net, pen)
        if message.head:
            head = self.canvas.signs.heads[Way.LEFT] if message.head == ">" else message.head
            self.canvas.sign((column + 1, bottom), head)
        for number, line in enumerate(message.label):
            self.canvas.text((column + _LOOP, top + number), line)
        self.row += rows
        self._reach(column, column + _LOOP + _cells(message.label, self.canvas.measure))

    def _note(self, note: Note) -> None:
        self.row += 1
        cells = _cells(note.label, self.canvas.measure) + 4
        first, last = self.columns[note.first], self.columns[note.last]
        if note.first != note.last:
            cells = max(cells, last - first + 1 + 2 * _BESIDE)
        left = {"left of": first - _BESIDE - cells + 1, "right of": last + _BESIDE}.get(
            note.side, (first + last) // 2 - cells // 2
        )
        self._box((left, self.row), cells, len(note.label) + 2, note.label)
        self.row += len(note.label) + 2
        self._reach(min(left, first), max(left + cells - 1, last))

    def _close(self) -> None:
        """The frame that was opened last ends here."""
        frame = self.frames.pop()
        if frame.right < 0:
            frame.left, frame.right = self.columns[0], self.columns[-1]
        titles = [frame.title, *(title for _, title in frame.divisions)]
        left = frame.left - _BESIDE
        right = max(frame.right + _BESIDE, left + _cells(titles, self.canvas.measure) + 4)
        if left < 0:
            raise DiagramError("a frame beyond the edge")
        bottom = self.row + 1
        rows = [(frame.top, frame.title), *frame.divisions]
        lines = [(row, left + 1, title) for row, title in rows]
        self.canvas.frame((left, frame.top), (right, bottom), -self._next_net(), lines)
        for row in (*(row for row, _ in rows), bottom):
            self.hidden |= {(column, row) for column in range(left, right + 1)}
        self.row = bottom + 1
        self._reach(left, right)

    def _actor_line(self, column: int, top: int) -> None:
        """The line of a participant, which gives way to boxes, labels and frames."""
        net = self._next_net()
        for row in range(top, self.row + 1):
            if (column, row) not in self.hidden and not self.canvas.covered((column, row)):
                for way in (Way.UP, Way.DOWN):
                    self.canvas.stub((column, row), way, net, self.canvas.signs.solid)
