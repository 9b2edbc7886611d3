"""The forms in which bookmarks are exported and imported: one module `bookmarks_…` for each, found by its name."""

import re
from collections.abc import Callable, Mapping, Sequence

from tui_reader.cli.registry import load_module, module_names
from tui_reader.i18n.messages import tr
from tui_reader.marks.bookmarks import Bookmark
from tui_reader.marks.feed_identity import FeedIdentity
from tui_reader.marks.noted_posts import NotedPost
from tui_reader.model.dataclass import dataclass
from tui_reader.model.errors import ContentError

_PREFIX = "bookmarks_"

MOST_CHARACTERS = 16 << 20
"""Longest text that is read."""
MOST_PATH, MOST_TITLE, MOST_NOTE = 4096, 4096, 65536
"""Most characters of what a bookmark says; one that says more is left out, and never cut."""
Addresses = Mapping[tuple[FeedIdentity, str], str]
"""Where bookmarked posts stand on the web, by feed and path."""
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_WEB = re.compile(r"https?://", re.IGNORECASE)
_PASSED_OVER = re.compile(r"[\x00-\x20]")
"""Characters that a browser passes over when it looks for a scheme (WHATWG URL, 4.4)."""


def is_other_scheme(link: str) -> bool:
    """Does the link lead to something else than a page: a script, a file of the machine, another program?"""
    plain = _PASSED_OVER.sub("", link)
    return bool(_SCHEME.match(plain)) and not _WEB.match(plain)


def target(mark: Bookmark, addresses: Addresses) -> str:
    """What a link to the bookmarked post leads to: its address on the web, else its path."""
    return addresses.get((mark.feed, mark.path)) or address(mark.path)


def address(path: str) -> str:
    """The path as the address of a link: what looks like a scheme in the name of a file is none, but for the web's."""
    return f"./{path}" if path.startswith("./") or is_other_scheme(path) else path


def path_of(link: str) -> str:
    """The path that `address` made a link of."""
    path = link.removeprefix("./")
    return path if address(path) == link else link


def is_short(post: NotedPost) -> bool:
    """Do the bookmark and the highlights say no more than a person writes?"""
    mark = post.mark
    words = mark.place.words if mark.place else ""
    notes = (mark.note, *(passage.note for passage in post.highlights))
    around = (text for passage in post.highlights for text in (passage.id, passage.before, passage.after))
    return (
        len(mark.path) <= MOST_PATH
        and max(map(len, (mark.title, words, *around))) <= MOST_TITLE
        and max(map(len, notes)) <= MOST_NOTE
    )


@dataclass(frozen=True, slots=True)
class BookmarkFormat:
    """One form of a list of bookmarks."""

    name: str
    """Name as `--format` takes it; its module is `bookmarks_` and this name."""
    write: Callable[[Sequence[NotedPost], Addresses], str]
    """Bookmarks and highlights as a text, with their addresses on the web as far as these are known."""
    order: int
    """Its place among the forms, in the help and where a text is tried with each; the first is the default."""
    read: Callable[[str], tuple[NotedPost, ...] | None] | None = None
    """Bookmarks and highlights in a text of this form, None where the text is of another; None where it has no way
    back.
    """


def bookmark_formats() -> dict[str, BookmarkFormat]:
    """Every form by name, in their order."""
    found: list[BookmarkFormat] = [load_module("formats", _PREFIX + n).FORMAT for n in module_names("formats", _PREFIX)]
    return {each.name: each for each in sorted(found, key=lambda each: each.order)}


def read_bookmarks(text: str) -> tuple[NotedPost, ...]:
    """The bookmarks and highlights in an exported text; raises ContentError where it is of no form that can be read."""
    for each in bookmark_formats().values():
        marks = each.read(text) if each.read else None
        if marks is not None:
            return marks
    raise ContentError(tr("These are no bookmarks"), tr("give JSON or HTML as exported"))
