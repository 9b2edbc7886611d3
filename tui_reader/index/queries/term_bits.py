"""Which posts of a feed carry each term, a bit a post: counts under a filter are then an AND of integers.

Made from the index when counts under filters are asked for again and again without a change of posts in between.
"""

import threading
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping

from tui_reader.model.dataclass import dataclass

_SHARE = 500
"""A term that fewer than one in so many posts carry has the places of its posts in place of bits."""
_ZERO, _ONE = b"01"
_DIGITS = bytes([_ZERO, _ONE])


@dataclass(frozen=True, slots=True)
class TermBits:
    """The terms of some posts. The first post has the highest bit of `count`."""

    ids: "array[int]"
    """Row ids of the posts, ascending."""
    common: Mapping[int, int]
    """The bits of each common term by its id."""
    rare: "Mapping[int, array[int]]"
    """The places of the posts of each rare term, from 0."""

    @property
    def everything(self) -> int:
        """The bits of all posts."""
        return (1 << len(self.ids)) - 1

    def of_terms(self, terms: Iterable[int]) -> int:
        """The bits of the posts that carry one of the terms."""
        found = 0
        for term in terms:
            found |= self.common[term] if term in self.common else _bits(self.rare.get(term, ()), len(self.ids))
        return found

    def of_posts(self, row_ids: Collection[int]) -> int:
        """The bits of posts by their row ids; others are left out."""
        flags = bytes(map(frozenset(row_ids).__contains__, self.ids))
        return int(flags.translate(_DIGITS.ljust(256)) or b"0", 2)

    def count(self, bits: int) -> tuple[int, Counter[int]]:
        """How many posts have a bit, and how many of these carry each term."""
        terms = Counter({term: (bits & carried).bit_count() for term, carried in self.common.items()})
        digits = format(bits, f"0{len(self.ids)}b").encode()
        for term, places in self.rare.items():
            terms[term] = sum(map(digits.__getitem__, places)) - _ZERO * len(places)
        return bits.bit_count(), +terms


def _bits(places: Iterable[int], count: int) -> int:
    digits = bytearray(_DIGITS[:1] * count)
    for place in places:
        digits[place] = _ONE
    return int(bytes(digits) or b"0", 2)


def read_bits(rows: "Iterable[tuple[int, bytes]]") -> TermBits:
    """The bits of posts with these row ids, ascending, and blobs of `posts.terms`."""
    ids = array("q")
    places: defaultdict[int, array[int]] = defaultdict(lambda: array("I"))
    for place, (row_id, blob) in enumerate(rows):
        ids.append(row_id)
        for term in array("I", blob):
            places[term].append(place)
    common = {term: _bits(found, len(ids)) for term, found in places.items() if len(found) * _SHARE >= len(ids)}
    return TermBits(ids, common, {term: found for term, found in places.items() if term not in common})


class LastBits:
    """The bits of the feed whose counts were asked for last. Safe in every thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._key = ""
        self._bits: TermBits | None = None

    def get(self, key: str, rows: Callable[[], Iterable[tuple[int, bytes]]]) -> TermBits | None:
        """The bits of the feed in the state `key`, made of what `rows` gives to `read_bits`; None where they are asked
        for the first time.
        """
        with self._lock:
            if not key or self._key != key:
                self._key, self._bits = key, None
                return None
            if self._bits is not None:
                return self._bits
        bits = read_bits(rows())
        with self._lock:
            if self._key == key:
                self._bits = bits
        return bits
