"""What the application service asks of the packages below it, where a second implementation is to come.

Each protocol holds no more than `feed/` uses. What an index takes in is made of records of its own, so `PostIndex` has
the questions alone; `tests/index/contract` says what each must answer. The port to the files of a feed is the module
`store/local_source.py` itself: what is kept elsewhere becomes a folder first (`mirror/`).
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from tui_reader.model.post import Counts, Folder, ListHeading, Post, Row
from tui_reader.model.query import Query


class PostIndex(Protocol):
    """Questions to the index of one feed, from any thread; each raises IndexTroubleError where nothing helps."""

    def folders(self) -> Iterator[Folder]:
        """The folders of all files that were read, sorted by path."""

    def is_empty(self) -> bool:
        """Whether no file was read yet."""

    def posts(self, ids: Sequence[int]) -> tuple[Post, ...]:
        """The posts with these row ids, in their order; ids without a post are left out."""

    def id_of(self, path: str) -> int | None:
        """Row id of the post at a path; None where there is none."""

    def find_id(self, name: str) -> int | None:
        """Row id of the post a person means by a path, an address, a slug or the start of a title; None for none."""

    def list_ids(self, query: Query, now: int) -> "array[int]":
        """Row ids of the posts that satisfy the query at `now` (seconds since 1970), in order; below zero for bookmarks
        whose post is gone.
        """

    def rows(self, ids: Sequence[int]) -> tuple[Row, ...]:
        """The rows with these ids, in their order; ids that are no longer there are left out."""

    def days(self, ids: "array[int]") -> tuple[ListHeading, ...]:
        """Where each day begins in a list that is sorted by date, newest first."""

    def counts(self, query: Query, now: int, apart: Mapping[str, Query] | None = None) -> Counts:
        """Counts of views and terms under the query at `now`; the facets of `apart` under the queries given there."""

    def related(self, row_id: int, limit: int, now: int) -> tuple[int, ...]:
        """Row ids of posts that share terms with a post, the closest first."""

    def relations(self, kind: str, row_id: int, now: int) -> tuple[int, ...]:
        """Row ids of the `series` of a post or of its `translations`."""

    def has_language(self, query: Query, now: int) -> bool:
        """Whether a site with several languages has a post in the query's language in the feed."""


class ChangeNotifier(Protocol):
    """Tells when it is time to look at the files of a feed again."""

    @property
    def descriptor(self) -> int | None:
        """Can be read once something changed; None where nothing tells of changes."""

    @property
    def pause(self) -> float:
        """Seconds for which nobody need ask unless the descriptor can be read; without end where every change is told
        of.
        """

    def is_due(self) -> bool:
        """Whether the files may have changed, or the last look is long ago."""

    def looked(self, folders: set[str], seconds: float) -> None:
        """A look at these folders, which took so many seconds, has just ended; paths as in `Folder`."""

    def close(self) -> None:
        """Tell of nothing any more."""
