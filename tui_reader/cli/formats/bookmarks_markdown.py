"""Bookmarks as a Markdown list of links."""

from collections.abc import Sequence

from tui_reader.cli.formats.bookmark_formats import Addresses, BookmarkFormat, target
from tui_reader.cli.formats.markdown_escapes import escape_line, escape_markdown
from tui_reader.marks.bookmarks import Bookmark


def _write(marks: Sequence[Bookmark], addresses: Addresses) -> str:
    return "".join(_item(mark, target(mark, addresses)) for mark in marks)


def _item(mark: Bookmark, link: str) -> str:
    title = escape_markdown(mark.title)
    date = f" ({mark.date:%Y-%m-%d})" if mark.date else ""
    note = f"  \n  {escape_line(mark.note)}" if mark.note.strip() else ""
    return f"- [{title}](<{escape_markdown(link)}>){date}{note}\n"


FORMAT = BookmarkFormat("markdown", _write, order=2)
