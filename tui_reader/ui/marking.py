"""Actions on the user's marks: read, bookmarked, and one step back."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui_reader.text.words import say, say_count

if TYPE_CHECKING:
    from tui_reader.post import Row
    from tui_reader.ui.screens.browse import Browse

Perform = Callable[["Browse"], None]
"""What an action does on the main screen."""
STEP = 500
"""Rows read at once when a whole list is marked."""


def mark_read(browse: "Browse", row: "Row", on: bool) -> None:
    """Mark one post, and show it."""
    library = browse.library
    browse.loader.ask("mark", lambda: library.mark_read([row.path], on), lambda _: browse.refresh_marks())


def bookmark(browse: "Browse") -> None:
    row, library = browse.posts.chosen, browse.library
    if row is None:
        return
    if row.bookmarked:
        browse.loader.ask("mark", lambda: library.unbookmark(row.path), lambda _: browse.refresh_marks())
        browse.status.notify_user(say("Bookmark taken away; U brings it back"))
    else:
        place = browse.view.place() if browse.reading.path == row.path else None
        browse.loader.ask("mark", lambda: library.bookmark(row.path, place=place), lambda _: browse.refresh_marks())
        browse.status.notify_user(say("Bookmarked"))


def toggle_read(browse: "Browse") -> None:
    row = browse.posts.chosen
    if row is not None:
        mark_read(browse, row, not row.read)


def read_all(browse: "Browse") -> None:
    ids, library = browse.posts.ids, browse.library

    def work() -> int:
        paths = [
            row.path
            for start in range(0, len(ids), STEP)
            for row in library.rows(ids[start : start + STEP])
            if not row.read
        ]
        if paths:
            library.mark_read(paths, True)
        return len(paths)

    def then(count: int) -> None:
        browse.status.notify_user(
            say_count("{n} post marked as read; U undoes it", "{n} posts marked as read; U undoes it", count)
        )
        browse.refresh_marks()

    browse.loader.ask("mark", work, then)


def bookmark_all(browse: "Browse") -> None:
    """Bookmark every post of the list, as one step."""
    ids, library = browse.posts.ids, browse.library

    def work() -> int:
        rows = [row for start in range(0, len(ids), STEP) for row in library.rows(ids[start : start + STEP])]
        paths = [row.path for row in rows if not row.bookmarked and not row.gone]
        if paths:
            library.bookmark_all(paths)
        return len(paths)

    def then(count: int) -> None:
        browse.status.notify_user(
            say_count("{n} post bookmarked; U undoes it", "{n} posts bookmarked; U undoes it", count)
        )
        browse.refresh_marks()

    browse.loader.ask("mark", work, then)


def undo(browse: "Browse") -> None:
    def then(what: str) -> None:
        browse.status.notify_user(what or say("Nothing to undo"))
        browse.refresh_marks()

    browse.loader.ask("mark", browse.library.undo, then)
