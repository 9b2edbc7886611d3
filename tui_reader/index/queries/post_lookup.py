"""Finds one post by what a person calls it: a path, an address on the website, a slug, or the start of its title."""

import sqlite3
from collections.abc import Iterator

from tui_reader.index.storage.codec import clean_text
from tui_reader.model.post import Post
from tui_reader.text.folding import fold

_ENDINGS = ("", ".md", "/index.md", ".markdown", ".html", ".org")


def addresses(post: Post) -> set[str]:
    """What the post can be called beside its path: its URL, its former ones, and the last part of each."""
    found = {address for url in (post.url, *post.aliases) for address in _address(url)}
    return {clean_text(address) for address in found if address}


def _address(url: str) -> tuple[str, str]:
    whole = _unquoted(url).strip("/").casefold()
    return whole, whole.rpartition("/")[2]


def _unquoted(url: str) -> str:
    if "%" not in url:
        return url
    from urllib.parse import unquote  # noqa: PLC0415 - seldom needed, and slow to load

    return unquote(url)


def find_id(connection: sqlite3.Connection, name: str) -> int | None:
    """Row id of the post that `name` means best; None where there is none."""
    wanted = clean_text(name).strip().removeprefix("./")
    return next(_found(connection, wanted), None) if wanted.strip("/") else None


def _found(connection: sqlite3.Connection, name: str) -> Iterator[int]:
    """Row ids that fit, the best first: path, address, title, start of a title (the newest of several)."""
    for path in (name.strip("/") + ending for ending in _ENDINGS):
        yield from _ids(connection, "SELECT id FROM posts WHERE path = ?", path)
    whole, last = _address(name.partition("#")[0].partition("?")[0])
    yield from _ids(connection, "SELECT post FROM addresses WHERE address = ? ORDER BY post DESC", whole)
    if "/" not in name.strip("/"):
        yield from _ids(connection, "SELECT post FROM addresses WHERE address = ? ORDER BY post DESC", last)
    title = fold(name)
    yield from _ids(connection, "SELECT id FROM posts WHERE pinned IN (0, 1) AND title_key = ? ORDER BY id DESC", title)
    starts = "SELECT id FROM posts WHERE pinned IN (0, 1) AND title_key >= ? AND title_key < ? ORDER BY id DESC LIMIT 1"
    yield from _ids(connection, starts, title, title + "\U0010ffff")


def _ids(connection: sqlite3.Connection, select: str, *values: str) -> Iterator[int]:
    return (row[0] for row in connection.execute(select, values))
