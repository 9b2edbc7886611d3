"""The SQLite file of the index: opened, checked, rebuilt when damaged, replaced by memory when it cannot be written.

The danger here: a damaged or locked file must never keep a person from reading, nor one thread from another.
"""

import contextlib
import errno
import os
import sqlite3
import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.config.paths import is_network
from tui_reader.config.user_files import make_folder
from tui_reader.i18n.messages import tr
from tui_reader.index.storage import schema
from tui_reader.index.storage.full_text_support import statements
from tui_reader.index.storage.integrity import TROUBLE, Trouble, check_pages, check_schema, is_damage, is_sealed, seal
from tui_reader.index.storage.sql_functions import add_functions
from tui_reader.model.wanted import is_wanted

if TYPE_CHECKING:
    from tui_reader.index.shared.generations import Generation

_BUSY_SECONDS = 10.0
"""How long a write waits for another process; a batch takes well below one second."""
_MEMORY_KIB = 65_536
"""Pages an index without a file keeps at hand; all of it stays in memory, since the disk may be full."""
_CACHE_KIB = 256
"""Pages each connection keeps: there is one a thread, and the system keeps the file's pages anyway."""
_WRITING_KIB = 16_384
"""The same for the connection that writes a batch, until the batch is written."""
_STEPS = 200_000
"""Instructions of SQLite between two looks at whether the answer is still wanted: about 20 ms."""
_PRAGMAS = (
    "synchronous = NORMAL",
    "secure_delete = OFF",
    "temp_store = MEMORY",
    "trusted_schema = OFF",
    "journal_size_limit = 16777216",
)
"""How every connection works: a crash may cost the last batch, which the next sync brings back."""
_COMPANIONS = ("", "-wal", "-shm", "-journal")


class Database:
    """One open index; gives out connections to read, and one at a time to write. `file` is None for an index in
    memory. With a `generation` of a shared index, `file` has the user's own part alone.
    """

    def __init__(self, file: Path | None, notice: str = "", generation: "Generation | None" = None) -> None:
        self.file = file
        self.notice = notice
        self.generation = generation
        self._free: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._writing = threading.RLock()
        self._closed = False
        self._in_use = 0
        """Connections that are given out: as long as one is, a generation is held."""
        self._checked: sqlite3.Connection | None = None
        self._memory = _connect(None, generation) if file is None else None
        if self._memory:
            _prepare(self._memory, generation)
        self._identity = _identity(file)
        self.is_whole = True
        """False where something else than an index wrote to the file, and it was not checked since."""

    @contextlib.contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A connection for this thread alone; every statement on it sees whole batches.

        Raises sqlite3.ProgrammingError where a generation was let go: its file may be another one by now.
        """
        with self._lock:
            if self._closed and self.generation is not None:
                raise sqlite3.ProgrammingError(self.generation.name)
            connection = self._free.pop() if self._free else None
            self._in_use += 1
        try:
            if self._memory:
                with self._writing:
                    yield self._memory
                return
            connection = connection or _connect(self.file, self.generation)
            yield connection
        finally:
            self._take_back(connection)

    def keep(self, connection: sqlite3.Connection) -> None:
        """Give out a connection that is open already, which spares opening another and deleting the log between."""
        with self._lock:
            self._free.append(connection)

    def _take_back(self, connection: sqlite3.Connection | None) -> None:
        """A connection is used no more; None for the one to an index in memory."""
        with self._lock:
            is_closed = self._closed
            if connection and not is_closed:
                self._free.append(connection)
        if connection and is_closed:
            connection.close()
        with self._lock:
            self._in_use -= 1
        self._let_go()

    def _let_go(self) -> None:
        """Hold the generation no longer, once nothing reads it."""
        with self._lock:
            is_unused = self._closed and not self._in_use
        if is_unused and self.generation is not None:
            self.generation.close()

    @contextlib.contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A connection inside one transaction: committed at the end, rolled back after an error."""
        with self._writing, self.read() as connection:
            connection.execute(f"PRAGMA cache_size = -{_MEMORY_KIB if self._memory else _WRITING_KIB}")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise
            finally:
                self._shrink(connection)

    def _shrink(self, connection: sqlite3.Connection) -> None:
        """Give back the memory a write took."""
        if not self._memory:
            with contextlib.suppress(sqlite3.Error):
                connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
                connection.execute("PRAGMA shrink_memory")

    def check(self) -> None:
        """Read the whole file; raises DamagedError or sqlite3.DatabaseError, which may tell of an interruption."""
        with self.read() as connection:
            self._checked = connection
            try:
                check_pages(connection)
            finally:
                self._checked = None
        self.is_whole = True

    def interrupt_check(self) -> None:
        """End a check that is under way in another thread."""
        checked = self._checked
        if checked is not None:
            checked.interrupt()

    @property
    def vanished(self) -> bool:
        """The file was deleted or replaced while open."""
        return self.file is not None and _identity(self.file) != self._identity

    def close(self) -> None:
        """Close every connection that is not in use just now; the others close when they are given back."""
        with self._lock:
            self._closed = True
            connections, self._free = self._free, []
        for connection in connections:
            connection.close()
        if self.file is not None and self.is_whole and connections:
            seal(self.file)
        self._let_go()


