"""The index of one feed as the rest of the program sees it."""

import contextlib
import copy
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.config.paths import at_home, place_key
from tui_reader.i18n.messages import tr
from tui_reader.index.queries import day_starts, listing, post_contents, post_lookup, related
from tui_reader.index.queries.plan import Plan, make_plan
from tui_reader.index.queries.post_contents import is_waiting
from tui_reader.index.queries.where_clause import Context
from tui_reader.index.records import NOTHING_COPIED, Copied, Entry, Mark, Names, Prepared, Text, Waiting
from tui_reader.index.storage import folder_fingerprints, metadata
from tui_reader.index.storage.full_text_support import has_fts5
from tui_reader.index.storage.recovery import RecoveringDatabase
from tui_reader.index.storage.row_ids import LAST_ID
from tui_reader.index.storage.schema import VERSION
from tui_reader.index.writes import full_text, mark_rows, post_rows
from tui_reader.model.errors import IndexTroubleError
from tui_reader.model.post import Counts, Facet, Fingerprint, Folder, ListHeading, Post, Row
from tui_reader.model.query import Query

if TYPE_CHECKING:
    from tui_reader.index.shared.shared_index import SharedIndex

_AT_ONCE = 500
"""Posts read at once while their texts are made."""


def index_file(cache: Path, content: Path, only: str = "") -> Path:
    """The index of a content folder, or of one post in it, inside the cache folder.

    One without full text is a file of its own: two Pythons of one user may have different builds of SQLite.
    """
    return cache / f"index-{place_key(content, only)}{'' if has_fts5() else '-plain'}.sqlite"


def search_notice() -> str:
    """What the user should know about searching on this machine; empty where words are looked up as they should be."""
    slow = tr("SQLite is built without FTS5: search reads the text of every post, and the best match is by title alone")
    return "" if has_fts5() else slow


class FullText:
    """The searchable texts of the posts; every method may be called from any thread. Raises IndexTroubleError."""

    def __init__(self, database: RecoveringDatabase) -> None:
        self._database = database

    def waiting(self) -> Iterator[Waiting]:
        """Posts whose text is still to come, newest first; holds no lock while the caller works."""
        below = LAST_ID
        while some := self._database.read(partial(post_contents.next_waiting, below=below, limit=_AT_ONCE)):
            yield from some
            below = some[-1].row_id

    def waiting_among(self, ids: Iterable[int]) -> list[Waiting]:
        """Those of some posts whose text is still to come."""
        return self._database.read(lambda c: post_contents.get_waiting(c, ids))

    def count_waiting(self) -> int:
        """How many posts cannot be found by their text yet."""
        return self._database.read(post_contents.count_waiting)

    def put(self, entries: Sequence[Entry]) -> None:
        """Add texts of posts, and what was counted with them, in one transaction."""
        self._database.write(lambda c: full_text.put_entries(c, entries))

    def texts(self, ids: Iterable[int]) -> dict[int, Text]:
        """The searchable texts of some posts by row id; posts without one are left out."""
        return self._database.read(lambda c: post_contents.get_texts(c, ids))


class CopiedMarks:
    """The copy of the user's marks; every method may be called from any thread. Raises IndexTroubleError."""

    def __init__(self, database: RecoveringDatabase) -> None:
        self._database = database

    def put(self, found: Sequence[Mark], copied: Copied = NOTHING_COPIED) -> bool:
        """Copy the marks of some paths in one transaction, and note how far the journals are copied; whether any was
        another one before.
        """
        return self._database.write(lambda c: mark_rows.put_marks(c, found, copied))

    def put_made(self, make: Callable[[Copied], tuple[Sequence[Mark], Copied] | None]) -> bool | None:
        """The same with marks that are made while no other session can write here, from how far the journals are
        copied: so none puts older marks in the place of newer ones. None where `make` makes none.
        """
        return self._database.write(lambda c: mark_rows.put_made(c, make))

    def replace(self, batches: Iterable[Sequence[Mark]], copied: Copied) -> bool:
        """Make the copy equal to all these marks, each batch in a transaction of its own; whether it was not before."""
        kept, is_other = mark_rows.KeptMarks(), False
        for batch in batches:
            is_other |= self._database.write(partial(mark_rows.replace_some, marks=batch, kept=kept))
        return self._database.write(lambda c: mark_rows.remove_others(c, kept, copied)) or is_other

    def copied(self) -> Copied:
        """How far the journals are copied."""
        return self._database.read(mark_rows.get_copied)

    def moved(self) -> Sequence[str]:
        """Paths of bookmarks whose post is not in the index, where another post may be the same."""
        return self._database.read(post_lookup.moved_bookmarks)


