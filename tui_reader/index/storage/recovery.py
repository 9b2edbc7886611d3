"""A database that recovers from errors of SQLite.

A damaged file is rebuilt; where the file cannot be written, or rebuilding does not help, the index goes on in memory.
`generation` grows with each recovery: the posts are gone and have to be read again.
"""

import contextlib
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tui_reader.i18n.messages import tr
from tui_reader.index.storage.database import Database, delete_files, open_database
from tui_reader.index.storage.integrity import TROUBLE, Trouble, check_schema, is_busy, is_damage, is_unusable
from tui_reader.model.errors import IndexTroubleError

Result = TypeVar("Result")
Work = Callable[[sqlite3.Connection], Result]

MOST_REBUILDS = 3
"""After so many rebuilds of the file by one program, what damages it goes on doing so: memory takes its place."""
MOST_RECOVERIES = 8
"""After so many recoveries nothing helps: the error is told."""


class RecoveringDatabase:
    """The index file, or memory in its place; usable from any thread. Raises IndexTroubleError where nothing helps."""

    def __init__(self, file: Path | None) -> None:
        self.file = file
        """None where the index is in memory alone."""
        self._database = open_database(file)
        self._recovering = threading.Lock()
        self._rebuilds = 0
        self.generation = 0
        self.refill: Callable[[], None] | None = None
        """Reads the posts again after a recovery, before the question is asked again; None where a sync follows anyway.
        It runs in the thread that asked, and itself asks and writes.
        """

    @property
    def notice(self) -> str:
        """What the user should know about the index; empty where all is well."""
        return self._database.notice

    def check_file(self) -> None:
        """Start with an empty index where the file was deleted or replaced while open, or is damaged.

        The whole file is read where something else than an index wrote to it, once; `interrupt_check` ends that.
        """
        database = self._database
        if database.vanished:
            self._recover(database, None)
        elif not database.is_whole:
            try:
                database.check()
            except TROUBLE as error:
                if is_damage(error):
                    self._recover(database, error)

    def interrupt_check(self) -> None:
        """End a check of the file that is under way in another thread; the next `check_file` begins it anew."""
        self._database.interrupt_check()

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
        """Run the work; after an error recover the index and try again, as often as it may be recovered."""
        while True:
            database = self._database
            try:
                with connect(database) as connection:
                    return work(connection)
            except TROUBLE as error:
                self._recover(database, error)
            if self.refill is not None:
                self.refill()

    def _recover(self, broken: Database, error: Trouble | None) -> None:
        """Replace the database, unless another thread did so meanwhile; raises IndexTroubleError where that heals
        nothing.
        """
        if error is not None and is_busy(error):
            hint = tr("Another newsreader is writing to it; try again")
            raise IndexTroubleError(tr("The index is busy: {file}").format(file=self.file), hint) from error
        with self._recovering:
            if self._database is not broken:
                return
            if error is not None and (self.generation >= MOST_RECOVERIES or not _is_healed(broken, error)):
                raise IndexTroubleError(tr("The index failed: {reason}").format(reason=error)) from error
            broken.close()
            self._database = self._replacement(error)
            self.generation += 1

    def _replacement(self, error: Trouble | None) -> Database:
        """An index in memory where the file cannot be used or was damaged too often, else the rebuilt file."""
        if self.file is None or error is None:
            return open_database(self.file)
        self._rebuilds += 1
        if self._rebuilds > MOST_REBUILDS or is_unusable(error):
            notice = tr("The index is kept in memory: {file} cannot be used ({reason})")
            return Database(None, notice.format(file=self.file, reason=error))
        with contextlib.suppress(OSError):
            delete_files(self.file)
        return open_database(self.file)


def _is_healed(database: Database, error: Trouble) -> bool:
    """Whether another database would answer what failed here: the file is damaged or unusable, not the question."""
    if is_damage(error) or is_unusable(error):
        return True
    try:
        with database.read() as connection:
            check_schema(connection)
    except TROUBLE as found:
        return is_damage(found)
    return False