def open_database(file: Path | None, generation: "Generation | None" = None) -> Database:
    """The index in `file`, new where it is missing, of another version or damaged; in memory, with a notice, where it
    cannot be written. With a `generation` of a shared index, `file` is the user's own part.
    """
    if file is None:
        return Database(None, generation=generation)
    try:
        return _open_file(file, generation)
    except TROUBLE as error:
        if not is_damage(error):
            return _in_memory(file, error, generation)
    except OSError as error:
        return _in_memory(file, error, generation)
    with contextlib.suppress(OSError):
        delete_files(file)
    try:
        return _open_file(file, generation)
    except (*TROUBLE, OSError) as error:
        return _in_memory(file, error, generation)


def delete_files(file: Path) -> None:
    """Delete the index and what SQLite keeps beside it; raises OSError."""
    for ending in _COMPANIONS:
        file.with_name(file.name + ending).unlink(missing_ok=True)


def _open_file(file: Path, generation: "Generation | None") -> Database:
    """The file, created where it is missing; does not wait for other programs where it is intact.

    Raises OSError, DamagedError, sqlite3.DatabaseError.
    """
    make_folder(file.parent)
    _clear_place(file)
    whole = is_sealed(file)
    connection = _connect(file, generation)
    try:
        connection.execute(f"PRAGMA main.journal_mode = {'DELETE' if is_network(file.parent) else 'WAL'}")
        _prepare(connection, generation)
        check_schema(connection)
        if not (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        database = Database(file, generation=generation)
    except BaseException:
        connection.close()
        raise
    database.is_whole = whole
    database.keep(connection)
    return database


def _clear_place(file: Path) -> None:
    """Delete what is no file of its own where the index and its companions belong; raises OSError for a folder."""
    for ending in _COMPANIONS:
        place = file.with_name(file.name + ending)
        with contextlib.suppress(FileNotFoundError):
            mode = place.lstat().st_mode
            if stat.S_ISDIR(mode):
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(place))
            if not stat.S_ISREG(mode):
                place.unlink()


def _in_memory(file: Path, error: Trouble | OSError, generation: "Generation | None") -> Database:
    notice = tr("The index is kept in memory: {file} cannot be used ({reason})").format(file=file, reason=error)
    return Database(None, notice, generation)


def _connect(file: Path | None, generation: "Generation | None") -> sqlite3.Connection:
    """A connection that begins no transaction by itself."""
    name = ":memory:" if file is None else str(file)
    connection = sqlite3.connect(
        name, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False, uri=generation is not None
    )
    connection.execute(f"PRAGMA cache_size = -{_MEMORY_KIB if file is None else _CACHE_KIB}")
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    add_functions(connection)
    if generation is not None:
        from tui_reader.index.storage.adoption import attach  # noqa: PLC0415 - most users have an index of their own

        attach(connection, generation)
        connection.execute(f"PRAGMA shared.cache_size = -{_CACHE_KIB}")
    connection.set_progress_handler(_ends_early, _STEPS)
    return connection


def _ends_early() -> bool:
    """Asked by SQLite while a statement runs, in the thread that waits for it."""
    return not is_wanted()


def _is_current(connection: sqlite3.Connection) -> bool:
    """Whether this is an index of this version. An empty file is none."""
    application = connection.execute("PRAGMA main.application_id").fetchone()[0]
    version = connection.execute("PRAGMA main.user_version").fetchone()[0]
    return (application, version) == (schema.APPLICATION, schema.VERSION)


def _prepare(connection: sqlite3.Connection, generation: "Generation | None") -> None:
    """Create the tables that are missing, and give the user's marks to the posts of a generation that is new."""
    if not _is_current(connection):
        _create_tables(connection, personal=generation is not None)
    if generation is not None:
        from tui_reader.index.storage.adoption import adopt, is_adopted  # noqa: PLC0415 - as above

        if not is_adopted(connection, generation):
            connection.execute("BEGIN IMMEDIATE")
            adopt(connection, generation)
            connection.execute("COMMIT")


def _create_tables(connection: sqlite3.Connection, *, personal: bool) -> None:
    """Create the tables in one transaction, unless another program did so first."""
    connection.execute("BEGIN IMMEDIATE")
    if _is_current(connection):
        connection.execute("ROLLBACK")
        return
    _drop_tables(connection)
    connection.execute(f"PRAGMA main.application_id = {schema.APPLICATION}")
    connection.execute(f"PRAGMA main.user_version = {schema.VERSION}")
    for statement in statements(personal=personal).split(";\n"):
        if statement.strip():
            connection.execute(statement)
    connection.execute("COMMIT")


def _drop_tables(connection: sqlite3.Connection) -> None:
    """Drop the tables of another version: the file stays, since another program may have it open."""
    named = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY sql LIKE 'CREATE VIRTUAL%' DESC"
    for (name,) in connection.execute(named).fetchall():
        quoted = name.replace('"', '""')
        connection.execute(f'DROP TABLE IF EXISTS main."{quoted}"')


def _identity(file: Path | None) -> tuple[int, int] | None:
    """What tells one file from another of the same name."""
    try:
        status = file.stat() if file else None
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if status else None