class FeedIndex:
    """The index of one feed; every method may be called from any thread.

    Raises IndexTroubleError where nothing helps.
    """

    def __init__(self, file: Path | None, names: Names, shared: "SharedIndex | None" = None) -> None:
        """Names never change: a site with others gets an index of its own on the same database (`renamed`).

        With a `shared` index the posts are its, and only what is the user's goes into a file beside `file`.
        """
        self.database = RecoveringDatabase(file, shared)
        self.full_text = FullText(self.database)
        self.marks = CopiedMarks(self.database)
        self.names = names

    # Files and posts.

    def folders(self, only: Collection[str] | None = None) -> Iterator[Folder]:
        """The folders of all files that were read, or of `only` these, in the order of the path; holds no lock while
        the caller works.
        """
        if only is not None:
            yield from self.database.read(lambda c: folder_fingerprints.get_folders(c, only))
            return
        after = None
        while some := self.database.read(partial(folder_fingerprints.next_folders, after=after)):
            yield from some
            after = some[-1].path

    def is_empty(self) -> bool:
        """No file was read yet."""
        return self.database.read(folder_fingerprints.is_empty)

    def change(self, put: Sequence[Prepared], removed: Sequence[str] = ()) -> None:
        """Put posts in and take others out, in one transaction."""
        self.database.write(lambda c: post_rows.change_posts(c, put, removed))

    def posts(self, ids: Sequence[int]) -> tuple[Post, ...]:
        """The whole posts in the order of `ids`; ids without a post are left out."""
        return self.database.read(lambda c: post_contents.get_posts(c, ids))

    def published(self, path: str) -> tuple[Post, bytes] | None:
        """A post and its file as they were published; None where the file is not in the index."""
        row_id = None if self.database.shared_folder is None else self.id_of(path)
        data = b"" if row_id is None else self.database.read(lambda c: post_contents.get_source(c, row_id))
        posts = self.posts([row_id]) if row_id is not None and data else ()
        return (posts[0], data) if posts else None

    def counted(self, found: Fingerprint) -> Post | None:
        """The post with its words counted, where its file still looks as it did when it was read; else None."""
        row_id = self.id_of(found.path)
        if row_id is None or not self.database.read(lambda c: folder_fingerprints.is_as_read(c, found)):
            return None
        return next((post for post in self.posts([row_id]) if post.counted), None)

    def id_of(self, path: str) -> int | None:
        """Row id of the post; None where there is none."""
        return self.database.read(lambda c: post_lookup.id_of(c, path))

    def find_id(self, name: str) -> int | None:
        """Row id of the post a person means by a path, an address, a slug or the start of a title; None where there
        is none.
        """
        return self.database.read(lambda c: post_lookup.find_id(c, name))

    # Lists.

    def list_ids(self, query: Query, now: int) -> "array[int]":
        """Row ids of all posts that satisfy the query at `now` (seconds since 1970), in order; below zero for
        bookmarks whose post is gone.
        """
        return self.database.read(lambda c: listing.list_ids(c, self.plan(query, now, is_waiting(c))))

    def rows(self, ids: Sequence[int]) -> tuple[Row, ...]:
        """The rows with these ids, in the order of `ids`; ids that are no longer there are left out."""
        return self.database.read(lambda c: listing.get_rows(c, ids))

    def days(self, ids: "array[int]") -> tuple[ListHeading, ...]:
        """Where each day begins in a list that is sorted by date, newest first."""
        return self.database.read(lambda c: day_starts.split_days(c, ids))

    def counts(self, query: Query, now: int, apart: Mapping[str, Query] | None = None) -> Counts:
        """Counts of views and terms under the query at `now`; the facets of `apart` under the queries given there."""
        from tui_reader.index.queries import facet_counts  # noqa: PLC0415 - most lists count nothing

        found, kept = self.database.read(lambda c: facet_counts.count_all(c, self.plan(query, now, is_waiting(c))))
        if kept is not None:
            with contextlib.suppress(IndexTroubleError):
                self.database.write(partial(metadata.set_metadata, name=kept.name, value=kept.value))
        return found.with_facets(self._facet(name, other, now) for name, other in (apart or {}).items())

    def _facet(self, name: str, query: Query, now: int) -> Facet:
        from tui_reader.index.queries import facet_counts  # noqa: PLC0415 - the same

        return self.database.read(lambda c: facet_counts.count_apart(c, name, self.plan(query, now, is_waiting(c))))

    def plan(self, query: Query, now: int, waiting: bool = False) -> Plan:
        """The plan of a query; `waiting` tells whether texts of posts are still to come, which matters to words."""
        return make_plan(query, Context(now, self.names, waiting, full_text=has_fts5()))

    def related(self, row_id: int, limit: int, now: int) -> tuple[int, ...]:
        """Row ids of posts that share terms with a post, those first that share the most and the rarest."""
        feed = self.plan(Query(), now)
        return self.database.read(lambda c: related.related_ids(c, feed, row_id, limit))

    def relations(self, kind: str, row_id: int, now: int) -> tuple[int, ...]:
        """Row ids of posts that belong to this one: `series`, in reading order and itself among them, or
        `translations`.
        """
        feed = self.plan(Query(), now)
        return self.database.read(lambda c: related.RELATIONS[kind](c, feed, row_id))

    def has_language(self, query: Query, now: int) -> bool:
        """Whether the index of a site with several languages holds a post in the query's language at `now`; a look-up
        at any size.
        """
        plan = self.plan(query, now)
        return self.database.read(lambda c: related.has_language(c, plan))

    # Metadata.

    def metadata(self, name: str) -> str:
        """A short text about the index, such as `visit`, when the last visit ended; empty where it is not known."""
        return self.database.read(lambda c: metadata.get_metadata(c, name))

    def set_metadata(self, name: str, value: str) -> None:
        """Remember a short text about the index; writes only where it is another one."""
        if self.metadata(name) != value:
            self.database.write(lambda c: metadata.set_metadata(c, name, value))


