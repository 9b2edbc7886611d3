"""Bookmarks as the file that browsers exchange (Netscape HTML), and back."""

import html
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from html.parser import HTMLParser

from tui_reader.cli.formats.bookmark_formats import Addresses, BookmarkFormat, address, is_other_scheme, path_of, target
from tui_reader.marks.bookmarks import Bookmark
from tui_reader.marks.highlights import Highlight
from tui_reader.marks.noted_posts import NotedPost

_HEAD = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p>
"""


_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_NO_TAG = re.compile(r"<(?=[^<>]*+(?:<|\Z))")
"""A sign that begins no tag, since another begins before it ends; the parser needs time with the square of these."""
_PATH = "data-path"
"""The attribute of a link that holds the path of the post, where the link leads to the website."""


def _write(posts: Sequence[NotedPost], addresses: Addresses) -> str:
    return _HEAD + "".join(_item(post, target(post.mark, addresses)) for post in posts) + "</DL><p>\n"


def _item(post: NotedPost, link: str) -> str:
    mark = post.mark
    added = f' ADD_DATE="{int(mark.added.timestamp())}"' if mark.added else ""
    note = f"<DD>{html.escape(mark.note)}\n" if mark.note else ""
    passages = "".join(map(_passage, post.highlights))
    path = f' {_PATH.upper()}="{html.escape(mark.path)}"' if path_of(link) != mark.path else ""
    return f'<DT><A HREF="{html.escape(link)}"{path}{added}>{html.escape(mark.title)}</A>\n{note}{passages}'


def _passage(mark: Highlight) -> str:
    """A quotation and its note, which readers of bookmarks pass over."""
    note = f"<P>{html.escape(mark.note)}</P>\n" if mark.note else ""
    return f"<BLOCKQUOTE>{html.escape(mark.quote)}</BLOCKQUOTE>\n{note}"


def _read(text: str) -> tuple[NotedPost, ...] | None:
    """The bookmarks of an HTML text, which begins with a tag and is a list of bookmarks or has links."""
    if not text.lstrip().startswith("<"):
        return None
    reader = _BookmarkReader()
    reader.feed(_NO_TAG.sub("&lt;", _COMMENT.sub("", text)))
    reader.close()
    found = tuple(map(NotedPost, reader.bookmarks()))
    return found if found or _HEAD.partition("\n")[0].lower() in text.lower() else None


class _BookmarkReader(HTMLParser):
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
            own = given.get(_PATH)
            self._found.append((address(own) if own else given.get("href") or "", given.get("add_date") or ""))
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
        """The bookmarks found; those without an address, and what a browser would run, are left out."""
        for (path, added), title, note in zip(self._found, self._titles, self._notes, strict=True):
            if path and not is_other_scheme(path):
                yield Bookmark(path_of(path), title.strip() or path, None, _second(added), note.strip())


def _second(text: str) -> datetime | None:
    """A count of seconds since 1970 as a moment."""
    return datetime.fromtimestamp(int(text), UTC) if text.isdecimal() and len(text) < 12 else None


FORMAT = BookmarkFormat("html", _write, order=3, read=_read)
