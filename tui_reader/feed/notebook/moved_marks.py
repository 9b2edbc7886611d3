"""Marks go with posts that were renamed."""

from collections.abc import Iterable

from tui_reader.marks.bookmarks import Bookmark, Bookmarks
from tui_reader.marks.highlights import Highlight, Highlights
from tui_reader.marks.read_state import Reading
from tui_reader.model.dataclass import replace
from tui_reader.model.ports import PostIndex


def follow_moved(
    bookmarks: Bookmarks, reading: Reading, highlights: Highlights, index: PostIndex, gone: Iterable[str]
) -> None:
    """Let the bookmarks and highlights of posts that are gone go with those that were renamed, read mark and place too.
    Raises MarksError.

    A post is the same where it names the old address among its own, or alone has the title and date that were
    remembered.
    """
    for old in gone:
        bookmark, passages = bookmarks.get(old), highlights.known(old)
        remembered = bookmark or next(iter(passages), None)
        path = _same_post(remembered, index) if remembered else ""
        if not path:
            continue
        highlights.put(replace(mark, path=path) for mark in passages)
        highlights.remove(passages)
        if bookmark and bookmarks.get(path) is None:
            bookmarks.add_all((replace(bookmark, path=path),))
            bookmarks.remove(old)
            _move_reading(old, path, reading)


def _same_post(mark: Bookmark | Highlight, index: PostIndex) -> str:
    """Path of the post that the mark was made on; empty where there is none."""
    address = f"/{mark.path.rpartition('.')[0].removesuffix('/index')}"
    for name in (address, mark.title):
        row_id = index.find_id(name)
        for post in index.posts([row_id]) if row_id is not None else ():
            is_alias = any(alias.strip("/") == address.strip("/") for alias in (*post.aliases, post.url))
            if is_alias or (post.title == mark.title and post.date and post.date == mark.date):
                return post.path
    return ""


def _move_reading(old: str, path: str, reading: Reading) -> None:
    """The new mark first: should the second fail, the mark stands twice, and is not lost."""
    if reading.is_read(old):
        reading.read([path], True)
    place = reading.place(old)
    if place and reading.place(path) is None:
        reading.keep_place(path, place)
