"""Bookmarks as JSON, which keeps everything, and back."""

import json
from collections.abc import Sequence

from tui_reader.cli.formats.bookmark_formats import Addresses, BookmarkFormat
from tui_reader.cli.output import safe_json
from tui_reader.marks.bookmarks import Bookmark, bookmark_from


def bookmark_json(mark: Bookmark, addresses: Addresses) -> dict[str, object]:
    """One bookmark as a JSON object; its names never change once released."""
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
    }


def _write(marks: Sequence[Bookmark], addresses: Addresses) -> str:
    return safe_json([bookmark_json(mark, addresses) for mark in marks], indent=2) + "\n"


def _read(text: str) -> tuple[Bookmark, ...] | None:
    """The bookmarks of a JSON array; what has no path is left out, and an array of nothing else is none."""
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, list):
        return None
    found = tuple(bookmark_from(_path(value), value) for value in values if _path(value))
    return found if found or not values else None


def _path(value: object) -> str:
    """The path of a bookmark in a JSON value; empty where it is none."""
    path = value.get("path") if isinstance(value, dict) else None
    return path if isinstance(path, str) else ""


FORMAT = BookmarkFormat("json", _write, order=1, read=_read)
