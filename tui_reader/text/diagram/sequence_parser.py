"""Reads sequence diagrams in Mermaid's notation (mermaid.js.org, Sequence diagrams)."""

import re
from collections.abc import Sequence

from tui_reader.model.dataclass import dataclass
from tui_reader.text.diagram.diagram_labels import DiagramError, label_lines

MOST_ACTORS = 16
"""Participants of a diagram that is drawn."""
MOST_EVENTS = 150
"""Messages, notes, and beginnings and ends of frames of a diagram that is drawn."""
DEEPEST = 6
"""Frames inside each other."""


@dataclass(frozen=True, slots=True)
class Message:
    """An arrow from one participant to another, or back to the same."""

    start: int
    """Index of the participant it begins at."""
    end: int
    """Index of the participant it ends at."""
    label: tuple[str, ...]
    """Its lines; empty for none."""
    dotted: bool
    """Whether its line is dotted."""
    head: str
    """Sign at its end: `>`, `x`, or none."""
    tail: str = ""
    """Sign at its beginning."""


@dataclass(frozen=True, slots=True)
class Note:
    """A box beside or over lines of participants."""

    first: int
    """Index of the first participant it belongs to."""
    last: int
    """Index of the last one."""
    side: str
    """`left of`, `right of` or `over`."""
    label: tuple[str, ...]
    """Its lines, at least one."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A frame begins."""

    title: str
    """What it is for."""


@dataclass(frozen=True, slots=True)
class Division:
    """A frame is divided."""

    title: str
    """What the part below is for."""


@dataclass(frozen=True, slots=True)
class Ending:
    """A frame ends."""


Event = Message | Note | Opening | Division | Ending


@dataclass(frozen=True, slots=True)
class SequenceDiagram:
    """A sequence diagram as its author described it."""

    actors: tuple[tuple[str, ...], ...]
    """Label of each participant, from left to right."""
    events: tuple[Event, ...]
    """What happens, from top to bottom."""


_SKIPPED = re.compile(r"(?:activate|deactivate|destroy|accTitle|accDescr)\b|%%", re.IGNORECASE)
_ACTOR = re.compile(r"(?:create[ ]++)?(?:participant|actor)[ ]++(.*)", re.IGNORECASE)
_NOTE = re.compile(r"note[ ]++(left of|right of|over)[ ]++([^:]*+):(.*)", re.IGNORECASE)
_OPENING = re.compile(r"(?:loop|alt|opt|par|critical|break)\b.*")
_DIVISION = re.compile(r"(?:else|and|option)\b.*")
_ARROW = re.compile(r"<<--?>>|--?>>|--?>|--?x|--?\)")


def parse_sequence(source: str) -> SequenceDiagram:
    """The diagram; raises DiagramError where something in it is not understood or it has too many parts."""
    reader = _Reader()
    lines = source.split("\n")
    if lines[0].strip().rstrip(";") != "sequenceDiagram":
        raise DiagramError("no sequence diagram")
    for line in lines[1:]:
        reader.read(line.strip().removesuffix(";").strip())
        if len(reader.events) > MOST_EVENTS or len(reader.actors) > MOST_ACTORS or len(reader.open) > DEEPEST:
            raise DiagramError("too many parts")
    if reader.open or not reader.actors:
        raise DiagramError("nobody takes part, or a frame is not closed")
    return SequenceDiagram(tuple(reader.actors.values()), tuple(reader.events))


class _Reader:
    """Reads one line after the other."""

    def __init__(self) -> None:
        self.actors: dict[str, tuple[str, ...]] = {}
        self.events: list[Event] = []
        self.open: list[bool] = []
        self.numbered = 0

    def read(self, line: str) -> None:
        """One statement."""
        if not line or _SKIPPED.match(line):
            return
        actor, note = _ACTOR.fullmatch(line), _NOTE.fullmatch(line)
        if line == "autonumber":
            self.numbered = 1
        elif line == "end" and self.open:
            if self.open.pop():
                self.events.append(Ending())
        elif actor:
            name, _, label = actor[1].partition(" as ")
            self.actors[name.strip()] = label_lines(label or name) or (name.strip(),)
        elif note:
            self._note(note)
        elif line.startswith("rect ") or line == "rect":
            self.open.append(False)
        elif _OPENING.fullmatch(line):
            self.open.append(True)
            self.events.append(Opening(" ".join(label_lines(line))))
        elif _DIVISION.fullmatch(line) and self.open and self.open[-1]:
            self.events.append(Division(" ".join(label_lines(line))))
        else:
            self._message(line)

    def _number(self, name: str) -> int:
        """Index of a participant, who takes part from now on."""
        name = name.strip()
        if not name:
            raise DiagramError("no name of a participant")
        self.actors.setdefault(name, label_lines(name) or (name,))
        return list(self.actors).index(name)

    def _note(self, found: re.Match[str]) -> None:
        numbers = sorted(self._number(name) for name in found[2].split(","))
        label = label_lines(found[3])
        if not label or len(numbers) > 2:
            raise DiagramError("a note without words")
        self.events.append(Note(numbers[0], numbers[-1], found[1].lower(), label))

    def _message(self, line: str) -> None:
        arrow = _ARROW.search(line)
        if arrow is None:
            raise DiagramError("a line that is not understood")
        end, colon, label = line[arrow.end() :].partition(":")
        if not colon:
            raise DiagramError("a message without a colon")
        sign = arrow[0]
        head = "x" if sign.endswith("x") else "" if sign in ("->", "-->") else ">"
        lines = label_lines(label)
        if self.numbered:
            lines = (f"{self.numbered}. {lines[0]}" if lines else f"{self.numbered}.", *lines[1:])
            self.numbered += 1
        start, finish = self._number(line[: arrow.start()]), self._number(end.strip().lstrip("+-"))
        self.events.append(Message(start, finish, lines, "--" in sign, head, ">" if sign.startswith("<") else ""))


def sequence_labels(diagram: SequenceDiagram) -> list[tuple[str, ...]]:
    """Every label that may be broken into lines."""
    return [*diagram.actors, *(event.label for event in diagram.events if isinstance(event, Message | Note))]


def taking_part(events: Sequence[Event]) -> set[int]:
    """Indexes of the participants of messages and notes."""
    found: set[int] = set()
    for event in events:
        if isinstance(event, Message):
            found |= {event.start, event.end}
        elif isinstance(event, Note):
            found |= {event.first, event.last}
    return found
