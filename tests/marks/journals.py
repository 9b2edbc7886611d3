"""Journals of whole numbers, and lines as they stand in them."""

from pathlib import Path

from tui_reader.marks.feed_identity import UNKNOWN, Belonging
from tui_reader.marks.journal import Journal
from tui_reader.marks.journal_file import encode_line
from tui_reader.marks.journal_reader import MarkKey, Meaning

MEANING: Meaning[int] = Meaning(
    lambda record: "mark" if isinstance(record.get("v"), int) else None,
    lambda record: int(str(record["v"])),
    Belonging(None, lambda root: True),
)


def journal(folder: Path, host: str = "a", tidy_after: int = 2000) -> Journal[int]:
    return Journal(folder, host, MEANING, tidy_after=tidy_after)


def line(moment: float, key: str, value: int) -> bytes:
    return encode_line({"t": moment, "path": key, "v": value})


def read(folder: Path) -> dict[str, int]:
    fresh = journal(folder)
    fresh.refresh()
    return marks(fresh)


def marks(journal: Journal[int]) -> dict[str, int]:
    return {key.path: value for key, value in journal.items()}


def get(journal: Journal[int], path: str) -> int | None:
    return journal.get(MarkKey(UNKNOWN, "mark", path))
