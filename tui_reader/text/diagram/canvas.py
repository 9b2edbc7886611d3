"""A sheet of cells on which lines and texts are drawn, and which lets nothing be drawn over anything else.

What could be misread raises: two lines that run along each other, a line through a text, a box over a box. Lines that
cross stay apart, since one of them gives way: that of a frame, else the level one. Lines of one net join.
"""

from collections.abc import Iterator, Sequence
from enum import IntFlag

from tui_reader.model.dataclass import dataclass
from tui_reader.text.diagram.diagram_labels import DiagramError, Measure


class Way(IntFlag):
    """The sides of a cell that a line leaves it by."""

    UP = 1
    RIGHT = 2
    DOWN = 4
    LEFT = 8


_UPRIGHT = Way.UP | Way.DOWN
_LEVEL = Way.LEFT | Way.RIGHT
_LIGHT = " ╵╶└╷│┌├╴┘─┴┐┤┬┼"
_HEAVY = " ╹╺┗╻┃┏┣╸┛━┻┓┫┳╋"
_PLAIN = " |-+||++-+-+++++"
"""A character for each set of ways, by its number."""


@dataclass(frozen=True, slots=True)
class Pen:
    """What a line is drawn with."""

    signs: str = _LIGHT
    """A character for each set of ways, by its number."""
    upright: str = "│"
    """A straight line downwards."""
    level: str = "─"
    """A straight line to the right."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The characters that diagrams are drawn with."""

    solid: Pen
    """Common lines."""
    dotted: Pen
    """Dotted ones."""
    heavy: Pen
    """Heavy ones."""
    heads: dict[Way, str]
    """Heads of arrows, by the way they point."""
    square: str
    """Corners of a box: top left, top right, bottom left, bottom right."""
    round: str
    """Corners of a round box."""
    cut: str
    """Corners of a box that stands for a decision."""
    double: str
    """Sides of a box that stands for a step of several parts."""


