"""Journals: merged from all hosts, later marks win, torn lines harm nothing."""

import contextlib
import errno
import fcntl
import json
import math
import os
import resource
import signal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.marks.journals import get, journal, line, marks, read
from tui_reader.marks import compaction
from tui_reader.marks.journal_file import (
    LATEST,
    MOST_COUNT,
    MOST_LINE,
    VERSION,
    decode_line,
    encode_line,
)
from tui_reader.model.errors import MarksError


def test_what_is_written_is_read_by_another_session(tmp_path):
    here, there = journal(tmp_path / "new" / "folder"), journal(tmp_path / "new" / "folder")
    here.append([{"path": "山西", "v": 1}, {"path": "b", "v": 2}])
    there.refresh()
    assert set(marks(there)) == {"山西", "b"}
    assert get(there, "山西") == 1


def test_the_later_time_wins_whatever_file_it_is_in(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(line(30, "x", 1) + line(10, "y", 1))
    (tmp_path / "b.jsonl").write_bytes(line(20, "x", 2) + line(20, "y", 2))
    assert read(tmp_path) == {"x": 1, "y": 2}


def test_a_tie_goes_to_the_later_file_and_line(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(line(10, "x", 1) + line(10, "x", 2) + line(10, "y", 1))
    (tmp_path / "b.jsonl").write_bytes(line(10, "y", 2))
    assert read(tmp_path) == {"x": 2, "y": 2}


def test_a_mark_counts_even_where_the_clock_went_back(tmp_path):
    (tmp_path / "b.jsonl").write_bytes(line(9e10, "x", 1))
    here = journal(tmp_path)
    here.append([{"path": "x", "v": 2}])
    assert get(here, "x") == 2
    assert read(tmp_path) == {"x": 2}


@pytest.mark.parametrize(
    "torn", [b'{"t": 5, "path": "y"', b"\xff\xfe", b"[" * 100_000, b'{"t": 1e999, "path": "y", "v": 1}', b"7"]
)
def test_a_torn_last_line_is_skipped_and_the_next_mark_stands_alone(tmp_path, torn):
    (tmp_path / "a.jsonl").write_bytes(line(1, "x", 1) + torn)
    here = journal(tmp_path)
    here.append([{"path": "z", "v": 3}])
    assert read(tmp_path) == {"x": 1, "z": 3}
    assert torn in (tmp_path / "a.jsonl").read_bytes()


def test_a_last_line_without_a_line_end_counts_once(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(line(1, "x", 1).rstrip())
    here = journal(tmp_path)
    here.refresh()
    assert set(marks(here)) == {"x"}
    here.append([{"path": "y", "v": 2}])
    assert read(tmp_path) == {"x": 1, "y": 2}


def test_a_file_replaced_by_another_program_is_read_anew(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_bytes(line(1, "x", 1) + line(1, "y", 1))
    here = journal(tmp_path)
    here.refresh()
    fresh = tmp_path / "fresh"
    fresh.write_bytes(line(1, "x", 1) + line(1, "z", 1) + line(1, "w", 1))
    fresh.replace(file)
    here.refresh()
    assert set(marks(here)) == {"x", "z", "w"}
    assert get(here, "y") is None


def test_tidying_keeps_the_last_word_on_each_key_and_what_it_does_not_know(tmp_path):
    file = tmp_path / "a.jsonl"
    newer = b'{"t": 2, "op": "from a newer reader"}\n'
    file.write_bytes(
        line(1, "x", 1) + newer + b'{"t": 2, "path"\n' + line(3, "x", 3) + line(2, "x", 2) + line(1, "y", 1)
    )
    file.chmod(0o640)
    here = journal(tmp_path)
    here.refresh()
    assert here.tidy()
    assert file.read_bytes() == newer + line(3, "x", 3) + line(1, "y", 1)
    assert (tmp_path / "a.jsonl.torn").read_bytes() == b'{"t": 2, "path"\n'
    assert file.stat().st_mode & 0o777 == 0o640
    assert marks(here) == {"x": 3, "y": 1}


def test_marks_made_while_the_file_is_rewritten_are_kept(tmp_path, monkeypatch):
    file = tmp_path / "a.jsonl"
    file.write_bytes(line(1, "x", 1) + b"torn\n" + line(2, "x", 2) + line(1, "y", 1))
    here, copy = journal(tmp_path), compaction._copy_lines

    def marked_meanwhile(*given):
        copied = copy(*given)
        journal(tmp_path).append([{"path": "x", "v": 3}, {"path": "z", "v": 1}])
        return copied

    monkeypatch.setattr(compaction, "_copy_lines", marked_meanwhile)
    assert here.tidy()
    assert read(tmp_path) == {"x": 3, "y": 1, "z": 1}
    assert line(1, "x", 1) not in file.read_bytes()
    assert (tmp_path / "a.jsonl.torn").read_bytes() == b"torn\n"


def test_a_rewrite_that_is_stopped_leaves_the_journal_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(compaction, "TELL_EVERY", 1)
    file = tmp_path / "a.jsonl"
    file.write_bytes(line(1, "x", 1) + line(2, "x", 2))
    before = file.read_bytes()

    def told(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        journal(tmp_path).tidy(told)
    assert not (tmp_path / "a.jsonl.new").exists()
    assert file.read_bytes() == before


def test_a_journal_tidies_itself_when_most_of_it_is_void(tmp_path):
    here = journal(tmp_path, tidy_after=20)
    for number in range(25):
        here.append([{"path": "x", "v": number}])
    assert len((tmp_path / "a.jsonl").read_bytes().splitlines()) < 20
    assert read(tmp_path) == {"x": 24}


def test_tidying_follows_a_link_to_the_file_it_stands_for(tmp_path):
    (tmp_path / "linked").mkdir()
    real = tmp_path / "real.jsonl"
    real.write_bytes(line(1, "x", 1) + line(2, "x", 2))
    (tmp_path / "linked" / "a.jsonl").symlink_to(real)
    assert journal(tmp_path / "linked").tidy()
    assert (tmp_path / "linked" / "a.jsonl").is_symlink()
    assert real.read_bytes() == line(2, "x", 2)


def test_names_that_are_no_utf8_survive(tmp_path):
    name = os.fsdecode(b"caf\xe9.md")
    journal(tmp_path).append([{"path": name, "v": 1}])
    assert read(tmp_path) == {name: 1}


def test_other_things_in_the_folder_do_not_stop_the_reading(tmp_path):
    os.mkfifo(tmp_path / "pipe.jsonl")
    (tmp_path / "folder.jsonl").mkdir()
    (tmp_path / "gone.jsonl").symlink_to(tmp_path / "nothing")
    (tmp_path / "a.jsonl").write_bytes(line(1, "x", 1))
    assert read(tmp_path) == {"x": 1}


@pytest.fixture
def small_disk():
    """Lets no file grow beyond 4 KB."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


def test_a_full_disk_is_said_and_harms_nothing(tmp_path, small_disk):
    here = journal(tmp_path)
    written: dict[str, int] = {}
    with pytest.raises(MarksError, match=r"not saved.*a\.jsonl"):
        for number in range(1000):
            here.append([{"path": f"key {number}", "v": number}])
            written[f"key {number}"] = number
    assert len(written) > 50
    assert read(tmp_path) == written
    assert marks(here) == written


@pytest.mark.parametrize(("number", "kept"), [(errno.EINVAL, True), (errno.EIO, False), (errno.EDQUOT, False)])
def test_a_mark_counts_only_once_it_is_synced_where_that_can_be(tmp_path, monkeypatch, number, kept):
    def fails(descriptor):
        raise OSError(number, os.strerror(number))

    here = journal(tmp_path)
    monkeypatch.setattr("os.fsync", fails)
    with contextlib.nullcontext() if kept else pytest.raises(MarksError):
        here.append([{"path": "x", "v": 1}])


def test_a_session_that_holds_the_file_for_long_is_named(tmp_path, monkeypatch):
    here = journal(tmp_path)
    here.append([{"path": "x", "v": 1}])
    monkeypatch.setattr("tui_reader.marks.journal_file.LOCK_SECONDS", 0.05)
    with (tmp_path / "a.jsonl").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(MarksError, match="another session"):
            here.append([{"path": "y", "v": 1}])
        assert not here.tidy()
    here.append([{"path": "y", "v": 1}])
    assert read(tmp_path) == {"x": 1, "y": 1}


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(MarksError, match="not saved"):
        journal(tmp_path / "file" / "marks").append([{"path": "x", "v": 1}])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.integers(0, 5), st.integers(0, 9))))
def test_reading_bit_by_bit_gives_what_reading_at_once_gives(tmp_path_factory, made):
    folder = tmp_path_factory.mktemp("journal")
    watcher = journal(folder)
    for host, key, moment, value in made:
        with (folder / f"{host}.jsonl").open("ab") as file:
            file.write(line(moment, key, value))
        watcher.refresh()
    assert marks(watcher) == read(folder)
    latest = {}
    order = sorted(enumerate(made), key=lambda item: (item[1][2], item[1][0], item[0]))
    for _, (_, key, _, value) in order:
        latest[key] = value
    assert read(folder) == latest


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.text(), st.one_of(st.text(), st.integers(), st.none()), max_size=4))
def test_every_record_is_one_line_and_comes_back(record):
    record["t"] = 1.5
    encoded = encode_line(record)
    assert encoded.count(b"\n") == 1
    assert decode_line(encoded) == (1.5, json.loads(json.dumps(record)))


@pytest.mark.parametrize("ahead", [5e9, 9e10, LATEST - 1])
def test_marks_count_after_a_line_whose_time_is_far_ahead(tmp_path, ahead):
    (tmp_path / "a.jsonl").write_bytes(line(ahead, "k", 1))
    first = journal(tmp_path)
    for value in range(2, 5):
        first.append([{"path": "k", "v": value}])
        assert read(tmp_path) == {"k": value}


@pytest.mark.parametrize("count", [0, 7, MOST_COUNT - 2, MOST_COUNT, -1, "5", True, 1e300])
@pytest.mark.parametrize("moment", [5e9, math.nextafter(LATEST, 0)])
def test_marks_count_at_the_end_of_time_and_after_any_count(tmp_path, moment, count):
    (tmp_path / "b.jsonl").write_bytes(encode_line({"t": moment, "n": count, "path": "k", "v": 1}))
    first, second = journal(tmp_path), journal(tmp_path, "c")
    first.append([{"path": "k", "v": 2}])
    assert read(tmp_path) == {"k": 2}
    if count != MOST_COUNT - 2:
        second.append([{"path": "k", "v": 3}])
        assert read(tmp_path) == {"k": 3}


def test_two_sessions_that_mark_in_turn_count_in_turn_whatever_their_clocks_say(tmp_path, monkeypatch):
    first, second = journal(tmp_path, "b"), journal(tmp_path, "a")
    clock = iter([1000.0, 10.0, 1000.0, -5.0, 1e300, 3.0, float(1 << 40)])
    monkeypatch.setattr("time.time", lambda: next(clock))
    for value, one in enumerate([first, second, first, second, first, second, first]):
        one.append([{"path": "k", "v": value}])
        assert read(tmp_path) == {"k": value}


def test_a_file_with_the_number_of_another_is_read_anew(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_bytes(line(1, "x", 1) + line(1, "y", 1))
    here = journal(tmp_path)
    here.refresh()
    with file.open("r+b") as same:
        same.truncate(0)
        same.write(line(1, "x", 2) + line(1, "z", 1) + line(2, "w", 1))
    here.refresh()
    assert marks(here) == read(tmp_path) == {"x": 2, "z": 1, "w": 1}


def test_lines_of_a_later_version_are_kept_and_not_applied(tmp_path):
    file = tmp_path / "a.jsonl"
    later = [encode_line({"t": 9, "version": version, "path": "x", "v": 9}) for version in (VERSION + 1, 1e9, "next")]
    file.write_bytes(line(1, "x", 1) + b"".join(later) + line(2, "x", 2))
    here = journal(tmp_path)
    assert here.tidy()
    assert marks(here) == {"x": 2}
    assert file.read_bytes() == b"".join(later) + line(2, "x", 2)


def test_a_line_too_long_to_be_read_is_named_and_kept(tmp_path):
    file = tmp_path / "a.jsonl"
    long = b'{"t": 5, "path": "x", "v": ' + b"1" * MOST_LINE + b"}\n"
    file.write_bytes(line(1, "x", 1) + long + line(2, "y", 2))
    here = journal(tmp_path)
    here.refresh()
    assert set(marks(here)) == {"x", "y"}
    assert here.unreadable == (str(file),)
    assert not here.tidy()
    here.append([{"path": "z", "v": 3}])
    assert read(tmp_path) == {"x": 1, "y": 2, "z": 3}
    assert long in file.read_bytes()


def test_a_journal_larger_than_memory_is_named_and_not_written(tmp_path):
    file = tmp_path / "a.jsonl"
    with file.open("wb") as sparse:
        sparse.truncate(20 << 30)
    (tmp_path / "b.jsonl").write_bytes(line(1, "x", 1))
    here = journal(tmp_path)
    here.refresh()
    assert set(marks(here)) == {"x"}
    assert here.unreadable == (str(file),)
    assert not here.tidy()
    with pytest.raises(MarksError, match="may not grow"):
        here.append([{"path": "y", "v": 1}])
    assert file.stat().st_size == 20 << 30


@pytest.mark.parametrize("name", ["a.jsonl.torn", "a.jsonl.new"])
@pytest.mark.parametrize("kind", ["fifo", "link"])
def test_what_stands_in_the_way_of_tidying_leaves_the_journal_alone(tmp_path, name, kind):
    file = tmp_path / "a.jsonl"
    file.write_bytes(line(1, "x", 1) + b"torn\n" + line(2, "x", 2))
    before = file.read_bytes()
    (tmp_path / "other").write_text("mine")
    os.mkfifo(tmp_path / name) if kind == "fifo" else (tmp_path / name).symlink_to(tmp_path / "other")
    assert not journal(tmp_path).tidy()
    assert file.read_bytes() == before
    assert (tmp_path / "other").read_text() == "mine"
    assert read(tmp_path) == {"x": 2}


def test_a_mark_that_would_come_after_the_end_of_time_is_refused(tmp_path):
    last = {"t": math.nextafter(LATEST, 0), "n": MOST_COUNT - 1, "path": "k", "v": 1}
    (tmp_path / "a.jsonl").write_bytes(encode_line(last))
    with pytest.raises(MarksError, match="read back"):
        journal(tmp_path).append([{"path": "k", "v": 2}])


def test_a_mark_that_cannot_be_read_back_is_no_mark(tmp_path, monkeypatch):
    writing = journal(tmp_path)
    writing.append([{"path": "k", "v": 1}])
    monkeypatch.setattr("tui_reader.marks.journal.append_lines", lambda *_: None)
    with pytest.raises(MarksError, match="read back"):
        writing.append([{"path": "k", "v": 2}])
    assert read(tmp_path) == {"k": 1}
