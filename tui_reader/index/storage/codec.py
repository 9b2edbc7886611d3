"""A post as one JSON text for the index, and back."""

import json
from dataclasses import fields
from datetime import datetime
from operator import attrgetter

from tui_reader.model.post import Post, Problem, Taxonomy

_NAMES = tuple(field.name for field in fields(Post))
_DATES = tuple(_NAMES.index(name) for name in ("date", "lastmod", "publish_date", "expiry_date"))
_LISTS = tuple(_NAMES.index(name) for name in ("flags", "authors", "aliases"))
_TAXONOMIES, _PROBLEMS = _NAMES.index("taxonomies"), _NAMES.index("problems")
_values = attrgetter(*_NAMES)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def encode_post(post: Post) -> str:
    """The post as a JSON array in the order of its fields; text that is no Unicode (a lone surrogate) becomes
    U+FFFD.
    """
    values = list(_values(post))
    for at in _DATES:
        if values[at] is not None:
            values[at] = values[at].isoformat()
    values[_TAXONOMIES] = [(taxonomy.name, taxonomy.terms) for taxonomy in post.taxonomies]
    values[_PROBLEMS] = [(p.field, p.message, p.line, p.column, p.hint, p.code) for p in post.problems]
    return clean_text(_encode(values))


def decode_post(text: str) -> Post:
    """The post that was encoded; raises ValueError or TypeError for anything else."""
    values = json.loads(text)
    for at in _DATES:
        if values[at] is not None:
            values[at] = datetime.fromisoformat(values[at])
    for at in _LISTS:
        values[at] = tuple(values[at])
    values[_TAXONOMIES] = tuple(Taxonomy(name, tuple(terms)) for name, terms in values[_TAXONOMIES])
    values[_PROBLEMS] = tuple(Problem(*problem) for problem in values[_PROBLEMS])
    return Post(*values)


def clean_text(text: str) -> str:
    """The text as SQLite can keep it: without lone surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text
