"""Reads the query language: text a person typed becomes a Query, or a QueryError that says where it goes wrong."""

from datetime import datetime

from tui_reader.query import Query


def parse_query(text: str, now: datetime, base: Query | None = None) -> Query:
    """The query `text` means; order, language and states come from `base`.

    `now` carries the site's time zone: dates are read in it, and spans such as `changed:7d` end there. Raises QueryError.
    """
    raise NotImplementedError
