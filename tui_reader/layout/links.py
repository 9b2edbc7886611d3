"""The links of a page get numbers in the order they are laid out, and a kind by what they point at."""

import re
from pathlib import PurePosixPath

from tui_reader.layout.page import Link, LinkKind
from tui_reader.model.dataclass import replace
from tui_reader.text.sanitize import sanitize

_SCHEME = re.compile("[A-Za-z][A-Za-z0-9+.-]*:")
_LIVE = re.compile(r"\s*(javascript|vbscript|data|file|blob)\s*:", re.IGNORECASE)
_PAGES = frozenset(("", ".md", ".markdown", ".html", ".htm"))


def is_link(target: str) -> bool:
    """False for addresses that would run something, hold a whole file or reach into this machine: they are only
    text.
    """
    return bool(target) and not _LIVE.match(sanitize(target))


def link_kind(target: str) -> LinkKind:
    """Where an address leads, by its form alone: `#…` stays in the post, a scheme or `//` leaves the site."""
    if target.startswith("#"):
        return LinkKind.ANCHOR
    if target.startswith("//") or _SCHEME.match(target):
        return LinkKind.WEB
    suffix = PurePosixPath(re.split("[?#]", target, maxsplit=1)[0]).suffix.lower()
    return LinkKind.POST if suffix in _PAGES else LinkKind.FILE


class Links:
    """The links so far; a link keeps its number as long as the page lives."""

    def __init__(self) -> None:
        self._links: list[Link] = []

    def add(self, target: str, text: str, kind: LinkKind | None = None) -> int:
        """Take in a link and give its number; without `kind` the address decides."""
        safe = sanitize(target)
        self._links.append(Link(safe, kind or link_kind(safe), text))
        return len(self._links) - 1

    def extend(self, number: int, text: str) -> int:
        """The link is also written on `text`; gives its number."""
        link = self._links[number]
        self._links[number] = replace(link, text=link.text + text)
        return number

    def __getitem__(self, number: int) -> Link:
        return self._links[number]

    def __len__(self) -> int:
        return len(self._links)
