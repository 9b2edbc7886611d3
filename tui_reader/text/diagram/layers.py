"""The boxes of a flowchart in layers: lines lead from one layer to the next, circles are opened, long lines and labels
get places of their own (after K. Sugiyama, S. Tagawa, M. Toda, 1981).
"""

from collections.abc import Sequence

from tui_reader.model.dataclass import dataclass, replace
from tui_reader.text.diagram.diagram_labels import DiagramError
from tui_reader.text.diagram.flowchart import Edge, Flowchart, Stroke

MOST_PLACES = 400
"""Boxes, labels and bends of a diagram that is drawn."""
_ROUNDS = 8
"""How often the order of the layers is improved."""


@dataclass(frozen=True, slots=True)
class Place:
    """What has room in a layer: a box, the label of an edge, or a long edge on its way."""

    layer: int
    """Layer, from 0."""
    node: int = -1
    """Index of the box; -1 for none."""
    edge: int = -1
    """Index of the edge whose label or bend this is; -1 for a box."""
    labelled: bool = False
    """Whether the edge's label stands here."""
    groups: tuple[int, ...] = ()
    """Indexes of the groups around it, the outermost first."""


@dataclass(frozen=True, slots=True)
class Link:
    """A part of an edge, between places of neighbouring layers."""

    start: int
    """Index of the place in the upper layer."""
    end: int
    """Index of the place in the lower layer."""
    stroke: Stroke
    """Its line."""
    head: str = ""
    """Sign at its lower end."""
    tail: str = ""
    """Sign at its upper end."""


@dataclass(frozen=True, slots=True)
class Layered:
    """A flowchart in layers."""

    places: tuple[Place, ...]
    """Everything that has room."""
    links: tuple[Link, ...]
    """What connects them."""
    layers: tuple[tuple[int, ...], ...]
    """Indexes of the places of each layer, in order."""


def layered(chart: Flowchart) -> Layered:
    """The layers of a flowchart, each ordered so that few lines cross and groups stay together."""
    if any(edge.start == edge.end for edge in chart.edges):
        raise DiagramError("a line leads back to its own box")
    edges = _without_circles(chart)
    layer_of = _layers_of(len(chart.nodes), edges)
    paths = [_path(chart, node.group) for node in chart.nodes]
    places = [Place(layer_of[number], number, groups=paths[number]) for number in range(len(chart.nodes))]
    links: list[Link] = []
    for number, edge in enumerate(edges):
        way = _common(paths[edge.start], paths[edge.end])
        middle = (layer_of[edge.start] + layer_of[edge.end]) // 2
        before = edge.start
        tail = edge.tail
        for layer in range(layer_of[edge.start] + 1, layer_of[edge.end]):
            places.append(Place(layer, -1, number, bool(edge.label) and layer == middle, way))
            links.append(Link(before, len(places) - 1, edge.stroke, "", tail))
            before, tail = len(places) - 1, ""
        links.append(Link(before, edge.end, edge.stroke, edge.head, tail))
        if len(places) > MOST_PLACES:
            raise DiagramError("too many bends")
    return _ordered(places, links)


def _path(chart: Flowchart, group: int) -> tuple[int, ...]:
    """The groups around a box, the outermost first."""
    found: list[int] = []
    while group >= 0:
        found.append(group)
        group = chart.groups[group].parent
    return tuple(reversed(found))


def _common(first: Sequence[int], second: Sequence[int]) -> tuple[int, ...]:
    """The groups around both."""
    return tuple(one for one, other in zip(first, second, strict=False) if one == other)


def _without_circles(chart: Flowchart) -> list[Edge]:
    """The edges, those that lead back turned around."""
    after: dict[int, list[int]] = {}
    for number, edge in enumerate(chart.edges):
        after.setdefault(edge.start, []).append(number)
    turned = [False] * len(chart.edges)
    done: set[int] = set()
    for first in range(len(chart.nodes)):
        way = [(first, iter(after.get(first, ())))] if first not in done else []
        on_way = {first}
        while way:
            node, rest = way[-1]
            number = next(rest, -1)
            if number < 0:
                done.add(node)
                on_way.discard(node)
                way.pop()
                continue
            end = chart.edges[number].end
            if end in on_way:
                turned[number] = True
            elif end not in done:
                on_way.add(end)
                way.append((end, iter(after.get(end, ()))))
    return [_turned(edge) if back else edge for edge, back in zip(chart.edges, turned, strict=True)]


