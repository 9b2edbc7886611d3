"""Bookmarks as JSON, which keeps everything, and back."""

import json
from collections.abc import Sequence

from tui_reader.cli.formats.bookmark_formats import BookmarkFormat
from tui_reader.marks.bookmarks import Bookmark, bookmark_from


def bookmark_json(mark: Bookmark) -> dict[str, object]:
    """One bookmark as a JSON object; its names never change once released."""
    return {
        "path": mark.path,
        "title": mark.title,
        "date": mark.date.isoformat() if mark.date else None,
        "added": mark.added.isoformat() if mark.added else None,
        "note": mark.note,
        "place": mark.place.as_values() if mark.place else None,
    }


def _write(marks: Sequence[Bookmark]) -> str:
    return json.dumps([bookmark_json(mark) for mark in marks], ensure_ascii=False, indent=2) + "\n"


def _read(text: str) -> tuple[Bookmark, ...] | None:
    """The bookmarks of a JSON array; what has no path is left out."""
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, list):
        return None
    return tuple(bookmark_from(_path(value), value) for value in values if _path(value))


def _path(value: object) -> str:
    """The path of a bookmark in a JSON value; empty where it is none."""
    path = value.get("path") if isinstance(value, dict) else None
    return path if isinstance(path, str) else ""


FORMAT = BookmarkFormat("json", _write, order=1, read=_read)
