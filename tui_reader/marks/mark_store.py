"""Marks of one kind in the journals of one folder, which several sessions and hosts share."""

from pathlib import Path
from typing import Generic, TypeVar

from tui_reader.marks.journal import Journal
from tui_reader.marks.journal_file import Told
from tui_reader.marks.journal_reader import Meaning

V = TypeVar("V")


class MarkStore(Generic[V]):
    """What every kind of marks has. `indexes` is the folder for what makes long journals quick to read, which can be
    deleted at any time.
    """

    def __init__(self, folder: Path, host: str, meaning: Meaning[V], indexes: Path | None) -> None:
        self.journal: Journal[V] = Journal(folder, host, meaning, indexes)
        """Where they are kept."""

    def signature(self) -> str:
        """A text that differs whenever the journals do; reads none of them."""
        return self.journal.signature()

    def refresh(self, told: Told | None = None) -> None:
        """Read what other sessions and hosts wrote; raises what `told` raises."""
        self.journal.refresh(told)

    @property
    def unreadable(self) -> tuple[str, ...]:
        """Journals that could not be read."""
        return self.journal.unreadable
