"""A post made ready for the index: everything that needs no database, so that other processes can do it."""

from datetime import UTC, datetime, timedelta, timezone
from math import floor
from typing import NamedTuple

from tui_reader.index.queries.post_lookup import addresses
from tui_reader.index.storage.codec import clean_text, decode_post, encode_post
from tui_reader.index.storage.schema import ALWAYS, NEVER
from tui_reader.index.writes.term_rows import terms_of
from tui_reader.model.post import Fingerprint, Post
from tui_reader.text.collation import order_key
from tui_reader.text.folding import fold

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Prepared(NamedTuple):
    """A post ready for the index; a named tuple, since it crosses from one process to another four times as fast."""

    fingerprint: Fingerprint
    """The file it was read from."""
    date: int | None
    """Its date in seconds since 1970."""
    columns: tuple[object, ...]
    """Columns of `posts` behind the path and before the terms, in the order of the schema."""
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


def prepare(fingerprint: Fingerprint, post: Post) -> Prepared:
    """The post made ready."""
    terms = tuple((facet, clean_text(name)) for facet, name in terms_of(post))
    return Prepared(fingerprint, seconds(post.date), _columns(post), encode_post(post), tuple(addresses(post)), terms)


def _columns(post: Post) -> tuple[object, ...]:
    title = clean_text(post.title)
    shown_from, shown_until = seconds(post.publish_date), seconds(post.expiry_date)
    return (
        title,
        fold(title),
        seconds(post.date),
        zone_of(post.date),
        seconds(post.lastmod or post.date),
        order_key(clean_text(post.link_title or post.title), post.lang),
        _bounded(post.weight) or NEVER,
        _bounded(post.words),
        _bounded(post.minutes),
        post.pinned,
        post.recommended,
        post.draft,
        NEVER if not post.listed else ALWAYS if shown_from is None else shown_from,
        NEVER if shown_until is None else shown_until,
        clean_text(post.lang),
        clean_text(post.section),
        clean_text(post.translation_key),
        len(post.problems),
    )


def _bounded(number: int) -> int:
    """The number as far as SQLite can keep it."""
    return max(ALWAYS, min(NEVER, number))


def seconds(moment: datetime | None) -> int | None:
    """Seconds since 1970, rounded down; None stays None."""
    return None if moment is None else floor(moment.replace(microsecond=0).timestamp())


def moment(seconds_since: int | None, zone: int) -> datetime | None:
    """The moment that `seconds` measured, written in a zone `zone` seconds east of UTC."""
    if seconds_since is None:
        return None
    try:
        return (_EPOCH + timedelta(seconds=seconds_since)).astimezone(timezone(timedelta(seconds=zone)))
    except OverflowError:
        return None


def zone_of(moment: datetime | None) -> int:
    """Seconds east of UTC in which the moment is written."""
    offset = moment.utcoffset() if moment else None
    return int(offset.total_seconds()) if offset else 0
