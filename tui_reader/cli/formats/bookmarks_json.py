"""Bookmarks as JSON, which keeps everything, and back."""

import json
from collections.abc import Mapping, Sequence

from tui_reader.cli.formats.bookmark_formats import Addresses, BookmarkFormat
from tui_reader.cli.output import safe_json
from tui_reader.marks.bookmarks import bookmark_from
from tui_reader.marks.highlights import highlights_from
from tui_reader.marks.noted_posts import NotedPost
from tui_reader.model.dataclass import replace


def bookmark_json(post: NotedPost, addresses: Addresses) -> dict[str, object]:
    """One post with its bookmark and highlights as a JSON object; its names never change once released."""
    mark = post.mark
    return {
        "path": mark.path,
        "permalink": addresses.get((mark.feed, mark.path)),
        "title": mark.title,
        "date": mark.date.isoformat() if mark.date else None,
        "added": mark.added.isoformat() if mark.added else None,
        "note": mark.note,
        "place": mark.place.as_values() if mark.place else None,
        "feed": mark.feed.title,
        "root": mark.feed.root,
        "bookmarked": post.bookmarked,
        "highlights": [passage.as_values() for passage in post.highlights],
    }


def _write(posts: Sequence[NotedPost], addresses: Addresses) -> str:
    return safe_json([bookmark_json(post, addresses) for post in posts], indent=2) + "\n"


def _read(text: str) -> tuple[NotedPost, ...] | None:
    """The posts of a JSON array; what has no path is left out, and an array of nothing else is none."""
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, list):
        return None
    found = tuple(_post_from(_path(value), value) for value in values if _path(value))
    return found if found or not values else None


def _post_from(path: str, values: Mapping[str, object]) -> NotedPost:
    """The post that plain values describe; what says nothing of it is bookmarked."""
    mark = bookmark_from(path, values)
    passages = tuple(
        replace(passage, title=mark.title, date=mark.date, feed=mark.feed)
        for passage in highlights_from(path, values.get("highlights"))
    )
    return NotedPost(mark, passages, bookmarked=not passages or values.get("bookmarked") is not False)


def _path(value: object) -> str:
    """The path of a bookmark in a JSON value; empty where it is none."""
    path = value.get("path") if isinstance(value, dict) else None
    return path if isinstance(path, str) else ""


FORMAT = BookmarkFormat("json", _write, order=1, read=_read)
