"""Marks go with posts that were renamed."""

from collections.abc import Iterable
from dataclasses import replace

from tui_reader.marks.bookmarks import Bookmark, Bookmarks
from tui_reader.marks.read_state import Reading
from tui_reader.model.ports import PostIndex


def follow_moved(bookmarks: Bookmarks, reading: Reading, index: PostIndex, gone: Iterable[str]) -> None:
    """Let the bookmarks of posts that are gone go with those that were renamed, read mark and place too. Raises
    MarksError.

    A post is the same where it names the old address among its own, or alone has the title and date that were
    remembered.
    """
    for bookmark in filter(None, map(bookmarks.get, gone)):
        path = _same_post(bookmark, index)
        if path and bookmarks.get(path) is None:
            _move(bookmark, path, bookmarks, reading)


def _same_post(bookmark: Bookmark, index: PostIndex) -> str:
    """Path of the post that the bookmark was made on; empty where there is none."""
    address = f"/{bookmark.path.rpartition('.')[0].removesuffix('/index')}"
    for name in (address, bookmark.title):
        row_id = index.find_id(name)
        for post in index.posts([row_id]) if row_id is not None else ():
            is_alias = any(alias.strip("/") == address.strip("/") for alias in (*post.aliases, post.url))
            if is_alias or (post.title == bookmark.title and post.date and post.date == bookmark.date):
                return post.path
    return ""


def _move(bookmark: Bookmark, path: str, bookmarks: Bookmarks, reading: Reading) -> None:
    """The new mark first: should the second fail, the bookmark stands twice, and is not lost."""
    bookmarks.add_all((replace(bookmark, path=path),))
    bookmarks.remove(bookmark.path)
    if reading.is_read(bookmark.path):
        reading.read([path], True)
    place = reading.place(bookmark.path)
    if place and reading.place(path) is None:
        reading.keep_place(path, place)
