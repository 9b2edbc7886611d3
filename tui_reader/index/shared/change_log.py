"""Which posts were written between two states of an index (pure)."""

from collections import deque
from collections.abc import Collection

MOST_POSTS = 1000
"""Posts of one log: about so many take as long as a copy of an index with all of them."""
_MOST_ROUNDS = 64


class ChangeLog:
    """Rounds in which posts were written; each leads from one state of the index, a short text, to the next."""

    def __init__(self) -> None:
        self._rounds: deque[tuple[str, frozenset[str]]] = deque(maxlen=_MOST_ROUNDS)
        self._now: str | None = None

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