def shared_index(folder: Path, feed: str) -> "SharedIndex":
    """The index that a publisher keeps in `folder`, for one feed: the address of its repository, or its content folder,
    links followed.
    """
    from tui_reader.index.shared.shared_index import SharedIndex  # noqa: PLC0415 - most users have one of their own

    return SharedIndex(at_home(folder), feed, VERSION)


def publication_in(folder: Path) -> tuple[str, Path] | None:
    """The feed that an index is published of in `folder`, as `shared_index` takes it, and the folder of its files; None
    where there is no index that can be trusted.
    """
    from tui_reader.index.shared.manifest import read_manifest  # noqa: PLC0415 - the same

    try:
        manifest = read_manifest(at_home(folder))
    except IndexTroubleError:
        return None
    return manifest.feed, at_home(folder) / manifest.site


def listed_among(index: FeedIndex, paths: Sequence[str], query: Query, now: int) -> frozenset[str]:
    """Those of some paths whose posts satisfy the query at `now`, as the index has them; raises IndexTroubleError."""
    return index.database.read(lambda c: listing.listed_among(c, index.plan(query, now), paths))


def check_trust(folder: Path) -> None:
    """Raise IndexTroubleError where another user could change what is read in a folder; raises OSError."""
    from tui_reader.index.shared.manifest import check_owner  # noqa: PLC0415 - the same

    check_owner(folder)


def renamed(index: FeedIndex, names: Names) -> FeedIndex:
    """An index on the same database with other names; whoever is asking the first one goes on undisturbed."""
    other = copy.copy(index)
    other.names = names
    return other
