"""Posts in dictionaries, and everything that can be asked of one post in plain Python."""

from collections.abc import Mapping, Sequence

from tui_reader.index.records import Mark, seconds
from tui_reader.index.storage.lookup_keys import terms_of
from tui_reader.model.post import Post
from tui_reader.model.query import All, AnyOf, Condition, Counted, Dated, Field, Is, Not, Query, Words, words_of
from tui_reader.text.collation import order_key
from tui_reader.text.folding import fold

NO_MARK = Mark("")
SIGNS = {
    "<": int.__lt__, "<=": int.__le__, "=": int.__eq__, ">=": int.__ge__, ">": int.__gt__,
}  # fmt: skip


class PlainPosts:
    """Posts by row id with their bodies and the user's marks, and what is so of each."""

    def __init__(self) -> None:
        self.by_id: dict[int, Post] = {}
        self._bodies: dict[str, str] = {}
        self.marks: dict[str, Mark] = {}

    def put(self, posts: Sequence[Post]) -> None:
        """Put posts in, in place of those at their paths."""
        for post in posts:
            old = self.id_of(post.path)
            if old is not None:
                del self.by_id[old]
            self.by_id[self._free_id(post)] = post

    def remove(self, paths: Sequence[str]) -> None:
        """Take posts out."""
        self.by_id = {row_id: post for row_id, post in self.by_id.items() if post.path not in paths}

    def put_texts(self, bodies: Mapping[str, str]) -> None:
        """The bodies of posts by path."""
        self._bodies.update(bodies)

    def mark(self, marks: Sequence[Mark]) -> None:
        """What the user says of posts."""
        self.marks.update({mark.path: mark for mark in marks})

    def _free_id(self, post: Post) -> int:
        moment = seconds(post.date)
        row_id = 1000 if moment is None else (moment + (1 << 40)) * 1000
        while row_id in self.by_id:
            row_id -= 1
        return row_id

    def id_of(self, path: str) -> int | None:
        """Row id of the post at a path."""
        return next((row_id for row_id, post in self.by_id.items() if post.path == path), None)

    def fits(self, post: Post, where: Condition) -> bool:
        """Whether a condition fits a post."""
        match where:
            case All(conditions):
                return all(self.fits(post, inner) for inner in conditions)
            case AnyOf(conditions):
                return any(self.fits(post, inner) for inner in conditions)
            case Not(inner):
                return not self.fits(post, inner)
            case Words(text):
                return any(fold(text) in field for field in self._texts(post))
            case Field(name, value, exact):
                terms = {term for facet, term in terms_of(post) if facet.rstrip("s") == name.rstrip("s")}
                if name == "path":
                    return value in post.path
                return value in terms if exact else any(fold(value) in fold(term) for term in terms)
            case Is(name):
                return self._has_state(post, name)
            case Dated(column, first, last):
                moment = seconds(getattr(post, column)) or 0
                return (first is None or first <= moment) and (last is None or moment < last)
            case Counted(column, sign, number):
                return SIGNS[sign](getattr(post, column), number)
        raise AssertionError(where)

    def _has_state(self, post: Post, name: str) -> bool:
        mark = self.marks.get(post.path, NO_MARK)
        states = {"read": bool(mark.read), "unread": not mark.read, "begun": mark.begun and not mark.read,
                  "bookmarked": mark.bookmarked, "noted": mark.noted, "problem": bool(post.problems), "new": False,
                  "updated": bool(mark.read) and (seconds(post.lastmod) or 0) > mark.read}  # fmt: skip
        return states[name] if name in states else bool(getattr(post, name))

    def _texts(self, post: Post) -> tuple[str, str, str, str]:
        terms = "\n".join(term for taxonomy in post.taxonomies for term in taxonomy.terms)
        return fold(post.title), fold(terms), fold(post.description), fold(self._bodies.get(post.path, ""))

    def tier(self, post: Post, query: Query) -> int:
        """Where the first of the words stands that is looked for: title, terms, lead, body."""
        words = [fold(word.text) for word in words_of(query.where)]
        tiers = (tier for tier, text in enumerate(self._texts(post)) if any(word in text for word in words))
        return next(tiers, 0)

    def column(self, row_id: int, column: str) -> object:
        """What a post is ordered by."""
        post = self.by_id[row_id]
        never = 1 << 62
        columns = {
            "id": row_id,
            "changed": seconds(post.lastmod or post.date) or 0,
            "title_key": fold(post.title),
            "path": post.path,
            "words": post.words,
            "weight": post.weight or never,
            "date": seconds(post.date) or -never,
            "link_key": order_key(post.link_title or post.title, post.lang),
        }
        return columns[column]
