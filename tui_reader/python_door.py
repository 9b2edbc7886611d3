"""The door for programs in Python: `tui_reader.open_feed(path)` gives a feed whose posts can be listed, searched and
read. Its names never change once released.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tui_reader.config.paths import at_home, user_paths
from tui_reader.config.settings import Settings
from tui_reader.document.plain import flat_text
from tui_reader.feed.library import Library, open_library
from tui_reader.layout.options import Layout
from tui_reader.model.post import Facet, Post
from tui_reader.model.query import Query
from tui_reader.model.sorts import NEWEST, RELEVANT, get_sort


class Feed:
    """An open feed. Nothing in it is written, and none of the user's marks."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @property
    def title(self) -> str:
        """Title of the site; may be empty."""
        return self._library.site.title

    def posts(self, query: str = "", *, sort: str = NEWEST.id, limit: int | None = None) -> tuple[Post, ...]:
        """The posts of the feed that fit a query, as the search box takes it, with words, minutes and summary.

        `sort` is an order of `newsreader list --sort`. Raises QueryError.
        """
        library = self._library
        asked = library.posts.query(query, Query(sort=get_sort(sort), limit=limit))
        ids = [number for number in library.posts.listing(asked)[:limit] if number >= 0]
        library.sync.count(ids)
        return library.posts.by_ids(ids)

    def search(self, words: str, *, limit: int | None = None) -> tuple[Post, ...]:
        """The posts that have the words anywhere in them, the best fit first. Raises QueryError."""
        self._library.sync.run(text_seconds=float("inf"))
        return self.posts(words, sort=RELEVANT.id, limit=limit)

    def post(self, name: str) -> Post:
        """The post at a path, an address, a slug, or with this start of a title. Raises NotFoundError."""
        found = self._library.posts.by_name(name)
        return self._library.pages.read(found.path).post

    def terms(self) -> tuple[Facet, ...]:
        """Taxonomies, authors and months, each with its terms and how many posts carry them."""
        return self._library.posts.counts(Query()).facets

    def markdown(self, post: Post) -> str:
        """The source of the post's body. Raises ContentError."""
        return self._library.pages.read(post.path).body

    def text(self, post: Post, *, width: int | None = None) -> str:
        """The post's text: a paragraph a line, or set in lines of `width` cells, as `newsreader show --plain` has it.

        Raises ContentError.
        """
        source = self._library.pages.read(post.path)
        if width is None:
            return flat_text(self._library.pages.document(source).blocks)
        return self._library.pages.set(source, Layout(width=max(width, 10))).plain()

    def address(self, post: Post) -> str:
        """Where the post stands on the web: its full address where the site names its host, else its path there."""
        return self._library.address(post)


@contextmanager
def open_feed(path: str | Path) -> Iterator[Feed]:
    """The feed at a site's root, a content folder or one .md file, synchronised with its files.

    The index is kept in the user's cache folder, as the reader keeps it. Raises ContentError.
    """
    library = open_library(at_home(path), Settings(), user_paths())
    try:
        library.sync.run()
        yield Feed(library)
    finally:
        library.close()
