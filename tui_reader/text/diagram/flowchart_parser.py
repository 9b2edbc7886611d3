"""Reads flowcharts in Mermaid's notation (mermaid.js.org, Flowcharts); styles and links of boxes mean nothing here.

Whatever is not understood raises, so that no half of a diagram is drawn.
"""

import re
from collections.abc import Sequence

from tui_reader.model.dataclass import replace
from tui_reader.text.diagram.diagram_labels import DiagramError, label_lines
from tui_reader.text.diagram.flowchart import Edge, Flowchart, Group, Node, Shape, Stroke

MOST_NODES = 50
"""Boxes of a diagram that is drawn."""
MOST_EDGES = 80
"""Lines of a diagram that is drawn."""
MOST_GROUPS = 12
"""Frames of a diagram that is drawn."""
DEEPEST = 4
"""Frames inside each other."""

_START = re.compile(r"(?:graph|flowchart)(?:-elk)?\b[ \t]*+(TB|TD|BT|LR|RL|[<>^v])?[ \t]*+(?=[;\n]|$)")
_DIRECTIONS = {"": "TB", "TD": "TB", ">": "LR", "<": "RL", "^": "BT", "v": "TB"}
_BLANK = re.compile(r"(?:\s|;|%%[^\n]*)*+")
_SKIPPED = re.compile(r"(?:style|classDef|class|linkStyle|click|accTitle|accDescr[ \t]*:|direction)\b[^\n;]*")
_GROUP = re.compile(r"subgraph\b[ \t]*([^\n;]*)")
_GROUP_TITLE = re.compile(r"([^\s\[\]\"]+)[ \t]*\[(.*)\]$")
_END = re.compile(r"end(?![\w-])")
_NAME = re.compile(r"\w+(?:[-./]\w+)*")
_CLASS = re.compile(r":::[\w,-]+")
_DETAILS = re.compile(r"@\{([^{}\n]*)\}")
_DETAIL = {name: re.compile(name + r"[ ]*:[ ]*(\"[^\"]*\"|[^,\"]+)") for name in ("shape", "label")}
_AND = re.compile(r"&\s*+")
_EDGE_NAME = re.compile(r"(?<!\w)\w++@(?=[-=<xo~])")
_LINK = re.compile(r"([xo<]?)(--+[-xo>]|==+[=xo>]|-\.+-[xo>]?|~~~+)")
_OPEN = re.compile(r"([xo<]?)(--|==|-\.)")
_SPACE = re.compile(r"\s*+")
_LABEL = re.compile(r"\|([^|\n]*)\|")
_CLOSING = {
    "--": re.compile(r"(?<!-)--+[-xo>]"),
    "==": re.compile(r"(?<!=)==+[=xo>]"),
    "-.": re.compile(r"(?<!\.)\.++-[xo>]?"),
}
"""Where a line goes on behind the text in its middle, by its beginning."""
_STROKES = {"-": Stroke.SOLID, "=": Stroke.HEAVY, ".": Stroke.DOTTED, "~": Stroke.HIDDEN}
_BRACKETS: tuple[tuple[str, tuple[str, ...], Shape], ...] = (
    ("(((", (")))",), Shape.ROUND),
    ("((", ("))",), Shape.ROUND),
    ("([", ("])",), Shape.ROUND),
    ("[(", (")]",), Shape.ROUND),
    ("[[", ("]]",), Shape.DOUBLE),
    ("[/", ("/]", "\\]"), Shape.SQUARE),
    ("[\\", ("\\]", "/]"), Shape.SQUARE),
    ("{{", ("}}",), Shape.CUT),
    ("{", ("}",), Shape.CUT),
    ("(", (")",), Shape.ROUND),
    ("[", ("]",), Shape.SQUARE),
    (">", ("]",), Shape.SQUARE),
)
"""Brackets of a box, longer ones first, with what may close them."""
_SHAPES = {
    **dict.fromkeys(("diam", "decision", "diamond", "question", "hex", "hexagon"), Shape.CUT),
    **dict.fromkeys(("rounded", "event", "stadium", "pill", "circle", "circ", "cyl", "db", "database"), Shape.ROUND),
    **dict.fromkeys(("subproc", "subprocess", "subroutine", "fr-rect"), Shape.DOUBLE),
}
"""Names of forms; all others are square."""


def parse_flowchart(source: str) -> Flowchart:
    """The flowchart; raises DiagramError where something in it is not understood or it has too many parts."""
    reader = _Reader(source)
    found = reader.take(_START)
    if found is None:
        raise DiagramError("no flowchart")
    reader.read()
    direction = _DIRECTIONS.get(found[1] or "", found[1])
    return Flowchart(direction, tuple(reader.nodes.values()), tuple(reader.edges), tuple(reader.groups))


