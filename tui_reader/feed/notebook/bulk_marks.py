"""Marks of many posts changed as one step, and what is said of it."""

from collections.abc import Callable, Sequence

from tui_reader.feed.library import Library
from tui_reader.i18n.messages import tr_count
from tui_reader.model.post import Row

Change = Callable[[Library, Sequence[Row]], str]
"""Changes marks of posts; says what was done."""


def read_every(library: Library, rows: Sequence[Row]) -> str:
    """Mark the posts as read that are not. Says what was done."""
    paths = [row.path for row in rows if not row.read]
    library.marks.mark_read(paths, True)
    return tr_count("{n} post marked as read; U undoes it", "{n} posts marked as read; U undoes it", len(paths))


def unread_every(library: Library, rows: Sequence[Row]) -> str:
    """Mark the posts as unread that are read. Says what was done."""
    paths = [row.path for row in rows if row.read]
    library.marks.mark_read(paths, False)
    return tr_count("{n} post marked as unread; U undoes it", "{n} posts marked as unread; U undoes it", len(paths))


def unbookmark_every(library: Library, rows: Sequence[Row]) -> str:
    """Take the bookmarks of posts away. Says what was done."""
    paths = [row.path for row in rows if row.bookmarked]
    library.marks.unbookmark_all(paths)
    return tr_count(
        "{n} bookmark taken away; U brings it back", "{n} bookmarks taken away; U brings them back", len(paths)
    )


def read_or_unread(library: Library, rows: Sequence[Row]) -> str:
    """Mark posts as read; as unread where all of them are read. Says what was done."""
    if not rows or not all(row.read for row in rows):
        return read_every(library, rows)
    return unread_every(library, rows)


def bookmark_every(library: Library, rows: Sequence[Row]) -> str:
    """Bookmark the posts that are not bookmarked. Says what was done."""
    paths = [row.path for row in rows if not row.bookmarked]
    library.marks.bookmark_all(paths)
    return tr_count("{n} post bookmarked; U undoes it", "{n} posts bookmarked; U undoes it", len(paths))


def bookmark_or_not(library: Library, rows: Sequence[Row]) -> str:
    """Bookmark posts; take the bookmarks away where all of them are bookmarked. Says what was done."""
    if not rows or not all(row.bookmarked for row in rows):
        return bookmark_every(library, rows)
    return unbookmark_every(library, rows)
