"""Bookmarks as a Markdown list of links."""

from collections.abc import Sequence

from tui_reader.cli.formats.bookmark_formats import BookmarkFormat
from tui_reader.marks.bookmarks import Bookmark


def _write(marks: Sequence[Bookmark]) -> str:
    return "".join(_item(mark) for mark in marks)


def _item(mark: Bookmark) -> str:
    title = _one_line(mark.title).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    date = f" ({mark.date:%Y-%m-%d})" if mark.date else ""
    note = f"  \n  {_one_line(mark.note)}" if mark.note else ""
    return f"- [{title}](<{_one_line(mark.path)}>){date}{note}\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())


FORMAT = BookmarkFormat("markdown", _write, order=2)
