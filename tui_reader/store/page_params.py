"""What the shortcode `param` says: a value of the page's header, else one of the site's parameters."""

from collections.abc import Iterator, Mapping
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
        elif isinstance(value, bool):
            yield name, str(value).lower()
        elif isinstance(value, str | int | float):
            yield name, str(value)
