"""A journal that is rewritten loses void lines and nothing else, whatever others do to it meanwhile."""

import errno
import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.marks.journals import journal, line, read
from tui_reader.marks import compaction


def test_the_first_line_is_kept_whole_and_a_blank_one_is_void(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(line(1, "x", 1) + b"\n  \n" + line(2, "y", 2))
    assert journal(tmp_path).tidy()
    assert file.read_bytes() == line(1, "x", 1) + line(2, "y", 2)
    assert not (tmp_path / "a.jsonl.torn").exists()


def test_of_lines_of_one_moment_the_last_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(line(1, "x", 1) + line(1, "x", 2))
    assert read(tmp_path) == {"x": 2}
    assert journal(tmp_path).tidy()
    assert file.read_bytes() == line(1, "x", 2)


def test_a_line_that_never_counted_makes_none_after_it_count(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(line(3, "x", 3) + line(1, "x", 1) + line(2, "x", 2))
    assert journal(tmp_path).tidy()
    assert file.read_bytes() == line(3, "x", 3)


def test_without_a_journal_nothing_is_done(tmp_path: Path) -> None:
    assert journal(tmp_path / "marks").tidy() is False
    assert not (tmp_path / "marks").exists()


@pytest.mark.parametrize("kept", [b"", line(1, "x", 1)])
def test_what_a_killed_session_left_of_a_successor_is_overwritten(tmp_path: Path, kept: bytes) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(kept + b"torn\n")
    (tmp_path / "a.jsonl.new").write_bytes(line(9, "x", 9) * 100)
    assert journal(tmp_path).tidy()
    assert file.read_bytes() == kept


def test_two_sessions_do_not_write_one_successor(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(line(1, "x", 1) + line(2, "x", 2))
    before = file.read_bytes()
    with (tmp_path / "a.jsonl.new").open("wb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        other.write(b"what the other has kept so far")
        other.flush()
        assert journal(tmp_path).tidy() is False
        assert (tmp_path / "a.jsonl.new").read_bytes() == b"what the other has kept so far"
    assert file.read_bytes() == before


def _meanwhile(monkeypatch: pytest.MonkeyPatch, what: Callable[[], object]) -> None:
    """Have something happen once the lines to keep are copied."""
    copy = compaction._copy_lines

    def copied(*given: object) -> bytes:
        done = copy(*given)  # type: ignore[arg-type]
        what()
        return done

    monkeypatch.setattr(compaction, "_copy_lines", copied)


def test_while_another_session_writes_the_journal_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(line(1, "x", 1) + line(2, "x", 2))
    before = file.read_bytes()
    with file.open("ab") as other:
        _meanwhile(monkeypatch, lambda: fcntl.flock(other, fcntl.LOCK_SH))
        assert journal(tmp_path).tidy() is False
        assert file.read_bytes() == before
        assert not (tmp_path / "a.jsonl.new").exists()


def test_a_journal_that_another_session_has_just_replaced_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(line(1, "x", 1) + line(2, "x", 2))
    (tmp_path / "other").write_bytes(line(2, "x", 2) + line(3, "y", 3))
    _meanwhile(monkeypatch, lambda: (tmp_path / "other").replace(file))
    assert journal(tmp_path).tidy() is False
    assert read(tmp_path) == {"x": 2, "y": 3}


def test_where_files_cannot_be_locked_no_journal_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*given: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    here = journal(tmp_path, tidy_after=1)
    monkeypatch.setattr("fcntl.flock", fails)
    for value in range(9):
        here.append([{"path": "x", "v": value}])
    assert here.tidy() is False
    assert len((tmp_path / "a.jsonl").read_bytes().splitlines()) == 9
    assert read(tmp_path) == {"x": 8}