class _Reader:
    """Goes through the source from its beginning to its end."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.nodes: dict[str, Node] = {}
        self.numbers: dict[str, int] = {}
        self.edges: list[Edge] = []
        self.groups: list[Group] = []
        self.open: list[int] = []
        self.group_names: set[str] = set()

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What stands here, if it fits; the reader goes behind it."""
        found = pattern.match(self.source, self.at)
        if found:
            self.at = found.end()
        return found

    def take_behind_blanks(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What stands here behind blanks and line ends; the reader stays where it is if nothing fits."""
        begin = self.at
        self.take(_SPACE)
        found = self.take(pattern)
        if found is None:
            self.at = begin
        return found

    def read(self) -> None:
        """Every statement."""
        self.take(_BLANK)
        while self.at < len(self.source):
            if self.take(_SKIPPED) is None and not self._group():
                self._chain()
            begin = self.at
            self.take(_BLANK)
            if self.at < len(self.source) and not re.search(r"[\n;]", self.source[begin : self.at]):
                raise DiagramError("something stands behind a statement")
        if self.open or not self.nodes:
            raise DiagramError("no boxes, or a frame that is not closed")
        if not self.group_names.isdisjoint(self.nodes):
            raise DiagramError("a line leads to a frame")

    def _group(self) -> bool:
        """A frame that begins or ends here."""
        found = self.take(_GROUP)
        if found:
            named = _GROUP_TITLE.match(found[1].strip())
            title = " ".join(label_lines(named[2] if named else found[1]))
            self.group_names.add(named[1] if named else found[1].strip())
            self.groups.append(Group(title, self.open[-1] if self.open else -1))
            self.open.append(len(self.groups) - 1)
            if len(self.groups) > MOST_GROUPS or len(self.open) > DEEPEST:
                raise DiagramError("too many frames")
            return True
        if self.open and self.take(_END):
            self.open.pop()
            return True
        return False

    def _chain(self) -> None:
        """Boxes, with lines between them."""
        before = self._row()
        while link := self._link():
            after = self._row()
            self.edges += [replace(link, start=start, end=end) for start in before for end in after]
            if len(self.edges) > MOST_EDGES:
                raise DiagramError("too many lines")
            before = after

    def _row(self) -> Sequence[int]:
        """One box, or several joined by `&`."""
        numbers = [self._node()]
        while self.take_behind_blanks(_AND):
            numbers.append(self._node())
        return numbers

    def _node(self) -> int:
        """A box, as it is named or described here."""
        found = self.take(_NAME)
        if found is None:
            raise DiagramError("no name of a box")
        name = found[0]
        known = self.nodes.get(name)
        label, shape = self._described()
        if known is None:
            known = Node(name, (name,), group=self.open[-1] if self.open else -1)
            self.numbers[name] = len(self.nodes)
        elif known.group < 0 and self.open:
            known = replace(known, group=self.open[-1])
        self.nodes[name] = replace(known, label=label or known.label, shape=shape or known.shape)
        if len(self.nodes) > MOST_NODES:
            raise DiagramError("too many boxes")
        return self.numbers[name]

    def _described(self) -> tuple[tuple[str, ...], Shape | None]:
        """Label and form behind the name of a box; empty and None where nothing stands there."""
        label: tuple[str, ...] = ()
        shape: Shape | None = None
        details = self.take(_DETAILS)
        if details:
            values = {name: found[1] for name, pattern in _DETAIL.items() if (found := pattern.search(details[1]))}
            label, shape = label_lines(values.get("label", "")), _SHAPES.get(values.get("shape", "").strip(' "'))
        for opening, closings, form in _BRACKETS:
            if not details and self.source.startswith(opening, self.at):
                label, shape = label_lines(self._inside(len(opening), closings)), form
                break
        self.take(_CLASS)
        return label, shape

    def _inside(self, opening: int, closings: Sequence[str]) -> str:
        """What stands between brackets; the reader goes behind them."""
        begin = self.at + opening
        quoted = self.source.startswith('"', begin)
        search = self.source.find('"', begin + 1) + 1 if quoted else begin
        ends = [(end, closing) for closing in closings if (end := self.source.find(closing, search)) >= 0]
        if not ends or (quoted and not search):
            raise DiagramError("a bracket is not closed")
        end, closing = min(ends)
        text = self.source[begin:end]
        if ("\n" in text and not quoted) or (quoted and self.source[search:end].strip()):
            raise DiagramError("a bracket is not closed on its line")
        self.at = end + len(closing)
        return text

    def _link(self) -> Edge | None:
        """A line, its ends not known yet; None where none begins here."""
        self.take_behind_blanks(_EDGE_NAME)
        found = self.take_behind_blanks(_LINK)
        label = ""
        if found is None:
            found = self.take_behind_blanks(_OPEN)
            if found is None:
                return None
            line_end = self.source.find("\n", self.at)
            closing = _CLOSING[found[2]].search(self.source, self.at, line_end if line_end >= 0 else len(self.source))
            if closing is None:
                raise DiagramError("a line does not end")
            label, head = self.source[self.at : closing.start()], closing[0][-1]
            self.at = closing.end()
        else:
            head = found[2][-1]
        named = self.take_behind_blanks(_LABEL)
        self.take(_SPACE)
        stroke = _STROKES[found[2][1] if found[2][0] == "-" else found[2][0]]
        ends = {head: head, "-": "", "=": "", "~": ""}
        return Edge(0, 0, label_lines(named[1] if named else label), stroke, ends[head], found[1].replace("<", ">"))
