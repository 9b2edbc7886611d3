"""Folds text for search: case, width, accents, traditional and simplified characters become one.

Folding goes character by character, so that a place in the folded text leads back to a place in the text.
"""

import unicodedata
from functools import cache

from tui_reader.model.package_files import read_package_file

_TABLE = "text/tables/simplified.txt"
_ACCENTS = range(0x300, 0x370)
"""Combining marks that are dropped; those of Japanese, Indic and Korean letters change the letter and stay."""


@cache
def _simplified() -> dict[int, str]:
    """Traditional to simplified characters; read when the first character beyond Latin is folded."""
    traditional, simplified = read_package_file(_TABLE).decode().splitlines()[1:3]
    return dict(zip(map(ord, traditional), simplified, strict=True))


_KEYBOARD = str.maketrans("【】「」《》〈〉、。￥·—", "[]{}<><>/.$`_")
"""Marks of a Chinese keyboard that have no compatibility form → the marks on the same keys of an English one."""


def keyboard_twin(character: str) -> str:
    """The ASCII character on the same key as one of a Chinese keyboard (`？`, `３`, `【`); empty for every other one."""
    twin = unicodedata.normalize("NFKC", character.translate(_KEYBOARD))
    return twin if len(twin) == 1 and twin != character and twin.isascii() else ""


class _Folds(dict[int, str]):
    """Code point to folded text, worked out when first asked for."""

    def __missing__(self, code: int) -> str:
        folded = fold_character(chr(code))
        self[code] = folded
        return folded


def fold_character(character: str) -> str:
    """One character folded: none, one or several characters (`Ａ` → `a`, `é` → `e`, `㈱` → `(株)`, `漢` → `汉`)."""
    before, folded = "", character
    while folded != before:
        before = folded
        plain = unicodedata.normalize("NFKD", folded.casefold())
        folded = unicodedata.normalize("NFC", "".join(c for c in plain if ord(c) not in _ACCENTS)).casefold()
    return folded if folded.isascii() else folded.translate(_simplified())


_folds = _Folds()


def compose(text: str) -> str:
    """The text with letters and their accents composed (NFC): what `fold` and its offsets are measured in."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """The text as search sees it."""
    return compose(text).translate(_folds)


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters (and its end) the offset in `compose(text)` it comes from."""
    pieces: list[str] = []
    offsets: list[int] = []
    composed = compose(text)
    for offset, character in enumerate(composed):
        piece = _folds[ord(character)]
        pieces.append(piece)
        offsets.extend([offset] * len(piece))
    offsets.append(len(composed))
    return "".join(pieces), offsets