UNICODE = Signs(
    Pen(),
    Pen(_LIGHT, "┆", "┄"),
    Pen(_HEAVY, "┃", "━"),
    {Way.UP: "▲", Way.RIGHT: "►", Way.DOWN: "▼", Way.LEFT: "◄"},
    "┌┐└┘",
    "╭╮╰╯",
    "╱╲╲╱",
    "║",
)
ASCII = Signs(
    Pen(_PLAIN, "|", "-"),
    Pen(_PLAIN, ":", "."),
    Pen(_PLAIN, "#", "="),
    {Way.UP: "^", Way.RIGHT: ">", Way.DOWN: "v", Way.LEFT: "<"},
    "++++",
    "..''",
    "/\\\\/",
    "#",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of one drawn line."""

    text: str
    """The characters."""
    label: bool
    """True for what the author wrote, False for lines and blanks."""


@dataclass(frozen=True, slots=True)
class _Stroke:
    """A line in one cell."""

    net: int
    """Its net."""
    pen: Pen
    """What it is drawn with."""
    ways: Way
    """The sides of the cell it touches."""


class Canvas:
    """The sheet. Lines of one net may join, those of two nets may only cross; nets below 0 are frames.

    It is `cells` wide; whoever draws asks for that before, and what is beyond it raises when the rows are asked for.
    """

    def __init__(self, signs: Signs, measure: Measure, cells: int) -> None:
        self.signs = signs
        self.measure = measure
        self.cells = cells
        self._lines: dict[tuple[int, int], dict[bool, _Stroke]] = {}
        self._signs: dict[tuple[int, int], str] = {}
        self._labels: dict[tuple[int, int], str] = {}
        self._covered: set[tuple[int, int]] = set()

    def line(self, start: tuple[int, int], end: tuple[int, int], net: int, pen: Pen) -> None:
        """A straight line between two cells (column, row), both included; one cell alone gives no line."""
        (left, top), (right, bottom) = min(start, end), max(start, end)
        if top > bottom or (left != right and top != bottom):
            raise DiagramError("a line is straight")
        for column in range(left, right):
            self._add((column, top), net, Way.RIGHT, pen)
            self._add((column + 1, top), net, Way.LEFT, pen)
        for row in range(top, bottom):
            self._add((left, row), net, Way.DOWN, pen)
            self._add((left, row + 1), net, Way.UP, pen)

    def _add(self, place: tuple[int, int], net: int, way: Way, pen: Pen) -> None:
        strokes = self._lines.setdefault(place, {})
        upright = bool(way & _UPRIGHT)
        before = strokes.get(upright)
        if place in self._covered or (before and before.net != net):
            raise DiagramError("a line runs into something")
        strokes[upright] = _Stroke(net, pen, way | before.ways if before else way)

    def stub(self, place: tuple[int, int], way: Way, net: int, pen: Pen) -> None:
        """Half a line: from the middle of a cell to one of its sides."""
        self._add(place, net, way, pen)

    def sign(self, place: tuple[int, int], sign: str) -> None:
        """One character over whatever line is there, such as the head of an arrow."""
        if place in self._labels:
            raise DiagramError("a sign stands on a label")
        self._signs[place] = sign

    def text(self, place: tuple[int, int], text: str) -> None:
        """A label of the author's, its first cell at `place`; no line may be there or come there."""
        column, row = place
        for letter in text:
            cells = self.measure(letter)
            if not cells and column > place[0]:
                self._labels[self._before(column, row), row] += letter
            for cell in range(column, column + cells):
                if any((cell, row) in drawn for drawn in (self._lines, self._labels, self._signs)):
                    raise DiagramError("a label stands on something")
                self._labels[cell, row] = letter if cell == column else ""
                self._covered.add((cell, row))
            column += cells

    def _before(self, column: int, row: int) -> int:
        """The first cell of the character that ends before `column`."""
        return column - 1 if self._labels[column - 1, row] else column - 2

    def box(self, corner: tuple[int, int], cells: int, rows: int, corners: str, side: str) -> None:
        """A box; nothing but labels may be drawn inside it from now on."""
        self.cover(corner, cells, rows)
        (left, top), level = corner, self.signs.solid.level
        right, bottom = left + cells - 1, top + rows - 1
        for column in range(left + 1, right):
            self._signs[column, top] = self._signs[column, bottom] = level
        for row in range(top + 1, bottom):
            self._signs[left, row] = self._signs[right, row] = side
        for place, sign in zip(((left, top), (right, top), (left, bottom), (right, bottom)), corners, strict=True):
            self._signs[place] = sign

    def cover(self, corner: tuple[int, int], cells: int, rows: int) -> None:
        """No line and no other box may come into the rectangle from now on."""
        inside = {(corner[0] + column, corner[1] + row) for column in range(cells) for row in range(rows)}
        if inside & self._covered or not inside.isdisjoint(self._lines):
            raise DiagramError("a box stands on something")
        self._covered |= inside

    def frame(
        self, corner: tuple[int, int], other: tuple[int, int], net: int, titles: Sequence[tuple[int, int, str]]
    ) -> None:
        """A frame from its upper left corner to its lower right one. `titles` are those on its upper side and on lines
        that divide it: row, first column of the blank before the title, and the title, which may be empty.
        """
        (left, top), (right, bottom), pen = corner, other, self.signs.solid
        for column in (left, right):
            self.line((column, top), (column, bottom), net, pen)
        self.line((left, bottom), (right, bottom), net, pen)
        for row, at, title in titles:
            end = at + self.measure(title) + 2 if title else at
            if title:
                self.text((at + 1, row), title)
                for place, way in (((at - 1, row), Way.RIGHT), ((end, row), Way.LEFT)):
                    self.stub(place, way, net, pen)
                self.line((left, row), (at - 1, row), net, pen)
            self.line((end if title else left, row), (right, row), net, pen)

    def covered(self, place: tuple[int, int]) -> bool:
        """Whether a box or a label stands on a cell."""
        return place in self._covered

    def free(self, place: tuple[int, int], cells: int) -> bool:
        """Whether nothing is drawn yet on so many cells of a row."""
        row = [(place[0] + number, place[1]) for number in range(cells)]
        return not any(cell in drawn for cell in row for drawn in (self._lines, self._signs, self._covered))

    def rows(self) -> Iterator[list[Piece]]:
        """The lines of the drawing from top to bottom, without blanks at their ends."""
        places = self._lines.keys() | self._signs.keys() | self._labels.keys()
        last: dict[int, int] = {}
        for column, row in places:
            last[row] = max(last.get(row, 0), column)
        if max(last.values(), default=0) >= self.cells:
            raise DiagramError("too wide")
        for row in range(max(last, default=-1) + 1):
            yield list(self._pieces(row, last.get(row, -1) + 1))

    def _pieces(self, row: int, cells: int) -> Iterator[Piece]:
        text, label = "", False
        for column in range(cells):
            own = (column, row) in self._labels
            if own is not label and text:
                yield Piece(text, label)
                text = ""
            label = own
            text += self._labels[column, row] if own else self._drawn((column, row))
        if text:
            yield Piece(text, label)

    def _drawn(self, place: tuple[int, int]) -> str:
        """The character of a cell without a label."""
        if place in self._signs:
            return self._signs[place]
        strokes = self._lines.get(place)
        if not strokes:
            return " "
        upright, level = strokes.get(True), strokes.get(False)
        if upright and level and upright.net == level.net:
            return upright.pen.signs[upright.ways | level.ways]
        stroke = level if upright is None or (level and upright.net < 0 < level.net) else upright
        assert stroke is not None
        straight = {_UPRIGHT: stroke.pen.upright, _LEVEL: stroke.pen.level}
        return straight.get(stroke.ways) or stroke.pen.signs[stroke.ways]
