"""Where the places of a layered flowchart stand across their layers: near the middle of what they lead to."""

from collections.abc import Sequence
from itertools import pairwise

from tui_reader.model.dataclass import dataclass
from tui_reader.text.diagram.layers import Layered, Place

_ROUNDS = 10
"""How often all layers are moved towards their neighbours."""
_STRAIGHT = 4.0
"""Weight of the bends of long lines, which are to be straight, against that of boxes."""
_WEAK = 0.001
"""Weight of what is connected with nothing: it stands near the middle of all, and moves nobody."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """Cells between two places of a layer."""

    common: int
    """Cells between them."""
    frame: int
    """Cells more for each frame that stands between them."""


def centres(chart: Layered, sizes: Sequence[int], spacing: Spacing) -> list[int]:
    """The middle of each place, counted across the layers; the first cell of place `n` is `sizes[n] // 2` before it."""
    upper: list[list[int]] = [[] for _ in chart.places]
    lower: list[list[int]] = [[] for _ in chart.places]
    for link in chart.links:
        upper[link.end].append(link.start)
        lower[link.start].append(link.end)
    found = [0.0] * len(chart.places)
    least = [distances(chart, layer, sizes, spacing) for layer in chart.layers]
    for layer, apart in zip(chart.layers, least, strict=True):
        _move(layer, apart, [0.0] * len(layer), [1.0] * len(layer), found)
    for round_number in range(_ROUNDS):
        last = round_number == _ROUNDS - 1
        down = round_number % 2 == 0
        for index in range(len(chart.layers)) if down else reversed(range(len(chart.layers))):
            layer = chart.layers[index]
            around = [upper[n] + lower[n] if last else (upper if down else lower)[n] for n in layer]
            middle = sum(found) / len(found)
            wanted = [sum(found[other] for other in others) / len(others) if others else middle for others in around]
            weights = [
                _WEAK if not others else 1.0 if chart.places[number].node >= 0 else _STRAIGHT
                for number, others in zip(layer, around, strict=True)
            ]
            _move(layer, least[index], wanted, weights, found)
    return _whole(chart, least, found)


def distances(chart: Layered, layer: Sequence[int], sizes: Sequence[int], spacing: Spacing) -> list[int]:
    """The least distance of the middle of each place of a layer from that of the one before it; 0 for the first."""
    found = [0]
    for before, number in pairwise(layer):
        room = (sizes[before] - 1) - sizes[before] // 2 + 1 + sizes[number] // 2
        frames = _frames_between(chart.places[before], chart.places[number])
        found.append(room + spacing.common + spacing.frame * frames)
    return found


def _frames_between(first: Place, second: Place) -> int:
    common = 0
    for one, other in zip(first.groups, second.groups, strict=False):
        if one != other:
            break
        common += 1
    return len(first.groups) + len(second.groups) - 2 * common


def _move(
    layer: Sequence[int], apart: Sequence[int], wanted: Sequence[float], weights: Sequence[float], found: list[float]
) -> None:
    """Put the places of a layer as near to where they are wanted as their distances allow, by least squares: places
    that would be too near to each other form a block, which stands at the mean of its places' wishes.
    """
    blocks: list[tuple[float, float, int]] = []
    offset = 0
    for distance, wish, weight in zip(apart, wanted, weights, strict=True):
        offset += distance
        block = (wish - offset, weight, 1)
        while blocks and blocks[-1][0] >= block[0]:
            mean, heavy, count = blocks.pop()
            total = heavy + block[1]
            block = ((mean * heavy + block[0] * block[1]) / total, total, count + block[2])
        blocks.append(block)
    offset, at = 0, 0
    for mean, _, count in blocks:
        for _ in range(count):
            offset += apart[at]
            found[layer[at]] = mean + offset
            at += 1


def _whole(chart: Layered, least: Sequence[Sequence[int]], found: Sequence[float]) -> list[int]:
    """The middles as whole numbers, with their distances kept."""
    whole = [0] * len(found)
    for layer, apart in zip(chart.layers, least, strict=True):
        before = 0
        for index, number in enumerate(layer):
            near = round(found[number])
            whole[number] = max(near, before + apart[index]) if index else near
            before = whole[number]
    return whole
