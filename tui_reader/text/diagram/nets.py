"""The lines between two layers of a flowchart as nets: links that may share a line, and the track each net runs on."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from tui_reader.model.dataclass import dataclass
from tui_reader.text.diagram.diagram_labels import DiagramError
from tui_reader.text.diagram.flowchart import Stroke
from tui_reader.text.diagram.layers import Layered, Link

Net = tuple[Link, ...]
"""Links that share a line: all begin at one place, or all end at one."""


@dataclass(frozen=True, slots=True)
class Ports:
    """Where nets touch the places of a flowchart, counted across the layers."""

    upper: Mapping[Link, int]
    """Where each link begins."""
    lower: Mapping[Link, int]
    """Where each link ends."""


def nets_of(chart: Layered) -> list[list[Net]]:
    """The nets below each layer but the last.

    Links from one box share a line; a link that is the only one of its box shares that of its end. A long edge or one
    with a label has forked before, and has a line of its own now. So it is never in question where a line leads.
    """
    gaps: list[list[Net]] = []
    for layer in range(len(chart.layers) - 1):
        links = [link for link in chart.links if chart.places[link.start].layer == layer]
        shown = [link for link in links if link.stroke is not Stroke.HIDDEN]
        outgoing = Counter((link.start, link.stroke, link.head) for link in shown if not link.tail)
        nets: dict[tuple[object, ...], list[Link]] = {}
        for link in shown:
            kind = (link.stroke, link.head)
            if link.tail or chart.places[link.start].node < 0:
                key: tuple[object, ...] = (link, len(nets))
            elif outgoing[link.start, link.stroke, link.head] > 1:
                key = ("from", link.start, *kind)
            else:
                key = ("to", link.end, *kind)
            nets.setdefault(key, []).append(link)
        gaps.append([tuple(dict.fromkeys(net)) for net in nets.values()])
    return gaps


def ports_of(gaps: Sequence[Sequence[Net]], middles: Sequence[int], step: int) -> Ports:
    """The ports of every net, `step` cells apart where a place has several, in the order of what they lead to."""
    upper: dict[Link, int] = {}
    lower: dict[Link, int] = {}
    for nets in gaps:
        upper.update(_ports_at(nets, middles, step, lambda link: (link.start, link.end)))
        lower.update(_ports_at(nets, middles, step, lambda link: (link.end, link.start)))
    return Ports(upper, lower)


def _ports_at(
    nets: Sequence[Net], middles: Sequence[int], step: int, ends: Callable[[Link], tuple[int, int]]
) -> Iterator[tuple[Link, int]]:
    """Where links touch one side of the places; `ends` tells the place of a link there and the one it leads to."""
    at: dict[int, list[Net]] = {}
    for net in nets:
        for place in dict.fromkeys(ends(link)[0] for link in net):
            at.setdefault(place, []).append(net)
    for place, touching in at.items():
        ordered = sorted(touching, key=lambda net: sum(middles[ends(link)[1]] for link in net) / len(net))
        for index, net in enumerate(ordered):
            port = middles[place] + _offset(index, len(ordered), step)
            yield from ((link, port) for link in net if ends(link)[0] == place)


def _offset(index: int, several: int, step: int) -> int:
    """Cells from the middle of a place to one of several ports, so that they stand evenly on both sides of it."""
    if step == 2:
        return 2 * index - (several - 1)
    place = index - several // 2
    return place + 1 if several % 2 == 0 and place >= 0 else place


def ports_needed(chart: Layered, gaps: Sequence[Sequence[Net]]) -> list[int]:
    """The most nets that touch one side of each place."""
    upper: Counter[int] = Counter()
    lower: Counter[int] = Counter()
    for nets in gaps:
        for net in nets:
            upper.update({link.start for link in net})
            lower.update({link.end for link in net})
    return [max(upper[number], lower[number], 1) for number in range(len(chart.places))]


def tracks_of(nets: Sequence[Net], ports: Ports) -> list[int]:
    """The track that each net runs on across the gap, from 0 at the top; -1 for a net that is one straight line.

    Where one net comes down to a cell from which another goes up, that other one has the upper track. Raises
    DiagramError where two nets would each need the upper one.
    """
    tops = [{ports.upper[link] for link in net} for net in nets]
    feet = [{ports.lower[link] for link in net} for net in nets]
    spans = [(min(top | foot), max(top | foot)) for top, foot in zip(tops, feet, strict=True)]
    bent = [number for number, (low, high) in enumerate(spans) if low != high]
    above = {
        number: {other for other in bent if other != number and not tops[other].isdisjoint(feet[number])}
        for number in bent
    }
    tracks = [-1] * len(nets)
    waiting = sorted(bent, key=lambda number: spans[number])
    while waiting:
        ready = next((number for number in waiting if above[number].isdisjoint(waiting)), None)
        if ready is None:
            raise DiagramError("two lines that go around each other")
        waiting.remove(ready)
        track = max((tracks[other] + 1 for other in above[ready]), default=0)
        while any(tracks[other] == track and _touch(spans[other], spans[ready]) for other in bent):
            track += 1
        tracks[ready] = track
    return tracks


def _touch(first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Whether two spans overlap or leave no cell between them."""
    return first[0] <= second[1] + 1 and second[0] <= first[1] + 1
