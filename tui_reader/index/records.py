"""What goes into the index and comes out of it, and the pure functions that make it.

Needs no database, so that worker processes can make posts and texts ready.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from math import floor
from typing import NamedTuple

from tui_reader.index.storage.codec import decode_post, encode_post, pack_fields
from tui_reader.index.storage.lookup_keys import addresses, terms_of
from tui_reader.index.storage.schema import ALWAYS, NEVER
from tui_reader.model.dataclass import dataclass, field
from tui_reader.model.post import Fingerprint, Post
from tui_reader.search.tokenizer import tokens
from tui_reader.text.collation import order_key
from tui_reader.text.folding import fold
from tui_reader.text.sanitize import replace_surrogates

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Names:
    """What a site calls its taxonomies; everything in lower case."""

    plurals: Mapping[str, str] = field(default_factory=dict)
    """Singular and plural names to the plural one."""
    taxonomies: tuple[str, ...] = ()
    """The plural names in the order of the site."""


class Prepared(NamedTuple):
    """A post ready for the index; a named tuple, since it crosses from one process to another four times as fast."""

    fingerprint: Fingerprint
    """The file it was read from."""
    date: int | None
    """Its date in seconds since 1970."""
    columns: tuple[object, ...]
    """Columns of `posts` behind the path and before `seen`, in the order of the schema."""
    details: str
    """The whole post as JSON."""
    addresses: tuple[str, ...]
    """What it can be called beside its path."""
    terms: tuple[tuple[str, str], ...]
    """Facet and name of its terms."""

    @property
    def post(self) -> Post:
        """The post itself."""
        return decode_post(self.details)


class Waiting(NamedTuple):
    """A post whose text is not in the index yet; a named tuple, since it crosses to another process."""

    row_id: int
    """Row id of the post."""
    details: str
    """The whole post as JSON, decoded by the process that reads its file."""

    @property
    def post(self) -> Post:
        """The post itself."""
        return decode_post(self.details)


@dataclass(frozen=True, slots=True)
class Text:
    """What can be searched of a post, in the order of its worth."""

    title: str
    """Title and link title."""
    terms: str
    """Terms and authors, one a line."""
    lead: str
    """Description and summary, one a line."""
    body: str
    """The body as plain text."""

    def fields(self) -> tuple[str, str, str, str]:
        """The four texts in the order of the index."""
        return self.title, self.terms, self.lead, self.body


class Entry(NamedTuple):
    """A post's text ready for the index; a named tuple, since it crosses from one process to another."""

    row_id: int
    """Row id of the post."""
    path: str
    """Path of the post, to see that it is still the same."""
    packed: bytes
    """The text compressed, to take the entry out again and for plain search."""
    tokens: tuple[str, ...]
    """Search tokens of the four fields."""
    counts: tuple[int, int]
    """Words and minutes, which the row lacked until now."""
    details: str
    """The whole post as JSON, with words, minutes and summary."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What the user marked on one path."""

    path: str
    """The post's path."""
    read: int = 0
    """When the user read it, in seconds since 1970; 0 for never."""
    begun: bool = False
    """The user has stopped somewhere inside it."""
    bookmarked: bool = False
    """The user has bookmarked it."""
    title: str = ""
    """Title the bookmark remembers."""
    date: int | None = None
    """Date the bookmark remembers, in seconds since 1970."""
    zone: int = 0
    """Seconds east of UTC that date is written in."""
    note: str = ""
    """The note of the bookmark."""
    passages: str = ""
    """Passages of the post that are kept, a line for each."""
    searched: str = ""
    """The whole text of the passages and of their notes."""

    @property
    def noted(self) -> bool:
        """Something of the user's own is written down, or a passage is kept."""
        return bool(self.passages or (self.bookmarked and self.note))


@dataclass(frozen=True, slots=True)
class Copied:
    """How far the user's journals are copied into an index; both texts are empty where it is not known."""

    signature: str = ""
    """What the files of the journals looked like."""
    position: str = ""
    """How far each of them had been read."""


NOTHING_COPIED = Copied()


def prepare(fingerprint: Fingerprint, post: Post) -> Prepared:
    """The post made ready."""
    terms = tuple((facet, replace_surrogates(name)) for facet, name in terms_of(post))
    return Prepared(fingerprint, seconds(post.date), _columns(post), encode_post(post), tuple(addresses(post)), terms)


def _columns(post: Post) -> tuple[object, ...]:
    title = replace_surrogates(post.title)
    shown_from, shown_until = seconds(post.publish_date), seconds(post.expiry_date)
    return (
        title,
        fold(title),
        seconds(post.date),
        zone_of(post.date),
        seconds(post.lastmod or post.date),
        order_key(replace_surrogates(post.link_title or post.title), post.lang),
        _bounded(post.weight) or NEVER,
        _bounded(post.words) if post.counted else NEVER,
        _bounded(post.minutes) if post.counted else NEVER,
        post.pinned,
        post.recommended,
        post.draft,
        NEVER if not post.listed else ALWAYS if shown_from is None else shown_from,
        NEVER if shown_until is None else shown_until,
        replace_surrogates(post.lang),
        replace_surrogates(post.section),
        replace_surrogates(post.translation_key),
        len(post.problems),
    )


def _bounded(number: int) -> int:
    """The number as far as SQLite can keep it."""
    return max(ALWAYS, min(NEVER, number))


def make_entry(row_id: int, post: Post, text: Text) -> Entry:
    """The entry of a post whose words are counted, with its text."""
    texts = [replace_surrogates(one) for one in text.fields()]
    counts = _bounded(post.words), _bounded(post.minutes)
    return Entry(row_id, post.path, pack_fields(texts), tuple(map(tokens, texts)), counts, encode_post(post))


def seconds(moment: datetime | None) -> int | None:
    """Seconds since 1970, rounded down; None stays None."""
    return None if moment is None else floor(moment.replace(microsecond=0).timestamp())


def zone_of(moment: datetime | None) -> int:
    """Seconds east of UTC in which the moment is written."""
    offset = moment.utcoffset() if moment else None
    return int(offset.total_seconds()) if offset else 0


def moment(seconds_since: int | None, zone: int) -> datetime | None:
    """The moment that `seconds` measured, written in a zone `zone` seconds east of UTC."""
    if seconds_since is None:
        return None
    try:
        return (_EPOCH + timedelta(seconds=seconds_since)).astimezone(timezone(timedelta(seconds=zone)))
    except OverflowError:
        return None
