"""What is not written, and what stands in the way of a rewrite, leaves the journal as it was."""

import fcntl

import pytest

from tests.marks.journals import journal, line, read
from tui_reader.marks.journal_file import MOST_LINE
from tui_reader.model.errors import MarksError


def test_nothing_is_written_where_nothing_is_to_be_marked(tmp_path):
    journal(tmp_path / "none").append([])
    assert not (tmp_path / "none").exists()


def test_a_mark_too_long_to_be_read_is_refused(tmp_path):
    own = journal(tmp_path)
    own.append([{"path": "a", "v": 1}])
    before = own.file.read_bytes()
    with pytest.raises(MarksError, match="too long"):
        own.append([{"path": "b", "v": 1}, {"path": "c", "v": 2, "note": "x" * MOST_LINE}])
    assert own.file.read_bytes() == before


def test_a_line_of_many_pieces_is_passed_over_to_its_end_also_where_it_has_none(tmp_path):
    own = journal(tmp_path)
    own.file.write_bytes(
        line(1, "a", 1) + b"x" * (2 * MOST_LINE + 9) + b"\n" + line(2, "b", 2) + b"y" * (3 * MOST_LINE)
    )
    assert read(tmp_path) == {"a": 1, "b": 2}


def test_a_rewrite_waits_for_nobody_and_leaves_no_file_behind(tmp_path, monkeypatch):
    """Another session compacts, or took the journal's place, just now."""
    own = journal(tmp_path)
    for value in range(5):
        own.append([{"path": "a", "v": value}])
    before = own.file.read_bytes()
    fresh = own.file.with_name(own.file.name + ".new")
    with fresh.open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert not own.tidy()
    fresh.unlink()
    with own.file.open("rb") as writing:
        fcntl.flock(writing, fcntl.LOCK_SH)
        assert not own.tidy()
    assert own.file.read_bytes() == before
    assert not fresh.exists()
    assert own.tidy()
    assert read(tmp_path) == {"a": 4}
