"""The index of one feed as the rest of the program sees it. What SQLite may do wrong ends here.

A broken file is made anew, one that can no longer be written is carried on in memory; `generation` tells that the posts are gone
and have to be read again.
"""

import contextlib
import hashlib
import os
import sqlite3
import threading
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from tui_reader.errors import IndexTroubleError
from tui_reader.index import find, listing, marks, posts, texts
from tui_reader.index.compile_query import Names
from tui_reader.index.database import Database, delete_files, open_database
from tui_reader.post import Counts, Post, Row, Stamp
from tui_reader.query import Query
from tui_reader.text.words import say

Result = TypeVar("Result")


def index_file(cache: Path, content: Path, only: str = "") -> Path:
    """The index of a content folder, or of one post in it, inside the cache folder."""
    name = os.fsencode(os.path.realpath(content)) + b"\0" + os.fsencode(only)
    return cache / f"index-{hashlib.sha256(name).hexdigest()[:16]}.sqlite"


class FeedIndex:
    """The index of one feed; every method may be called from any thread. Raises IndexTroubleError where nothing helps."""

    def __init__(self, file: Path | None, names: Names, taxonomies: Sequence[str]) -> None:
        self._file = file
        self._names = names
        self._taxonomies = taxonomies
        self._database = open_database(file)
        self._mending = threading.Lock()
        self.generation = 0

    @property
    def notice(self) -> str:
        """What the user should know about the index; empty where all is well."""
        return self._database.notice

    def check_file(self) -> None:
        """Begin anew where the file of the index was deleted or replaced while open."""
        if self._database.vanished:
            self._mend(self._database, None)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    # Files and posts.

    def stamps(self) -> Iterator[Stamp]:
        """Stamps of all files that were read, in the order of the path; holds no lock while the caller works."""
        return posts.all_stamps(lambda after: self._read(lambda c: posts.stamps(c, after)))

    def is_empty(self) -> bool:
        """No file was read yet."""
        return not self._read(lambda c: c.execute("SELECT 1 FROM files LIMIT 1").fetchone())

    def change(self, put: Sequence[tuple[Stamp, Post]], removed: Iterable[str] = ()) -> None:
        """Put posts in and take others out, in one transaction."""

        def write(connection: sqlite3.Connection) -> None:
            posts.remove_posts(connection, removed)
            posts.put_posts(connection, put)

        self._write(write)

    def posts(self, ids: Sequence[int]) -> tuple[Post, ...]:
        """The whole posts in the order of `ids`; ids without a post are left out."""
        return self._read(lambda c: posts.get_posts(c, ids))

    def id_of(self, path: str) -> int | None:
        """Row id of the post; None where there is none."""
        return self._read(lambda c: posts.id_of(c, path))

    def find_id(self, name: str) -> int | None:
        """Row id of the post a person means by a path, an address, a slug or the start of a title; None where there is none."""
        return self._read(lambda c: find.find_id(c, name))

    # Lists.

    def list_ids(self, query: Query, now: int) -> "array[int]":
        """Row ids of all posts that fit at `now` (seconds since 1970), in order."""
        return self._read(lambda c: listing.list_ids(c, query, now, self._names))

    def rows(self, ids: Sequence[int]) -> tuple[Row, ...]:
        """The rows with these ids, in the order of `ids`; ids that are no longer there are left out."""
        return self._read(lambda c: listing.get_rows(c, ids))

    def counts(self, query: Query, now: int) -> Counts:
        """Counts of views and terms under the query at `now`."""
        return self._read(lambda c: listing.count_all(c, query, now, self._names, self._taxonomies))

    # Full text.

    def waiting(self, limit: int) -> tuple[tuple[int, str], ...]:
        """Row ids and paths of posts whose text is still to come, newest first."""
        return self._read(lambda c: texts.waiting(c, limit))

    def count_waiting(self) -> int:
        """How many posts cannot be found by their text yet."""
        return self._read(texts.count_waiting)

    def put_texts(self, found: Sequence[tuple[int, str, texts.Text]]) -> None:
        """Add texts of posts, in one transaction."""
        self._write(lambda c: texts.put_texts(c, found))

    def texts(self, ids: Iterable[int]) -> dict[int, texts.Text]:
        """The searchable texts of some posts by row id."""
        return self._read(lambda c: texts.get_texts(c, ids))

    # Marks.

    def marks_from(self) -> str:
        """Signature of the journals the marks were copied from; empty where none were."""
        return self._read(lambda c: marks.fact(c, "marks"))

    def put_marks(self, found: Iterable[marks.Mark], signature: str) -> None:
        """Copy the marks of some paths, and note the journals' signature, in one transaction."""

        def write(connection: sqlite3.Connection) -> None:
            marks.put_marks(connection, found)
            marks.set_fact(connection, "marks", signature)

        self._write(write)

    def replace_marks(self, found: Sequence[marks.Mark], signature: str) -> bool:
        """Make the copy equal to these marks in one transaction; whether it was not before."""

        def write(connection: sqlite3.Connection) -> bool:
            marks.set_fact(connection, "marks", signature)
            return marks.replace_marks(connection, found)

        return self._write(write)

    # Trouble.

    def _read(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        return self._run(lambda database: database.read(), work)

    def _write(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        return self._run(lambda database: database.write(), work)

    def _run(
        self,
        connect: Callable[[Database], contextlib.AbstractContextManager[sqlite3.Connection]],
        work: Callable[[sqlite3.Connection], Result],
    ) -> Result:
        """Do the work; after trouble mend the index and try once more."""
        database = self._database
        try:
            with connect(database) as connection:
                return work(connection)
        except sqlite3.DatabaseError as error:
            self._mend(database, error)
        try:
            with connect(self._database) as connection:
                return work(connection)
        except sqlite3.DatabaseError as error:
            raise IndexTroubleError(say("The index failed: {reason}").format(reason=error)) from error

    def _mend(self, broken: Database, error: sqlite3.DatabaseError | None) -> None:
        """Replace the database, unless another thread did meanwhile; raises IndexTroubleError where waiting is all that helps."""
        if error is not None and "locked" in str(error):
            hint = say("Another newsreader is writing to it; try again")
            raise IndexTroubleError(say("The index is busy: {file}").format(file=self._file), hint) from error
        with self._mending:
            if self._database is not broken:
                return
            broken.close()
            self._database = self._replacement(error)
            self.generation += 1

    def _replacement(self, error: sqlite3.DatabaseError | None) -> Database:
        """In memory where the file cannot be written, else the file made anew."""
        if isinstance(error, sqlite3.OperationalError):
            notice = say("The index is kept in memory: {file} cannot be used ({reason})")
            return Database(None, notice.format(file=self._file, reason=error))
        if error is not None and self._file is not None:
            with contextlib.suppress(OSError):
                delete_files(self._file)
        return open_database(self._file)
