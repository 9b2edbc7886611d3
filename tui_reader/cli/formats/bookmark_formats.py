"""Bookmarks as JSON, Markdown and the bookmark file that browsers exchange (Netscape HTML), and back."""

import html
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from html.parser import HTMLParser

from tui_reader.i18n.messages import tr
from tui_reader.marks.bookmarks import Bookmark, bookmark_from
from tui_reader.model.errors import ContentError

_HTML_HEAD = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p>
"""


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


def _as_json(marks: Sequence[Bookmark]) -> str:
    return json.dumps([bookmark_json(mark) for mark in marks], ensure_ascii=False, indent=2) + "\n"


def _as_markdown(marks: Sequence[Bookmark]) -> str:
    return "".join(_markdown_item(mark) for mark in marks)


def _markdown_item(mark: Bookmark) -> str:
    title = _one_line(mark.title).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    date = f" ({mark.date:%Y-%m-%d})" if mark.date else ""
    note = f"  \n  {_one_line(mark.note)}" if mark.note else ""
    return f"- [{title}](<{_one_line(mark.path)}>){date}{note}\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _as_html(marks: Sequence[Bookmark]) -> str:
    return _HTML_HEAD + "".join(_html_item(mark) for mark in marks) + "</DL><p>\n"


def _html_item(mark: Bookmark) -> str:
    added = f' ADD_DATE="{int(mark.added.timestamp())}"' if mark.added else ""
    note = f"<DD>{html.escape(mark.note)}\n" if mark.note else ""
    return f'<DT><A HREF="{html.escape(mark.path)}"{added}>{html.escape(mark.title)}</A>\n{note}'


FORMS: Mapping[str, Callable[[Sequence[Bookmark]], str]] = {
    "json": _as_json,
    "markdown": _as_markdown,
    "html": _as_html,
}
"""Each form of export."""


def read_bookmarks(text: str) -> tuple[Bookmark, ...]:
    """The bookmarks in an exported JSON or HTML text; raises ContentError where it is neither."""
    if text.lstrip().startswith("<"):
        reader = _HtmlBookmarks()
        reader.feed(text)
        reader.close()
        return tuple(reader.bookmarks())
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ContentError(tr("These are no bookmarks"), tr("give JSON or HTML as exported")) from error
    if not isinstance(values, list):
        raise ContentError(tr("These are no bookmarks"), tr("give JSON or HTML as exported"))
    return tuple(bookmark_from(_path(value), value) for value in values if _path(value))


def _path(value: object) -> str:
    """The path of a bookmark in a JSON value; empty where it is none."""
    path = value.get("path") if isinstance(value, dict) else None
    return path if isinstance(path, str) else ""


class _HtmlBookmarks(HTMLParser):
    """Collects address, date, title and note of every link of a bookmark file."""

    def __init__(self) -> None:
        super().__init__()
        self._found: list[tuple[str, str]] = []
        self._titles: list[str] = []
        self._notes: list[str] = []
        self._into: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A link begins a bookmark, a DD its note; anything else ends the note."""
        self._into = None
        given = dict(attrs)
        if tag == "a":
            self._found.append((given.get("href") or "", given.get("add_date") or ""))
            self._titles.append("")
            self._notes.append("")
            self._into = self._titles
        elif tag == "dd" and self._notes:
            self._into = self._notes

    def handle_endtag(self, tag: str) -> None:
        """The end of a link ends its title."""
        self._into = None

    def handle_data(self, data: str) -> None:
        """Text belongs to the title or the note that is open."""
        if self._into is not None:
            self._into[-1] += data

    def bookmarks(self) -> Iterator[Bookmark]:
        """The bookmarks found, those without an address left out."""
        for (path, added), title, note in zip(self._found, self._titles, self._notes, strict=True):
            if path:
                yield Bookmark(path, title.strip() or path, None, _second(added), note.strip())


def _second(text: str) -> datetime | None:
    """A count of seconds since 1970 as a moment."""
    return datetime.fromtimestamp(int(text), UTC) if text.isdecimal() and len(text) < 12 else None
