"""A post as JSON: the names of `list --json`, which never change within a version (docs/manual/json.md)."""

from datetime import datetime

from tui_reader.model.post import Post, Row

Values = dict[str, object]
JSON_VERSION = 1
"""Of all the JSON that commands print; another one where a name goes or changes its kind."""
NAMES = tuple(
    "path title linkTitle date lastmod publishDate expiryDate draft weight pinned recommended authors description"
    " summary image lang section url permalink words minutes taxonomies read bookmarked problems".split()
)
"""Every name of a post, in order."""
DATES = ("date", "lastmod", "publishDate", "expiryDate")
"""Names of moments."""


def post_json(post: Post, row: Row | None, address: str) -> Values:
    """One element of `list --json`; `address` is the post's place on the web."""
    return {
        "path": post.path,
        "title": post.title,
        "linkTitle": post.link_title or post.title,
        "date": _moment(post.date),
        "lastmod": _moment(post.lastmod),
        "publishDate": _moment(post.publish_date),
        "expiryDate": _moment(post.expiry_date),
        "draft": post.draft,
        "weight": post.weight,
        "pinned": post.pinned,
        "recommended": post.recommended,
        "authors": post.authors,
        "description": post.description,
        "summary": post.summary,
        "image": post.image,
        "lang": post.lang,
        "section": post.section,
        "url": post.url,
        "permalink": address,
        "words": post.words,
        "minutes": post.minutes,
        "taxonomies": {taxonomy.name: taxonomy.terms for taxonomy in post.taxonomies},
        "read": bool(row and row.read),
        "bookmarked": bool(row and row.bookmarked),
        "problems": [{"field": p.field, "message": p.message, "line": p.line} for p in post.problems],
    }


def _moment(moment: datetime | None) -> str | None:
    """RFC 3339 to the second."""
    return moment.isoformat(timespec="seconds") if moment else None
