"""Reads the values of a header as the types they should have; a wrong one is noted as a problem, never raised."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime, tzinfo
from typing import Any

from tui_reader.model.post import Problem
from tui_reader.store.front_matter.dates import HINT, read_date
from tui_reader.store.front_matter.front_matter import Header

_YES = frozenset(("true", "True", "TRUE", "1", "t", "T"))
_NO = frozenset(("false", "False", "FALSE", "0", "f", "F", ""))
_WORDS_OF_FLAGS = frozenset((*_YES, *_NO, "yes", "no", "on", "off"))
_OCTAL = re.compile(r"^([-+]?0)_?([0-7_]+)$")
"""A number that Go reads by eights."""
_FRACTION = re.compile(r"^([-+]?\d+)\.\d*$")
_NAME_KEYS = ("name", "display_name", "title")
Special = dict[str, Callable[[], datetime | None]]
"""Dates that come from elsewhere than the header, by the name of their rule (`:filename`)."""
MAX_PROBLEMS = 100
"""Problems of one post that are noted; finding the place of each takes a look through the header."""
MAX_TERMS = 1000
"""Terms of one list beyond this number are not read."""


class Fields:
    """Typed access to one header. `problems` fills as values are read; `dated_by_name` tells that a date came from
    the file's name.
    """

    __slots__ = ("dated_by_name", "header", "moments", "problems", "special", "values", "zone")

    def __init__(self, header: Header, values: dict[str, Any], zone: tzinfo, special: Special | None = None) -> None:
        self.header = header
        self.values = values
        self.zone = zone
        self.special = special or {}
        self.moments: dict[str, tuple[bool, datetime | None]] = {}
        self.dated_by_name = False
        self.problems: list[Problem] = list(header.problems)

    def note(self, key: str, message: str, hint: str, code: str) -> None:
        """Note a problem with the value of `key`, at its place in the file."""
        if len(self.problems) >= MAX_PROBLEMS:
            return
        line, column = self.place(key)
        self.problems.append(Problem(key, message, line, column, hint, code))

    def place(self, key: str) -> tuple[int | None, int | None]:
        """Line in the file and column of a key's value, both from 1; None where the header does not hold the key."""
        header = self.header
        pattern = rf"^[ \t]*(?:#\+)?([\"']?){re.escape(key)}\1[ \t]*[:=][ \t]*|[{{,]\s*\"{re.escape(key)}\"\s*:\s*"
        match = re.search(pattern, header.text, re.IGNORECASE | re.MULTILINE)
        if match is None:
            return (header.line if header.form else None), None
        at = match.end()
        start_of_line = header.text.rfind("\n", 0, at) + 1
        fence = len("---") if header.form in ("yaml", "toml") and header.line and not start_of_line else 0
        return header.line + header.text.count("\n", 0, at), at - start_of_line + 1 + fence

    def text(self, key: str) -> str:
        """A text without surrounding blanks; numbers as they are written; empty for anything else."""
        value = self.values.get(key)
        if value.__class__ is str:
            return str(value).strip()
        if value is None:
            return ""
        if isinstance(value, (dict, list)):
            kind = "list" if isinstance(value, list) else "mapping"
            self.note(key, f"{key} is a {kind}, not text", "write it in quotes", "not-text")
            return ""
        return written(value)

    def flag(self, key: str) -> bool:
        """True or false; texts and numbers that mean one are taken as Hugo takes them, others are false and noted."""
        value = self.values.get(key)
        if value is True or value is False or value is None:
            return bool(value)
        if isinstance(value, (int, float)):
            return value != 0
        if isinstance(value, str) and (value in _YES or value in _NO):
            return value in _YES
        self.note(key, f"{key} is neither true nor false", "write true or false", "not-a-flag")
        return False

    def whole(self, key: str) -> int:
        """A whole number; 0 where it is missing or none."""
        value = self.values.get(key)
        if value is None or value == "":
            return 0
        try:
            number = _number_in(value) if isinstance(value, str) else int(value)
        except (TypeError, ValueError, OverflowError):
            self.note(key, f"{key} is not a whole number", "write a number such as 10", "not-a-number")
            return 0
        if abs(number) >= 1 << 63:
            self.note(key, f"{key} is too large a number", "write a number such as 10", "not-a-number")
            return 0
        return number

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, each once, without blanks around them; one text stands for a list of one."""
        value = self.values.get(key)
        if value is None:
            return ()
        if isinstance(value, dict):
            self.note(key, f"{key} is a mapping, not a list", f"write {key}: [one, two]", "not-a-list")
            return ()
        return _distinct(value if isinstance(value, list) else (value,))

    def people(self, key: str) -> tuple[str, ...]:
        """Names: a text, a list of texts, a mapping with a name, or a list of such mappings."""
        value = self.values.get(key)
        if value is None:
            return ()
        found = value if isinstance(value, list) else [value]
        return _distinct([_name(item) if isinstance(item, dict) else item for item in found[:MAX_TERMS]])

    def moment(self, name: str, keys: Iterable[str]) -> datetime | None:
        """The date `name` by its rules: the first one found under `keys`, with its time zone; later rules find it
        under its name unless the header has that key.

        A date that stands for none (the first day of the year 1) counts as found. `:rules` are asked of what was given
        as `special`.
        """
        values, moments = self.values, self.moments
        for key in keys:
            if key not in values and key not in moments and key[0] != ":":
                continue
            found, moment = self._look_up(key)
            if found:
                if name not in self.values:
                    self.moments[name] = True, moment
                return moment
        return None

    def _look_up(self, key: str) -> tuple[bool, datetime | None]:
        """Whether there is a date under a key, and which; read once however many rules ask for it."""
        known = self.moments.get(key)
        if known is None:
            known = self.moments[key] = self._special(key) if key[0] == ":" else self._read_moment(key)
        return known

    def _special(self, key: str) -> tuple[bool, datetime | None]:
        moment = self.special[key]() if key in self.special else None
        self.dated_by_name |= moment is not None and key == ":filename"
        return moment is not None, moment

    def _read_moment(self, key: str) -> tuple[bool, datetime | None]:
        value = self.values.get(key)
        if value is None or value == "":
            return False, None
        read = read_date(value, self.zone)
        if read.code and key == "published" and str(value).lower() in _WORDS_OF_FLAGS:
            hint = "write draft: true to hide the post, else take it out"
            self.note(key, "published is a date to Hugo, which builds no site with it", hint, "date-flag")
        elif read.code:
            self.note(key, f"{key} {read.message}", HINT, read.code)
        return read.code != "date-unreadable", read.moment


def _number_in(text: str) -> int:
    """The whole number that Go finds in a text: by eights behind a zero, up to a point, blanks not allowed; raises
    ValueError.
    """
    if text != text.strip():
        raise ValueError(text)
    return int(_FRACTION.sub(r"\1", _OCTAL.sub(r"\1o\2", text)), 0)


_GO_FLOATS = {"inf": "+Inf", "-inf": "-Inf", "nan": "NaN"}


def written(value: Any) -> str:
    """A scalar as Hugo writes it out."""
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return _GO_FLOATS.get(str(value)) or str(value)[:4096]


def _name(value: dict[Any, Any]) -> Any:
    lowered = {str(key).lower(): item for key, item in value.items()}
    return next((lowered[key] for key in _NAME_KEYS if lowered.get(key)), None)


def _distinct(values: Iterable[Any]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for value in values:
        if value is None or isinstance(value, (dict, list)):
            continue
        text = value.strip() if value.__class__ is str else written(value)
        if text:
            found[text] = None
            if len(found) >= MAX_TERMS:
                break
    return tuple(found)
