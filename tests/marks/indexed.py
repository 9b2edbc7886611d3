"""Journals of numbers that are read through an index of their lines, and what damages such an index."""

import random
import sqlite3
from pathlib import Path

from tui_reader.marks.feed_identity import Belonging
from tui_reader.marks.journal import Journal
from tui_reader.marks.journal_file import encode_line
from tui_reader.marks.journal_reader import MarkKey, Meaning

MEANING: Meaning[int] = Meaning(
    lambda record: str(record["op"]) if record.get("op") in ("one", "two") else None,
    lambda record: int(str(record["v"])),
    Belonging(None, lambda root: True),
)


def line(path: str, value: int, moment: float = 1.0, kind: str = "one", root: str = "") -> bytes:
    return encode_line({"t": moment, "op": kind, "path": path, "v": value, "root": root})


def opened(folder: Path, *, indexed: bool = True) -> Journal[int]:
    """A session's view of the journals."""
    journal = Journal(folder, "own", MEANING, folder / "indexes" if indexed else None, tidy_after=30)
    journal.refresh()
    return journal


def said(journal: Journal[int]) -> dict[MarkKey, int]:
    return dict(journal.items())


def order(journal: Journal[int], key: MarkKey) -> object:
    """Moment, file and place of the mark that counts."""
    won = journal.find(key)
    return won and won.order


def agree(folder: Path, journal: Journal[int] | None = None) -> dict[MarkKey, int]:
    """What the journals say, which is the same through an index, by parts and key by key."""
    plain, through = opened(folder, indexed=False), journal or opened(folder)
    through.refresh()
    marks = said(plain)
    assert said(through) == marks
    assert {key: through.get(key) for key in marks} == marks
    assert {key: order(through, key) for key in marks} == {key: order(plain, key) for key in marks}
    assert through.unreadable == plain.unreadable
    return marks


def indexes(folder: Path) -> list[Path]:
    return sorted((folder / "indexes").iterdir())


def harm(file: Path, by: str) -> None:
    """Damage an index of lines."""
    data = file.read_bytes()
    statements = {
        "row": "DELETE FROM buckets WHERE length(packed) > 0",
        "entry": "UPDATE buckets SET packed = substr(packed, 41) WHERE length(packed) > 0",
        "swap": "UPDATE buckets SET packed = (SELECT packed FROM buckets WHERE id = 1) WHERE length(packed) > 0",
        "state": "UPDATE extents SET marks = marks + 1",
        "table": "DROP TABLE buckets",
    }
    if by in statements:
        with sqlite3.connect(file) as connection:
            connection.execute(statements[by])
        connection.close()
    elif by == "noise":
        file.write_bytes(data[:4096] + random.Random(3).randbytes(len(data) - 4096))
    elif by == "truncation":
        file.write_bytes(data[: len(data) // 2])
    elif by == "nothing":
        file.write_bytes(b"")
    else:
        file.unlink()
        file.mkdir()
