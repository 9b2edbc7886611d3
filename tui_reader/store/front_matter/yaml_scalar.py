"""Scalars of YAML as Hugo reads them, for the parser and for headers that need none: PyYAML is not loaded here."""

import re
from typing import Any

MAX_SIZE = 64 * 1024
"""Largest header that is read by a parser, in characters."""
NOT_TEXT = "?"
"""Stands for a key that is a list or a mapping; Hugo refuses it."""

_INT = re.compile(r"[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|(?:0|[1-9][0-9_]*))\Z")
_FLOAT = re.compile(
    r"[-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?\Z"
    r"|[-+]?\.(?:inf|Inf|INF)\Z|\.(?:nan|NaN|NAN)\Z"
)
_WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


def read_scalar(text: str) -> Any:
    """A plain scalar as Hugo's YAML reads it: `yes` and dates are text, `010` is 8, `1_000` is 1000."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "-+.0123456789":
        return text
    if len(text) < 64 and _INT.match(text):
        return _read_int(text)
    if len(text) < 64 and _FLOAT.match(text):
        return _read_float(text)
    return text


def _read_int(text: str) -> Any:
    digits = text.replace("_", "")
    sign = -1 if digits[0] == "-" else 1
    digits = digits.lstrip("+-")
    for prefix, base in (("0x", 16), ("0o", 8), ("0b", 2)):
        if digits.startswith(prefix):
            return sign * int(digits[2:], base) if len(digits) > 2 else text
    return sign * int(digits, 8 if digits[0] == "0" else 10)


def _read_float(text: str) -> float:
    digits = text.replace("_", "").lower()
    return float(digits.replace(".inf", "inf").replace(".nan", "nan"))
