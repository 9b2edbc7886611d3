"""Functions that SQL calls: plain search in packed texts, and search by pinyin."""

import re
import sqlite3
import unicodedata
from functools import lru_cache

from tui_reader.index.storage.codec import unpack_fields, unpack_json
from tui_reader.search.tokenizer import pattern
from tui_reader.text.folding import fold
from tui_reader.text.pinyin import spells

_pattern = lru_cache(64)(pattern)
_IN_JSON = re.compile(r"[\[\], ]*|.*[\"\\\s\x00-\x1f].*", re.DOTALL)
"""Texts that JSON writes in another way, or that stand between its strings."""


def fits(text: str, phrase: int, packed: bytes) -> bool:
    """Whether one of the post's four texts contains what was typed, by plain search.

    Most posts that contain it do so as it was typed: these need not be folded, which is most of the work.
    """
    literal = _literal(text, phrase)
    if literal:
        raw = unpack_json(packed)
        if literal in raw and unicodedata.is_normalized("NFC", raw):
            return True
    looked_for = _pattern(text, bool(phrase))
    return any(looked_for.search(fold(field)) for field in unpack_fields(packed))


@lru_cache(64)
def _literal(text: str, phrase: int) -> str:
    """The text, where plain search finds it wherever it stands as typed; empty where a word must begin or end with
    it.
    """
    looks_around = "(?" in _pattern(text, bool(phrase)).pattern
    return "" if looks_around or _IN_JSON.fullmatch(text) else text


def add_functions(connection: sqlite3.Connection) -> None:
    """Register the functions with a connection."""
    connection.create_function("fits", 3, fits, deterministic=True)
    connection.create_function("spelled", 2, spells, deterministic=True)
