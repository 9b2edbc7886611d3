"""Lines of a journal on disk: how they are written, which count, and what other sessions do to the file meanwhile."""

import fcntl
import threading
from pathlib import Path

import pytest

from tests.marks.journals import journal, line, marks, read
from tui_reader.marks import journal_file
from tui_reader.marks.bookmarks import Bookmarks
from tui_reader.marks.journal_file import MOST_COUNT, MOST_LINE, decode_line, last_records, moment_of
from tui_reader.model.errors import MarksError


def test_a_line_says_its_version_and_is_plain_text(tmp_path: Path) -> None:
    here = journal(tmp_path)
    here.append([{"path": "山西", "v": 1}])
    here.append([{"path": "y", "v": 2}])
    written = (tmp_path / "a.jsonl").read_text("utf-8")
    known = [decode_line(each.encode()) for each in written.splitlines()]
    assert [each[1]["version"] for each in known if each] == [2, 2]
    assert "山西" in written
    assert len(written.splitlines()) == 2


@pytest.mark.parametrize(("count", "taken"), [(0, 0), (1, 1), (-1, 0), (True, 0), ("1", 0), (MOST_COUNT, 0), (None, 0)])
def test_a_count_that_is_none_is_nought(count: object, taken: int) -> None:
    assert moment_of({"t": 5, "n": count}) == (5.0, taken)
    assert moment_of({"t": 5}) == (5.0, 0)


def test_the_last_records_are_those_of_whole_lines(tmp_path: Path) -> None:
    file, lines = tmp_path / "a.jsonl", [line(1, "x", 1), b"torn\n", line(2, "y", 2)]
    assert last_records(file, 100) == []
    file.write_bytes(b"".join(lines))
    size = file.stat().st_size
    found = [
        [record["path"] for record in last_records(file, most)] for most in (0, len(lines[-1]), size - 1, size, 999)
    ]
    assert found == [[], ["y"], ["y"], ["x", "y"], ["x", "y"]]


def test_the_rest_of_a_line_that_is_too_long_is_no_line(tmp_path: Path) -> None:
    long = b" " * (2 * MOST_LINE) + line(9, "x", 9)
    (tmp_path / "a.jsonl").write_bytes(line(1, "x", 1) + long + line(2, "y", 2))
    assert read(tmp_path) == {"x": 1, "y": 2}


def test_the_longest_line_that_can_be_read_can_be_written(tmp_path: Path) -> None:
    here = journal(tmp_path)
    here.append([{"path": "x", "v": 1, "note": ""}])
    room = MOST_LINE - (tmp_path / "a.jsonl").stat().st_size
    for more, fits in ((1, False), (-8, True)):
        note = "a" * (room + more)
        if fits:
            here.append([{"path": "y", "v": 1, "note": note}])
        else:
            with pytest.raises(MarksError, match="too long"):
                here.append([{"path": "y", "v": 1, "note": note + "a" * 8}])
    assert read(tmp_path) == {"x": 1, "y": 1}


def test_the_name_of_a_new_journal_is_on_disk_with_its_first_mark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(journal_file, "sync_folder", synced.append)
    here = journal(tmp_path)
    for value in (1, 2):
        here.append([{"path": "x", "v": value}])
        assert synced == [tmp_path]


def test_a_session_that_replaces_the_journal_is_waited_for(tmp_path: Path) -> None:
    here = journal(tmp_path)
    here.append([{"path": "x", "v": 1}])
    with (tmp_path / "a.jsonl").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        timer = threading.Timer(0.02, fcntl.flock, (held, fcntl.LOCK_UN))
        timer.start()
        here.append([{"path": "y", "v": 2}])
        timer.join()
    assert read(tmp_path) == {"x": 1, "y": 2}


@pytest.mark.parametrize("successor", [None, line(1, "x", 1)])
def test_no_mark_goes_into_a_file_that_was_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, successor: bytes | None
) -> None:
    file, lock = tmp_path / "a.jsonl", journal_file._locked_shared
    file.write_bytes(line(1, "x", 1))
    looks = []

    def taken_away(descriptor: int) -> bool:
        looks.append(descriptor)
        if len(looks) == 1:
            file.unlink()
            if successor is not None:
                file.write_bytes(successor)
        return lock(descriptor)

    monkeypatch.setattr(journal_file, "_locked_shared", taken_away)
    journal(tmp_path).append([{"path": "y", "v": 2}])
    assert read(tmp_path) == {"y": 2} | ({"x": 1} if successor else {})
    assert len(looks) == 2


def test_a_journal_does_not_grow_beyond_what_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_file, "MOST_BYTES", 200)
    here, written = journal(tmp_path), 0
    with pytest.raises(MarksError, match="may not grow"):
        for written in range(20):
            here.append([{"path": "x", "v": written}])
    size = (tmp_path / "a.jsonl").stat().st_size
    assert 100 < size <= 200
    assert marks(here) == read(tmp_path) == {"x": written - 1}


def test_a_store_of_marks_tells_of_changes_and_of_what_it_cannot_read(tmp_path: Path) -> None:
    here, there = (Bookmarks(tmp_path, host) for host in "ab")
    before = here.signature()
    assert before == here.signature()
    there.journal.append([{"path": "x", "op": "nothing known"}])
    assert here.signature() != before
    here.refresh()
    assert here.unreadable == ()
    with (tmp_path / "c.jsonl").open("wb") as sparse:
        sparse.truncate(20 << 30)
    here.refresh()
    assert here.unreadable == (str(tmp_path / "c.jsonl"),)
