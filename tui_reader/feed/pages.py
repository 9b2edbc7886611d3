"""Posts read from their files, as they are and as pages.

Parsers are imported when first used, since this module is on the way to the first paint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_reader.config.settings import Settings
from tui_reader.feed.snapshot import Current
from tui_reader.markdown.loading import load_parser
from tui_reader.model.dataclass import replace
from tui_reader.model.errors import ContentError, IndexTroubleError
from tui_reader.model.post import Fingerprint, Post, Problem

if TYPE_CHECKING:
    from tui_reader.document.blocks import Document
    from tui_reader.layout.lazy_page import Page
    from tui_reader.layout.options import Layout
    from tui_reader.store.post_reader import Source


_PUBLISHED = Problem(
    "file", "the file cannot be read here; this is the text as it was published", code="file-published"
)


class Pages:
    """Reads posts of one feed from their files; every method may be called from any thread."""

    def __init__(self, current: Current, settings: Settings) -> None:
        self._current = current
        self._settings = settings

    def use(self, settings: Settings) -> None:
        """Let other settings say how posts are set from now on."""
        self._settings = settings

    def read(self, path: str) -> Source:
        """The post read from its file now, or as a shared index has it where the file cannot be read, which is then one
        of its problems; raises ContentError.
        """
        from tui_reader.store.post_reader import read_post  # noqa: PLC0415 - keeps the parsers out of the first paint

        try:
            return read_post(path, self._current.site, self._counted)
        except ContentError:
            published = self._published(path)
            if published is None:
                raise
            return published

    def _counted(self, found: Fingerprint) -> Post | None:
        """The post whose file looks like this, as the index has it with its words; None where it does not."""
        try:
            return self._current.index.counted(found)
        except IndexTroubleError:
            return None

    def _published(self, path: str) -> Source | None:
        """The post as the shared index has it; None where that has no text of it."""
        from tui_reader.store.post_reader import parse_source  # noqa: PLC0415 - the same

        snapshot = self._current.snapshot
        found = snapshot.index.published(path)
        if found is None:
            return None
        post, data = found
        source = parse_source(data, path, snapshot.site, header_alone=True)
        if not snapshot.index.metadata("carried"):
            post = replace(post, problems=(*post.problems, _PUBLISHED))
        return replace(source, post=post)

    def read_text(self, data: bytes, path: str) -> Source:
        """The post in `data`, as if it stood at `path` of the feed; problems are in the post."""
        from tui_reader.store.post_reader import parse_source  # noqa: PLC0415 - the same

        return parse_source(data, path, self._current.site)

    def lay_out(self, path: str, layout: Layout, bookmark: tuple[str, ...] = ()) -> Page:
        """The page of the post for this layout, read from its file now; `bookmark` is what the user's bookmark says.

        Raises ContentError.
        """
        return self.set(self.read(path), layout, bookmark)

    def document(self, source: Source) -> Document:
        """The body of a post that was read."""
        load_parser()
        from tui_reader.feed.post_page import read_document  # noqa: PLC0415 - keeps the parsers out of the first paint

        return read_document(source, self._current.site, self._settings)

    def set(self, source: Source, layout: Layout, bookmark: tuple[str, ...] = ()) -> Page:
        """The page of a post that was read, for this layout."""
        load_parser()
        from tui_reader.feed.post_page import set_post  # noqa: PLC0415 - keeps the parsers out of the first paint

        return set_post(source, self._current.site, self._settings, layout, bookmark)
