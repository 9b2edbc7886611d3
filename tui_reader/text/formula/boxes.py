"""Boxes of characters: rectangles of lines that stand beside, above and around each other (pure)."""

from collections.abc import Callable, Sequence

from tui_reader.model.dataclass import dataclass
from tui_reader.text.formula.tex_tree import FormulaError

MOST_CELLS = 400
"""Cells of a box beyond which a formula is not set."""
MOST_LINES = 60
"""Lines of a box beyond which a formula is not set."""


@dataclass(frozen=True, slots=True)
class Box:
    """Lines of equal width, one of which stands on the line of the formula."""

    lines: tuple[str, ...]
    """At least one line, each filled up with blanks."""
    cells: int
    """Width in cells."""
    axis: int = 0
    """Index of the line that signs of relation stand on."""

    @property
    def height(self) -> int:
        """Lines it takes."""
        return len(self.lines)


@dataclass(frozen=True, slots=True)
class Signs:
    """Signs that boxes are drawn with: the top, middle and bottom of tall ones and what goes between."""

    rule: str
    """Of a fraction."""
    over: str
    """The rule over a root of one line; it stands low in its cell."""
    root: tuple[str, str, str, str]
    """The root of one line; of several: corner, stroke and foot."""
    tall: dict[str, tuple[str, str, str, str]]
    """Delimiter → top, middle, bottom and what goes between."""


UNICODE = Signs(
    "─",
    "_",
    ("√", "┌", "│", "⎷"),
    {
        "(": ("⎛", "⎜", "⎝", "⎜"),
        ")": ("⎞", "⎟", "⎠", "⎟"),
        "[": ("⎡", "⎢", "⎣", "⎢"),
        "]": ("⎤", "⎥", "⎦", "⎥"),
        "{": ("⎧", "⎨", "⎩", "⎪"),
        "}": ("⎫", "⎬", "⎭", "⎪"),
        "⌈": ("⎡", "⎢", "⎢", "⎢"),
        "⌉": ("⎤", "⎥", "⎥", "⎥"),
        "⌊": ("⎢", "⎢", "⎣", "⎢"),
        "⌋": ("⎥", "⎥", "⎦", "⎥"),
        "|": ("│", "│", "│", "│"),
        "‖": ("║", "║", "║", "║"),
        "⟨": ("╱", "⟨", "╲", "│"),
        "⟩": ("╲", "⟩", "╱", "│"),
    },
)
"""Signs of box drawing and the pieces of brackets."""
ASCII = Signs(
    "-",
    "_",
    ("\\/", "+", "|", "\\"),
    {
        **dict.fromkeys("(⟨", ("/", "|", "\\", "|")),
        **dict.fromkeys(")⟩", ("\\", "|", "/", "|")),
        **dict.fromkeys("[]⌈⌉⌊⌋", ("+", "|", "+", "|")),
        "{": ("/", "<", "\\", "|"),
        "}": ("\\", ">", "/", "|"),
        **dict.fromkeys("|‖", ("|", "|", "|", "|")),
    },
)
"""Signs of one cell everywhere."""


@dataclass(frozen=True, slots=True)
class Setter:
    """Makes boxes of boxes, in the cells of one terminal."""

    measure: Callable[[str], int]
    """Cells of a text."""
    signs: Signs = UNICODE
    """What is drawn with."""

    def text(self, text: str) -> Box:
        """One line."""
        return _checked(Box((text,), self.measure(text)))

    def beside(self, boxes: Sequence[Box]) -> Box:
        """Boxes from left to right, their axes on one line."""
        if all(box.height == 1 for box in boxes):
            return self.text("".join(box.lines[0] for box in boxes))
        axis = max(box.axis for box in boxes)
        height = axis + max(box.height - box.axis for box in boxes)
        columns = [_grown(box, axis - box.axis, height) for box in boxes]
        lines = tuple("".join(column[number] for column in columns) for number in range(height))
        return _checked(Box(lines, sum(box.cells for box in boxes), axis))

    def above(self, boxes: Sequence[Box], axis: int, align: str = "c") -> Box:
        """Boxes from top to bottom, aligned to the left, the middle or the right (`l`, `c`, `r`)."""
        cells = max(box.cells for box in boxes)
        lines = tuple(line for box in boxes for line in self.widened(box, cells, align).lines)
        return _checked(Box(lines, cells, axis))

    def widened(self, box: Box, cells: int, align: str = "c") -> Box:
        """The box with blanks beside it."""
        more = max(cells - box.cells, 0)
        left = {"l": 0, "r": more}.get(align, more // 2)
        return Box(tuple(" " * left + line + " " * (more - left) for line in box.lines), box.cells + more, box.axis)

    def rule(self, cells: int) -> Box:
        """A rule as wide as that or a little less."""
        return self.text(self.signs.rule * (cells // max(self.measure(self.signs.rule), 1)))

    def delimiter(self, sign: str, height: int, axis: int) -> Box:
        """A delimiter as tall as what it stands beside."""
        if height == 1 or sign not in self.signs.tall:
            return self.text(sign)
        top, middle, bottom, between = self.signs.tall[sign]
        lines = [top, *[between] * (height - 2), bottom]
        if height > 2:
            lines[height // 2] = middle
        return Box(tuple(lines), self.measure(top), axis)

    def root(self, body: Box) -> Box:
        """A box under a root."""
        sign, corner, stroke, foot = self.signs.root
        if body.height == 1:
            mark = self.text(sign)
            over = self.text(" " * mark.cells + self.signs.over * body.cells)
            return self.above((over, self.beside((mark, body))), 1, "l")
        top = self.text(f" {corner}" + self.signs.rule * (body.cells + 1))
        strokes = [f" {stroke} "] * (body.height - 1) + [f"{foot}{stroke} "]
        left = Box(tuple(strokes), self.measure(strokes[0]), body.axis)
        return self.above((top, self.beside((left, body))), body.axis + 1, "l")


def _grown(box: Box, above: int, height: int) -> tuple[str, ...]:
    """The lines of a box with blank ones above and below it."""
    blank = " " * box.cells
    return (blank,) * above + box.lines + (blank,) * (height - above - box.height)


def _checked(box: Box) -> Box:
    if box.cells > MOST_CELLS or box.height > MOST_LINES:
        raise FormulaError("too large")
    return box
