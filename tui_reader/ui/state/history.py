"""The way back: places that were left by a jump, and those one came back from (pure)."""

from tui_reader.layout.page import Position
from tui_reader.model.dataclass import dataclass
from tui_reader.ui.state.filter import Filter

LONGEST = 200
"""Places that are remembered each way."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one was."""

    filter: Filter
    """What the list showed."""
    path: str
    """Post under the cursor, or the one that was read; empty where there was none."""
    title: str
    """Its title."""
    pane: str
    """Pane with the focus: `sidebar`, `posts`, `post`."""
    position: Position | None = None
    """Place in the post that was read; None for the others."""
    feed: str = ""
    """Name of the feed it is in."""


class History:
    """Places behind and ahead, as a browser keeps them."""

    def __init__(self) -> None:
        self.behind: list[Place] = []
        """Places that were left, the last one last."""
        self.ahead: list[Place] = []
        """Places one came back from, the last one last."""

    def leave(self, place: Place) -> None:
        """A jump leaves this place: what was ahead is forgotten."""
        self.ahead.clear()
        _put(self.behind, place)

    def step_back(self, here: Place) -> Place | None:
        """The place before this one, which is ahead from then on; None at the beginning."""
        return _step(self.behind, self.ahead, here)

    def step_forward(self, here: Place) -> Place | None:
        """The place one came back from; None where there is none."""
        return _step(self.ahead, self.behind, here)


def _step(source: list[Place], other: list[Place], here: Place) -> Place | None:
    """The last place of `source` that is not this one; `here` goes to the other side."""
    while source and source[-1] == here:
        source.pop()
    if not source:
        return None
    _put(other, here)
    return source.pop()


def _put(places: list[Place], place: Place) -> None:
    """Add a place, unless one stood there last; the oldest one goes where there are too many."""
    if places[-1:] != [place]:
        places.append(place)
        del places[:-LONGEST]
