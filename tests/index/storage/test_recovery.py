"""Damage is met in whatever is asked: the index is rebuilt, refilled, and the question asked again; not without end."""

import contextlib
import os
import random
import sqlite3
import threading
from itertools import count

import pytest

from tests.index.samples import NAMES, day, listed, make, put
from tui_reader.index.feed_index import FeedIndex
from tui_reader.index.storage.codec import DamagedError, decode_post, unpack_fields
from tui_reader.index.storage.recovery import MOST_REBUILDS, MOST_RECOVERIES
from tui_reader.model.errors import IndexTroubleError
from tui_reader.model.query import Query


def damaged(connection):
    error = sqlite3.DatabaseError("database disk image is malformed")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    raise error


def filled(file, posts=1):
    """An index with posts and their texts, closed."""
    index = FeedIndex(file, NAMES)
    put(index, *(make(f"{n}.md", "title " * 40, day(1 + n % 28)) for n in range(posts)))
    index.database.close()
    return file


def test_the_question_is_asked_again_once_the_posts_are_back(tmp_path):
    index = FeedIndex(tmp_path / "index.sqlite", NAMES)
    put(index, make("a.md", date=day(1)))
    index.database.refill = lambda: put(index, make("a.md", date=day(1)))
    first = iter([damaged])
    ids = index.database.read(lambda c: next(first, lambda c: c.execute("SELECT count(*) FROM posts").fetchone()[0])(c))
    assert (ids, index.database.notice) == (1, "")


def test_damage_that_comes_back_ends_in_memory_and_then_in_an_error(tmp_path):
    index = FeedIndex(tmp_path / "index.sqlite", NAMES)
    asked, notices = count(), []

    def again(connection):
        next(asked)
        notices.append(index.database.notice)
        damaged(connection)

    with pytest.raises(IndexTroubleError, match="malformed"):
        index.database.read(again)
    assert next(asked) == MOST_RECOVERIES + 1
    assert [bool(notice) for notice in notices[: MOST_REBUILDS + 2]] == [False] * (MOST_REBUILDS + 1) + [True]


@pytest.mark.parametrize(
    "statement", ["DROP TABLE tagged", "DROP TABLE search", "DROP INDEX posts_translations", "DROP TABLE search_config"]
)
def test_a_missing_table_is_noticed_when_the_file_is_opened_and_heals(tmp_path, statement):
    file = tmp_path / "index.sqlite"
    index = FeedIndex(file, NAMES)
    put(index, make("a.md", date=day(1)))
    index.database.close()
    connection = sqlite3.connect(file)
    connection.execute(statement)
    connection.close()
    index = FeedIndex(file, NAMES)
    assert index.is_empty()
    assert index.database.notice == ""
    put(index, make("a.md", date=day(1)))
    assert listed(index, Query(), 1 << 40) == ["a.md"]


def test_a_table_dropped_while_the_index_is_open_heals(tmp_path):
    index = FeedIndex(tmp_path / "index.sqlite", NAMES)
    index.database.refill = lambda: put(index, make("a.md", date=day(1)))
    index.database.write(lambda c: c.execute("DROP TABLE posts"))
    assert listed(index, Query(), 1 << 40) == ["a.md"]
    assert index.database.notice == ""


def test_an_index_in_memory_writes_no_file():
    index = FeedIndex(None, NAMES)
    file = index.database.read(lambda c: c.execute("PRAGMA database_list").fetchall())[0][2]
    temporary = index.database.read(lambda c: c.execute("PRAGMA journal_mode").fetchone()[0])
    assert (file, temporary) == ("", "memory")


@pytest.mark.parametrize("text", ["", "{}", "[]", "[1, 2]", "null", "[" * 5000, '["a"]'])
def test_a_row_that_is_no_post_is_damage(text):
    with pytest.raises(DamagedError):
        decode_post(text)


@pytest.mark.parametrize("packed", [b"", b"noise", b"x\x9c\x00"])
def test_a_text_that_was_not_packed_is_damage(packed):
    with pytest.raises(DamagedError):
        unpack_fields(packed)


@pytest.mark.parametrize(
    "question",
    [
        "SELECT rowid FROM search WHERE search MATCH '\"'",
        f"SELECT {'(' * 2000}1{')' * 2000}",
        f"SELECT {' OR '.join(['?'] * 40_000)}",
        "SELECT abs(-9223372036854775808)",
        "SELECT nonsense FROM posts",
    ],
)
def test_a_question_that_sqlite_refuses_costs_no_index(tmp_path, question):
    index = FeedIndex(tmp_path / "index.sqlite", NAMES)
    put(index, make("a.md", date=day(1)))
    with pytest.raises(IndexTroubleError):
        index.database.read(lambda c: c.execute(question, [0] * question.count("?")).fetchall())
    assert index.database.generation == 0
    assert listed(index, Query(), 1 << 40) == ["a.md"]


def test_a_question_interrupted_costs_no_index(tmp_path):
    index = FeedIndex(tmp_path / "index.sqlite", NAMES)
    put(index, make("a.md", date=day(1)))
    endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"

    def ask(connection):
        timer = threading.Timer(0.05, connection.interrupt)
        timer.start()
        connection.execute(endless)

    with pytest.raises(IndexTroubleError, match="interrupted"):
        index.database.read(ask)
    assert index.database.generation == 0


@pytest.mark.parametrize("at", range(12))
def test_noise_in_a_closed_file_is_noticed_before_a_question(tmp_path, at):
    file = filled(tmp_path / "index.sqlite", 300)
    data = bytearray(file.read_bytes())
    begin = len(data) * at // 12
    data[begin : begin + 5000] = random.Random(at).randbytes(len(data[begin : begin + 5000]))
    file.write_bytes(data)
    index = FeedIndex(file, NAMES)
    index.database.check_file()
    assert index.is_empty()
    assert index.database.notice == ""


