"""Actions on the user's marks: read, bookmarked, and one step back."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui_reader.i18n.messages import tr, tr_count

if TYPE_CHECKING:
    from tui_reader.feed.library import Library
    from tui_reader.model.post import Row
    from tui_reader.ui.screens.browse import Browse

Perform = Callable[["Browse"], None]
"""What an action does on the main screen."""
Change = Callable[["Library", "Sequence[Row]"], str]
"""Changes marks of posts; says what was done."""
STEP = 500
"""Rows read at once when a whole list is marked."""


def mark_read(browse: "Browse", row: "Row", on: bool) -> None:
    """Mark one post, and show it."""
    library = browse.library
    browse.tasks.ask("mark", lambda: library.marks.mark_read([row.path], on), lambda _: browse.refresh_marks())


def bookmark(browse: "Browse") -> None:
    """Bookmark the chosen post, or take the bookmark away; where a range is chosen, all of it."""
    row, library, many = browse.posts.chosen, browse.library, browse.posts.take_range()
    if many:
        _change_many(browse, many, bookmark_or_not)
    elif row is None:
        return
    elif row.bookmarked:
        browse.tasks.ask("mark", lambda: library.marks.unbookmark(row.path), lambda _: browse.refresh_marks())
        browse.status.notify_user(tr("Bookmark taken away; U brings it back"))
    else:
        place = browse.view.window.place() if browse.reading.path == row.path else None
        browse.tasks.ask(
            "mark", lambda: library.marks.bookmark(row.path, place=place), lambda _: browse.refresh_marks()
        )
        browse.status.notify_user(tr("Bookmarked"))


def select(browse: "Browse") -> None:
    """Choose posts together from here on, or no longer."""
    browse.posts.select()


def toggle_read(browse: "Browse") -> None:
    """Mark the chosen post as read or unread; where a range is chosen, all of it."""
    row, many = browse.posts.chosen, browse.posts.take_range()
    if many:
        _change_many(browse, many, read_or_unread)
    elif row is not None:
        mark_read(browse, row, not row.read)


def read_all(browse: "Browse") -> None:
    """Mark every post of the list as read; where all are read, as unread."""
    _change_many(browse, browse.posts.rows.ids, read_or_unread)


def bookmark_all(browse: "Browse") -> None:
    """Bookmark every post of the list, as one step."""
    _change_many(browse, browse.posts.rows.ids, bookmark_every)


def _change_many(browse: "Browse", ids: "Sequence[int]", change: "Change") -> None:
    """Change marks of many posts as one step, in a worker, and say what was done."""
    library = browse.library

    def work() -> str:
        rows = [row for start in range(0, len(ids), STEP) for row in library.posts.rows(ids[start : start + STEP])]
        return change(library, rows)

    def then(said: str) -> None:
        browse.status.notify_user(said)
        browse.refresh_marks()

    browse.tasks.ask("mark", work, then)


def read_or_unread(library: "Library", rows: "Sequence[Row]") -> str:
    """Mark posts as read; as unread where all of them are read. Says what was done."""
    unread = [row.path for row in rows if not row.read]
    paths = unread or [row.path for row in rows]
    library.marks.mark_read(paths, bool(unread))
    if unread or not rows:
        return tr_count("{n} post marked as read; U undoes it", "{n} posts marked as read; U undoes it", len(paths))
    return tr_count("{n} post marked as unread; U undoes it", "{n} posts marked as unread; U undoes it", len(paths))


def bookmark_every(library: "Library", rows: "Sequence[Row]") -> str:
    """Bookmark the posts that are not bookmarked. Says what was done."""
    paths = [row.path for row in rows if not row.bookmarked]
    library.marks.bookmark_all(paths)
    return tr_count("{n} post bookmarked; U undoes it", "{n} posts bookmarked; U undoes it", len(paths))


def bookmark_or_not(library: "Library", rows: "Sequence[Row]") -> str:
    """Bookmark posts; take the bookmarks away where all of them are bookmarked. Says what was done."""
    if not rows or not all(row.bookmarked for row in rows):
        return bookmark_every(library, rows)
    library.marks.unbookmark_all(row.path for row in rows)
    return tr_count(
        "{n} bookmark taken away; U brings it back", "{n} bookmarks taken away; U brings them back", len(rows)
    )


def undo(browse: "Browse") -> None:
    def then(what: str) -> None:
        browse.status.notify_user(what or tr("Nothing to undo"))
        browse.refresh_marks()

    browse.tasks.ask("mark", browse.library.marks.undo, then)
