"""The one door to the feed for the screen and the command line: open, sync, find, read, mark.

Every method may be called from any thread. Parsers are loaded when first used, since this module is on the way to the first paint.
"""

from __future__ import annotations

import threading
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.paths import Paths
from tui_reader.post import Counts, Post, Row
from tui_reader.query import Query
from tui_reader.settings import Settings
from tui_reader.sync import Changes, Report

if TYPE_CHECKING:
    from tui_reader.marks.bookmarks import Bookmark
    from tui_reader.store.parse_post import Source
    from tui_reader.store.site import Site
    from tui_reader.typeset.compose import Layout
    from tui_reader.typeset.compose import Page as SetPage
    from tui_reader.typeset.page import Place


def open_library(source: Path | None, settings: Settings, paths: Paths) -> Library:
    """The feed at `source`: a site's root, a content folder or one .md file; None for the one the settings name.

    Opens index and marks and reads no post. Raises ContentError where there is no such feed.
    """
    raise NotImplementedError


class Library:
    """One open feed with the user's marks."""

    site: Site
    """What is known of the site without reading its posts."""

    @property
    def notices(self) -> tuple[str, ...]:
        """What the user should know about how the feed was opened, one line each."""
        raise NotImplementedError

    @property
    def empty(self) -> bool:
        """The index has no post yet."""
        raise NotImplementedError

    def sync(
        self, full: bool = False, report: Report | None = None, stop: threading.Event | None = None
    ) -> Changes:
        """Bring the index level with the files and the marks; `full` reads every post again. Cheap when nothing changed."""
        raise NotImplementedError

    def first(self, query: Query, limit: int) -> tuple[Row, ...]:
        """The first rows of the list; a few milliseconds at any size."""
        raise NotImplementedError

    def listing(self, query: Query) -> array[int]:
        """Row ids of the whole list in order, as array('q')."""
        raise NotImplementedError

    def rows(self, ids: Sequence[int]) -> tuple[Row, ...]:
        """The rows with these ids, in the order of `ids`; ids that are no longer there are left out."""
        raise NotImplementedError

    def counts(self, query: Query) -> Counts:
        """Counts for the sidebar under the query; call it in a worker."""
        raise NotImplementedError

    def post(self, path: str) -> Post:
        """The post's fields from the index; raises NotFoundError."""
        raise NotImplementedError

    def posts(self, ids: Sequence[int]) -> tuple[Post, ...]:
        """The posts with these row ids, in the order of `ids`; ids without a post are left out."""
        raise NotImplementedError

    def find_post(self, name: str) -> Post:
        """The post a person means by a path, a slug, or the start of a title; raises NotFoundError."""
        raise NotImplementedError

    def source(self, path: str) -> Source:
        """The post read from its file now; raises ContentError."""
        raise NotImplementedError

    def page(self, path: str, layout: Layout) -> SetPage:
        """The post set for this layout, read from its file now; raises ContentError."""
        raise NotImplementedError

    def id_of(self, path: str) -> int | None:
        """Row id of the post; None where the index has none."""
        raise NotImplementedError

    def mark_read(self, paths: Iterable[str], on: bool) -> None:
        """Mark posts as read or unread, as one step that `undo` takes back; raises MarksError."""
        raise NotImplementedError

    def bookmark(self, path: str, note: str = "", place: Place | None = None) -> None:
        """Bookmark the post, or change its note and place; raises MarksError."""
        raise NotImplementedError

    def unbookmark(self, path: str) -> None:
        """Take the bookmark away; raises MarksError, NotFoundError."""
        raise NotImplementedError

    def undo(self) -> str:
        """Take the last step back; says what was undone, empty where there is nothing to undo."""
        raise NotImplementedError

    def place(self, path: str) -> Place | None:
        """Where the user stopped reading."""
        raise NotImplementedError

    def keep_place(self, path: str, place: Place) -> None:
        """Remember where the user is in the post; raises MarksError."""
        raise NotImplementedError

    def bookmarks(self) -> tuple[Bookmark, ...]:
        """All bookmarks, newest first, those of posts that are gone too."""
        raise NotImplementedError

    def close(self) -> None:
        """Close the index; marks are on disk already."""
        raise NotImplementedError
