"""What the user is asked, what a chooser lets them choose from, and which of it fits what is typed (pure)."""

from collections.abc import Collection, Iterable, Sequence
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

    @property
    def folded(self) -> str:
        """All that typing looks in, without regard to case, width and script."""
        return fold(f"{self.label} {self.detail} {self.keywords}")

    def fits(self, words: Sequence[str]) -> bool:
        """Whether it holds every one of these folded words, or is spelled so in pinyin."""
        text = self.folded
        return all(word in text or spells(word, text) for word in words)


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
