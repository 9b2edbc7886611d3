"""The source of a diagram as lines of characters, where it is small enough; else nothing, and its source is shown."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from tui_reader.text.diagram.canvas import ASCII, UNICODE, Canvas, Piece
from tui_reader.text.diagram.diagram_labels import DiagramError, Measure
from tui_reader.text.diagram.flowchart_drawing import draw_flowchart
from tui_reader.text.diagram.flowchart_parser import parse_flowchart
from tui_reader.text.diagram.layers import layered
from tui_reader.text.diagram.sequence_drawing import draw_sequence
from tui_reader.text.diagram.sequence_parser import parse_sequence, sequence_labels

LONGEST = 8_000
"""Characters of a source that is looked at."""
_LABEL_CELLS = (40, 24, 16, 12, 8)
"""Widths of labels that are tried, one after the other."""
_Attempt = Callable[[Canvas], None]


def drawn_diagram(source: str, cells: int, measure: Measure, ascii_signs: bool) -> list[list[Piece]] | None:
    """The lines of a diagram in Mermaid's notation, at most `cells` wide by `measure`; None where it is of another
    kind, not understood, or does not fit. `source` is safe and has line feeds alone. Never raises.

    A flowchart that does not fit from left to right is tried from top to bottom.
    """
    if len(source) > LONGEST:
        return None
    try:
        for attempt in _attempts(_without_header(source), measure):
            canvas = Canvas(ASCII if ascii_signs else UNICODE, measure, cells)
            try:
                attempt(canvas)
                return list(canvas.rows())
            except DiagramError:
                continue
    except DiagramError:
        pass
    return None


def _without_header(source: str) -> str:
    """The source from the line that names its kind: without front matter, directives and remarks before it."""
    lines = source.strip().split("\n")
    if lines[0].strip() == "---":
        end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0)
        if any(line.lstrip().startswith("title") for line in lines[:end]):
            raise DiagramError("a title above the diagram")
        lines = lines[end + 1 :]
    while lines and (not lines[0].strip() or lines[0].lstrip().startswith("%%")):
        lines = lines[1:]
    return "\n".join(lines).strip()


def _attempts(source: str, measure: Measure) -> Iterator[_Attempt]:
    """Ways of drawing a diagram, the best first."""
    if source.startswith("sequenceDiagram"):
        sequence = parse_sequence(source)
        for cells in _widths_of(sequence_labels(sequence), measure):
            yield partial(draw_sequence, sequence, label_cells=cells)
        return
    chart = parse_flowchart(source)
    layers = layered(chart)
    labels = [*(node.label for node in chart.nodes), *(edge.label for edge in chart.edges)]
    level = chart.direction in ("LR", "RL")
    for way in (level, False) if level else (level,):
        for cells in _widths_of(labels, measure):
            yield partial(draw_flowchart, chart, layers, label_cells=cells, level=way)


def _widths_of(labels: Iterable[Iterable[str]], measure: Measure) -> list[int]:
    """Those widths of labels that make a difference."""
    widest = max((measure(line) for label in labels for line in label), default=0)
    narrower = [cells for cells in _LABEL_CELLS if cells < widest]
    return narrower if widest > _LABEL_CELLS[0] else [_LABEL_CELLS[0], *narrower]
