"""Posts of one index as records that another server can put into its copy of that index.

A record is other people's: what of it is no row of this version is refused before anything is written.
"""

import contextlib
import sqlite3
import zlib
from array import array
from base64 import b64decode, b64encode
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tui_reader.index.storage.codec import DamagedError, decode_post, unpack_fields
from tui_reader.index.storage.folder_fingerprints import file_numbers, note_files
from tui_reader.index.storage.full_text_support import statements
from tui_reader.index.storage.integrity import check_pages
from tui_reader.index.storage.lookup_keys import addresses
from tui_reader.index.storage.metadata import CARRIED, CHANGED, get_metadata
from tui_reader.index.storage.schema import APPLICATION, VERSION
from tui_reader.index.writes.full_text import put_text
from tui_reader.index.writes.post_copies import FAST
from tui_reader.index.writes.post_rows import remove_post
from tui_reader.model.post import Fingerprint

_MOST_TEXT_BYTES = 64 << 20
"""Longest text or file of one post, unpacked."""
_FIELDS = 4
_KEPT = ("site", CHANGED)
"""Metadata that go along: what the publisher alone needs is long."""


def make_records(file: Path, paths: Collection[str]) -> dict[str, Any]:
    """What another server needs to have the posts at these paths as they are in an index."""
    with contextlib.closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as reader:
        numbers = file_numbers(reader, paths)
        found = {path: _record(reader, path, numbers.get(path)) for path in sorted(paths)}
        posts = {path: record for path, record in found.items() if record}
        used = {term for record in posts.values() for term in array("I", b64decode(record["row"][-1]))}
        terms = [reader.execute("SELECT * FROM terms WHERE id = ?", (term,)).fetchone() for term in sorted(used)]
        facts = {name: get_metadata(reader, name) for name in _KEPT}
    return {"gone": sorted(found.keys() - posts.keys()), "posts": posts, "terms": terms, "facts": facts}


def _record(reader: sqlite3.Connection, path: str, numbers: Sequence[int] | None) -> dict[str, Any] | None:
    row = reader.execute("SELECT * FROM posts WHERE path = ?", (path,)).fetchone()
    if row is None:
        return None
    by_id = {
        name: reader.execute(f"SELECT {column} FROM {table} WHERE id = ?", row[:1]).fetchone()
        for name, table, column in (("details", "details", "post"), ("text", "texts", "packed"), ("file", "sources", "packed"))
    }  # fmt: skip
    packed = {name: b64encode(by_id[name][0]).decode() for name in ("text", "file") if by_id[name]}
    return {"row": [*row[:-1], b64encode(row[-1]).decode()], "details": by_id["details"][0], "file": "", "text": "",
            **packed, "numbers": numbers}  # fmt: skip


def put_records(file: Path, segments: Iterable[Mapping[str, Any]]) -> None:
    """Make an index that nobody reads equal to the one that the segments come from; it is of no use where that fails.

    Raises sqlite3.DatabaseError, and DamagedError for what is no record.
    """
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for pragma in FAST:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN IMMEDIATE")
        try:
            _put_all(connection, segments)
        except (TypeError, ValueError, LookupError, AttributeError, OverflowError, zlib.error) as error:
            raise DamagedError(str(error)) from error
        connection.execute("COMMIT")


def _put_all(connection: sqlite3.Connection, segments: Iterable[Mapping[str, Any]]) -> None:
    last: dict[str, Mapping[str, Any] | None] = {}
    for segment in segments:
        last |= dict.fromkeys(map(_path, segment["gone"])) | {
            _path(path): told for path, told in segment["posts"].items()
        }
        rows = [(int(row[0]), *map(str, row[1:])) for row in segment["terms"]]
        connection.executemany("INSERT OR REPLACE INTO terms VALUES (?, ?, ?, ?, ?)", rows)
        facts = [(name, str(segment["facts"][name])) for name in _KEPT]
        connection.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts)
    connection.execute("INSERT OR REPLACE INTO facts VALUES (?, '1')", (CARRIED,))
    for path in last:
        remove_post(connection, path)
    rows_of = {path: _row(path, told) for path, told in last.items() if told is not None}
    for path in sorted(rows_of, key=lambda path: rows_of[path][0]):
        _put_record(connection, rows_of[path], last[path] or {})
    files = [Fingerprint(path, *map(int, told["numbers"])) for path, told in last.items() if told and told["numbers"]]
    note_files(connection, files, [path for path, told in last.items() if told is None])


def _path(path: object) -> str:
    """The path of a post, if it may be one."""
    if not isinstance(path, str) or path[:1] in ("", "/") or ".." in path.split("/") or "\0" in path:
        raise ValueError("no path")
    return path


def _row(path: str, told: Mapping[str, Any]) -> list[Any]:
    *row, terms = told["row"]
    packed = b64decode(terms)
    if row[1] != path or type(row[0]) is not int or len(packed) % 4:
        raise ValueError("no row")
    if not all(value is None or isinstance(value, int | str) for value in row):
        raise TypeError("no row")
    return [*row, packed]


def _put_record(connection: sqlite3.Connection, row: list[Any], told: Mapping[str, Any]) -> None:
    row_id, details = row[0], str(told["details"])
    connection.execute(f"INSERT INTO posts VALUES ({', '.join('?' * len(row))})", row)
    connection.executemany("INSERT INTO tagged VALUES (?, ?)", [(term, row_id) for term in array("I", row[-1])])
    connection.execute("INSERT INTO details VALUES (?, ?)", (row_id, details))
    names = addresses(decode_post(details))
    connection.executemany("INSERT INTO addresses VALUES (?, ?)", [(name, row_id) for name in names])
    if told["file"]:
        connection.execute("INSERT INTO sources VALUES (?, ?)", (row_id, _bounded(told["file"])))
    if told["text"]:
        put_text(connection, row_id, _text(told["text"]))
    else:
        connection.execute("INSERT INTO unsearched VALUES (?)", (row_id,))


def _bounded(told: str) -> bytes:
    packed, stream = b64decode(told), zlib.decompressobj()
    stream.decompress(packed, _MOST_TEXT_BYTES)
    if not stream.eof:
        raise ValueError("too long")
    return packed


def _text(told: str) -> bytes:
    packed = _bounded(told)
    fields = unpack_fields(packed)
    if len(fields) != _FIELDS or not all(isinstance(field, str) for field in fields):
        raise TypeError("no text")
    return packed


def check_base(file: Path, state: str) -> None:
    """Raise DamagedError or sqlite3.DatabaseError where a file from elsewhere is no whole index of this version, in
    this state, or holds anything beside its tables, as a trigger or a view would be.
    """
    with contextlib.closing(sqlite3.connect(":memory:")) as own:
        own.executescript(statements())
        wanted = _made_of(own)
    with contextlib.closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as reader:
        reader.execute("PRAGMA trusted_schema = OFF")
        reader.execute("PRAGMA cell_size_check = ON")
        kind = [reader.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
        if kind != [APPLICATION, VERSION] or _made_of(reader) != wanted or get_metadata(reader, CHANGED) != state:
            raise DamagedError("another index")
        check_pages(reader)


def _made_of(connection: sqlite3.Connection) -> set[tuple[str, str, str, str]]:
    """Everything that a file has, and what it was made by; tables of statistics are SQLite's own."""
    return set(
        connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%'")
    )
