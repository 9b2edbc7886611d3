"""A passage of a text is found again after edits: by its words, by the words around it, and by where it stood (pure).

Everything here is text without blanks, so that line ends and indents make no difference.
"""

from collections import Counter
from collections.abc import Iterator

from tui_reader.model.dataclass import dataclass

CONTEXT = 40
"""Characters before and after a passage that are kept to tell it from others of the same words."""
_MOST_WHOLE = 400
"""Longest passage that is compared as a whole; of a longer one its beginning and its end are found."""
_EDGE = 200
"""Characters of a beginning or an end."""
_MOST_ALIKE = 50
"""Places of the same words whose surroundings are compared, those nearest to where the passage stood."""
_GRAM = 4
"""Characters that are looked for together where the words have changed."""
_MOST_PLACES = 4
"""Places of one such piece in a passage that are looked at."""
_MOST_COMPARED = 4
"""Stretches of the text that are compared with a passage character by character."""
_NEAR = 50_000
"""Characters before and after where it stood in which changed words are looked for: 17 ms of processor for both."""
_ENOUGH = 0.5
"""Part of a passage that must be there still."""
_CERTAIN = 2
"""Characters in a row that must be alike to count: single ones are alike by chance."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage and what is needed to find it again, all without blanks."""

    quote: str
    """Its characters."""
    before: str = ""
    """Characters before it, `CONTEXT` at most."""
    after: str = ""
    """Characters after it, `CONTEXT` at most."""
    at: int = 0
    """Characters of the text before it."""


def squeeze(text: str) -> str:
    """The text without blanks and line ends."""
    return "".join(text.split())


def passage_at(text: str, start: int, end: int) -> Passage:
    """The passage between two places of a text without blanks."""
    return Passage(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT], start)


def find_passage(text: str, passage: Passage) -> tuple[int, int] | None:
    """Where the passage begins and ends in a text without blanks, or what has become of it; None where less than half
    of it is left.
    """
    if not passage.quote:
        return None
    starts = list(_places(text, passage.quote))
    if starts:
        start = _likeliest(text, passage, starts)
        return start, start + len(passage.quote)
    return _find_changed(text, passage) if len(passage.quote) <= _MOST_WHOLE else _find_edges(text, passage)


def find_unchanged(text: str, passage: Passage) -> tuple[int, int] | None:
    """Where the passage begins and ends in a part of its text, as it was kept and between the same words; None where it
    is not there once.
    """
    whole = passage.before + passage.quote + passage.after
    start = text.find(whole) if passage.quote else -1
    if start < 0 or text.find(whole, start + 1) >= 0:
        return None
    begin = start + len(passage.before)
    return begin, begin + len(passage.quote)


def _places(text: str, sought: str) -> Iterator[int]:
    start = text.find(sought)
    while start >= 0:
        yield start
        start = text.find(sought, start + 1)


def _likeliest(text: str, passage: Passage, starts: list[int]) -> int:
    """The place whose surroundings are most like those the passage had; of equal ones the nearest."""
    if len(starts) == 1:
        return starts[0]
    nearest = sorted(starts, key=lambda start: abs(start - passage.at))[:_MOST_ALIKE]

    def alikeness(start: int) -> int:
        end = start + len(passage.quote)
        before = _alike(passage.before, text[max(0, start - CONTEXT) : start])
        return before + _alike(passage.after, text[end : end + CONTEXT])

    return max(nearest, key=alikeness)


def _alike(one: str, other: str) -> int:
    """Characters that two short texts have in common, in order."""
    return sum(size for _, _, size in _common(one, other))


def _common(one: str, other: str) -> Iterator[tuple[int, int, int]]:
    """Stretches that two texts have in common, in order: where each begins in the one and in the other, and how long it
    is.
    """
    from difflib import SequenceMatcher  # noqa: PLC0415 - loaded with every list, needed for edited posts

    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return ((block.a, block.b, block.size) for block in blocks if block.size >= _CERTAIN)


def _find_edges(text: str, passage: Passage) -> tuple[int, int] | None:
    """A long passage by its beginning and its end."""
    quote, at = passage.quote, passage.at
    last = len(quote) - _EDGE
    head = Passage(quote[:_EDGE], passage.before, quote[_EDGE : _EDGE + CONTEXT], at)
    tail = Passage(quote[last:], quote[last - CONTEXT : last], passage.after, at + last)
    first, end = find_passage(text, head), find_passage(text, tail)
    if first is None or end is None or not first[0] < end[1] <= first[0] + 3 * len(quote):
        return None
    return first[0], end[1]


def _find_changed(text: str, passage: Passage) -> tuple[int, int] | None:
    """A passage whose words have changed: among the stretches of the text that have many pieces of it in their order,
    the one that has most of it, character by character.
    """
    found = [_compare(text, passage, begin) for begin in _stretches(text, passage.quote, passage.at)]
    left, first, last = max(found, key=lambda one: one[0], default=(0, 0, 0))
    return (first, last) if left >= _ENOUGH * len(passage.quote) else None


def _compare(text: str, passage: Passage, begin: int) -> tuple[int, int, int]:
    """How many characters of the passage stand about there, and where it begins and ends."""
    pattern = passage.before + passage.quote + passage.after
    air = max(CONTEXT, len(pattern) // 2)
    first = max(0, begin - len(passage.before) - air)
    window = text[first : begin + len(pattern) + air]
    pairs = {one + step: first + other + step for one, other, size in _common(pattern, window) for step in range(size)}
    return _bounds(pairs, len(passage.before), len(passage.before) + len(passage.quote))


def _bounds(pairs: dict[int, int], start: int, end: int) -> tuple[int, int, int]:
    """How many of the characters `start` to `end` of a pattern are left, and where they have got to. At an edge that
    has changed the passage reaches to the surroundings that have not.
    """
    left = [number for number in range(start, end) if number in pairs]
    if not left:
        return 0, 0, 0
    before = [number for number in pairs if number < start]
    after = [number for number in pairs if number >= end]
    first = pairs[left[0]]
    if left[0] != start and before and max(before) == start - 1:
        first = pairs[start - 1] + 1
    last = pairs[left[-1]] + 1
    if left[-1] != end - 1 and after and min(after) == end:
        last = pairs[end]
    return len(left), first, last


def _stretches(text: str, quote: str, near: int) -> Iterator[int]:
    """Where stretches of the text that are like the quote begin, about: those with most pieces of it, the nearest first
    of equal ones.
    """
    size = min(_GRAM, max(_CERTAIN, len(quote) // 4))
    places: dict[str, list[int]] = {}
    for number in range(len(quote) - size + 1):
        places.setdefault(quote[number : number + size], []).append(number)
    width = max(16, len(quote) // 2)
    votes = Counter(_begins(text, places, near, width))
    best = sorted(votes, key=lambda number: (-votes[number] - votes[number + 1], abs(number * width - near)))
    return ((number + 1) * width for number in best[:_MOST_COMPARED])


def _begins(text: str, places: dict[str, list[int]], near: int, width: int) -> Iterator[int]:
    """Where the quote would begin for each piece of it in the text about `near`, in steps of `width`."""
    size = len(next(iter(places)))
    first, last = max(0, near - _NEAR), min(len(text) - size + 1, near + _NEAR)
    for start in range(first, last):
        for number in places.get(text[start : start + size], ())[:_MOST_PLACES]:
            yield (start - number) // width
