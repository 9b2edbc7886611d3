"""What the shortcode `param` says: a value of the page's header, else one of the site's parameters."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import isfinite
from typing import Any


def page_params(header: Mapping[str, Any], site: Mapping[str, Any]) -> dict[str, str]:
    """Texts by the names that `param` knows them by, in lower case, tables joined with dots: `author.name`."""
    own = header.get("params")
    tables = (site, header, own if isinstance(own, Mapping) else {})
    return {name: text for table in tables for name, text in _texts(table, "")}


def _texts(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        name = f"{prefix}{key}".lower()
        if isinstance(value, Mapping):
            yield from _texts(value, f"{name}.")
        elif isinstance(value, str | int | float | list):
            yield name, _in_go(value)


def _in_go(value: Any) -> str:
    """A value as Go's templates print it: `[a b]`, `map[k:v]`, a float with at most six digits before its point."""
    if isinstance(value, Mapping):
        return f"map[{' '.join(f'{key}:{_in_go(value[key])}' for key in sorted(value, key=str))}]"
    if isinstance(value, list):
        return f"[{' '.join(map(_in_go, value))}]"
    if value is None:
        return "<nil>"
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, float) or not isfinite(value):
        return str(value)
    digits = Decimal(repr(value)).normalize()
    if -5 < digits.adjusted() < 6:
        return f"{digits:f}"
    factor, _, exponent = f"{digits:e}".partition("e")
    return f"{factor}e{int(exponent):+03d}"
