"""The words of the domain: posts, what may be wrong with them, and what lists and counts show of them."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from tui_reader.model.dataclass import dataclass, replace


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a content, theme or settings file that the user can fix."""

    field: str
    """Header key it concerns (`date`, `tags`), or `header`, `body`, `file`."""
    message: str
    """What is wrong, one sentence without a full stop."""
    line: int | None = None
    """Line in the file, from 1; None where no line can be named."""
    column: int | None = None
    """Column in that line in characters, from 1; None where no column can be named."""
    hint: str = ""
    """What to write in its place."""
    code: str = ""
    """Stable short name of the kind of problem (`date-unreadable`), for scripts."""


class Fingerprint(NamedTuple):
    """Tells whether a file has changed without reading it; sorts by path.

    A named tuple, since every synchronisation makes one for each file.
    """

    path: str
    """Path from the content folder, with `/`."""
    size: int
    """Size in bytes."""
    mtime: int
    """Time of the last change, of the file or of a section page above it, in nanoseconds since 1970."""
    inode: int
    """Number of the file in its file system: changes when a file is replaced."""


class Folder(NamedTuple):
    """What the files directly in one folder look like from outside: equal folders hold the same files, none changed."""

    path: str
    """Path from the content folder with `/` at its end; empty for the content folder itself."""
    listing: bytes
    """Packed: how many files, size, mtime and inode of each (8 bytes a number), and their names in order; empty
    without files.
    """

    @classmethod
    def pack(cls, path: str, names: Sequence[str], numbers: Iterable[int]) -> "Folder":
        """The folder with files of these sorted names; `numbers` are size, mtime and inode of each, one after
        another.
        """
        if not names:
            return cls(path, b"")
        return cls(path, array("q", (len(names), *numbers)).tobytes() + "\0".join(names).encode())

    def files(self) -> dict[str, tuple[int, int, int]]:
        """Size, mtime and inode by name, in the order of the names."""
        if not self.listing:
            return {}
        count = array("q", self.listing[:8])[0]
        end = 8 + 24 * count
        numbers = array("q", self.listing[8:end])
        return dict(
            zip(
                self.listing[end:].decode().split("\0"),
                zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True),
                strict=True,
            )
        )

    def file(self, name: str) -> tuple[int, int, int] | None:
        """Size, mtime and inode of the file of that name, found without taking the listing apart; None where there is
        none.
        """
        count = array("q", self.listing[:8])[0] if self.listing else 0
        names = b"\0" + self.listing[8 + 24 * count :] + b"\0"
        at = names.find(b"\0" + name.encode("utf-8", "surrogateescape") + b"\0") if count else -1
        if at < 0:
            return None
        start = 8 + 24 * names.count(b"\0", 0, at)
        size, mtime, inode = array("q", self.listing[start : start + 24])
        return size, mtime, inode

    def fingerprints(self) -> Iterator[Fingerprint]:
        """The fingerprints of its files, in the order of their names."""
        return (Fingerprint(self.path + name, *numbers) for name, numbers in self.files().items())


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """One way a site sorts its posts, with the terms one post carries in it."""

    name: str
    """Plural name, as Hugo's configuration spells it: `tags`, `categories`, `news`."""
    terms: tuple[str, ...]
    """Terms in the order of the header, each once, without surrounding blanks."""


