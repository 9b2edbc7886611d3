"""What a synchronisation tells: how far it is, and what it changed."""

from collections.abc import Callable

from tui_reader.model.dataclass import dataclass
from tui_reader.model.post import Problem


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sync is."""

    done: int
    """Posts done in this phase; of marks, bytes or parts of them; of a fetch, percent; of a listing or copy, files."""
    total: int
    """The same for all of it; 0 while that is not known yet."""
    phase: str = "posts"
    """`posts` while reading headers, `words` while filling the full-text index, `marks` while reading long journals;
    `fetch`, `list` and `files` while what is kept elsewhere is copied.
    """
    written: int = 0
    """Posts of this phase that are in the index: lists are worth asking for again when this number has grown."""


@dataclass(frozen=True, slots=True)
class ListedChanges:
    """What a sync changed in the list that is read: a file may be a draft, in another language, or no post at all."""

    new: int = 0
    """Posts that the list has now and had not before."""
    changed: int = 0
    """Posts of the list that were read again."""
    gone: int = 0
    """Posts that the list had before and has no more."""

    def __add__(self, other: "ListedChanges") -> "ListedChanges":
        return ListedChanges(self.new + other.new, self.changed + other.changed, self.gone + other.gone)


@dataclass(frozen=True, slots=True)
class Changes:
    """What a sync changed in the index."""

    added: tuple[str, ...] = ()
    """Paths of posts that are new."""
    changed: tuple[str, ...] = ()
    """Paths of posts that were read again."""
    removed: tuple[str, ...] = ()
    """Paths of posts that are gone."""
    listed: ListedChanges = ListedChanges()
    """How many posts of the list that is read these are; none where no list was named."""
    marks: bool = False
    """Marks made elsewhere were copied: rows may look different."""
    waiting: int = 0
    """Posts that cannot be found by their text yet; the next sync goes on with them."""
    stopped: bool = False
    """The sync was stopped before its end; the next one goes on from there."""
    troubles: tuple[tuple[str, Problem], ...] = ()
    """Files and folders that could not be listed, by path."""

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed or self.marks)


Report = Callable[[Progress], None]
"""Called with the progress of a sync, at most about ten times a second, from the thread that syncs."""


def copy_report(report: Report | None) -> Callable[[str, int, int], None] | None:
    """What is told the progress of a copy, phase by phase, where somebody wants to know it."""
    return None if report is None else lambda phase, done, total: report(Progress(done, total, phase))
