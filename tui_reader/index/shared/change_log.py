"""Which posts were written between two states of an index (pure)."""

from collections import deque
from collections.abc import Collection, Iterable

MOST_POSTS = 1000
"""Posts of one log: about so many take as long as a copy of an index with all of them."""
_MOST_ROUNDS = 64

Round = tuple[str, frozenset[str]]
"""The state before, and the paths of the posts that were written."""


class ChangeLog:
    """Rounds in which posts were written; each leads from one state of the index, a short text, to the next."""

    def __init__(self, rounds: Iterable[Round] = (), now: str | None = None) -> None:
        """`rounds` led up to the state `now`, the last one last; None for a log that knows nothing yet."""
        self._rounds: deque[Round] = deque(rounds, maxlen=_MOST_ROUNDS)
        self._now = now

    @property
    def now(self) -> str | None:
        """The state that the last round led to."""
        return self._now

    @property
    def rounds(self) -> list[Round]:
        """The rounds that can be of use: the last ones, as long as their posts are few."""
        found: frozenset[str] = frozenset()
        kept: list[Round] = []
        for before, paths in reversed(self._rounds):
            found |= paths
            if len(found) > MOST_POSTS:
                break
            kept.insert(0, (before, paths))
        return kept

    def note(self, before: str | None, paths: Collection[str], after: str) -> bool:
        """Posts at these paths were written, and nothing else, between two states; more than that where the one before
        is None. Whether they are few, and all that was written since the last call.
        """
        is_told = before == self._now and len(paths) <= MOST_POSTS
        if not is_told:
            self._rounds.clear()
        elif before is not None and before != after:
            self._rounds.append((before, frozenset(paths)))
        self._now = after
        return is_told

    def between(self, state: str, now: str) -> frozenset[str] | None:
        """Paths of all posts that were written from a state to the one now; None where that is not known, or they are
        many.
        """
        found: frozenset[str] = frozenset()
        if now != self._now:
            return None
        if state == now:
            return found
        for before, paths in reversed(self._rounds):
            found |= paths
            if before == state:
                return found if len(found) <= MOST_POSTS else None
        return None
