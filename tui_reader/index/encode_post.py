"""A post as one JSON text for the index, and back."""

import json
from dataclasses import fields
from datetime import datetime

from tui_reader.post import Post, Problem, Taxonomy

_DATES = ("date", "lastmod", "publish_date", "expiry_date")
_NAMES = tuple(field.name for field in fields(Post))


def encode_post(post: Post) -> str:
    """The post as JSON; text that is no Unicode (a lone surrogate) becomes U+FFFD."""
    values = {name: getattr(post, name) for name in _NAMES}
    for name in _DATES:
        if values[name] is not None:
            values[name] = values[name].isoformat()
    values["taxonomies"] = [(taxonomy.name, taxonomy.terms) for taxonomy in post.taxonomies]
    values["problems"] = [(p.field, p.message, p.line, p.column, p.hint, p.code) for p in post.problems]
    return clean_text(json.dumps(values, ensure_ascii=False))


def decode_post(text: str) -> Post:
    """The post that was encoded; raises ValueError or TypeError for anything else."""
    values = json.loads(text)
    for name in _DATES:
        if values[name] is not None:
            values[name] = datetime.fromisoformat(values[name])
    for name in ("flags", "authors", "aliases"):
        values[name] = tuple(values[name])
    values["taxonomies"] = tuple(Taxonomy(name, tuple(terms)) for name, terms in values["taxonomies"])
    values["problems"] = tuple(Problem(*problem) for problem in values["problems"])
    return Post(**values)


def clean_text(text: str) -> str:
    """The text as SQLite can keep it: without lone surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text
