"""Posts and searchable texts in the form in which the index holds them, and back (pure)."""

import json
import zlib
from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

from tui_reader.model.dataclass import fields
from tui_reader.model.post import Post, Problem, Taxonomy
from tui_reader.text.sanitize import replace_surrogates

_NAMES = tuple(field.name for field in fields(Post))
_DATES = tuple(_NAMES.index(name) for name in ("date", "lastmod", "publish_date", "expiry_date"))
_LISTS = tuple(_NAMES.index(name) for name in ("flags", "authors", "aliases"))
_TAXONOMIES, _PROBLEMS = _NAMES.index("taxonomies"), _NAMES.index("problems")
_values = attrgetter(*_NAMES)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class DamagedError(Exception):
    """What the index holds is nothing it was given: the file is damaged."""


def encode_post(post: Post) -> str:
    """The post as a JSON array in the order of its fields; a lone surrogate becomes `?`."""
    values = list(_values(post))
    for at in _DATES:
        if values[at] is not None:
            values[at] = values[at].isoformat()
    values[_TAXONOMIES] = [(taxonomy.name, taxonomy.terms) for taxonomy in post.taxonomies]
    values[_PROBLEMS] = [(p.field, p.message, p.line, p.column, p.hint, p.code) for p in post.problems]
    return replace_surrogates(_encode(values))


def decode_post(text: str) -> Post:
    """The post that was encoded; raises DamagedError for anything else."""
    try:
        return _decoded(json.loads(text))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise DamagedError(str(error)) from error


def _decoded(values: list[Any]) -> Post:
    for at in _DATES:
        if values[at] is not None:
            values[at] = datetime.fromisoformat(values[at])
    for at in _LISTS:
        values[at] = tuple(values[at])
    values[_TAXONOMIES] = tuple(Taxonomy(name, tuple(terms)) for name, terms in values[_TAXONOMIES])
    values[_PROBLEMS] = tuple(Problem(*problem) for problem in values[_PROBLEMS])
    return Post(*values)


def pack_fields(texts: Sequence[str]) -> bytes:
    """Searchable texts as one compressed JSON array; raises UnicodeEncodeError for lone surrogates."""
    return zlib.compress(json.dumps(texts, ensure_ascii=False).encode(), 1)


def unpack_fields(packed: bytes) -> list[str]:
    """The texts that were packed; raises DamagedError for anything else."""
    found: list[str] = json.loads(unpack_json(packed))
    return found


def unpack_json(packed: bytes) -> str:
    """The JSON array of the texts that were packed; raises DamagedError for anything else."""
    try:
        return zlib.decompress(packed).decode()
    except (zlib.error, ValueError, TypeError) as error:
        raise DamagedError(str(error)) from error
