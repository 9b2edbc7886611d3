"""A generation that was brought forward is the index, row by row and word by word; none that may be read is written to,
and a publisher that is killed anywhere leaves the newest one whole.
"""

import contextlib
import fcntl
import json
import os
import random
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from tests.index.samples import day, make, put, put_texts
from tui_reader.index import new_generation
from tui_reader.index.feed_index import FeedIndex
from tui_reader.index.new_generation import Spare, fill_sources, publish, publishing, state_of
from tui_reader.index.shared import change_log, generations
from tui_reader.index.shared.change_log import ChangeLog
from tui_reader.index.shared.generations import hold_newest
from tui_reader.index.shared.manifest import read_manifest
from tui_reader.index.storage.database import Database, open_database
from tui_reader.index.storage.schema import VERSION
from tui_reader.index.writes import post_copies
from tui_reader.model.errors import IndexTroubleError

PATHS = [f"{folder}p{number}.md" for folder in ("", "a/", "b/c/") for number in range(6)]
WORDS = ("山西", "长治", "影视", "基地", "news", "film", "元宇宙", "数字人")
TABLES = ("posts", "details", "addresses", "terms", "tagged", "unsearched", "texts", "sources", "folders", "facts")


class Job:
    """A publisher of an index that changes at random."""

    def __init__(self, index: FeedIndex, folder: Path, seed: int = 1) -> None:
        self.index, self.folder, self.random = index, folder, random.Random(seed)
        self.spare = Spare(folder)

    def change(self, count: int = 4) -> None:
        """Write and remove posts; most keep their date and with it their row."""
        some = self.random.sample(PATHS, count)
        gone = [path for path in some if self.random.random() < 0.3]
        posts = [
            make(path, self.text(2), day(self.random.choice((1, 1, 2, 9))), tuple(self.random.sample(WORDS, 2)),
                 aliases=(f"/old/{self.text(1)}/",), description=self.text(3))
            for path in some if path not in gone
        ]  # fmt: skip
        before = state_of(self.index)
        self.index.change([], gone)
        put(self.index, *posts)
        put_texts(self.index, {post.path: self.text(9) for post in posts})
        fill_sources(self.index, lambda path: f"{path} {self.text(5)}".encode())
        self.spare.note(before, some, state_of(self.index))

    def text(self, count: int) -> str:
        return "，".join(self.random.choices(WORDS, k=count))

    def publish(self) -> Path:
        """The file of the newest generation."""
        publish(self.index, self.folder, "feed", Path("/site"), self.spare)
        return self.folder / read_manifest(self.folder).generation

    def round(self) -> Path:
        self.change()
        return self.publish()

    def start_anew(self) -> None:
        """The job ended, and another one begins."""
        self.spare = Spare(self.folder)

    def forget(self) -> None:
        """The same where what the first one left is gone."""
        (self.folder / "state/changes.json").unlink()
        self.start_anew()


@pytest.fixture
def job(index: FeedIndex, tmp_path: Path) -> Iterator[Job]:
    with publishing(tmp_path / "shared", tmp_path / "site"):
        yield Job(index, tmp_path / "shared")


