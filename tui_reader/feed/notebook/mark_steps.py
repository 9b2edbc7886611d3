"""Changes of the user's marks as steps: each is copied into the index, and can be taken back."""

import threading
from collections.abc import Callable, Iterable

from tui_reader.feed.mark_copy import MarkCopy

UNDO_DEPTH = 100
"""Steps that can be taken back."""
TakeBack = Callable[[], Iterable[str]]
"""Takes a step back; paths of the posts whose marks it changes."""


class MarkSteps:
    """The steps of one session on one feed. The lock guards the journals, the steps and the order of copies."""

    def __init__(self, copy: MarkCopy) -> None:
        self.lock = threading.RLock()
        self.copy = copy
        self._steps: list[tuple[str, TakeBack]] = []
        self.made = 0
        """How many steps were made."""

    def done(self, paths: Iterable[str], before: str, said: str, take_back: TakeBack) -> None:
        """Remember how to take a step back, and copy what it changed; `before` is the signature from before it."""
        del self._steps[: -UNDO_DEPTH + 1]
        self._steps.append((said, take_back))
        self.made += 1
        self.copy.put(paths, before)

    def undo(self) -> str:
        """Take the last step back; says what was undone, empty where there is nothing to undo. Raises MarksError."""
        with self.lock:
            if not self._steps:
                return ""
            before = self.copy.signature()
            said, take_back = self._steps[-1]
            paths = take_back()
            self._steps.pop()
            self.copy.put(paths, before)
            return said