@pytest.mark.parametrize("at", range(12))
def test_noise_beside_the_log_of_a_program_that_was_killed_is_noticed(tmp_path, at):
    file = filled(tmp_path / "index.sqlite", 300)
    log = file.with_name(f"{file.name}-wal")
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("UPDATE posts SET seen = seen + 1 WHERE id = (SELECT max(id) FROM posts)")
        data, written = bytearray(file.read_bytes()), log.read_bytes()
    begin = len(data) * at // 12
    data[begin : begin + 5000] = random.Random(at).randbytes(len(data[begin : begin + 5000]))
    file.write_bytes(data)
    log.write_bytes(written)
    index = FeedIndex(file, NAMES)
    index.database.check_file()
    assert index.is_empty()
    assert index.database.notice == ""


def test_only_a_file_that_something_else_wrote_to_is_read_whole(tmp_path, monkeypatch):
    file, checks = filled(tmp_path / "index.sqlite"), []
    monkeypatch.setattr("tui_reader.index.storage.database.check_pages", checks.append)
    for expected in (0, 0):
        index = FeedIndex(file, NAMES)
        index.database.check_file()
        index.set_metadata("visit", str(expected))
        index.database.close()
        assert len(checks) == expected
    os.utime(file)
    index = FeedIndex(file, NAMES)
    index.database.check_file()
    index.database.check_file()
    assert len(checks) == 1
    index.database.close()
    FeedIndex(file, NAMES).database.check_file()
    assert len(checks) == 1


def test_a_file_open_elsewhere_is_not_sealed_and_not_read_whole(tmp_path, monkeypatch):
    file, checks = filled(tmp_path / "index.sqlite"), []
    monkeypatch.setattr("tui_reader.index.storage.database.check_pages", checks.append)
    first, second = FeedIndex(file, NAMES), FeedIndex(file, NAMES)
    first.set_metadata("visit", "1")
    first.database.close()
    second.set_metadata("visit", "2")
    FeedIndex(file, NAMES).database.check_file()
    second.database.close()
    FeedIndex(file, NAMES).database.check_file()
    assert checks == []


def test_a_check_waits_for_nobody_who_writes_and_keeps_nobody_from_writing(tmp_path):
    file = filled(tmp_path / "index.sqlite", 300)
    index, other = FeedIndex(file, NAMES), sqlite3.connect(file, timeout=0, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    index.database._database.check()
    other.execute("UPDATE posts SET seen = 1")
    other.execute("COMMIT")
    other.close()


def test_a_check_that_is_interrupted_is_begun_anew(tmp_path, monkeypatch):
    file = filled(tmp_path / "index.sqlite")
    os.utime(file)
    index = FeedIndex(file, NAMES)

    def endless(connection):
        threading.Timer(0.05, index.database.interrupt_check).start()
        connection.execute("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")

    with monkeypatch.context() as patch:
        patch.setattr("tui_reader.index.storage.database.check_pages", endless)
        index.database.check_file()
    assert not index.is_empty()
    assert index.database.generation == 0
    checks = []
    monkeypatch.setattr("tui_reader.index.storage.database.check_pages", checks.append)
    index.database.check_file()
    assert len(checks) == 1


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal"])
@pytest.mark.parametrize("what", ["folder", "pipe", "noise", "loop"])
def test_whatever_stands_in_place_of_the_index_reading_goes_on(tmp_path, ending, what):
    file = tmp_path / "index.sqlite"
    if ending:
        filled(file)
    place = file.with_name(file.name + ending)
    make_place = {
        "folder": place.mkdir,
        "pipe": lambda: os.mkfifo(place),
        "noise": lambda: place.write_bytes(random.Random(1).randbytes(30_000)),
        "loop": lambda: place.symlink_to(place.name),
    }
    make_place[what]()
    index = FeedIndex(file, NAMES)
    index.database.check_file()
    put(index, make("b.md", date=day(1)))
    assert "b.md" in listed(index, Query(), 1 << 40)
    index.database.close()


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal"])
def test_a_link_in_place_of_the_index_is_not_written_through(tmp_path, ending):
    file, other = tmp_path / "index.sqlite", tmp_path / "other.sqlite"
    with contextlib.closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE theirs (a)")
    before = other.read_bytes()
    file.with_name(file.name + ending).symlink_to(other)
    index = FeedIndex(file, NAMES)
    put(index, make("a.md", date=day(1)))
    assert index.database.notice == ""
    index.database.close()
    assert other.read_bytes() == before


@pytest.mark.parametrize("listing", [b"", b"short", b"\xff" * 400, bytes(80), "text", 7])
def test_a_folder_whose_listing_is_damaged_is_read_again(tmp_path, listing):
    index = FeedIndex(tmp_path / "index.sqlite", NAMES)
    put(index, make("a.md", date=day(1)))
    index.database.write(lambda c: c.execute("UPDATE folders SET listing = ?", (listing,)))
    assert list(index.folders()) == []
    assert index.database.generation == 1


def test_a_text_damaged_where_a_function_of_sql_reads_it_heals(tmp_path):
    index = FeedIndex(tmp_path / "index.sqlite", NAMES)
    put(index, make("a.md", date=day(1)))
    index.database.refill = lambda: put(index, make("a.md", date=day(1)))
    question = "SELECT count(*) FROM texts WHERE fits('正', 0, packed)"
    index.database.write(lambda c: c.execute("INSERT OR REPLACE INTO texts VALUES (1, x'00ff')"))
    assert index.database.read(lambda c: c.execute(question).fetchone()) == (0,)
    assert (index.database.generation, index.database.notice) == (1, "")
