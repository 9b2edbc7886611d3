"""Flowcharts as lines of characters: boxes in layers, lines between them at right angles."""

from collections.abc import Sequence

from tui_reader.model.dataclass import dataclass
from tui_reader.text.diagram.canvas import Canvas, Pen, Way
from tui_reader.text.diagram.coordinates import Spacing, centres, distances
from tui_reader.text.diagram.diagram_labels import DiagramError, wrapped
from tui_reader.text.diagram.flowchart import Flowchart, Shape, Stroke
from tui_reader.text.diagram.flowchart_frames import Frame, Frames, across_of, check_frames, frames_of
from tui_reader.text.diagram.layers import Layered, Place
from tui_reader.text.diagram.nets import Net, Ports, nets_of, ports_needed, ports_of, tracks_of
from tui_reader.text.diagram.straightening import straightened

MOST_ROWS = 120
"""Rows beyond which a diagram is not drawn."""
_OPPOSITE = {Way.UP: Way.DOWN, Way.DOWN: Way.UP, Way.LEFT: Way.RIGHT, Way.RIGHT: Way.LEFT}


@dataclass(frozen=True, slots=True)
class Axes:
    """Which way the layers follow each other."""

    level: bool
    """True from left to right or back, False downwards or upwards."""
    back: bool
    """True to the left or upwards."""
    length: int
    """Cells from the first layer to the last."""

    def cell(self, along: int, across: int) -> tuple[int, int]:
        """Column and row of a cell, by its distance along the layers and across them."""
        along = self.length - 1 - along if self.back else along
        return (along, across) if self.level else (across, along)

    @property
    def ahead(self) -> Way:
        """The way from a layer to the next."""
        if self.level:
            return Way.LEFT if self.back else Way.RIGHT
        return Way.UP if self.back else Way.DOWN

    @property
    def behind(self) -> Way:
        """The way from a layer to the one before."""
        return _OPPOSITE[self.ahead]