@dataclass(frozen=True, slots=True)
class Post:
    """One post of the feed: every header field typed, the body left in its file."""

    path: str
    """Path from the content folder, with `/`: `news/first-metaverse-film-base.md`; identifies the post."""
    title: str
    """Title as shown: the header's, else the body's first H1, else made from the file name."""
    link_title: str = ""
    """Hugo's linkTitle; equals `title` where the header has none."""
    date: datetime | None = None
    """Date with time zone; None where the post has none."""
    lastmod: datetime | None = None
    """Date of the last change with time zone, as Hugo's rules find it."""
    publish_date: datetime | None = None
    """Not in the feed before this moment; None means always."""
    expiry_date: datetime | None = None
    """Not in the feed from this moment on; None means never."""
    draft: bool = False
    """Header says draft."""
    weight: int = 0
    """Hugo's weight; 0 means none and sorts last."""
    pinned: bool = False
    """Shown before all others."""
    recommended: bool = False
    """Belongs to the recommended list."""
    flags: tuple[str, ...] = ()
    """Names of further `recommend…` flags that are true (`recommend1`)."""
    authors: tuple[str, ...] = ()
    """Names of the authors in the order of the header."""
    description: str = ""
    """Header's description without surrounding blanks."""
    summary: str = ""
    """Hugo's summary as plain text."""
    image: str = ""
    """Cover image as the header writes it."""
    lang: str = ""
    """Language key of the site (`en`, `zh-cn`); empty where the site has one language and does not name it."""
    section: str = ""
    """First folder below the content folder; empty for posts at its root."""
    url: str = ""
    """Path of the page on the website: `/news/first-metaverse-film-base/`."""
    words: int = 0
    """Words as Hugo counts them, Chinese characters one each."""
    minutes: int = 0
    """Reading time in minutes as Hugo counts it."""
    taxonomies: tuple[Taxonomy, ...] = ()
    """Taxonomies the post has terms in, in the order of the site's configuration."""
    aliases: tuple[str, ...] = ()
    """Former URLs of the post."""
    translation_key: str = ""
    """Equal for all translations of one post; empty where the site has one language."""
    listed: bool = True
    """False where `build`, `headless` or the theme's own flags keep the post out of lists."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the post, in the order of the file."""
    counted: bool = True
    """False while the body is still to be read: until then there are no words, no minutes and no summary."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one line of the list shows of a post; read from the index, never from the file."""

    id: int
    """Row id in the index; stays the same while the post's path and date do."""
    path: str
    """The post's path from the content folder."""
    title: str
    """Title as shown."""
    date: datetime | None
    """Date with time zone, or None."""
    pinned: bool = False
    """Shown before all others."""
    recommended: bool = False
    """Belongs to the recommended list."""
    draft: bool = False
    """Header says draft."""
    read: bool = False
    """The user has read it."""
    bookmarked: bool = False
    """The user has bookmarked it."""
    begun: bool = False
    """The user has stopped somewhere inside it."""
    problems: int = 0
    """How many problems the post has."""
    gone: bool = False
    """A bookmark whose post is no longer there: only the path, title and date it had are known."""
    note: str = ""
    """The note of the bookmark, or the passages that are kept."""
    feed: str = ""
    """Name of the feed it is of, where several are shown as one."""


@dataclass(frozen=True, slots=True)
class TermCount:
    """A term and how many posts carry it under the current filter."""

    name: str
    """The term as written in most posts."""
    count: int
    """Posts that carry it under the current filter."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One section of the sidebar: a taxonomy, the authors, the months of the archive, or the days of one month."""

    name: str
    """Plural name of the taxonomy, or `authors`, or `archive`, or a month."""
    terms: tuple[TermCount, ...]
    """Terms by count, largest first; months and days newest first, written `2022-07` and `2022-07-28`."""

    @property
    def is_month(self) -> bool:
        """Whether the terms are the days of one month."""
        return is_month(self.name)


def is_month(name: str) -> bool:
    """Whether the name of a facet is that of a month: `2022-07`."""
    year, _, month = name.partition("-")
    return len(year) == 4 and len(month) == 2 and (year + month).isdecimal()


@dataclass(frozen=True, slots=True)
class ListHeading:
    """A heading in a list, above the posts that belong together."""

    first: int
    """Index of the first post below it."""
    kind: str
    """`day`, or what its posts are: `pinned`, `recommended`, `newest`, `undated`."""
    day: date | None = None
    """The day, for that kind."""
    more: bool = False
    """There are more posts of this kind than stand below it."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts for the whole sidebar under one filter."""

    views: tuple[tuple[str, int], ...]
    """Id and count of each view of the feed without the filter, in the order of `views.VIEWS`."""
    facets: tuple[Facet, ...]
    """Taxonomies in the order of the site's configuration, then sections, authors and archive, then months with their
    days as terms.
    """
    whole: int = 0
    """Posts of the feed without the filter."""
    fitting: int = 0
    """Posts that fit the filter."""

    def with_facets(self, others: Iterable[Facet]) -> "Counts":
        """The counts with these facets in place of those of the same name, or after all of them."""
        named = {facet.name: facet for facet in self.facets} | {facet.name: facet for facet in others}
        return replace(self, facets=tuple(named.values()))


@dataclass(frozen=True, slots=True)
class Resource:
    """A file that belongs to a post: a picture, a download."""

    name: str
    """Name as the post writes it."""
    path: str
    """Path of the file on disk; empty where it is missing or would lead outside the site."""
    remote: bool = False
    """True for `https://…`: shown as a link, never fetched."""
    size: int = 0
    """Size in bytes; 0 where unknown."""
