"""Posts that belong together: by terms they share, as parts of a series, as translations.

`feed` is the plan of the whole feed: posts outside of it are not related to any.
"""

import sqlite3

from tui_reader.index.queries.plan import Plan
from tui_reader.index.storage.lookup_keys import STANDING, term_key

_COMMON = 2000
"""A term that more posts carry says little about any of them, and would take long to look through."""


def related_ids(connection: sqlite3.Connection, feed: Plan, row_id: int, limit: int) -> tuple[int, ...]:
    """Row ids of posts in the feed that share terms with a post, those first that share the most and the rarest."""
    text = f"""
        WITH own AS (
            SELECT tagged.term AS term, (SELECT count(*) FROM (SELECT 1 FROM tagged AS t WHERE t.term = tagged.term LIMIT ?)) AS posts
            FROM terms CROSS JOIN tagged ON tagged.term = terms.id AND tagged.post = ? WHERE terms.facet NOT IN (?, ?, ?)
        )
        SELECT p.id FROM own CROSS JOIN tagged AS t ON t.term = own.term CROSS JOIN posts AS p ON p.id = t.post
        WHERE own.posts <= ? AND p.id <> ? AND {feed.where.text}
        GROUP BY p.id ORDER BY sum(1.0 / own.posts) DESC, p.id DESC LIMIT ?
    """
    values = (_COMMON + 1, row_id, *STANDING, _COMMON, row_id, *feed.where.values, limit)
    return tuple(row[0] for row in connection.execute(text, values))


def series_ids(connection: sqlite3.Connection, feed: Plan, row_id: int) -> tuple[int, ...]:
    """Row ids of the series the post is a part of, in reading order: by weight, then by date; none where it is in no
    series.
    """
    text = f"""
        SELECT p.id FROM posts AS p WHERE {feed.where.text} AND p.id IN (
            SELECT post FROM tagged WHERE term = (
                SELECT terms.id FROM terms JOIN tagged ON tagged.term = terms.id AND tagged.post = ?
                WHERE terms.facet = ? ORDER BY terms.id LIMIT 1
            )
        ) ORDER BY p.weight, p.id
    """
    return tuple(row[0] for row in connection.execute(text, (*feed.where.values, row_id, term_key("series"))))


def translation_ids(connection: sqlite3.Connection, feed: Plan, row_id: int) -> tuple[int, ...]:
    """Row ids of the other posts in the feed that say the same in other languages."""
    text = f"""
        SELECT p.id FROM posts AS p WHERE p.translation = (SELECT translation FROM posts WHERE id = ?)
        AND p.translation <> '' AND p.id <> ? AND {feed.where.text}
    """
    return tuple(row[0] for row in connection.execute(text, (row_id, row_id, *feed.where.values)))


def has_language(connection: sqlite3.Connection, feed: Plan) -> bool:
    """Whether the feed, of a site with several languages, holds a post in the plan's language."""
    text = f"SELECT 1 FROM posts AS p WHERE p.translation <> '' AND {feed.where.text} LIMIT 1"
    return connection.execute(text, feed.where.values).fetchone() is not None


RELATIONS = {"series": series_ids, "translations": translation_ids}
"""Ways in which posts belong to one post."""
