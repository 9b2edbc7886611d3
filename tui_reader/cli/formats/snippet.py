"""The piece of a text around the first place where a word of the query stands."""

import re

from tui_reader.model.dataclass import dataclass
from tui_reader.text.folding import compose, fold, fold_with_offsets

_CHINESE = "[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff0f\uff1a-\uff20]"
_BREAK = re.compile(f"(?<={_CHINESE})\\s+(?={_CHINESE})")
"""Blanks between Chinese characters, which come from line ends and marks taken off."""

BEFORE, AFTER = 20, 60
"""Characters kept before the hit and after its beginning."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of one line of text."""

    before: str
    """What stands before the hit; begins with … where something was left out."""
    hit: str = ""
    """The word as the text has it; empty where no word was found."""
    after: str = ""
    """What stands behind it; ends with … where something was left out."""

    @property
    def text(self) -> str:
        """The whole piece."""
        return self.before + self.hit + self.after


def snippet(text: str, words: tuple[str, ...]) -> Snippet:
    """The piece around the first of the folded words that stands in the text, else the beginning of the text."""
    line = compose(_BREAK.sub("", " ".join(text.split())))
    first, last = _first_hit(line, words)
    if first == last:
        return Snippet(_shortened(line, BEFORE + AFTER))
    start = max(0, first - BEFORE)
    before = ("…" if start else "") + line[start:first]
    return Snippet(before, line[first:last], _shortened(line[last:], max(AFTER - (last - first), 10)))


def _first_hit(line: str, words: tuple[str, ...]) -> tuple[int, int]:
    """Where the first hit begins and ends in the composed line; equal where there is none."""
    folded = fold(line)
    hits = [(folded.index(word), len(word)) for word in words if word and word in folded]
    if not hits:
        return 0, 0
    place, length = min(hits)
    if len(folded) == len(line) and fold(line[place : place + length]) == folded[place : place + length]:
        return place, place + length
    # Characters that fold to several, or to none, move what follows: only then is every offset worth working out.
    offsets = fold_with_offsets(line)[1]
    return offsets[place], offsets[place + length - 1] + 1


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else text[:length] + "…"