@dataclass(frozen=True, slots=True)
class _Gap:
    """What stands between two layers, in cells along them."""

    tracks: Sequence[int]
    """Cell of each net's track; -1 for a straight one."""
    end: int
    """First cell of the lower layer."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """Everything a drawing is made of, measured."""

    chart: Flowchart
    """The flowchart."""
    layers: Layered
    """Its layers."""
    labels: Sequence[tuple[str, ...]]
    """Lines of the label of each place."""
    sizes: Sequence[tuple[int, int]]
    """Cells of each place along the layers and across them."""
    middles: Sequence[int]
    """Middle of each place across the layers."""
    nets: Sequence[Sequence[Net]]
    """Nets below each layer but the last."""
    ports: Ports
    """Where they touch the places."""
    frames: Frames
    """The frames of the groups."""

    def span(self, number: int) -> tuple[int, int]:
        """First and last cell of a place across the layers."""
        first = self.middles[number] - self.sizes[number][1] // 2
        return first, first + self.sizes[number][1] - 1


def draw_flowchart(chart: Flowchart, layers: Layered, canvas: Canvas, label_cells: int, level: bool) -> None:
    """Draw a flowchart, of which `layers` are the layers, on an empty canvas, its labels at most `label_cells` wide;
    `level` sets the layers side by side.

    Raises DiagramError where it would be too large or could be misread.
    """
    plan = _measured(chart, layers, canvas, label_cells, level)
    starts, gaps, length = _along(plan, level)
    widest = max(plan.span(number)[1] for number in range(len(plan.sizes))) + 1
    rows, columns = (widest, length) if level else (length, widest)
    if rows > MOST_ROWS or columns > canvas.cells:
        raise DiagramError("too large")
    back = chart.direction == ("RL" if level else "BT")
    axes = Axes(level, back, length)
    _Drawing(plan, canvas, axes, starts, gaps).draw()


def _measured(chart: Flowchart, layers: Layered, canvas: Canvas, label_cells: int, level: bool) -> _Plan:
    nets = nets_of(layers)
    labels = [wrapped(_label(chart, place), label_cells, canvas.measure) for place in layers.places]
    sizes = [
        _size(place, [canvas.measure(line) for line in lines], ports, level)
        for place, lines, ports in zip(layers.places, labels, ports_needed(layers, nets), strict=True)
    ]
    _check_room(layers, sizes, canvas.cells, level)
    across, spacing, step = [size[1] for size in sizes], Spacing(1, 1) if level else Spacing(2, 2), 1 if level else 2
    middles = centres(layers, across, spacing)
    least = [distances(layers, layer, across, spacing) for layer in layers.layers]
    all_nets = [net for some in nets for net in some]
    middles = straightened(layers, least, middles, all_nets, ports_of(nets, middles, step))
    frames = frames_of(layers.places)
    firsts = [middle - cells // 2 for middle, cells in zip(middles, across, strict=True)]
    spans = [(low, low + cells - 1) for low, cells in zip(firsts, across, strict=True)]
    first = min(low for low, _ in (*spans, *across_of(frames, spans, _frame_room(level)).values()))
    middles = [middle - first for middle in middles]
    ports = ports_of(nets, middles, step)
    return _Plan(chart, layers, labels, sizes, middles, nets, ports, frames)


def _check_room(layers: Layered, sizes: Sequence[tuple[int, int]], cells: int, level: bool) -> None:
    """Raises DiagramError where the places alone are wider than the canvas."""
    if level:
        least = sum(max(sizes[number][0] for number in layer) for layer in layers.layers)
    else:
        least = max(sum(sizes[number][1] for number in layer) for layer in layers.layers)
    if least > cells:
        raise DiagramError("too wide")


def _frame_room(level: bool) -> int:
    """Cells across the layers between a frame and what stands in it, the frame included."""
    return 1 if level else 2


def _label(chart: Flowchart, place: Place) -> tuple[str, ...]:
    if place.node >= 0:
        return chart.nodes[place.node].label
    return chart.edges[place.edge].label if place.labelled else ()


def _size(place: Place, widths: Sequence[int], ports: int, level: bool) -> tuple[int, int]:
    """Cells of a place along the layers and across them."""
    if not widths:
        return 0, 1
    cells, rows = max(widths), len(widths)
    if place.node < 0:
        return (cells + 2, rows) if level else (rows, cells)
    if level:
        return cells + 4, max(rows, ports + 1 - ports % 2) + 2
    return rows + 2, max(cells, 2 * ports - 1) + 4


def _along(plan: _Plan, level: bool) -> tuple[list[int], list[_Gap], int]:
    """First cell of each layer, what stands between layers, and the cells of all."""
    room = 2 if level else 1
    layers = plan.layers.layers
    at = room * plan.frames.begin_at(0)
    starts = [at]
    gaps: list[_Gap] = []
    for layer, nets in enumerate(plan.nets):
        at += max(plan.sizes[number][0] for number in layers[layer])
        tracks = tracks_of(nets, plan.ports)
        several = max(tracks, default=-1) + 1
        tails = any(link.tail for net in nets for link in net)
        heads = any(link.head for net in nets for link in net)
        at += 1 + tails if level else int(tails or not several)
        at += room * plan.frames.end_at(layer)
        step = 2 if level else 1
        placed = [at + step * track if track >= 0 else -1 for track in tracks]
        at += max(step * several - (step - 1), 0)
        at += room * plan.frames.begin_at(layer + 1)
        at += (2 if level else 1) * heads
        gaps.append(_Gap(placed, at))
        starts.append(at)
    at += max(plan.sizes[number][0] for number in layers[-1])
    return starts, gaps, at + room * plan.frames.end_at(len(layers) - 1)


class _Drawing:
    """A measured flowchart on its way onto a canvas."""

    def __init__(self, plan: _Plan, canvas: Canvas, axes: Axes, starts: Sequence[int], gaps: Sequence[_Gap]) -> None:
        self.plan = plan
        self.canvas = canvas
        self.axes = axes
        self.starts = starts
        self.gaps = gaps
        self.net = 0
        signs = canvas.signs
        self.pens = {Stroke.SOLID: signs.solid, Stroke.DOTTED: signs.dotted, Stroke.HEAVY: signs.heavy}

    def draw(self) -> None:
        """Boxes first, then what may not touch them."""
        for number in range(len(self.plan.layers.places)):
            self._place(number)
        for nets, gap in zip(self.plan.nets, self.gaps, strict=True):
            for net, track in zip(nets, gap.tracks, strict=True):
                self._net(net, track, gap)
        self._frames()

    def _start(self, number: int) -> int:
        return self.starts[self.plan.layers.places[number].layer]

    def _layer_end(self, number: int) -> int:
        """The cell behind the layer of a place."""
        layer = self.plan.layers.layers[self.plan.layers.places[number].layer]
        return self._start(number) + max(self.plan.sizes[other][0] for other in layer)

    def _place_end(self, number: int) -> int:
        """The cell behind a place; a bend goes through the whole of its layer."""
        along = self.plan.sizes[number][0]
        return self._start(number) + along if along else self._layer_end(number)

    def _place(self, number: int) -> None:
        place, lines = self.plan.layers.places[number], self.plan.labels[number]
        along, across = self.plan.sizes[number]
        start, first = self._start(number), self.plan.span(number)[0]
        if not lines:
            self._bend(number, self.plan.chart.edges[place.edge].stroke)
            return
        one = self.axes.cell(start, first)
        other = self.axes.cell(start + along - 1, first + across - 1)
        corner = (min(one[0], other[0]), min(one[1], other[1]))
        cells, rows = abs(one[0] - other[0]) + 1, abs(one[1] - other[1]) + 1
        if place.node >= 0:
            shape, signs = self.plan.chart.nodes[place.node].shape, self.canvas.signs
            corners = {Shape.ROUND: signs.round, Shape.CUT: signs.cut}.get(shape, signs.square)
            side = signs.double if shape is Shape.DOUBLE else signs.solid.upright
            self.canvas.box(corner, cells, rows, corners, side)
        top = corner[1] + (rows - len(lines)) // 2
        for row, line in enumerate(lines):
            self.canvas.text((corner[0] + (cells - self.canvas.measure(line)) // 2, top + row), line)

    def _bend(self, number: int, stroke: Stroke) -> None:
        """A long line on its way through a layer."""
        if stroke is Stroke.HIDDEN:
            return
        start, end = self._start(number), self._layer_end(number) - 1
        self._stretch(start, end, self.plan.middles[number], self.pens[stroke])

    def _stretch(self, start: int, end: int, across: int, pen: Pen) -> None:
        """A straight line along the layers that goes on at both its ends."""
        self.net += 1
        first, last = self.axes.cell(start, across), self.axes.cell(end, across)
        self.canvas.line(first, last, self.net, pen)
        self.canvas.stub(first, self.axes.behind, self.net, pen)
        self.canvas.stub(last, self.axes.ahead, self.net, pen)

    def _net(self, net: Net, track: int, gap: _Gap) -> None:
        """The lines of a net: down to its track, along it, and down from it."""
        self.net += 1
        pen = self.pens[net[0].stroke]
        ports = self.plan.ports
        for across, link in {ports.upper[link]: link for link in net}.items():
            start = self._place_end(link.start)
            top = self.axes.cell(start, across)
            self.canvas.line(top, self.axes.cell(track if track >= 0 else gap.end - 1, across), self.net, pen)
            self.canvas.stub(top, self.axes.behind, self.net, pen)
            self._end(link.start, link.tail, (start - 1, across), top, self.axes.behind)
        for across, link in {ports.lower[link]: link for link in net}.items():
            foot = self.axes.cell(gap.end - 1, across)
            if track >= 0:
                self.canvas.line(self.axes.cell(track, across), foot, self.net, pen)
            self.canvas.stub(foot, self.axes.ahead, self.net, pen)
            self._end(link.end, link.head, (gap.end, across), foot, self.axes.ahead)
        if track >= 0:
            spans = [*(ports.upper[link] for link in net), *(ports.lower[link] for link in net)]
            self.canvas.line(self.axes.cell(track, min(spans)), self.axes.cell(track, max(spans)), self.net, pen)

    def _end(self, number: int, head: str, border: tuple[int, int], last: tuple[int, int], way: Way) -> None:
        """The head of an arrow in the last cell before a box, or the line joined to the box's border."""
        if head:
            self.canvas.sign(last, self.canvas.signs.heads[way] if head == ">" else head)
        elif self.plan.layers.places[number].node >= 0:
            sides = (Way.LEFT | Way.RIGHT) if way in (Way.UP, Way.DOWN) else (Way.UP | Way.DOWN)
            self.canvas.sign(self.axes.cell(*border), self.canvas.signs.solid.signs[sides | _OPPOSITE[way]])

    def _frames(self) -> None:
        """The frames of the groups, whose titles stand where no line comes through."""
        plan, level = self.plan, self.axes.level
        room = 2 if level else 1
        spans = [plan.span(number) for number in range(len(plan.sizes))]
        found = []
        for group, across in across_of(plan.frames, spans, _frame_room(level)).items():
            first, last = plan.frames.layers[group]
            heads = first > 0 and any(link.head for net in plan.nets[first - 1] for link in net)
            start = self.starts[first] - (2 if level else 1) * heads - room * plan.frames.before[group]
            layer = plan.layers.layers[last]
            end = self.starts[last] + max(plan.sizes[number][0] for number in layer) - 1
            tails = last < len(plan.nets) and any(link.tail for net in plan.nets[last] for link in net)
            found.append(Frame(group, (start, end + tails + room * plan.frames.after[group]), across))
        around = {group: plan.layers.places[inside[0]].groups for group, inside in plan.frames.members.items()}
        check_frames(found, around)
        for frame in found:
            self._frame(frame)

    def _frame(self, frame: Frame) -> None:
        one, other = (self.axes.cell(along, across) for along, across in zip(frame.along, frame.across, strict=True))
        left, right = sorted((one[0], other[0]))
        top, bottom = sorted((one[1], other[1]))
        title = self.plan.chart.groups[frame.group].title
        room = right - left - 1
        cells = self.canvas.measure(title) + 2 if title else 0
        free = (at for at in range(left + 1, left + 2 + room - cells) if self.canvas.free((at, top), cells))
        at = next(free, None)
        if at is None:
            raise DiagramError("no room for a title")
        self.canvas.frame((left, top), (right, bottom), -1 - frame.group, [(top, at, title)])
