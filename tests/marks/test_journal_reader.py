"""One journal read through an index of its lines: which of them count, and how many there are."""

from pathlib import Path

import pytest

from tests.marks.journals import MEANING, line
from tui_reader.marks import journal_reader
from tui_reader.marks.feed_identity import UNKNOWN, Belonging
from tui_reader.marks.journal import Journal
from tui_reader.marks.journal_file import MOST_LINE, encode_line
from tui_reader.marks.journal_reader import JournalReader, MarkKey, Meaning

KINDS: Meaning[int] = Meaning(
    lambda record: str(record["op"]) if "op" in record else None,
    lambda record: int(str(record["v"])),
    Belonging(None, lambda root: True),
)
"""Marks of several kinds."""


@pytest.fixture
def indexed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A journal whose lines all go into an index."""
    monkeypatch.setattr(journal_reader, "IN_MEMORY", 0)
    (tmp_path / "indexes").mkdir()
    return tmp_path / "a.jsonl"


def opened(file: Path) -> JournalReader[int]:
    reader = JournalReader(file, MEANING, file.parent / "indexes" / "a")
    reader.refresh()
    return reader


def value(reader: JournalReader[int], path: str) -> int | None:
    won = reader.find(MarkKey(UNKNOWN, "mark", path))
    return won.value if won else None


def test_a_line_of_earlier_time_does_not_count_wherever_it_stands(indexed: Path) -> None:
    unknown = [encode_line({"t": 9, "path": "x", "op": "of a later reader"}), b"torn\n", b"\n", b"[]\n"]
    indexed.write_bytes(line(3, "x", 3) + b"".join(unknown) + line(2, "x", 2) + line(1, "y", 1))
    reader = opened(indexed)
    assert [value(reader, path) for path in "xyz"] == [3, 1, None]
    assert reader.extent and reader.extent.lines == 7
    assert reader.count_marks() == 2


def test_a_line_that_is_half_written_or_too_long_is_not_in_the_index(indexed: Path) -> None:
    whole, half = line(1, "x", 1) + b" " * MOST_LINE + line(9, "x", 9), line(2, "x", 2)
    indexed.write_bytes(whole + half[:-12])
    reader = opened(indexed)
    assert value(reader, "x") == 1
    assert reader.extent and (reader.extent.offset, reader.extent.lines, reader.extent.passed_over) == (
        len(whole),
        2,
        True,
    )
    with indexed.open("ab") as file:
        file.write(half[-12:])
    reader.refresh()
    assert value(reader, "x") == value(opened(indexed), "x") == 2
    assert reader.extent and reader.extent.lines == 3


def test_marks_of_several_kinds_on_one_post_are_kept_apart(indexed: Path) -> None:
    lines = [encode_line({"t": t, "path": "x", "op": op, "v": t}) for t, op in enumerate(("read", "place", "read"), 1)]
    indexed.write_bytes(b"".join(lines))
    for indexes in (None, indexed.parent / "indexes"):
        here = Journal(indexed.parent, "a", KINDS, indexes)
        here.refresh()
        assert {key.kind: value for key, value in here.items()} == {"read": 3, "place": 2}
    assert here.tidy()
    assert indexed.read_bytes() == lines[1] + lines[2]
    assert {key.kind: value for key, value in here.items()} == {"read": 3, "place": 2}


def test_a_line_that_is_not_what_the_index_says_has_the_journal_read_anew(indexed: Path) -> None:
    """Something else wrote to the file in place since the last look."""
    lines = [line(1, "x", 1), line(2, "y", 2)]
    indexed.write_bytes(b"".join(lines))
    reader = opened(indexed)
    with indexed.open("r+b") as file:
        file.write(b"".join(reversed(lines)))
    assert value(reader, "x") == 1
    assert value(reader, "y") == 2
