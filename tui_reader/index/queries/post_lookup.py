"""Finds one post: by its path, or by what a person calls it, such as an address, a slug or the start of its title."""

import sqlite3
from collections.abc import Iterator

from tui_reader.index.storage.lookup_keys import address_keys, old_address
from tui_reader.text.folding import fold
from tui_reader.text.sanitize import replace_surrogates

_ENDINGS = ("", ".md", "/index.md", ".markdown", ".html", ".org")


def id_of(connection: sqlite3.Connection, path: str) -> int | None:
    """Row id of the post at this path; None where there is none."""
    return next(_ids(connection, "SELECT id FROM posts WHERE path = ?", replace_surrogates(path)), None)


def find_id(connection: sqlite3.Connection, name: str) -> int | None:
    """Row id of the post that `name` means best; None where there is none."""
    wanted = replace_surrogates(name).strip().removeprefix("./")
    return next(_found(connection, wanted), None) if wanted.strip("/") else None


def _found(connection: sqlite3.Connection, name: str) -> Iterator[int]:
    """Row ids that match, the best first: path, address, title, start of a title (the newest of several)."""
    for path in (name.strip("/") + ending for ending in _ENDINGS):
        yield from _ids(connection, "SELECT id FROM posts WHERE path = ?", path)
    whole, last = address_keys(name.partition("#")[0].partition("?")[0])
    yield from _ids(connection, "SELECT post FROM addresses WHERE address = ? ORDER BY post DESC", whole)
    if "/" not in name.strip("/"):
        yield from _ids(connection, "SELECT post FROM addresses WHERE address = ? ORDER BY post DESC", last)
    title = fold(name)
    yield from _ids(connection, "SELECT id FROM posts WHERE pinned IN (0, 1) AND title_key = ? ORDER BY id DESC", title)
    starts = "SELECT id FROM posts WHERE pinned IN (0, 1) AND title_key >= ? AND title_key < ? ORDER BY id DESC LIMIT 1"
    yield from _ids(connection, starts, title, title + "\U0010ffff")


def moved_bookmarks(connection: sqlite3.Connection) -> list[str]:
    """Paths of bookmarks and highlights whose post is gone, and of which a post has the title or an address."""
    gone = (
        "SELECT path, title IN (SELECT title FROM posts)"
        " FROM (SELECT path, title FROM marks WHERE bookmarked UNION SELECT path, title FROM marks WHERE noted)"
        " WHERE path NOT IN (SELECT path FROM posts)"
    )
    called = "SELECT 1 FROM addresses WHERE address = ?"
    return [
        path
        for path, has_title in connection.execute(gone)
        if has_title or connection.execute(called, address_keys(old_address(path))[:1]).fetchone()
    ]


def _ids(connection: sqlite3.Connection, select: str, *values: str) -> Iterator[int]:
    return (row[0] for row in connection.execute(select, values))
