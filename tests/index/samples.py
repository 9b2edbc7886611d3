"""Posts made for tests of the index."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from hypothesis import strategies as st

from tui_reader.index.feed_index import FeedIndex
from tui_reader.index.records import Names, Text, make_entry, prepare
from tui_reader.model.post import Fingerprint, Post, Taxonomy
from tui_reader.model.query import Query
from tui_reader.model.sorts import Sort

CHINA = timezone(timedelta(hours=8))
NAMES = Names(
    {"tag": "tags", "tags": "tags", "category": "categories", "categories": "categories", "news": "news"},
    ("categories", "tags", "news"),
)
zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31)).flatmap(
    lambda d: zones.map(lambda zone: d.replace(tzinfo=zone))
)
"""Moments of every time zone, as far as a date can name them in all of them."""


def day(number: int, hour: int = 12) -> datetime:
    """A day of July 2022 in China."""
    return datetime(2022, 7, number, hour, tzinfo=CHINA)


def make(
    path: str, title: str = "", date: datetime | None = None, tags: tuple[str, ...] = (), **fields: object
) -> Post:
    """A post with the fields that matter to a test."""
    taxonomies = (Taxonomy("tags", tags),) if tags else ()
    post = Post(path, title or path, title or path, date, date, date, taxonomies=taxonomies)
    return replace(post, **fields)  # type: ignore[arg-type]


def put(index: FeedIndex, *posts: Post) -> None:
    """Put posts into the index, each with a fingerprint of its own."""
    index.change([prepare(Fingerprint(post.path, len(post.title), 1, 1), post) for post in posts])


def put_texts(index: FeedIndex, bodies: dict[str, str]) -> None:
    """Make waiting posts searchable, with these bodies by path."""
    entries = []
    for waiting in list(index.full_text.waiting()):
        post = waiting.post
        terms = "\n".join(term for taxonomy in post.taxonomies for term in taxonomy.terms)
        text = Text(post.title, terms, post.description, bodies.get(post.path, ""))
        entries.append(make_entry(waiting.row_id, post, text))
    index.full_text.put(entries)


def listed(index: FeedIndex, query: Query, now: int) -> list[str]:
    """Paths of the posts a query lists, in order."""
    return [row.path for row in index.rows(index.list_ids(query, now))]


def sorted_by(sort: Sort) -> Query:
    """Everything in one order."""
    return Query(sort=sort)
