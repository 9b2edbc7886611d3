"""A database that recovers from errors of SQLite.

A damaged file is rebuilt; where the file cannot be written, or rebuilding does not help, the index goes on in memory.
Where a shared index cannot be used, or is damaged, one of the user's own takes its place. `generation` grows with each
recovery: the posts are gone and have to be read again.
"""

import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tui_reader.i18n.messages import tr
from tui_reader.index.storage.database import Database, delete_files, open_database
from tui_reader.index.storage.integrity import TROUBLE, Trouble, check_schema, is_busy, is_damage, is_unusable
from tui_reader.model.dataclass import replace
from tui_reader.model.errors import IndexTroubleError
from tui_reader.model.feed_state import FeedState
from tui_reader.model.post import Folder

if TYPE_CHECKING:
    from tui_reader.index.shared.generations import Generation
    from tui_reader.index.shared.shared_index import SharedIndex

Result = TypeVar("Result")
Work = Callable[[sqlite3.Connection], Result]

MOST_REBUILDS = 3
"""After so many rebuilds of the file by one program, what damages it goes on doing so: memory takes its place."""
MOST_RECOVERIES = 8
"""After so many recoveries nothing helps: the error is told."""


class RecoveringDatabase:
    """The index file, or memory in its place; usable from any thread. Raises IndexTroubleError where nothing helps."""

    def __init__(self, file: Path | None, shared: "SharedIndex | None" = None) -> None:
        self.file = file
        """None where the index is in memory alone."""
        self._shared = shared
        self._away = ""
        self._away_since = 0.0
        self._database = self._open()
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
        return self._away or self._database.notice

    def state(self) -> FeedState:
        """How fresh the posts are that a shared index gives, and why they are not; nothing is known of an index of the
        user's own. Reads small files.
        """
        generation = self._database.generation
        if self._shared is None or generation is None:
            return FeedState()
        said = self._shared.state(generation.name)
        return replace(said, trouble=self._away, since=self._away_since) if self._away else said

    @property
    def shared_folder(self) -> Path | None:
        """The folder of the shared index that the posts are from, so that none is to be read from its file; None where
        the index is the user's own.
        """
        generation = self._database.generation
        return generation.file.parent if generation else None

    def renew(self) -> list[tuple[Folder, Folder]]:
        """Take over the newest generation of a shared index, from one thread at a time; the folders whose files are not
        what they were, as they were and as they are. A shared index that is away leaves everything as it is.
        """
        older = self._database
        if self._shared is None or older.generation is None:
            return []
        try:
            newest = self._shared.newest()
        except IndexTroubleError as error:
            self._away_since = self._away_since or time.time()
            self._away = tr("The shared index is not there just now, posts stay as they are: {reason}").format(
                reason=error
            )
            return []
        self._away, self._away_since = "", 0.0
        return [] if newest == older.generation.name else self._exchange(older, older.generation)

    def _exchange(self, older: Database, generation: "Generation") -> list[tuple[Folder, Folder]]:
        """Ask the newest generation from now on, or an index of the user's own where it cannot be used."""
        from tui_reader.index.storage.adoption import other_folders  # noqa: PLC0415 - few indexes are shared

        newer = self._open()
        with self._recovering:
            self._database = newer
        try:
            if newer.generation is None:
                self.generation += 1
                return []
            with newer.read() as connection:
                return other_folders(connection, generation)
        finally:
            older.close()

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

    def _open(self) -> Database:
        """The index of all users with this one's part, where there is one that can be used; else the user's own."""
        if self._shared is not None and self.file is not None:
            try:
                return open_database(_personal(self.file), _held(self._shared))
            except (IndexTroubleError, *TROUBLE) as error:
                self._give_up_sharing(error)
        return open_database(self.file)

    def _give_up_sharing(self, error: Exception) -> None:
        self._shared = None
        told = tr("The shared index cannot be used, so there is one of your own: {reason}")
        self._away = told.replace("{reason}", str(error))

    def _replacement(self, error: Trouble | None) -> Database:
        """An index in memory where the file cannot be used or was damaged too often, else the rebuilt file."""
        if self.file is None or error is None:
            return self._open()
        if self._shared is not None:
            return self._replace_own_part(self._shared, self.file, error)
        self._rebuilds += 1
        if self._rebuilds > MOST_REBUILDS or is_unusable(error):
            return Database(None, _kept_in_memory(self.file, error))
        with contextlib.suppress(OSError):
            delete_files(self.file)
        return open_database(self.file)

    def _replace_own_part(self, shared: "SharedIndex", file: Path, error: Trouble) -> Database:
        """The posts of the shared index with a new part of the user's in memory, where the disk was at fault; else, and
        after that, an index of the user's own.
        """
        self._rebuilds += 1
        if is_unusable(error) and self._rebuilds == 1:
            with contextlib.suppress(IndexTroubleError, *TROUBLE):
                return Database(None, _kept_in_memory(file, error), _held(shared))
        with contextlib.suppress(OSError):
            delete_files(_personal(file))
        self._give_up_sharing(error)
        return open_database(file)


def _kept_in_memory(file: Path, error: Trouble) -> str:
    notice = tr("The index is kept in memory: {file} cannot be used ({reason})")
    return notice.format(file=file, reason=error)


def _held(shared: "SharedIndex") -> "Generation":
    """The newest generation, which is an index as far as a glance tells; raises IndexTroubleError and TROUBLE."""
    from tui_reader.index.storage.adoption import check_generation  # noqa: PLC0415 - few indexes are shared

    generation = shared.hold()
    try:
        check_generation(generation)
    except TROUBLE:
        generation.close()
        raise
    return generation


def _personal(file: Path) -> Path:
    """The file of the user's own part beside a shared index."""
    return file.with_stem(f"{file.stem}-shared")


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
