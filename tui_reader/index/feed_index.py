"""The index of one feed as the rest of the program sees it."""

import contextlib
import copy
import os
import sqlite3
import time
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from tui_reader.index.queries import facet_counts, listing, post_lookup, related
from tui_reader.index.queries.where_clause import Names
from tui_reader.index.storage.recovery import RecoveringDatabase
from tui_reader.index.storage.row_ids import LAST_ID
from tui_reader.index.writes import folder_stamps, full_text, mark_rows, post_rows
from tui_reader.index.writes.prepared_post import Prepared
from tui_reader.model.errors import IndexTroubleError
from tui_reader.model.post import Counts, Folder, Post, Row
from tui_reader.model.query import Query

_PAGE = 500
"""Posts read at once while their texts are made."""


def index_file(cache: Path, content: Path, only: str = "") -> Path:
    """The index of a content folder, or of one post in it, inside the cache folder."""
    name = os.fsencode(os.path.realpath(content)) + b"\0" + os.fsencode(only)
    return cache / f"index-{zlib.crc32(name):08x}{zlib.adler32(name):08x}.sqlite"


class FeedIndex:
    """The index of one feed; every method may be called from any thread.

    Raises IndexTroubleError where nothing helps.
    """

    def __init__(self, file: Path | None, names: Names, taxonomies: Sequence[str]) -> None:
        """Names and taxonomies never change: a site with others gets an index of its own on the same database
        (`renamed`).
        """
        self.database = RecoveringDatabase(file)
        self.names = names
        self.taxonomies = tuple(taxonomies)

    # Files and posts.

    def folders(self) -> Iterator[Folder]:
        """The folders of all files that were read, in the order of the path; holds no lock while the caller works."""
        return folder_stamps.all_folders(lambda after: self.database.read(lambda c: folder_stamps.folders(c, after)))

    def is_empty(self) -> bool:
        """No file was read yet."""
        return not self.database.read(lambda c: c.execute("SELECT 1 FROM folders LIMIT 1").fetchone())

    def change(self, put: Sequence[Prepared], removed: Sequence[str] = ()) -> None:
        """Put posts in and take others out, in one transaction."""

        def write(connection: sqlite3.Connection) -> None:
            post_rows.remove_posts(connection, removed)
            post_rows.put_posts(connection, put)
            folder_stamps.note_files(connection, [post.fingerprint for post in put], removed)
            mark_rows.set_fact(connection, "changed", str(time.time_ns()))

        self.database.write(write)

    def posts(self, ids: Sequence[int]) -> tuple[Post, ...]:
        """The whole posts in the order of `ids`; ids without a post are left out."""
        return self.database.read(lambda c: post_rows.get_posts(c, ids))

    def id_of(self, path: str) -> int | None:
        """Row id of the post; None where there is none."""
        return self.database.read(lambda c: post_rows.id_of(c, path))

    def find_id(self, name: str) -> int | None:
        """Row id of the post a person means by a path, an address, a slug or the start of a title; None where there
        is none.
        """
        return self.database.read(lambda c: post_lookup.find_id(c, name))

    # Lists.

    def list_ids(self, query: Query, now: int) -> "array[int]":
        """Row ids of all posts that fit at `now` (seconds since 1970), in order."""
        return self.database.read(lambda c: listing.list_ids(c, query, now, self.names))

    def rows(self, ids: Sequence[int]) -> tuple[Row, ...]:
        """The rows with these ids, in the order of `ids`; ids that are no longer there are left out."""
        return self.database.read(lambda c: listing.get_rows(c, ids))

    def counts(self, query: Query, now: int, apart: Mapping[str, Query] | None = None) -> Counts:
        """Counts of views and terms under the query at `now`; the facets of `apart` under the queries given there."""
        found, kept = self.database.read(lambda c: facet_counts.count_all(c, query, now, self.names, self.taxonomies))
        if kept is not None:
            with contextlib.suppress(IndexTroubleError):
                self.database.write(partial(mark_rows.set_fact, name=kept.name, value=kept.value))
        count = partial(facet_counts.count_apart, now=now, names=self.names)
        return found.with_facets(
            self.database.read(partial(count, name=name, query=other)) for name, other in (apart or {}).items()
        )

    def related(self, row_id: int, limit: int, now: int) -> tuple[int, ...]:
        """Row ids of posts that share terms with a post, those first that share the most and the rarest."""
        return self.database.read(lambda c: related.related_ids(c, row_id, limit, now))

    def kin(self, kind: str, row_id: int, now: int) -> tuple[int, ...]:
        """Row ids of posts that belong to this one: `series`, in reading order and itself among them, or
        `translations`.
        """
        return self.database.read(lambda c: related.KIN[kind](c, row_id, now))

    # Full text.

    def waiting(self) -> Iterator[tuple[int, str]]:
        """Row ids and posts, encoded, whose text is still to come, newest first; holds no lock while the caller
        works.
        """
        below = LAST_ID
        while some := self.database.read(partial(_next_waiting, below=below)):
            yield from some
            below = some[-1][0]

    def count_waiting(self) -> int:
        """How many posts cannot be found by their text yet."""
        return self.database.read(full_text.count_waiting)

    def put_entries(self, entries: Sequence[full_text.Entry]) -> None:
        """Add texts of posts, in one transaction."""
        self.database.write(lambda c: full_text.put_entries(c, entries))

    def texts(self, ids: Iterable[int]) -> dict[int, full_text.Text]:
        """The searchable texts of some posts by row id."""
        return self.database.read(lambda c: full_text.get_texts(c, ids))

    # Marks.

    def fact(self, name: str) -> str:
        """A small fact about the index; empty where it is not known."""
        return self.database.read(lambda c: mark_rows.fact(c, name))

    def set_fact(self, name: str, value: str) -> None:
        """Remember a small fact about the index, unless it is known."""
        if self.fact(name) != value:
            self.database.write(lambda c: mark_rows.set_fact(c, name, value))

    def put_marks(self, found: Iterable[mark_rows.Mark], signature: str) -> None:
        """Copy the marks of some paths, and note the journals' signature, in one transaction."""

        def write(connection: sqlite3.Connection) -> None:
            mark_rows.put_marks(connection, found)
            mark_rows.set_fact(connection, "marks", signature)

        self.database.write(write)

    def replace_marks(self, found: Sequence[mark_rows.Mark], signature: str) -> bool:
        """Make the copy equal to these marks in one transaction; whether it was not before."""

        def write(connection: sqlite3.Connection) -> bool:
            mark_rows.set_fact(connection, "marks", signature)
            return mark_rows.replace_marks(connection, found)

        return self.database.write(write)


def renamed(index: FeedIndex, names: Names, taxonomies: Sequence[str]) -> FeedIndex:
    """An index on the same database with other names; whoever is asking the first one goes on undisturbed."""
    other = copy.copy(index)
    other.names, other.taxonomies = names, tuple(taxonomies)
    return other


def _next_waiting(connection: sqlite3.Connection, below: int) -> list[tuple[int, str]]:
    return post_rows.get_details(connection, full_text.waiting(connection, below, _PAGE))
