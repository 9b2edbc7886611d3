"""Whatever happens to the index file, reading goes on: broken, old, deleted, unwritable, shared by two programs."""

import sqlite3
import threading
from pathlib import Path

import pytest

from tests.index.samples import NAMES, day, listed, make, put
from tui_reader.index.feed_index import FeedIndex, index_file
from tui_reader.index.storage import database as module
from tui_reader.index.storage import schema
from tui_reader.index.storage.database import open_database
from tui_reader.model.errors import IndexTroubleError
from tui_reader.model.query import Query
from tui_reader.model.wanted import wanted_while


def opened(file: Path | None) -> FeedIndex:
    return FeedIndex(file, NAMES)


def filled(file: Path | None) -> FeedIndex:
    index = opened(file)
    put(index, make("a.md", date=day(1)))
    return index


def test_what_was_written_is_there_at_the_next_start(tmp_path):
    file = tmp_path / "deep" / "index.sqlite"
    filled(file).database.close()
    again = opened(file)
    assert listed(again, Query(), 1 << 40) == ["a.md"]
    assert again.database.notice == ""


@pytest.mark.parametrize("noise", [b"", b"no database at all " * 400, b"SQLite format 3\0" + bytes(4000)])
def test_a_file_that_is_no_index_is_made_anew(tmp_path, noise):
    file = tmp_path / "index.sqlite"
    file.write_bytes(noise)
    index = filled(file)
    assert index.database.notice == ""
    assert listed(index, Query(), 1 << 40) == ["a.md"]
    index.database.close()
    assert listed(opened(file), Query(), 1 << 40) == ["a.md"]


def test_an_index_of_another_version_is_made_anew(tmp_path):
    file = tmp_path / "index.sqlite"
    filled(file).database.close()
    with sqlite3.connect(file) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    connection.close()
    assert opened(file).is_empty()


def test_an_index_overwritten_with_noise_while_open_comes_back_empty(tmp_path):
    file = tmp_path / "index.sqlite"
    index = opened(file)
    put(index, *(make(f"{i}.md", "title " * 50, day(1 + i % 28)) for i in range(400)))
    index.database.close()
    index = opened(file)
    data = bytearray(file.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    file.write_bytes(data)
    assert listed(index, Query(), 1 << 40) == []
    assert index.database.generation == 1
    put(index, make("a.md", date=day(1)))
    assert listed(index, Query(), 1 << 40) == ["a.md"]


def test_an_index_deleted_while_open_is_made_anew(tmp_path):
    file = tmp_path / "index.sqlite"
    index = filled(file)
    file.unlink()
    index.database.check_file()
    assert index.database.generation == 1
    assert file.exists()
    assert index.is_empty()


def test_a_folder_that_cannot_be_made_leaves_the_index_in_memory(tmp_path):
    (tmp_path / "file").write_text("in the way")
    index = filled(tmp_path / "file" / "index.sqlite")
    assert "memory" in index.database.notice
    assert listed(index, Query(), 1 << 40) == ["a.md"]


def test_a_full_disk_moves_the_index_into_memory(tmp_path, monkeypatch):
    index = filled(tmp_path / "index.sqlite")
    with index.database._database.read() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
    put(index, *(make(f"{i}.md", "long title " * 90, day(1 + i % 28)) for i in range(100)))
    assert "memory" in index.database.notice
    assert index.database.generation == 1
    assert len(listed(index, Query(), 1 << 40)) == 100


def test_a_busy_index_says_so_and_loses_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_BUSY_SECONDS", 0.05)
    file = tmp_path / "index.sqlite"
    index = filled(file)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(IndexTroubleError, match="busy"):
        put(index, make("b.md", date=day(2)))
    assert listed(index, Query(), 1 << 40) == ["a.md"]
    other.execute("ROLLBACK")
    other.close()
    put(index, make("b.md", date=day(2)))
    assert listed(index, Query(), 1 << 40) == ["b.md", "a.md"]


def test_a_transaction_that_fails_leaves_nothing_behind(tmp_path):
    index = filled(tmp_path / "index.sqlite")

    def fails(connection):
        connection.execute("DELETE FROM posts")
        raise KeyError

    with pytest.raises(KeyError):
        index.database.write(fails)
    assert listed(index, Query(), 1 << 40) == ["a.md"]


@pytest.mark.parametrize("in_memory", [False, True])
def test_threads_write_and_read_at_once(tmp_path, in_memory):
    index = opened(None if in_memory else tmp_path / "index.sqlite")
    wrong = []

    def write(name):
        for i in range(12):
            put(index, *(make(f"{name}{i}-{j}.md", date=day(1 + j)) for j in range(5)))

    def read():
        for _ in range(40):
            if len(index.list_ids(Query(), 1 << 40)) % 5:
                wrong.append("half a batch was seen")

    threads = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    threads += [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert len(listed(index, Query(), 1 << 40)) == 120


def test_two_programs_open_a_new_index_at_once(tmp_path):
    file = tmp_path / "index.sqlite"
    found = []
    threads = [threading.Thread(target=lambda: found.append(open_database(file))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [database.notice for database in found] == [""] * 6
    assert not any(database.vanished for database in found)


def test_each_content_folder_has_an_index_of_its_own(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "a")
    names = {index_file(tmp_path, tmp_path / name).name for name in ("a", "link", "b")}
    assert len(names) == 2


ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"


@pytest.mark.parametrize("in_memory", [False, True])
def test_a_question_ends_when_its_answer_is_wanted_no_more(tmp_path, in_memory):
    index = filled(None if in_memory else tmp_path / "index.sqlite")
    looks = []

    def first_looks() -> bool:
        looks.append(1)
        return len(looks) < 3

    with wanted_while(first_looks), pytest.raises(IndexTroubleError, match="interrupted"):
        index.database.read(lambda connection: connection.execute(ENDLESS).fetchone())
    assert index.database.generation == 0
    assert listed(index, Query(), 1 << 40) == ["a.md"]


def test_an_index_is_opened_with_one_connection(tmp_path, monkeypatch):
    filled(tmp_path / "index.sqlite").database.close()
    asked, connect = [], module._connect
    monkeypatch.setattr(module, "_connect", lambda *args: asked.append(args) or connect(*args))
    assert listed(opened(tmp_path / "index.sqlite"), Query(), 1 << 40) == ["a.md"]
    assert len(asked) == 1
