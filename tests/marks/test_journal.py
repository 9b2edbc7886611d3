"""Journals: merged from all hosts, later marks win, torn lines harm nothing."""

import contextlib
import errno
import fcntl
import json
import math
import os
import resource
import signal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.marks.journal import Journal
from tui_reader.marks.journal_file import LATEST, Record, decode_line, encode_line
from tui_reader.model.errors import MarksError


def decode(record: Record) -> tuple[str, int] | None:
    key, value = record.get("k"), record.get("v")
    return (key, value) if isinstance(key, str) and isinstance(value, int) else None


def journal(folder: Path, host: str = "a", tidy_after: int = 2000) -> Journal[str, int]:
    return Journal(folder, host, decode, tidy_after)


def line(moment: float, key: str, value: int) -> bytes:
    return encode_line({"t": moment, "k": key, "v": value})


def read(folder: Path) -> dict[str, int]:
    fresh = journal(folder)
    fresh.refresh()
    return dict(fresh.items())


def test_what_is_written_is_read_by_another_session(tmp_path):
    here, there = journal(tmp_path / "new" / "folder"), journal(tmp_path / "new" / "folder")
    here.append([{"k": "山西", "v": 1}, {"k": "b", "v": 2}])
    assert there.refresh() == {"山西", "b"}
    assert there.get("山西") == 1
    assert there.refresh() == frozenset()


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
    here.append([{"k": "x", "v": 2}])
    assert here.get("x") == 2
    assert read(tmp_path) == {"x": 2}


@pytest.mark.parametrize(
    "torn", [b'{"t": 5, "k": "y"', b"\xff\xfe", b"[" * 100_000, b'{"t": 1e999, "k": "y", "v": 1}', b"7"]
)
def test_a_torn_last_line_is_skipped_and_the_next_mark_stands_alone(tmp_path, torn):
    (tmp_path / "a.jsonl").write_bytes(line(1, "x", 1) + torn)
    here = journal(tmp_path)
    here.append([{"k": "z", "v": 3}])
    assert read(tmp_path) == {"x": 1, "z": 3}
    assert torn in (tmp_path / "a.jsonl").read_bytes()


def test_a_last_line_without_a_line_end_counts_once(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(line(1, "x", 1).rstrip())
    here = journal(tmp_path)
    assert here.refresh() == {"x"}
    here.append([{"k": "y", "v": 2}])
    assert read(tmp_path) == {"x": 1, "y": 2}


def test_a_file_replaced_by_another_program_is_read_anew(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_bytes(line(1, "x", 1) + line(1, "y", 1))
    here = journal(tmp_path)
    here.refresh()
    fresh = tmp_path / "fresh"
    fresh.write_bytes(line(1, "x", 1) + line(1, "z", 1) + line(1, "w", 1))
    fresh.replace(file)
    assert here.refresh() == {"y", "z", "w"}
    assert here.get("y") is None


def test_tidying_keeps_the_last_word_on_each_key_and_what_it_does_not_know(tmp_path):
    file = tmp_path / "a.jsonl"
    newer = b'{"t": 2, "op": "from a newer reader"}\n'
    file.write_bytes(line(1, "x", 1) + newer + b'{"t": 2, "k"\n' + line(3, "x", 3) + line(2, "x", 2) + line(1, "y", 1))
    file.chmod(0o640)
    here = journal(tmp_path)
    here.refresh()
    assert here.tidy()
    assert file.read_bytes() == newer + line(3, "x", 3) + line(1, "y", 1)
    assert (tmp_path / "a.jsonl.torn").read_bytes() == b'{"t": 2, "k"\n'
    assert file.stat().st_mode & 0o777 == 0o640
    assert dict(here.items()) == {"x": 3, "y": 1}


def test_a_journal_tidies_itself_when_most_of_it_is_void(tmp_path):
    here = journal(tmp_path, tidy_after=20)
    for number in range(25):
        here.append([{"k": "x", "v": number}])
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
    journal(tmp_path).append([{"k": name, "v": 1}])
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
            here.append([{"k": f"key {number}", "v": number}])
            written[f"key {number}"] = number
    assert len(written) > 50
    assert read(tmp_path) == written
    assert dict(here.items()) == written


@pytest.mark.parametrize(("number", "kept"), [(errno.EINVAL, True), (errno.EIO, False), (errno.EDQUOT, False)])
def test_a_mark_counts_only_once_it_is_synced_where_that_can_be(tmp_path, monkeypatch, number, kept):
    def fails(descriptor):
        raise OSError(number, os.strerror(number))

    here = journal(tmp_path)
    monkeypatch.setattr("os.fsync", fails)
    with contextlib.nullcontext() if kept else pytest.raises(MarksError):
        here.append([{"k": "x", "v": 1}])


def test_a_session_that_holds_the_file_for_long_is_named(tmp_path, monkeypatch):
    here = journal(tmp_path)
    here.append([{"k": "x", "v": 1}])
    monkeypatch.setattr("tui_reader.marks.journal_file.LOCK_SECONDS", 0.05)
    with (tmp_path / "a.jsonl").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(MarksError, match="another session"):
            here.append([{"k": "y", "v": 1}])
        assert not here.tidy()
    here.append([{"k": "y", "v": 1}])
    assert read(tmp_path) == {"x": 1, "y": 1}


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(MarksError, match="not saved"):
        journal(tmp_path / "file" / "marks").append([{"k": "x", "v": 1}])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.integers(0, 5), st.integers(0, 9))))
def test_reading_bit_by_bit_gives_what_reading_at_once_gives(tmp_path_factory, marks):
    folder = tmp_path_factory.mktemp("journal")
    watcher = journal(folder)
    for host, key, moment, value in marks:
        with (folder / f"{host}.jsonl").open("ab") as file:
            file.write(line(moment, key, value))
        watcher.refresh()
    assert dict(watcher.items()) == read(folder)
    latest = {}
    order = sorted(enumerate(marks), key=lambda item: (item[1][2], item[1][0], item[0]))
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
        first.append([{"k": "k", "v": value}])
        assert read(tmp_path) == {"k": value}


def test_a_mark_that_would_come_after_the_end_of_time_is_refused(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(line(math.nextafter(LATEST, 0), "k", 1))
    with pytest.raises(MarksError, match="read back"):
        journal(tmp_path).append([{"k": "k", "v": 2}])


def test_a_mark_that_cannot_be_read_back_is_no_mark(tmp_path, monkeypatch):
    writing = journal(tmp_path)
    writing.append([{"k": "k", "v": 1}])
    monkeypatch.setattr("tui_reader.marks.journal.append_lines", lambda *_: None)
    with pytest.raises(MarksError, match="read back"):
        writing.append([{"k": "k", "v": 2}])
    assert read(tmp_path) == {"k": 1}
