"""Damage is met in whatever is asked: the index is rebuilt, refilled, and the question asked again; not without end."""

import sqlite3
from itertools import count

import pytest

from tests.index.samples import NAMES, day, listed, make, put
from tui_reader.index.feed_index import FeedIndex
from tui_reader.index.storage.codec import DamagedError, decode_post, unpack_fields
from tui_reader.index.storage.recovery import MOST_REBUILDS, MOST_RECOVERIES
from tui_reader.model.errors import IndexTroubleError
from tui_reader.model.query import Query


def damaged(connection):
    raise sqlite3.DatabaseError("database disk image is malformed")


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


@pytest.mark.parametrize("statement", ["DROP TABLE tagged", "DROP TABLE search", "DROP INDEX posts_translations"])
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
