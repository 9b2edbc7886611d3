"""A journal that is read through an index of its lines says what it says when it is read plainly, whatever happens to
either of them.
"""

import contextlib
import os
import sqlite3
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.marks.indexed import MEANING, agree, harm, indexes, line, opened, said
from tui_reader.marks import journal_reader, line_index
from tui_reader.marks.feed_identity import UNKNOWN
from tui_reader.marks.journal import Journal
from tui_reader.marks.journal_file import encode_line
from tui_reader.marks.journal_reader import MarkKey
from tui_reader.marks.line_index import PARTS, DamagedIndexError, LineIndex, identity_of, path_digest
from tui_reader.model.dataclass import replace


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Journals of some lines are long, and nobody waits for a locked index."""
    monkeypatch.setattr(journal_reader, "IN_MEMORY", 200)
    monkeypatch.setattr(journal_reader, "_AT_ONCE", 40)
    monkeypatch.setattr(line_index, "_BUCKETS", 2 * PARTS)
    monkeypatch.setattr(line_index, "_IN_PART", 2)
    monkeypatch.setattr(line_index, "_BUSY_SECONDS", 0.1)


@pytest.fixture
def journals(tmp_path):
    """Two journals that are long, and their index files."""
    for number, name in enumerate(("own", "other")):
        lines = [line(f"{place % 40}.md", place + number, place % 7, ("one", "two")[place % 2]) for place in range(100)]
        (tmp_path / f"{name}.jsonl").write_bytes(b"".join(lines))
    agree(tmp_path)
    return tmp_path


changes = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "add", "torn", "long", "replace", "truncate", "tidy", "edit", "drop", "mark"]),
        st.sampled_from(["own", "other"]),
        st.lists(
            st.builds(
                line,
                st.sampled_from([f"{number}.md" for number in range(9)]),
                st.integers(0, 9),
                st.integers(0, 4),
                st.sampled_from(["one", "two", "three"]),
                st.sampled_from(["", "/a", "/b"]),
            ),
            max_size=12,
        ),
        st.integers(0, 1000),
    ),
    max_size=12,
)


@settings(max_examples=30, deadline=None)
@given(changes)
def test_reading_through_an_index_is_reading(tmp_path_factory, made):
    folder = tmp_path_factory.mktemp("marks")
    watching = opened(folder)
    for kind, name, lines, number in made:
        change(folder, kind, folder / f"{name}.jsonl", lines, number)
        agree(folder, watching)
        agree(folder)


def change(folder: Path, kind: str, file: Path, lines: list[bytes], number: int) -> None:
    """What people, programs and faults do to a journal."""
    data = file.read_bytes() if file.exists() else b""
    whole = b"".join(lines)
    if kind in ("add", "torn", "long"):
        with file.open("ab") as stream:
            stream.write(whole + {"add": b"", "torn": whole[: number % 60], "long": b"x" * 5000 + b"\n"}[kind])
    elif kind == "replace":
        fresh = folder / "fresh"
        fresh.write_bytes(whole + data[number:])
        fresh.replace(file)
    elif kind == "truncate" and data:
        os.truncate(file, number % len(data))
    elif kind == "edit" and data:
        file.write_bytes(data.replace(b'"v": 1', b'"v": 2'))
    elif kind == "drop":
        file.unlink(missing_ok=True)
    elif kind == "tidy":
        opened(folder).tidy()
    elif kind == "mark":
        opened(folder).append([{"op": "one", "path": "0.md", "v": number}])


def test_a_long_journal_is_read_once(journals, monkeypatch):
    read: list[int] = []
    plainly = journal_reader.decode_line
    monkeypatch.setattr(journal_reader, "decode_line", lambda line: read.append(1) or plainly(line))
    with (journals / "other.jsonl").open("ab") as stream:
        stream.write(line("0.md", 1000, 50))
    journal = opened(journals)
    assert journal.get(MarkKey(MEANING.belonging.feed_of({}), "one", "0.md")) == 1000
    assert len(read) < 20, "the lines behind the index, and those of one path"
    assert journal.sizes()[1] < 200


@pytest.mark.parametrize("edited", [False, True])
def test_a_journal_that_was_copied_here_anew_is_read_again_only_where_it_differs(journals, monkeypatch, edited):
    """Programs that synchronise homes put another file in the place of the old one."""
    file, fresh = journals / "other.jsonl", journals / "fresh"
    data = file.read_bytes()
    fresh.write_bytes((data.replace(b'"v": 9,', b'"v": 8,') if edited else data) + line("0.md", 1000, 50))
    fresh.replace(file)
    read: list[int] = []
    plainly = journal_reader.decode_line
    monkeypatch.setattr(journal_reader, "decode_line", lambda line: read.append(1) or plainly(line))
    for again in (True, False):
        read.clear()
        opened(journals)
        assert (len(read) > 50) == (edited and again)
    agree(journals)


@pytest.mark.parametrize("by", ["noise", "truncation", "row", "entry", "swap", "state", "table", "nothing", "folder"])
def test_an_index_that_is_not_as_it_was_written_is_made_anew(journals, by):
    """Also where all that is wrong is that something is missing."""
    marks = agree(journals)
    for file in indexes(journals):
        harm(file, by)
    assert agree(journals) == marks
    assert agree(journals) == marks


@pytest.mark.parametrize("column", ["inode", "size", "mtime", "offset", "lines", "passed_over", "crc", "marks"])
def test_how_far_an_index_leads_is_believed_as_it_was_written_alone(journals, column):
    (file, _) = indexes(journals)
    with sqlite3.connect(file) as connection:
        connection.execute(f"UPDATE extents SET {column} = {column} + 1")
    connection.close()
    with contextlib.closing(LineIndex(file)) as index:
        for ask in (index.extent, index.marks):
            with pytest.raises(DamagedIndexError):
                ask()


def test_an_index_counts_its_marks_and_goes_back_for_no_session(journals):
    journal = opened(journals)
    with (journals / "own.jsonl").open("ab") as stream:
        stream.write(b"".join(line(f"{number % 60}.md", number, 90, root="/a") for number in range(80)))
    journal.refresh()
    (file,) = (each for each in indexes(journals) if _count(each) > 40)
    with contextlib.closing(LineIndex(file)) as index:
        known = index.extent()
        assert index.marks() == _count(file)
        assert index.put([], replace(known, offset=known.offset - 1)) == known
        assert index.extent() == known


def _count(file: Path) -> int:
    with contextlib.closing(LineIndex(file)) as index:
        return sum(len(list(index.part(number))) for number in range(PARTS))


def test_an_index_never_takes_the_place_of_another_under_its_name(journals):
    """A session that had the other open would write its log beside this one."""
    marks, before = agree(journals), indexes(journals)
    held = [sqlite3.connect(file, isolation_level=None) for file in before]
    for connection, file in zip(held, before, strict=True):
        connection.executescript("PRAGMA cache_size = 1; BEGIN IMMEDIATE; UPDATE buckets SET packed = x''")
        harm(file.with_name(file.name), "nothing")
    assert agree(journals) == marks
    after = indexes(journals)
    assert len(after) == len(before)
    assert not {file.name for file in after} & {file.name for file in before}
    for connection in held:
        connection.close()
    assert agree(journals) == marks


def test_what_a_killed_maker_left_is_removed_by_the_next(journals):
    (file, _) = indexes(journals)
    base = file.name.rpartition("-")[0]
    old, other, new = (file.with_name(name) for name in (f"{base}-0.new", "another-0.new", f"{base}-1.new"))
    for each in (old, other, new, old.with_name(f"{old.name}-journal")):
        each.write_bytes(b"half")
    for each in (old, other):
        os.utime(each, (1e9, 1e9))
    file.unlink()
    agree(journals)
    assert not old.exists()
    assert not old.with_name(f"{old.name}-journal").exists()
    assert other.exists()
    assert new.exists()


def test_an_index_that_goes_wrong_while_it_is_used_is_made_anew(journals):
    journal = opened(journals)
    marks = said(journal)
    for file in indexes(journals):
        harm(file, "entry")
    assert {key: journal.get(key) for key in marks} == marks
    for file in indexes(journals):
        harm(file, "row")
    assert said(journal) == marks


def test_an_index_of_another_journal_invents_no_mark(journals):
    """The lines it leads to are looked at."""
    first, second = indexes(journals)
    journal = opened(journals)
    marks = said(journal)
    with sqlite3.connect(first) as here, sqlite3.connect(second) as there:
        rows = there.execute("SELECT id, packed, checksum FROM buckets").fetchall()
        here.executemany("REPLACE INTO buckets VALUES (?, ?, ?)", rows)
    here.close()
    there.close()
    assert said(journal) == marks
    assert agree(journals) == marks


@pytest.mark.parametrize("by", ["file", "link", "locked"])
def test_where_no_index_can_be_made_or_used_marks_are_read_without_one(tmp_path, journals, by):
    marks = agree(journals)
    held = None
    if by == "locked":
        held = [sqlite3.connect(file, isolation_level=None) for file in indexes(journals)]
        for connection in held:
            connection.execute("BEGIN EXCLUSIVE")
    else:
        for file in indexes(journals):
            file.unlink()
        (journals / "indexes").rmdir()
        (journals / "indexes").write_text("") if by == "file" else (journals / "indexes").symlink_to("nowhere")
    assert agree(journals) == marks
    for connection in held or ():
        connection.close()


def test_a_session_that_another_one_overtakes_goes_on_from_there(journals):
    first, second = opened(journals), opened(journals)
    for number in range(60):
        with (journals / "other.jsonl").open("ab") as stream:
            stream.write(line(f"new {number}.md", number, 60 + number))
        (first, second)[number % 2].refresh()
    assert agree(journals, first) == agree(journals, second)


def test_reading_can_be_stopped_and_goes_on_where_it_was(tmp_path, monkeypatch):
    monkeypatch.setattr(journal_reader, "TELL_EVERY", 5)
    (tmp_path / "other.jsonl").write_bytes(b"".join(line(f"{number}.md", number) for number in range(200)))
    stops = iter(range(3, 100))
    tries = 0
    while True:
        left, tries = next(stops), tries + 1
        calls: list[tuple[int, int]] = []

        def told(done: int, total: int, calls: list[tuple[int, int]] = calls, left: int = left) -> None:
            calls.append((done, total))
            if len(calls) > left:
                raise KeyboardInterrupt

        journal = Journal(tmp_path, "own", MEANING, tmp_path / "indexes")
        try:
            journal.refresh(told)
        except KeyboardInterrupt:
            continue
        break
    assert 1 < tries < 40, "what was read before a stop was not lost"
    assert all(0 < done <= total for done, total in calls)
    agree(tmp_path)


def test_every_path_is_in_one_part_whatever_its_marks():
    assert PARTS == 64
    for path in ("a.md", "山西/首个.md", "\udcff.md", ""):
        assert identity_of(path, "one")[:8] == identity_of(path, "two", "title", "/root")[:8] == path_digest(path)
        assert identity_of(path, "one") != identity_of(path, "two")


def test_who_would_rather_know_less_than_wait_does_not(tmp_path, monkeypatch):
    monkeypatch.setattr(journal_reader, "TELL_EVERY", 5)
    (tmp_path / "other.jsonl").write_bytes(b"".join(line(f"{number}.md", number) for number in range(200)))
    journal, asked, answered = Journal(tmp_path, "own", MEANING, tmp_path / "indexes"), [], threading.Event()

    def ask() -> None:
        journal.glance()
        asked.append(journal.get(MarkKey(UNKNOWN, "one", "199.md")))
        answered.set()

    def told(done: int, total: int) -> None:
        if not asked:
            threading.Thread(target=ask).start()
            assert answered.wait(30), "the other thread waited for the end of the reading"

    journal.refresh(told)
    assert asked == [None]
    assert journal.get(MarkKey(UNKNOWN, "one", "199.md")) == 199


def test_a_glance_reads_what_is_quickly_read(tmp_path, monkeypatch):
    (tmp_path / "other.jsonl").write_bytes(line("a.md", 1))
    journal = Journal(tmp_path, "own", MEANING, tmp_path / "indexes")
    journal.glance()
    assert journal.get(MarkKey(UNKNOWN, "one", "a.md")) == 1
    monkeypatch.setattr("tui_reader.marks.journal.QUICKLY_READ", 100)
    (tmp_path / "other.jsonl").write_bytes(b"".join(line("b.md", number, number) for number in range(20)))
    fresh = Journal(tmp_path, "own", MEANING, tmp_path / "indexes")
    fresh.glance()
    assert fresh.get(MarkKey(UNKNOWN, "one", "b.md")) is None
    fresh.refresh()
    assert fresh.get(MarkKey(UNKNOWN, "one", "b.md")) == 19


def test_marks_on_long_lines_are_found_and_one_whose_line_is_cut_off_is_none(journals):
    """A line is read a piece at a time where it is longer than most."""
    file = journals / "own.jsonl"
    long = encode_line({"t": 99, "op": "one", "path": "long.md", "v": 5, "note": "x" * 100_000})
    file.write_bytes(long + b"".join(line(f"{number}.md", number, 100) for number in range(40)))
    journal = opened(journals)
    key = next(key for key in said(journal) if key.path == "long.md")
    assert journal.get(key) == 5
    assert agree(journals, journal)[key] == 5
    os.truncate(file, 6000)
    assert journal.get(key) is None
    agree(journals, journal)


def test_what_is_still_to_be_read_is_known_before_anything_is(journals):
    """From the index that another session left; all of a journal where there is none."""
    (journals / "short.jsonl").write_bytes(line("a.md", 1))
    fresh = Journal(journals, "own", MEANING, journals / "indexes")
    everything, unread = fresh.sizes()
    assert unread < everything / 4
    for file in indexes(journals):
        harm(file, "nothing")
    assert Journal(journals, "own", MEANING, journals / "indexes").sizes() == (everything, everything)


def test_a_journal_that_goes_away_while_it_is_asked_has_no_marks(journals):
    journal = opened(journals)
    key = next(iter(said(journal)))
    for name in ("own", "other"):
        (journals / f"{name}.jsonl").unlink()
    assert journal.get(key) is None
    journal.refresh()
    assert said(journal) == {}


def test_an_index_that_another_program_holds_is_done_without(journals):
    journal = opened(journals)
    marks = said(journal)
    held = [sqlite3.connect(file, isolation_level=None) for file in indexes(journals)]
    for connection in held:
        connection.execute("BEGIN EXCLUSIVE")
    assert said(journal) == marks
    assert {key: journal.get(key) for key in marks} == marks
    for connection in held:
        connection.close()
    assert said(journal) == marks


def test_an_index_in_the_place_of_which_something_else_stands_is_removed(journals):
    marks = agree(journals)
    (file, _) = indexes(journals)
    file.unlink()
    os.mkfifo(file)
    assert agree(journals) == marks
    assert not any(each.is_fifo() for each in indexes(journals))


def test_which_marks_are_new_is_told_where_a_journal_only_grew(journals):
    journal = opened(journals)
    before = journal.position()
    with (journals / "own.jsonl").open("ab") as stream:
        stream.write(line("new.md", 1) + b"torn\n" + encode_line({"t": 1, "op": "unknown", "path": "x.md"}))
    (journals / "third.jsonl").write_bytes(line("third.md", 1))
    journal.refresh()
    assert journal.paths_since(before) == {"new.md", "third.md"}
    assert opened(journals).paths_since({**before, "gone.jsonl": [1, 2, 3, 4, ""]}) is None
    (journals / "own.jsonl").write_bytes(line("only.md", 2))
    journal.refresh()
    assert journal.paths_since(before) is None
    (journals / "other.jsonl").unlink()
    journal.refresh()
    assert journal.paths_since(before) is None
