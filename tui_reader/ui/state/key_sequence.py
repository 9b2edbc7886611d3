"""Keys that belong together: a sequence such as `g g` is held until it is whole (pure)."""

from collections.abc import Collection
from typing import NamedTuple


class Typed(NamedTuple):
    """What one more key makes of those that are held."""

    keys: tuple[str, ...] = ()
    """Keys that are to be done now, in this order."""
    whole: bool = False
    """Whether they are one sequence; else each is a key of its own."""


class KeySequence:
    """The keys that are held because a sequence begins with them."""

    def __init__(self, known: Collection[tuple[str, ...]] = ()) -> None:
        """`known`: every sequence, as the names of its keys."""
        self.known = frozenset(known)
        self.held: tuple[str, ...] = ()
        """The keys so far; empty where no sequence is begun."""

    def add(self, key: str) -> Typed:
        """One more key. What is held ends with Esc; a key that does not go on with it sets all of them free."""
        if self.held and key == "escape":
            self.held = ()
            return Typed()
        held, self.held = self.held, ()
        keys = (*held, key)
        if keys in self.known:
            return Typed(keys, whole=True)
        if any(other[: len(keys)] == keys for other in self.known):
            self.held = keys
            return Typed()
        return Typed((*held, *self.add(key).keys)) if held else Typed(keys)
