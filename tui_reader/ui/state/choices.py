"""What a chooser lets the user choose from, and which of it fits what is typed (pure)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tui_reader.text.folding import fold
from tui_reader.text.pinyin import spells


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
