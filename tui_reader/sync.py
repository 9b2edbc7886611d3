"""Brings the index level with the files: what was added, changed or removed since the last look."""

from collections.abc import Callable
from dataclasses import dataclass

Report = Callable[["Progress"], None]
"""Called with the progress of a sync, at most about ten times a second, from the thread that syncs."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sync is."""

    done: int
    """Posts done in this phase."""
    total: int
    """Posts to do in this phase; 0 while that is not known yet."""
    phase: str = "posts"
    """`files` while looking for posts, `posts` while reading them, `words` while filling the full-text index."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a sync changed in the index."""

    added: tuple[str, ...] = ()
    """Paths of posts that are new."""
    changed: tuple[str, ...] = ()
    """Paths of posts that were read again."""
    removed: tuple[str, ...] = ()
    """Paths of posts that are gone."""
    stopped: bool = False
    """The sync was stopped before its end; the next one goes on from there."""

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)
