"""Posts go into the index and come out again; the files they were read from are remembered by their stamps."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone

from tui_reader.index.encode_post import clean_text, decode_post, encode_post
from tui_reader.index.find import addresses
from tui_reader.index.marks import adopt_marks
from tui_reader.index.row_ids import free_id, has_date
from tui_reader.index.schema import ALWAYS, NEVER
from tui_reader.index.terms import tag_post, untag_post
from tui_reader.index.texts import forget_text
from tui_reader.post import Post, Stamp
from tui_reader.text.fold import fold

_PAGE = 2000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_INSERT = f"INSERT INTO posts VALUES ({', '.join('?' * 20)})"


def seconds(moment: datetime | None) -> int | None:
    """Seconds since 1970, rounded down; None stays None."""
    return None if moment is None else (moment - _EPOCH) // timedelta(seconds=1)


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


def stamps(connection: sqlite3.Connection, after: str = "") -> tuple[Stamp, ...]:
    """The next stamps behind a path, in the order of the path, some thousand at a time; none at the end."""
    rows = connection.execute(
        "SELECT path, size, mtime, inode FROM files WHERE path > ? ORDER BY path LIMIT ?", (after, _PAGE)
    )
    return tuple(Stamp(*row) for row in rows)


def all_stamps(read: Callable[[str], tuple[Stamp, ...]]) -> Iterator[Stamp]:
    """Every stamp in the order of the path, without holding a lock while the caller works."""
    after = ""
    while found := read(after):
        yield from found
        after = found[-1].path


def put_posts(connection: sqlite3.Connection, posts: Iterable[tuple[Stamp, Post]]) -> None:
    """Add posts, or put them in the place of older ones of the same path. Belongs into one transaction."""
    for stamp, post in posts:
        row_id = _clear_place(connection, stamp.path, seconds(post.date)) or free_id(connection, seconds(post.date))
        terms = tag_post(connection, row_id, post)
        connection.execute(_INSERT, _values(row_id, stamp.path, post, terms))
        connection.execute("INSERT INTO details VALUES (?, ?)", (row_id, encode_post(post)))
        connection.executemany("INSERT INTO addresses VALUES (?, ?)", [(name, row_id) for name in addresses(post)])
        connection.execute("INSERT OR IGNORE INTO unsearched VALUES (?)", (row_id,))
        connection.execute(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", (stamp.path, stamp.size, stamp.mtime, stamp.inode)
        )
        adopt_marks(connection, row_id, stamp.path)


def remove_posts(connection: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Take posts out. Belongs into one transaction."""
    for path in paths:
        _clear_place(connection, path, None)
        connection.execute("DELETE FROM files WHERE path = ?", (path,))


def _clear_place(connection: sqlite3.Connection, path: str, date: int | None) -> int | None:
    """Take the post of this path out; its id, where a post of this date may keep it."""
    old = connection.execute("SELECT id, terms FROM posts WHERE path = ?", (path,)).fetchone()
    if old is None:
        return None
    row_id, terms = old
    untag_post(connection, row_id, terms)
    forget_text(connection, row_id)
    for post in get_posts(connection, [row_id]):
        names = [(name, row_id) for name in addresses(post)]
        connection.executemany("DELETE FROM addresses WHERE address = ? AND post = ?", names)
    for table in ("posts", "details", "marked", "unsearched"):
        connection.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
    return row_id if has_date(row_id, date) else None


def _values(row_id: int, path: str, post: Post, terms: bytes) -> tuple[object, ...]:
    """The columns of `posts` in the order of the schema."""
    title = clean_text(post.title)
    shown_from = seconds(post.publish_date)
    return (
        row_id,
        path,
        title,
        fold(title),
        seconds(post.date),
        zone_of(post.date),
        seconds(post.lastmod or post.date),
        fold(clean_text(post.link_title or post.title)),
        _bounded(post.weight) or NEVER,
        _bounded(post.words),
        _bounded(post.minutes),
        post.pinned,
        post.recommended,
        post.draft,
        NEVER if not post.listed else ALWAYS if shown_from is None else shown_from,
        NEVER if post.expiry_date is None else seconds(post.expiry_date),
        clean_text(post.lang),
        clean_text(post.section),
        len(post.problems),
        terms,
    )


def _bounded(number: int) -> int:
    """The number as far as SQLite can keep it."""
    return max(ALWAYS, min(NEVER, number))


def get_posts(connection: sqlite3.Connection, ids: Sequence[int]) -> tuple[Post, ...]:
    """The whole posts in the order of `ids`; ids without a post are left out."""
    return tuple(post for _, post in get_with_ids(connection, ids))


def get_with_ids(connection: sqlite3.Connection, ids: Sequence[int]) -> list[tuple[int, Post]]:
    """The whole posts with their ids, in the order of `ids`; ids without a post are left out."""
    found: dict[int, Post] = {}
    for start in range(0, len(ids), _PAGE):
        some = tuple(ids[start : start + _PAGE])
        marks = ", ".join("?" * len(some))
        rows = connection.execute(f"SELECT id, post FROM details WHERE id IN ({marks})", some)
        found.update((row_id, decode_post(text)) for row_id, text in rows)
    return [(row_id, found[row_id]) for row_id in ids if row_id in found]


def id_of(connection: sqlite3.Connection, path: str) -> int | None:
    """Row id of the post; None where there is none."""
    found = connection.execute("SELECT id FROM posts WHERE path = ?", (clean_text(path),)).fetchone()
    return found[0] if found else None