def content(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of an index, and every place of every word."""
    with contextlib.closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")
        connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, search, instance)")
        found = {table: sorted(connection.execute(f"SELECT * FROM {table}"), key=repr) for table in (*TABLES, "words")}
        connection.rollback()
    return found


def inode(file: Path) -> int:
    return file.stat().st_ino


@pytest.mark.parametrize("seed", range(3))
def test_a_generation_that_was_brought_forward_is_the_index_row_by_row_and_word_by_word(job, seed):
    job.random.seed(seed)
    files = set()
    for _ in range(12):
        newest = job.round()
        files.add(inode(newest))
        assert content(newest) == content(job.index.database.file)
    assert len(files) == 2


def test_rounds_that_were_not_published_are_in_the_next_generation(job):
    for count in (1, 1, 3):
        for _ in range(count):
            job.change()
        newest = job.publish()
    assert content(newest) == content(job.index.database.file)


def test_a_generation_that_somebody_reads_is_not_touched_however_long(job):
    first = job.round()
    held, before = hold_newest(job.folder, VERSION), first.read_bytes()
    for _ in range(5):
        newest = job.round()
        assert content(newest) == content(job.index.database.file)
    assert first.read_bytes() == before
    held.close()
    job.round()
    assert not first.exists()


def test_a_server_of_a_network_file_system_sees_its_clients_hold_a_generation(job, tmp_path):
    first = job.round()
    child = os.fork()
    if child == 0:
        with first.open("rb") as stream:  # a client's flock is a lock on bytes at the server
            fcntl.lockf(stream, fcntl.LOCK_SH)
            (tmp_path / "locked").touch()
            while not (tmp_path / "done").exists():
                pass
        os._exit(0)
    while not (tmp_path / "locked").exists():
        pass
    job.round()
    job.round()
    (tmp_path / "done").touch()
    os.waitpid(child, 0)
    assert first.exists()


def test_who_waits_for_a_generation_that_becomes_another_one_meanwhile_gets_the_newest(job, monkeypatch):
    job.round()
    second = job.round()
    locks = []

    def lock(descriptor: int, kind: int) -> None:
        if kind == fcntl.LOCK_SH and not locks:
            locks.append(inode(second) == os.fstat(descriptor).st_ino)
            job.round()
            job.round()
        fcntl.flock(descriptor, kind)

    monkeypatch.setattr(generations, "fcntl", _with(fcntl, flock=lock))
    held = hold_newest(job.folder, VERSION)
    assert locks == [True]
    assert held.name == read_manifest(job.folder).generation != second.name
    assert content(held.file) == content(job.index.database.file)
    held.close()


def _with(module: ModuleType, **other: object) -> ModuleType:
    """The module with some of its names changed."""
    changed = ModuleType(module.__name__)
    changed.__dict__.update(vars(module) | other)
    return changed


STEPS: list[tuple[ModuleType | type, str]] = [
    (new_generation, "take_unused"),
    (new_generation, "bring_forward"),
    (post_copies, "remove_post"),
    (post_copies, "_copy_post"),
    (new_generation, "write_copy"),
    (new_generation, "put_generation"),
    (new_generation, "write_kept_log"),
    (os, "fsync"),
    (Path, "rename"),
    (Path, "replace"),
    (generations, "write_manifest"),
    (new_generation, "remove_unused"),
]
"""What a publisher does one after the other; it is killed before and after each."""


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(("where", "name"), STEPS, ids=[name for _, name in STEPS])
def test_a_publisher_that_is_killed_anywhere_leaves_the_newest_generation_whole(job, where, name, after):
    job.round()
    before = content(job.round())
    job.change()
    step: Callable[..., object] = getattr(where, name)
    child = os.fork()
    if child == 0:
        setattr(where, name, lambda *given, **named: (after and step(*given, **named), os._exit(9)))
        with contextlib.suppress(BaseException):
            if name == "write_copy":
                job.forget()
            job.publish()
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    held = hold_newest(job.folder, VERSION)
    now = content(job.index.database.file)
    assert content(held.file) in (before, now)
    held.close()
    job.spare = Spare(job.folder)
    assert content(job.publish()) == now
    assert len(list(job.folder.glob("generation-*"))) <= 2
    for _ in range(2):
        job.start_anew()
        assert content(job.round()) == content(job.index.database.file)


def test_what_a_killed_publisher_left_is_removed(job, tmp_path):
    with publishing(tmp_path / "other", tmp_path / "site"):
        (tmp_path / "other/next").mkdir()
        (tmp_path / "other/next/index.sqlite").touch()
    with publishing(tmp_path / "other", tmp_path / "site"):
        assert list((tmp_path / "other/next").iterdir()) == []


def test_a_spare_that_is_damaged_is_none(job):
    first = job.round()
    job.round()
    os.truncate(first, 5000)
    assert content(job.round()) == content(job.index.database.file)


def test_a_generation_that_cannot_be_written_leaves_the_index_alone(job, monkeypatch):
    newest = job.round()
    monkeypatch.setattr(new_generation, "unfinished", lambda folder: folder / "missing/index.sqlite")
    before = content(job.index.database.file)
    job.forget()
    put(job.index, make("another.md"))
    for _ in range(2):
        with pytest.raises(IndexTroubleError, match=r"missing/index\.sqlite"):
            job.publish()
    assert (job.index.database.generation, job.index.database.notice) == (0, "")
    assert content(newest) == before


def test_what_is_not_known_to_be_all_that_changed_is_not_relied_on(job):
    job.round()
    job.round()
    put(job.index, make("unknown.md"))
    assert content(job.round()) == content(job.index.database.file)
    job.spare.note(None, [], state_of(job.index))
    assert content(job.round()) == content(job.index.database.file)


def test_while_readers_stay_a_copy_is_made_ahead_where_there_is_room(job, monkeypatch):
    job.round()
    held = hold_newest(job.folder, VERSION)
    job.round()
    place, room = job.folder / "next/index.sqlite", SimpleNamespace(free=0)
    monkeypatch.setattr(new_generation, "shutil", SimpleNamespace(disk_usage=lambda folder: room))
    job.spare.prepare(job.index)
    assert not place.exists()
    job.spare._due = 0.0
    monkeypatch.setattr(new_generation, "_LEAVING", 0.0)
    job.spare.prepare(job.index)
    assert not place.exists()
    room.free = 1 << 40
    job.spare.prepare(job.index)
    made = inode(place)
    job.spare.prepare(job.index)
    newest = job.round()
    assert inode(newest) == made
    assert content(newest) == content(job.index.database.file)
    held.close()


def test_a_generation_is_held_until_the_last_question_is_answered(job, tmp_path):
    first = job.round()
    database = open_database(tmp_path / "own.sqlite", hold_newest(job.folder, VERSION))
    for memory in (False, True):
        if memory:
            database = Database(None, generation=hold_newest(job.folder, VERSION))
            first = job.folder / read_manifest(job.folder).generation
        with database.read() as connection:
            database.close()
            job.round()
            job.round()
            assert first.exists()
            assert connection.execute("SELECT count(*) FROM posts").fetchone()
        with pytest.raises(sqlite3.ProgrammingError), database.read():
            pass
        job.round()
        job.round()
        assert not first.exists()


def test_a_log_knows_what_was_written_between_two_states_or_that_it_does_not(monkeypatch):
    log = ChangeLog()
    assert log.between("", "") is None
    told = [
        log.note("", ["x"], "0"),
        *(log.note(str(i), [f"{i}.md"], str(i + 1)) for i in range(3)),
        log.note("3", [], "3"),
    ]
    assert told == [False, True, True, True, True]
    found = [log.between(state, "3") for state in ("3", "2", "1", "other")]
    assert found == [set(), {"2.md"}, {"1.md", "2.md"}, None]
    assert log.between("1", "2") is None
    monkeypatch.setattr(change_log, "MOST_POSTS", 2)
    assert (log.between("0", "3"), log.between("1", "3")) == (None, {"1.md", "2.md"})
    for before, paths, now in (("3", "abc", "4"), ("other", "a", "5"), (None, "a", "6")):
        assert not log.note(before, paths, now)
        assert (log.between("3", now), log.between(now, now)) == (None, set())


def copies_made(job: Job, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Whole copies that are made from now on."""
    made: list[Path] = []
    write_copy = new_generation.write_copy
    monkeypatch.setattr(
        new_generation, "write_copy", lambda reader, file: (made.append(file), write_copy(reader, file))
    )
    return made


def test_jobs_that_publish_once_write_what_changed_since_the_one_before(job, monkeypatch):
    job.round()
    job.round()
    copies = copies_made(job, monkeypatch)
    files = set()
    for _ in range(6):
        job.start_anew()
        newest = job.round()
        files.add(inode(newest))
        assert content(newest) == content(job.index.database.file)
        job.start_anew()
        assert publish(job.index, job.folder, "feed", Path("/site"), job.spare) == ""
    assert (len(files), copies) == (2, [])


def _log(job: Job) -> Path:
    return job.folder / "state/changes.json"


def _told(job: Job, **other: object) -> None:
    _log(job).write_text(json.dumps(json.loads(_log(job).read_text()) | other))


def _is_old(job: Job) -> None:
    _told(job, copied=dict.fromkeys(json.loads(_log(job).read_text())["copied"], 1.0))


SPOILT: dict[str, Callable[[Job], object]] = {
    "gone": lambda job: _log(job).unlink(),
    "others write": lambda job: _log(job).chmod(0o666),
    "torn": lambda job: os.truncate(_log(job), 40),
    "of another kind": lambda job: _log(job).write_text("[" * 60_000),
    "another version": lambda job: _told(job, format=0),
    "of another state": lambda job: _told(job, now="other"),
    "no rounds": lambda job: _told(job, rounds=[["x", 5]]),
    "files of others": lambda job: _told(job, copied={}),
    "names that lead out": lambda job: _told(job, copied={"../x": 1.0, "lock": 2.0}),
    "copied long ago": _is_old,
    "written unknown": lambda job: put(job.index, make("unknown.md")),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_what_the_job_before_left_is_believed_where_it_is_its_own_and_whole(job, monkeypatch, spoil):
    job.round()
    job.round()
    copies = copies_made(job, monkeypatch)
    spoil(job)
    job.start_anew()
    assert content(job.round()) == content(job.index.database.file)
    assert len(copies) == 1


def test_a_log_that_is_kept_has_the_posts_that_can_be_of_use(monkeypatch):
    monkeypatch.setattr(change_log, "MOST_POSTS", 3)
    rounds = [("0", frozenset("abc")), ("1", frozenset("ab")), ("2", frozenset("b"))]
    assert ChangeLog(rounds, "3").rounds == rounds
    assert ChangeLog([("0", frozenset("cde")), *rounds[1:]], "3").rounds == rounds[1:]


def test_a_job_that_loses_its_index_begins_with_copies(job):
    job.round()
    job.round()
    job.change()
    put(job.index, make("after.md"))
    assert content(job.publish()) == content(job.index.database.file)
