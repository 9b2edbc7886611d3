"""Where a line may begin: the rules that neighbours in a text obey, read off the table of classes."""

from collections.abc import Sequence

from tui_reader.layout.linebreak.break_classes import APART, APART_BY_BLANK, BLANKS, CLASS_OF
from tui_reader.text.cells import ends

_WORDLIKE = frozenset("AKNp")


class Opportunities:
    """The places of one paragraph where a line may begin, each judged when asked for."""

    __slots__ = ("ends", "limit", "start", "text")

    def __init__(self, text: str, positions: Sequence[int]) -> None:
        self.text = text
        self.ends = positions
        """Cells before each character, as `ends` gives them."""
        self.start = len(text) - len(text.lstrip(BLANKS))
        """Index of the first character that is no blank."""
        self.limit = len(text.rstrip(BLANKS))
        """Index after the last character that is no blank."""

    def allows(self, index: int) -> bool:
        """True where a line may begin with the character at `index`."""
        text = self.text
        if index >= len(text):
            return True
        after, before = CLASS_OF[text[index]], CLASS_OF[text[index - 1]]
        if after == "s" or self.ends[index] == self.ends[index + 1]:
            return False
        if before == "s":
            return self._allows_after_blank(index)
        pair = before + after
        if pair not in APART:
            return before == "A" and self.is_mark(index - 1) and self._base(index - 1) + after in APART
        return before not in "hbC" or self._allows_after_sign(index, before, after)

    def is_mark(self, index: int) -> bool:
        """True for a character without width of its own."""
        return self.ends[index] == self.ends[index + 1]

    def _base(self, index: int) -> str:
        """Class of the character that the marks up to `index` stand on."""
        while index > 0 and self.is_mark(index):
            index -= 1
        return CLASS_OF[self.text[index]]

    def _allows_after_blank(self, index: int) -> bool:
        """The rule where blanks stand before `index`: brackets hold on to their text over them."""
        if index <= self.start:
            return False
        before = CLASS_OF[self.text[self._last_ink(index)]]
        after = CLASS_OF[self.text[index]]
        if after != "c":
            return before + after in APART_BY_BLANK
        # A stop begins a word only where the word goes on behind it: .NET, :tag:
        begins_word = self.text[index + 1 : index + 2] and CLASS_OF[self.text[index + 1]] in _WORDLIKE
        return bool(begins_word) and before not in "Oo" and self.text[index] not in ")]}"

    def _last_ink(self, index: int) -> int:
        """Index of the last character before `index` that is no blank."""
        index -= 1
        while self.text[index] in BLANKS:
            index -= 1
        return index

    def _allows_after_sign(self, index: int, before: str, after: str) -> bool:
        """The finer rule after hyphens, strokes and closing marks: what stands before them decides."""
        earlier = CLASS_OF[self.text[index - 2]] if index > 1 else "s"
        if before == "C":
            return not (self.text[index - 1] in "’”" and after in _WORDLIKE and earlier in _WORDLIKE)
        return earlier in "AKNIC" if after != "I" else earlier not in "s"


def opportunities(text: str) -> list[int]:
    """Every index in `text` where a line may begin, cuts of what is too long left out."""
    places = Opportunities(text, ends(text))
    return [index for index in range(places.start + 1, places.limit) if places.allows(index)]
