"""Finds Chinese by its pinyin: whole syllables, initials, a partly typed syllable, mixed with characters; any reading.

A typed text becomes a regular expression over folded text: `shanxi` the characters read shan followed by those read
xi, `sx` those whose reading begins with s and x. No title is ever turned into pinyin, so no reading is ever guessed.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice

from tui_reader.model.package_files import read_package_file
from tui_reader.text.folding import fold

_TABLE = "text/tables/pinyin.txt"
_MAX_LETTERS = 40
"""Letters of a typed text that are read as pinyin; nobody types more to find a title."""
_MAX_SPLITS = 12
"""Ways to split a text into syllables that are tried, those with the fewest syllables first."""
_BETWEEN = r"[\W_]*"
"""Blanks and punctuation may stand between two characters."""
_TYPED = re.compile(r"[a-z]+|[^\W\d_a-z]+|\d+")


@cache
def _syllables() -> dict[str, str]:
    """Syllable → the characters that are read so."""
    lines = read_package_file(_TABLE).decode().splitlines()
    return {syllable: characters for syllable, _, characters in (line.partition(" ") for line in lines[1:])}


@cache
def _by_prefix() -> dict[str, frozenset[str]]:
    """Prefix of a syllable, whole syllables included → the characters whose reading begins with it."""
    found: dict[str, set[str]] = {}
    for syllable, characters in _syllables().items():
        for end in range(1, len(syllable) + 1):
            found.setdefault(syllable[:end], set()).update(characters)
    return {beginning: frozenset(characters) for beginning, characters in found.items()}


@lru_cache(64)
def pinyin_pattern(typed: str) -> re.Pattern[str] | None:
    """A pattern that finds in folded text the characters `typed` spells; None where it spells none."""
    folded = fold(typed).strip().replace("'", "")
    pieces = _TYPED.findall(folded)
    letters = [piece for piece in pieces if piece.isascii() and piece.isalpha()]
    if not letters or sum(map(len, letters)) > _MAX_LETTERS or "".join(pieces) != "".join(folded.split()):
        return None
    if len(pieces) == 1 and len(folded) < 2:
        return None
    parts = [_part(piece, last=piece is pieces[-1]) for piece in pieces]
    return re.compile(_BETWEEN.join(parts))


def spells(typed: str, folded: str) -> bool:
    """Whether `typed` spells a piece of folded text."""
    pattern = pinyin_pattern(typed)
    return pattern is not None and pattern.search(folded) is not None


def _part(piece: str, last: bool) -> str:
    """The expression for one piece of what was typed; letters also match themselves."""
    if not piece.isascii() or piece.isdigit():
        return re.escape(piece)
    ways = [[_syllables()[s] for s in cut] for cut in islice(_splits(piece), _MAX_SPLITS)]
    if last:
        ways += [
            [*(_syllables()[s] for s in cut), _characters(rest)]
            for cut, rest in islice(_partial_splits(piece), _MAX_SPLITS)
        ]
    ways.append([_characters(letter) + letter for letter in piece])
    expressions = [_BETWEEN.join(f"[{characters}]" for characters in way) for way in ways]
    return f"(?:{'|'.join(dict.fromkeys(expressions))})"


def _characters(prefix: str) -> str:
    return "".join(sorted(_by_prefix().get(prefix, ())))


def _splits(letters: str) -> Iterator[tuple[str, ...]]:
    """Ways to split letters into whole syllables, long ones first."""
    if not letters:
        yield ()
        return
    for end in range(min(6, len(letters)), 0, -1):
        if letters[:end] in _syllables() and _can_split(letters[end:]):
            for rest in _splits(letters[end:]):
                yield (letters[:end], *rest)


@lru_cache(1000)
def _can_split(letters: str) -> bool:
    """Whether there is any split; remembered, so that `_splits` tries no dead end twice."""
    ends = range(1, min(6, len(letters)) + 1)
    return not letters or any(letters[:end] in _syllables() and _can_split(letters[end:]) for end in ends)


def _partial_splits(letters: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Ways to split letters into whole syllables and a partly typed one at the end."""
    for start in range(len(letters) - 1, -1, -1):
        rest = letters[start:]
        if rest in _by_prefix():
            for cut in islice(_splits(letters[:start]), 3):
                yield cut, rest
