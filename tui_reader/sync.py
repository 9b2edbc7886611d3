"""Brings the index level with the files: what was added, changed or removed since the last look.

Modules that parse posts are imported when a post has to be read, since a look that finds nothing new needs none of them.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from tui_reader.errors import ContentError
from tui_reader.index.feed_index import FeedIndex
from tui_reader.index.texts import Text
from tui_reader.post import Post, Problem
from tui_reader.store.diff import Change, diff
from tui_reader.store.site import Site
from tui_reader.store.tree import walk

FIRST_BATCH = 0.15
"""Seconds after which the first posts are written, so that the first screen fills soon."""
LATER_BATCH = 0.8
"""Seconds between later writes: fewer transactions, and a reader still sees the feed grow."""
TEXT_BATCH = 0.3
"""Seconds of texts written in one transaction, so that a mark or a changed post never waits long for the index."""
REPORT_EVERY = 0.1
"""Seconds between two reports of progress."""

_IDEOGRAPHIC = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_SOFT_BREAK = re.compile(f"(?<={_IDEOGRAPHIC})[ \t]*\n[ \t]*(?={_IDEOGRAPHIC})")
"""A line end inside a Chinese sentence, where a reader sees no blank."""

Report = Callable[["Progress"], None]
"""Called with the progress of a sync, at most about ten times a second, from the thread that syncs."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sync is."""

    done: int
    """Posts done in this phase."""
    total: int
    """Posts to do in this phase; 0 while that is not known yet."""
    phase: str = "posts"
    """`posts` while reading headers, `words` while filling the full-text index."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a sync changed in the index."""

    added: tuple[str, ...] = ()
    """Paths of posts that are new."""
    changed: tuple[str, ...] = ()
    """Paths of posts that were read again."""
    removed: tuple[str, ...] = ()
    """Paths of posts that are gone."""
    marks: bool = False
    """Marks made elsewhere were copied: rows may look different."""
    waiting: int = 0
    """Posts that cannot be found by their text yet; the next sync goes on with them."""
    stopped: bool = False
    """The sync was stopped before its end; the next one goes on from there."""
    troubles: tuple[tuple[str, Problem], ...] = ()
    """Files and folders that could not be listed, by path."""

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed or self.marks)


@dataclass(slots=True)
class Sync:
    """One run over a feed."""

    site: Site
    """The feed's site."""
    index: FeedIndex
    """The index to bring level."""
    report: Report | None = None
    """Told the progress."""
    stop: threading.Event | None = None
    """Ends the run at the next post once it is set."""
    troubles: list[tuple[str, Problem]] = field(default_factory=list)
    """What could not be listed."""
    _reported: float = 0.0

    def posts(self, full: bool) -> Changes:
        """Find what changed and read it; `full` reads every post again."""
        fresh = self.index.is_empty()
        known = (replace(stamp, size=-1) if full else stamp for stamp in self.index.stamps())
        found = diff(known, walk(self.site, lambda path, problem: self.troubles.append((path, problem))))
        paths: dict[str, list[str]] = {"added": [], "changed": [], "removed": []}
        for batch in self._batches(found, fresh):
            put = [(change.stamp, post) for change, post in batch if post is not None]
            self.index.change(put, [change.stamp.path for change, post in batch if post is None])
            for change, _ in batch:
                paths[change.kind].append(change.stamp.path)
        added, changed, removed = map(tuple, paths.values())
        return Changes(added, changed, removed, stopped=self._stopped(), troubles=tuple(self.troubles))

    def texts(self, seconds: float) -> int:
        """Fill the full-text index for about so many seconds; how many posts still wait."""
        end = time.monotonic() + seconds
        total = self.index.count_waiting()
        left = total
        while left and time.monotonic() < end and not self._stopped():
            self._tell(Progress(total - left, total, "words"))
            self.index.put_texts(self._some_texts())
            left = self.index.count_waiting()
        return left

    def _batches(self, found: Iterable[Change], fresh: bool) -> Iterator[list[tuple[Change, Post | None]]]:
        """Changes with the posts read, cut by time; None for a post that is gone.

        How many there are in all is only known where every file is one, and counted after the first rows are out.
        """
        batch: list[tuple[Change, Post | None]] = []
        due, total = time.monotonic() + FIRST_BATCH, 0
        for done, change in enumerate(found, 1):
            if self._stopped():
                break
            batch.append((change, None if change.kind == "removed" else _load(change.stamp.path, self.site)))
            self._tell(Progress(done, max(total, done) if total else 0))
            if time.monotonic() >= due:
                yield batch
                batch = []
                total = total or (sum(1 for _ in walk(self.site)) if fresh else 0)
                due = time.monotonic() + LATER_BATCH
        if batch:
            yield batch

    def _some_texts(self) -> list[tuple[int, str, Text]]:
        end = time.monotonic() + TEXT_BATCH
        some: list[tuple[int, str, Text]] = []
        for row_id, path in self.index.waiting(1000):
            some.append((row_id, path, search_text(path, self.site)))
            if time.monotonic() > end or self._stopped():
                break
        return some

    def _stopped(self) -> bool:
        return self.stop is not None and self.stop.is_set()

    def _tell(self, progress: Progress) -> None:
        now = time.monotonic()
        if self.report and now - self._reported >= REPORT_EVERY:
            self._reported = now
            self.report(progress)


def _load(path: str, site: Site) -> Post:
    from tui_reader.store.parse_post import load_post  # noqa: PLC0415 - not needed while nothing changed

    return load_post(path, site)


def search_text(path: str, site: Site) -> Text:
    """What of a post can be searched, read from its file; nothing where the file is gone."""
    from tui_reader.store.parse_post import read_post  # noqa: PLC0415 - not needed while nothing changed
    from tui_reader.store.summary import plain_text  # noqa: PLC0415 - the same

    try:
        source = read_post(path, site)
    except ContentError:
        return Text("", "", "", "")
    post = source.post
    titles = dict.fromkeys([post.title, post.link_title])
    terms = dict.fromkeys([*(term for taxonomy in post.taxonomies for term in taxonomy.terms), *post.authors])
    lead = dict.fromkeys([post.description, post.summary])
    body = _SOFT_BREAK.sub("", plain_text(source.body))
    return Text("\n".join(titles), "\n".join(terms), "\n".join(lead), body)
