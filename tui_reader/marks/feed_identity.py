"""Which feed a mark belongs to: one folder of journals holds the marks of all feeds of a user.

A feed is its root and its title. A mark with the same root is this feed's, also after another title; so is one with the
same title whose root is not on this machine: the feed was moved, or the mark was made on another machine. Marks from
before version 2 name no root, and belong to every feed of their title, or to every feed where they name none.
"""

from collections.abc import Callable, Mapping

from tui_reader.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class FeedIdentity:
    """What tells a feed from others; both texts are empty for a mark of no known feed."""

    title: str = ""
    """Title of the site, or the name of its folder."""
    root: str = ""
    """Folder of the site, or of its content where it has none: an absolute path without links."""

    def as_values(self) -> dict[str, object]:
        """The names and values in a line of a journal."""
        return {name: value for name, value in (("feed", self.title), ("root", self.root)) if value}


UNKNOWN = FeedIdentity()
"""The feed of marks that name none."""


def identity_from(values: Mapping[str, object]) -> FeedIdentity:
    """The feed that a line names; a value of the wrong kind counts as missing."""
    title, root = values.get("feed"), values.get("root")
    return FeedIdentity(title if isinstance(title, str) else "", root if isinstance(root, str) else "")


class Belonging:
    """Tells the marks of one feed from those of others; without a feed every feed is one of its own.

    `is_there` tells whether a folder is on this machine, and is asked once for each root of an equal title.
    """

    def __init__(self, own: FeedIdentity | None, is_there: Callable[[str], bool]) -> None:
        self.own = own
        self._is_there = is_there
        self._known: dict[FeedIdentity, FeedIdentity] = {}

    def feed_of(self, values: Mapping[str, object]) -> FeedIdentity:
        """The feed a mark counts for: this one, wherever the mark belongs to it."""
        named = identity_from(values)
        if named not in self._known:
            self._known[named] = self.own if self.own and self._belongs(named, self.own) else named
        return self._known[named]

    def _belongs(self, named: FeedIdentity, own: FeedIdentity) -> bool:
        if named.root == own.root or not named.root:
            return bool(named.root) or not named.title or named.title == own.title
        return named.title == own.title and not self._is_there(named.root)