def _turned(edge: Edge) -> Edge:
    return replace(edge, start=edge.end, end=edge.start, head=edge.tail, tail=edge.head)


def _layers_of(nodes: int, edges: Sequence[Edge]) -> list[int]:
    """The layer of each box: as far down as the longest way to it, and not further above what follows than needed."""
    order = _order(nodes, edges)
    layer_of = [0] * nodes
    before: dict[int, list[Edge]] = {}
    after: dict[int, list[Edge]] = {}
    for edge in edges:
        before.setdefault(edge.end, []).append(edge)
        after.setdefault(edge.start, []).append(edge)
    for node in order:
        layer_of[node] = max((layer_of[edge.start] + _length(edge) for edge in before.get(node, ())), default=0)
    for node in reversed(order):
        if node in after and node not in before:
            layer_of[node] = min(layer_of[edge.end] - _length(edge) for edge in after[node])
    lowest = min(layer_of)
    return [layer - lowest for layer in layer_of]


def _length(edge: Edge) -> int:
    """Layers between the ends of an edge: its label needs one of its own."""
    return 2 if edge.label else 1


def _order(nodes: int, edges: Sequence[Edge]) -> list[int]:
    """All boxes, each behind those that lead to it."""
    waiting = [0] * nodes
    after: dict[int, list[int]] = {}
    for edge in edges:
        waiting[edge.end] += 1
        after.setdefault(edge.start, []).append(edge.end)
    order = [node for node in range(nodes) if not waiting[node]]
    for node in order:
        for end in after.get(node, ()):
            waiting[end] -= 1
            if not waiting[end]:
                order.append(end)
    return order


def _ordered(places: Sequence[Place], links: Sequence[Link]) -> Layered:
    """The layers in the order of the rounds tried that crosses fewest lines."""
    layers = [
        [number for number, place in enumerate(places) if place.layer == layer]
        for layer in range(1 + max(place.layer for place in places))
    ]
    neighbours: list[list[list[int]]] = [[[], []] for _ in places]
    for link in links:
        neighbours[link.end][0].append(link.start)
        neighbours[link.start][1].append(link.end)
    position = [0.0] * len(places)
    best, fewest = layers, -1
    for round_number in range(_ROUNDS + 1):
        for layer in layers:
            for index, number in enumerate(layer):
                position[number] = index
        crossings = _crossings(links, position, places)
        if fewest < 0 or crossings < fewest:
            best, fewest = [list(layer) for layer in layers], crossings
        side = round_number % 2
        for index in range(len(layers)) if side == 0 else reversed(range(len(layers))):
            layers[index] = _sorted(layers[index], places, position, [neighbours[n][side] for n in layers[index]])
            for place, number in enumerate(layers[index]):
                position[number] = place
    return Layered(tuple(places), tuple(links), tuple(map(tuple, best)))


def _sorted(
    layer: Sequence[int], places: Sequence[Place], position: Sequence[float], neighbours: Sequence[Sequence[int]]
) -> list[int]:
    """A layer by the middle of the neighbours of each place, those of one group side by side."""
    middle = {
        number: sum(position[other] for other in others) / len(others) if others else position[number]
        for number, others in zip(layer, neighbours, strict=True)
    }
    members: dict[tuple[int, ...], list[float]] = {}
    for number in layer:
        for depth in range(1, len(places[number].groups) + 1):
            members.setdefault(places[number].groups[:depth], []).append(middle[number])

    def key(number: int) -> tuple[tuple[float, int], ...]:
        path = places[number].groups
        groups = [members[path[:depth]] for depth in range(1, len(path) + 1)]
        around = [(sum(group) / len(group), path[depth]) for depth, group in enumerate(groups)]
        return (*around, (middle[number], -1))

    return sorted(layer, key=key)


def _crossings(links: Sequence[Link], position: Sequence[float], places: Sequence[Place]) -> int:
    """How many pairs of links cross."""
    by_layer: dict[int, list[tuple[float, float]]] = {}
    for link in links:
        by_layer.setdefault(places[link.start].layer, []).append((position[link.start], position[link.end]))
    return sum(
        (one[0] - other[0]) * (one[1] - other[1]) < 0
        for some in by_layer.values()
        for number, one in enumerate(some)
        for other in some[:number]
    )
