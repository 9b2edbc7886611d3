"""A database that recovers from errors of SQLite.

A damaged file is rebuilt; where the file cannot be written, the index goes on in memory. `generation` grows with each
recovery: the posts are gone and have to be read again.
"""

import contextlib
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tui_reader.i18n.messages import tr
from tui_reader.index.storage.database import Database, delete_files, open_database
from tui_reader.model.errors import IndexTroubleError

Result = TypeVar("Result")
Work = Callable[[sqlite3.Connection], Result]


class RecoveringDatabase:
    """The index file, or memory in its place; usable from any thread. Raises IndexTroubleError where nothing helps."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._database = open_database(file)
        self._recovering = threading.Lock()
        self.generation = 0

    @property
    def notice(self) -> str:
        """What the user should know about the index; empty where all is well."""
        return self._database.notice

    def check_file(self) -> None:
        """Start with an empty index where the file was deleted or replaced while open."""
        if self._database.vanished:
            self._recover(self._database, None)

    def read(self, work: Work[Result]) -> Result:
        """Run something that changes nothing."""
        return self._run(lambda database: database.read(), work)

    def write(self, work: Work[Result]) -> Result:
        """Run something in one transaction. It may run twice, on two databases."""
        return self._run(lambda database: database.write(), work)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _run(
        self,
        connect: Callable[[Database], contextlib.AbstractContextManager[sqlite3.Connection]],
        work: Work[Result],
    ) -> Result:
        """Run the work; after an error recover the index and try once more."""
        database = self._database
        try:
            with connect(database) as connection:
                return work(connection)
        except sqlite3.DatabaseError as error:
            self._recover(database, error)
        try:
            with connect(self._database) as connection:
                return work(connection)
        except sqlite3.DatabaseError as error:
            raise IndexTroubleError(tr("The index failed: {reason}").format(reason=error)) from error

    def _recover(self, broken: Database, error: sqlite3.DatabaseError | None) -> None:
        """Replace the database, unless another thread did so meanwhile; raises IndexTroubleError where only waiting
        helps.
        """
        if error is not None and "locked" in str(error):
            hint = tr("Another newsreader is writing to it; try again")
            raise IndexTroubleError(tr("The index is busy: {file}").format(file=self._file), hint) from error
        with self._recovering:
            if self._database is not broken:
                return
            broken.close()
            self._database = self._replacement(error)
            self.generation += 1

    def _replacement(self, error: sqlite3.DatabaseError | None) -> Database:
        """An index in memory where the file cannot be written, else the rebuilt file."""
        if isinstance(error, sqlite3.OperationalError):
            notice = tr("The index is kept in memory: {file} cannot be used ({reason})")
            return Database(None, notice.format(file=self._file, reason=error))
        if error is not None and self._file is not None:
            with contextlib.suppress(OSError):
                delete_files(self._file)
        return open_database(self._file)
