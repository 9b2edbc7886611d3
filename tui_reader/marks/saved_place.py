"""A reading place as it is written down: plain values, so that this room needs to know nothing of setting a page."""

from collections.abc import Mapping

from tui_reader.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class SavedPlace:
    """A place in a post; the same four values as `layout.page.Place`."""

    block: int
    """Index of the block at the top of the screen."""
    offset: int
    """Characters of the block's text before the first one on the screen."""
    words: str = ""
    """The first characters of text from there on, to find the place after an edit."""
    part: float = 0.0
    """How far into the post it is, 0 to 1."""

    def as_values(self) -> dict[str, object]:
        """The place as a JSON object."""
        return {"block": self.block, "offset": self.offset, "words": self.words, "part": self.part}


def place_from(values: object) -> SavedPlace | None:
    """The place in a JSON value read from a file anyone may have edited; None where it is none."""
    if not isinstance(values, Mapping):
        return None
    block, offset = values.get("block"), values.get("offset", 0)
    words, part = values.get("words", ""), values.get("part", 0.0)
    if not isinstance(block, int) or not isinstance(offset, int) or block < 0 or offset < 0:
        return None
    if not isinstance(words, str) or not isinstance(part, int | float) or not 0 <= part <= 1:
        return None
    return SavedPlace(block, offset, words, float(part))
