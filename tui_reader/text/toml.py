"""TOML with a bound: the parser of the standard library needs time and memory with the square of the dots in a key."""

import re
from typing import Any

DEEPEST_KEY = 64
"""Dots in one key, or levels of lists and tables, beyond which a text is refused."""

_NO_KEYS = re.compile(
    r"\"\"\"(?:[^\"\\]++|\\.|\"{1,2}(?!\"))*+(?:\"{3,5}|\Z)|'''.*?(?:'{3,5}|\Z)|\"(?:[^\"\\\n]++|\\.)*+\"?|'[^'\n]*+'?|#[^\n]*",
    re.DOTALL,
)
"""Texts and comments, whose dots part no keys; one that is not closed goes on as far as it can: parsing ends there."""
_TABLE = re.compile(r"\s*+\[++\s*+[\"']?([^\]\"']++)[\"']?\s*+\]")
_KEY = re.compile(r"\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'=]++))\s*+=")
_DOTTED = re.compile(rf"(?<![\w-])(?:[\w-]++[ \t]*+\.[ \t]*+){{{DEEPEST_KEY}}}")


def read_toml(text: str) -> dict[str, Any]:
    """What a TOML text says; raises ValueError (`tomllib.TOMLDecodeError` where it names a place)."""
    import tomllib  # noqa: PLC0415 - most commands meet no TOML

    if text.count(".") >= DEEPEST_KEY and _DOTTED.search(_NO_KEYS.sub("_", text)):
        raise ValueError(f"a key is nested deeper than {DEEPEST_KEY}")
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ValueError(f"a list or table is nested deeper than {DEEPEST_KEY}") from error


class KeyLines:
    """Where the keys of a TOML text stand, which its parser does not tell; also of a text that it refuses."""

    def __init__(self, text: str) -> None:
        """Goes through the text once."""
        self._tables: dict[tuple[str, int], int] = {}
        self._keys: dict[tuple[str, int, str], int] = {}
        seen: dict[str, int] = {}
        table = ""
        for number, line in enumerate(text.splitlines(), 1):
            header, key = _TABLE.match(line), _KEY.match(line)
            if header:
                table = header[1].strip()
                seen[table] = seen.get(table, -1) + 1
                self._tables[table, seen[table]] = number
            elif key:
                name = next(filter(None, key.groups()), "")
                self._keys.setdefault((table, seen.get(table, 0), name), number)

    def of(self, *place: str, nth: int = 0) -> int:
        """The line, from 1, of a key, given as `theme`, or as `keys` and `next` for one in a table; `nth` counts tables
        of one name. The line of its table where the key has none of its own, else 1.
        """
        first, last = place[0], place[-1]
        own = self._keys.get(("", 0, first)) or self._keys.get((first, nth, last))
        return own or self._tables.get((first, nth), 1)
