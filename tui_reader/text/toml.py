"""TOML with a bound: the parser of the standard library needs time and memory with the square of the dots in a key."""

import re
import tomllib
from typing import Any

DEEPEST_KEY = 64
"""Dots in one key, or levels of lists and tables, beyond which a text is refused."""

_NO_KEYS = re.compile(
    r"\"\"\"(?:[^\"\\]++|\\.|\"{1,2}(?!\"))*+(?:\"{3,5}|\Z)|'''.*?(?:'{3,5}|\Z)|\"(?:[^\"\\\n]++|\\.)*+\"?|'[^'\n]*+'?|#[^\n]*",
    re.DOTALL,
)
"""Texts and comments, whose dots part no keys; one that is not closed goes on as far as it can: parsing ends there."""
_DOTTED = re.compile(rf"(?<![\w-])(?:[\w-]++[ \t]*+\.[ \t]*+){{{DEEPEST_KEY}}}")


def read_toml(text: str) -> dict[str, Any]:
    """What a TOML text says; raises ValueError (`tomllib.TOMLDecodeError` where it names a place)."""
    if text.count(".") >= DEEPEST_KEY and _DOTTED.search(_NO_KEYS.sub("_", text)):
        raise ValueError(f"a key is nested deeper than {DEEPEST_KEY}")
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ValueError(f"a list or table is nested deeper than {DEEPEST_KEY}") from error
