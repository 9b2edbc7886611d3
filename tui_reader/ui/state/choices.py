"""What the user is asked, what a chooser lets them choose from, and which of it fits what is typed (pure)."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from tui_reader.i18n.messages import tr
from tui_reader.model.dataclass import dataclass
from tui_reader.text.folding import fold
from tui_reader.text.pinyin import spells


class Prompt(NamedTuple):
    """What stands before a line to type, and in it while it is empty."""

    label: str
    """One word or two; it stays."""
    hint: str
    """What may be typed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen."""

    value: str
    """What the chooser answers with; empty for a heading, which cannot be chosen."""
    label: str
    """What is shown at the left, and what typing looks in."""
    detail: str = ""
    """What is shown at the right: a count, keys."""
    keywords: str = ""
    """What typing looks in besides the label and the detail."""
    note: str = ""
    """A sentence at the foot of the chooser while the cursor stands here."""

    @property
    def folded(self) -> str:
        """All that typing looks in, without regard to case, width and script."""
        return fold(f"{self.label} {self.detail} {self.keywords} {self.note}")

    def fits(self, words: Sequence[str]) -> bool:
        """Whether it holds every one of these folded words, or is spelled so in pinyin."""
        text = self.folded
        return all(word in text or spells(word, text) for word in words)


@dataclass(frozen=True, slots=True)
class Choosing:
    """What is chosen from, and how."""

    heading: str
    """What the chooser is called."""
    choices: Sequence[Choice]
    """Its rows."""
    at: int = 0
    """The row that the cursor stands on first."""
    reading: bool = False
    """Keys move as in the list and `/` begins to narrow; else what is typed narrows at once."""
    preview: Callable[[str], None] | None = None
    """Told of each value that the cursor comes to, and of an empty one where the user leaves without choosing."""

    @classmethod
    def beginning(cls, heading: str, choices: Sequence[Choice], value: str) -> "Choosing":
        """Keys move as in the list, and the cursor begins on the choice with this value."""
        at = next((place for place, choice in enumerate(choices) if choice.value == value), 0)
        return cls(heading, choices, at, reading=True)


def grouped(groups: Iterable[tuple[str, Sequence[Choice]]]) -> list[Choice]:
    """Choices under headings, a blank row between two groups; a group without choices is left out."""
    rows: list[Choice] = []
    for heading, choices in groups:
        if choices:
            rows += [Choice("", ""), Choice("", heading), *choices]
    return rows[1:]


def meant(word: str, known: Collection[str]) -> str:
    """A hint: the name that was probably meant, or all there are."""
    from difflib import get_close_matches  # noqa: PLC0415 - only where a name is wrong

    close = get_close_matches(word, known, 1)
    if close:
        return tr("did you mean {known}?").replace("{known}", close[0])
    return tr("there are {known}").replace("{known}", ", ".join(known))
