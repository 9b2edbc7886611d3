"""The full text of posts: put into the search index behind the first screen, taken out again, read back for snippets."""

import json
import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from tui_reader.index.encode_post import clean_text
from tui_reader.index.tokens import tokens

_INSERT = "INSERT INTO search (rowid, title, terms, lead, body) VALUES (?, ?, ?, ?, ?)"
_DELETE = "INSERT INTO search (search, rowid, title, terms, lead, body) VALUES ('delete', ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Text:
    """What can be searched of a post, in the order of its worth."""

    title: str
    """Title and link title."""
    terms: str
    """Terms and authors, one a line."""
    lead: str
    """Description and summary, one a line."""
    body: str
    """The body as plain text."""

    def fields(self) -> tuple[str, str, str, str]:
        """The four texts in the order of the index."""
        return self.title, self.terms, self.lead, self.body


def pack(text: Text) -> bytes:
    """The text made small."""
    return zlib.compress(json.dumps([clean_text(field) for field in text.fields()], ensure_ascii=False).encode(), 1)


def unpack(packed: bytes) -> Text:
    """The text that was packed."""
    return Text(*json.loads(zlib.decompress(packed)))


def waiting(connection: sqlite3.Connection, limit: int) -> tuple[tuple[int, str], ...]:
    """Row ids and paths of posts whose text is still to come, newest first."""
    rows = connection.execute(
        "SELECT id, path FROM unsearched JOIN posts USING (id) ORDER BY id DESC LIMIT ?", (limit,)
    )
    return tuple(rows.fetchall())


def count_waiting(connection: sqlite3.Connection) -> int:
    """How many posts cannot be found by their text yet."""
    return int(connection.execute("SELECT count(*) FROM unsearched").fetchone()[0])


def put_texts(connection: sqlite3.Connection, texts: Iterable[tuple[int, str, Text]]) -> None:
    """Add texts of posts by row id and path, unless they changed meanwhile. Belongs into one transaction."""
    for row_id, path, text in texts:
        still = "SELECT 1 FROM unsearched JOIN posts USING (id) WHERE id = ? AND path = ?"
        if connection.execute(still, (row_id, path)).fetchone() is None:
            continue
        forget_text(connection, row_id)
        packed = pack(text)
        connection.execute("INSERT INTO texts VALUES (?, ?)", (row_id, packed))
        connection.execute(_INSERT, (row_id, *map(tokens, unpack(packed).fields())))
        connection.execute("DELETE FROM unsearched WHERE id = ?", (row_id,))


def forget_text(connection: sqlite3.Connection, row_id: int) -> None:
    """Take the text of a post out of the search index."""
    found = connection.execute("SELECT packed FROM texts WHERE id = ?", (row_id,)).fetchone()
    if found:
        connection.execute(_DELETE, (row_id, *map(tokens, unpack(found[0]).fields())))
        connection.execute("DELETE FROM texts WHERE id = ?", (row_id,))


def get_texts(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, Text]:
    """The searchable text of some posts by row id."""
    found = (connection.execute("SELECT id, packed FROM texts WHERE id = ?", (row_id,)).fetchone() for row_id in ids)
    return {row[0]: unpack(row[1]) for row in found if row}
