"""What a flowchart is made of."""

from enum import Enum

from tui_reader.model.dataclass import dataclass


class Shape(Enum):
    """Forms of a box, as far as they are told apart."""

    SQUARE = "square"
    ROUND = "round"
    CUT = "cut"
    DOUBLE = "double"


class Stroke(Enum):
    """How the line of an edge is drawn."""

    SOLID = "solid"
    DOTTED = "dotted"
    HEAVY = "heavy"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Node:
    """A box."""

    name: str
    """Its name in the source."""
    label: tuple[str, ...]
    """Its lines, at least one."""
    shape: Shape = Shape.SQUARE
    """Its form."""
    group: int = -1
    """Index of the group it stands in; -1 for none."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two boxes."""

    start: int
    """Index of the node it begins at."""
    end: int
    """Index of the node it ends at."""
    label: tuple[str, ...] = ()
    """Its lines; empty for none."""
    stroke: Stroke = Stroke.SOLID
    """Its line."""
    head: str = ""
    """Sign at its end: `>`, `o`, `x`, or none."""
    tail: str = ""
    """Sign at its beginning."""


@dataclass(frozen=True, slots=True)
class Group:
    """A subgraph: boxes in a frame."""

    title: str
    """What stands on its frame; may be empty."""
    parent: int = -1
    """Index of the group it stands in; -1 for none."""


@dataclass(frozen=True, slots=True)
class Flowchart:
    """A flowchart as its author described it."""

    direction: str
    """`TB`, `BT`, `LR` or `RL`."""
    nodes: tuple[Node, ...]
    """Its boxes, in the order of their names in the source."""
    edges: tuple[Edge, ...]
    """Its lines, in the order of the source."""
    groups: tuple[Group, ...] = ()
    """Its frames, each behind the one it stands in."""
