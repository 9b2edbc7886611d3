"""Moves the places of a flowchart by a cell or two, so that lines are straight that would have a small step."""

from collections.abc import Sequence

from tui_reader.text.diagram.layers import Layered
from tui_reader.text.diagram.nets import Net, Ports

_FARTHEST = 4
"""Cells that a place is moved at most at one time."""
_ROUNDS = 3


def straightened(
    chart: Layered, least: Sequence[Sequence[int]], middles: Sequence[int], nets: Sequence[Net], ports: Ports
) -> list[int]:
    """The middles of the places with more straight lines; `least` has their least distances, layer by layer.

    Only lines that are shared by nobody count, so that a box stays in the middle above those it forks to. The first
    round goes down and looks at what comes from above, so that whole chains become straight.
    """
    found = list(middles)
    pulls: list[list[tuple[int, int]]] = [[] for _ in found]
    from_above: list[list[tuple[int, int]]] = [[] for _ in found]
    for link in (net[0] for net in nets if len(net) == 1):
        step = (ports.lower[link] - middles[link.end]) - (ports.upper[link] - middles[link.start])
        pulls[link.start].append((link.end, step))
        pulls[link.end].append((link.start, -step))
        from_above[link.end].append((link.start, -step))
    for round_number in range(_ROUNDS):
        order = range(len(chart.layers)) if round_number % 2 == 0 else reversed(range(len(chart.layers)))
        for layer in order:
            places, apart = chart.layers[layer], least[layer]
            for index, number in enumerate(places):
                low = found[places[index - 1]] + apart[index] if index else found[number] - _FARTHEST
                last = index + 1 == len(places)
                high = found[number] + _FARTHEST if last else found[places[index + 1]] - apart[index + 1]
                wishes = [found[other] + step for other, step in (pulls if round_number else from_above)[number]]
                found[number] = _better(found[number], (low, high), wishes)
    return found


def _better(middle: int, room: tuple[int, int], wishes: Sequence[int]) -> int:
    """The middle that most lines wish for within reach; the old one where it is as good."""
    reach = range(max(room[0], middle - _FARTHEST), min(room[1], middle + _FARTHEST) + 1)
    best = max((wish for wish in wishes if wish in reach), key=wishes.count, default=middle)
    return best if wishes.count(best) > wishes.count(middle) else middle
