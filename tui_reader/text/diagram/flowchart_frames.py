"""The frames of a flowchart's groups: how much room they take between layers, and where they stand."""

from collections.abc import Sequence

from tui_reader.model.dataclass import dataclass
from tui_reader.text.diagram.diagram_labels import DiagramError
from tui_reader.text.diagram.layers import Place


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame, by its cells along the layers and across them; the last ones are part of it."""

    group: int
    """Index of the group."""
    along: tuple[int, int]
    """First and last cell along the layers."""
    across: tuple[int, int]
    """First and last cell across the layers."""


@dataclass(frozen=True, slots=True)
class Frames:
    """Which layers the groups of a flowchart take, and how many frames stand inside each other at their borders."""

    members: dict[int, tuple[int, ...]]
    """Places of each group, those of the groups inside it too."""
    layers: dict[int, tuple[int, int]]
    """First and last layer of each group."""
    before: dict[int, int]
    """How many frames begin at the first layer of a group, from its own inwards."""
    after: dict[int, int]
    """How many frames end at the last layer of a group, from its own inwards."""
    deep: dict[int, int]
    """How many frames a group has inside each other, its own included."""

    def begin_at(self, layer: int) -> int:
        """Frames inside each other that begin at a layer."""
        return max((self.before[group] for group, (first, _) in self.layers.items() if first == layer), default=0)

    def end_at(self, layer: int) -> int:
        """Frames inside each other that end at a layer."""
        return max((self.after[group] for group, (_, last) in self.layers.items() if last == layer), default=0)


def frames_of(places: Sequence[Place]) -> Frames:
    """The frames around the places of a flowchart."""
    members: dict[int, list[int]] = {}
    parents: dict[int, int] = {}
    for number, place in enumerate(places):
        for depth, group in enumerate(place.groups):
            members.setdefault(group, []).append(number)
            parents[group] = place.groups[depth - 1] if depth else -1
    layers = {
        group: (min(places[number].layer for number in inside), max(places[number].layer for number in inside))
        for group, inside in members.items()
    }
    before, after, deep = (dict.fromkeys(members, 1) for _ in range(3))
    for group in sorted(members, reverse=True):
        around = parents[group]
        if around < 0:
            continue
        deep[around] = max(deep[around], deep[group] + 1)
        if layers[group][0] == layers[around][0]:
            before[around] = max(before[around], before[group] + 1)
        if layers[group][1] == layers[around][1]:
            after[around] = max(after[around], after[group] + 1)
    return Frames({group: tuple(inside) for group, inside in members.items()}, layers, before, after, deep)


def across_of(frames: Frames, spans: Sequence[tuple[int, int]], room: int) -> dict[int, tuple[int, int]]:
    """First and last cell of each frame across the layers, `room` cells around what stands in it."""
    return {
        group: (
            min(spans[number][0] for number in inside) - room * frames.deep[group],
            max(spans[number][1] for number in inside) + room * frames.deep[group],
        )
        for group, inside in frames.members.items()
    }


def check_frames(frames: Sequence[Frame], groups: dict[int, tuple[int, ...]]) -> None:
    """Raises DiagramError where two frames overlap that do not stand inside each other; `groups` has those around."""
    for number, one in enumerate(frames):
        for other in frames[:number]:
            apart = any(
                first[1] < second[0] or second[1] < first[0]
                for first, second in ((one.along, other.along), (one.across, other.across))
            )
            inside = one.group in groups[other.group] or other.group in groups[one.group]
            if not apart and not inside:
                raise DiagramError("two frames overlap")
