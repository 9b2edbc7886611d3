"""The user's marks on the posts of several feeds: each is made in the feed that the post is of, and undone there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from tui_reader.feed.marks import Marks
from tui_reader.feed.notebook.kept_passages import KeptPassages
from tui_reader.feed.notebook.mark_steps import UNDO_DEPTH
from tui_reader.feed.several.joined_posts import Members
from tui_reader.marks.bookmarks import Bookmark
from tui_reader.marks.highlights import Highlight
from tui_reader.marks.journal_file import Told
from tui_reader.model.dataclass import replace
from tui_reader.text.passage import Passage

if TYPE_CHECKING:
    from tui_reader.layout.page import Position


class JoinedSteps:
    """Which feeds the last steps were made in."""

    def __init__(self, marks: Sequence[Marks]) -> None:
        self._marks = marks
        self._steps: list[tuple[int, ...]] = []

    def made(self, feeds: Iterable[int]) -> None:
        """A step was made in these feeds."""
        del self._steps[: -UNDO_DEPTH + 1]
        self._steps.append(tuple(feeds))

    def undo(self) -> str:
        """Take the last step back in every feed it was made in; says what was undone."""
        feeds = self._steps.pop() if self._steps else ()
        return ", ".join(filter(None, [self._marks[number].undo() for number in feeds]))


class JoinedPassages(KeptPassages):
    """The highlights of several feeds."""

    def __init__(self, members: Members, steps: JoinedSteps) -> None:
        self._members = members
        self._joined = steps
        self._all = [library.marks.passages for library in members.libraries]

    def known(self, path: str) -> tuple[Highlight, ...]:
        """The highlights of a post."""
        number, own = self._members.of(path)
        return tuple(replace(mark, path=path) for mark in self._all[number].known(own))

    def all(self) -> tuple[Highlight, ...]:
        """Every highlight, by feed."""
        found = ((number, mark) for number, passages in enumerate(self._all) for mark in passages.all())
        return tuple(replace(mark, path=self._members.path(number, mark.path)) for number, mark in found)

    def keep(self, path: str, passage: Passage, quote: str, note: str = "") -> None:
        """Keep a passage of a post; raises MarksError, NotFoundError."""
        number, own = self._members.of(path)
        self._all[number].keep(own, passage, quote, note)
        self._joined.made([number])

    def annotate(self, mark: Highlight, note: str) -> None:
        """Give a highlight another note; raises MarksError."""
        number, own = self._members.of(mark.path)
        self._all[number].annotate(replace(mark, path=own), note)
        self._joined.made([number])

    def take_away(self, marks: Iterable[Highlight]) -> None:
        """Take highlights of one post away; raises MarksError."""
        given = tuple(marks)
        number, own = self._members.of(given[0].path)
        self._all[number].take_away(replace(mark, path=own) for mark in given)
        self._joined.made([number])


class JoinedMarks(Marks):
    """What `Marks` does for one feed, for several; every method may be called from any thread."""

    def __init__(self, members: Members) -> None:
        self._members = members
        self._all = [library.marks for library in members.libraries]
        self._joined = JoinedSteps(self._all)
        self.stores = tuple(chain.from_iterable(marks.stores for marks in self._all))
        self.passages = JoinedPassages(members, self._joined)

    def copy_marks(self, told: Told | None = None) -> bool:
        """Copy the marks of every feed."""
        copied = [marks.copy_marks(told) for marks in self._all]
        return any(copied)

    def copy_marks_quickly(self) -> bool:
        """The same where that takes no time."""
        are_whole = [marks.copy_marks_quickly() for marks in self._all]
        return all(are_whole)

    def tidy(self, told: Told | None = None) -> None:
        """Rewrite long journals; all feeds share them."""
        self._all[0].tidy(told)

    def follow_moved(self, exists: Callable[[str], bool]) -> None:
        """Nothing: each feed looks for its own posts that moved."""

    def mark_read(self, paths: Iterable[str], on: bool) -> None:
        """Mark posts as read or unread, as one step; raises MarksError."""
        self._each(paths, lambda marks, own: marks.mark_read(own, on))

    def bookmarks(self) -> tuple[Bookmark, ...]:
        """The bookmarks of all feeds, by feed."""
        found = ((number, mark) for number, marks in enumerate(self._all) for mark in marks.bookmarks())
        return tuple(replace(mark, path=self._members.path(number, mark.path)) for number, mark in found)

    def known_bookmark(self, path: str) -> Bookmark | None:
        """The bookmark on the post."""
        number, own = self._members.of(path)
        return self._all[number].known_bookmark(own)

    def card(self, path: str) -> tuple[str, ...]:
        """The name of the feed, and what the user wrote down of a post."""
        number, own = self._members.of(path)
        return (self._members.names[number], *self._all[number].card(own))

    def bookmark(self, path: str, note: str | None = None, place: Position | None = None) -> None:
        """Bookmark the post; raises MarksError, NotFoundError."""
        self._each([path], lambda marks, own: marks.bookmark(own[0], note, place))

    def bookmark_all(self, paths: Iterable[str]) -> None:
        """Bookmark posts that are not bookmarked yet, as one step; raises MarksError."""
        self._each(paths, lambda marks, own: marks.bookmark_all(own))

    def unbookmark(self, path: str) -> None:
        """Take the bookmark away; raises MarksError, NotFoundError."""
        self.unbookmark_all([path])

    def unbookmark_all(self, paths: Iterable[str]) -> None:
        """Take bookmarks away, as one step; raises MarksError, NotFoundError."""
        self._each(paths, lambda marks, own: marks.unbookmark_all(own))

    def place(self, path: str) -> Position | None:
        """Where the user stopped reading."""
        number, own = self._members.of(path)
        return self._all[number].place(own)

    def keep_place(self, path: str, place: Position | None) -> None:
        """Remember where the user is in the post; raises MarksError."""
        number, own = self._members.of(path)
        self._all[number].keep_place(own, place)

    @property
    def steps(self) -> int:
        """How many steps were made in any feed."""
        return sum(marks.steps for marks in self._all)

    def undo(self) -> str:
        """Take the last step back; says what was undone. Raises MarksError."""
        return self._joined.undo()

    def _each(self, paths: Iterable[str], change: Callable[[Marks, list[str]], None]) -> None:
        """Change marks in the feeds that posts are of, as one step."""
        made: list[int] = []
        try:
            for number, own in self._members.by_feed(paths).items():
                before = self._all[number].steps
                change(self._all[number], own)
                made += [number] if self._all[number].steps != before else []
        finally:
            if made:
                self._joined.made(made)
