"""What SQL alone cannot say: plain search in packed texts, and search by pinyin; called from queries."""

import sqlite3
from functools import lru_cache

from tui_reader.index.texts import unpack
from tui_reader.index.tokens import pattern
from tui_reader.text.fold import fold
from tui_reader.text.pinyin import spells

_pattern = lru_cache(64)(pattern)


def fits(text: str, phrase: int, packed: bytes) -> bool:
    """Whether one of the post's four texts has what was typed, by plain search."""
    looked_for = _pattern(text, bool(phrase))
    return any(looked_for.search(fold(field)) for field in unpack(packed).fields())


def add_functions(connection: sqlite3.Connection) -> None:
    """Make the functions known to a connection."""
    connection.create_function("fits", 3, fits, deterministic=True)
    connection.create_function("spelled", 2, spells, deterministic=True)
