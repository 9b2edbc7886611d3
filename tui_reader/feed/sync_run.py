"""Synchronises the index with the files: what was added, changed or removed since the last look.

Modules that parse posts are imported when a post has to be read, since a look that finds nothing new needs none of
them.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, islice, takewhile
from typing import TYPE_CHECKING, Any

from tui_reader.feed.changes import Changes, ListedChanges, Progress, Report
from tui_reader.index.feed_index import FeedIndex, listed_among
from tui_reader.index.records import Entry, Prepared
from tui_reader.model.dataclass import dataclass, field
from tui_reader.model.post import Folder, Problem
from tui_reader.model.query import Query
from tui_reader.store.diff import Change, diff
from tui_reader.store.site.site import Site
from tui_reader.store.walk import Known, count_names, walk

if TYPE_CHECKING:
    from tui_reader.feed.jobs import Job
    from tui_reader.feed.worker_pool import WorkerPool

ALONE = 0.15
"""Seconds of reading before other processes are asked to help with what is left, where that is much: starting one takes
as long as reading the headers of a thousand posts.
"""
FOREVER = float("inf")
STARTING = 0.15
"""Seconds such a process takes to be ready; reading goes on meanwhile."""
FIRST_BATCH = 0.15
"""Seconds after which the first posts are written, so that the first screen fills soon."""
LATER_BATCH = 0.35
"""Seconds between later writes, or as long as the last one took: a huge folder is noted again with each of them."""
TEXT_BATCH = 0.3
"""Seconds of texts written in one transaction, so that a mark or a changed post never waits long for the index."""
REPORT_EVERY = 0.1
"""Seconds between two reports of progress."""


@dataclass(slots=True)
class SyncRun:
    """One run over a feed."""

    site: Site
    """The feed's site."""
    index: FeedIndex
    """The index that is synchronised."""
    report: Report | None = None
    """Told the progress."""
    stop: threading.Event | None = None
    """Ends the run at the next post once it is set."""
    workers: WorkerPool | None = None
    """Processes that help to read; None as long as there was not enough to read."""
    shown: Query | None = None
    """The list that is read, where changes in it are to be counted."""
    troubles: list[tuple[str, Problem]] = field(default_factory=list)
    """What could not be listed."""
    folders: set[str] = field(default_factory=set)
    """Paths of the folders that were looked into, as in `Folder`."""
    only: Collection[str] | None = None
    """Paths of the only files that may have changed; None where any may have."""
    _reported: float = 0.0

    def posts(self, full: bool) -> Changes:
        """Find what changed and read it; `full` reads every post again.

        Posts below a folder that cannot be listed stay.
        """
        fresh = self.index.is_empty()
        known = None if full or fresh else self._known()
        changes = diff(self.index.folders(known), self._found(known), full)
        paths: dict[str, list[str]] = {"added": [], "changed": [], "removed": []}
        listed = ListedChanges()
        for batch in self._batches((change for change in changes if not self._is_hidden(change)), fresh):
            put = [post for _, post in batch if post is not None]
            found = [] if fresh else [change.fingerprint.path for change, _ in batch]
            before = self.listed(found)
            self.index.change(put, [change.fingerprint.path for change, post in batch if post is None])
            now = self.listed(found)
            listed += ListedChanges(len(now - before), len(now & before), len(before - now))
            for change, _ in batch:
                paths[change.kind].append(change.fingerprint.path)
        added, changed, removed = map(tuple, paths.values())
        return Changes(added, changed, removed, listed, stopped=self._stopped(), troubles=tuple(self.troubles))

    def listed(self, paths: Sequence[str]) -> frozenset[str]:
        """Those of some paths that the list has just now; none where no list is named."""
        return listed_among(self.index, paths, self.shown, int(time.time())) if self.shown else frozenset()

    def _known(self) -> Known | None:
        """The folders to look into and what is as it was in them; None where all is to be looked at."""
        if self.only is None or self.site.git_info or any(map(_is_index, self.only)):
            return None
        folders = {path[: path.rfind("/") + 1] for path in self.only}
        known: dict[str, dict[str, tuple[int, int, int]]] = {folder: {} for folder in folders}
        for folder in self.index.folders(folders):
            known[folder.path] = {n: was for n, was in folder.files().items() if folder.path + n not in self.only}
        return known

    def _found(self, known: Known | None) -> Iterator[Folder]:
        """The folders there are; remembered on the way."""
        for folder in walk(self.site, lambda path, problem: self.troubles.append((path, problem)), known):
            self.folders.add(folder.path)
            yield folder

    def _is_hidden(self, change: Change) -> bool:
        """Is the post missing only because its folder cannot be listed just now?"""
        hidden = (path for path, _ in self.troubles if path == "" or path.endswith("/"))
        return change.kind == "removed" and any(change.fingerprint.path.startswith(path) for path in hidden)

    def texts(self, seconds: float) -> int:
        """Fill the full-text index for about so many seconds; how many posts still wait.

        No post is begun when the time is over, and those that were are waited for: their texts cost too much to drop.
        """
        total = self.index.full_text.count_waiting()
        if not total or not seconds or self._stopped():
            return total
        done, entries = 0, list[Entry]()
        end, due = time.monotonic() + seconds, time.monotonic() + TEXT_BATCH
        begun = takewhile(lambda _: time.monotonic() < end, self.index.full_text.waiting())
        for _, entry in self._results("text", begun):
            entries.append(entry)
            now = time.monotonic()
            if now >= due:
                self.index.full_text.put(entries)
                done, entries, due = done + len(entries), [], time.monotonic() + TEXT_BATCH
            self._tell(Progress(done, total, "words"))
            if self._stopped():
                break
        self.index.full_text.put(entries)
        return self.index.full_text.count_waiting()

    def bodies(self, ids: Iterable[int]) -> None:
        """Read the bodies of these posts as `texts` does, where that is still to come."""
        waiting = self.index.full_text.waiting_among(ids)
        self.index.full_text.put([entry for _, entry in self._results("text", waiting)])

    def _batches(self, found: Iterable[Change], fresh: bool) -> Iterator[list[tuple[Change, Prepared | None]]]:
        """Changes with the posts read, cut by time; None for a post that is gone.

        How many there are in all is only known where every file is one, and counted after the first rows are out.
        """
        batch: list[tuple[Change, Prepared | None]] = []
        due, total, written = time.monotonic() + FIRST_BATCH, 0, 0
        for done, (change, post) in enumerate(self._results("post", found), 1):
            batch.append((change, post))
            self._tell(Progress(done, max(total, done) if total else 0, written=written))
            if time.monotonic() >= due:
                ready = time.monotonic()
                yield batch
                now = time.monotonic()
                batch, written, due = [], done, now + max(LATER_BATCH, now - ready)
                total = total or (count_names(self.site) if fresh else 0)
            if self._stopped():
                break
        if batch:
            yield batch

    def _results(self, kind: str, items: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
        """Items with their results, in order: the first ones made here, the rest by several processes."""
        source = iter(items)
        first = next(source, None)
        if first is None:
            return
        from tui_reader.feed.jobs import JOBS  # noqa: PLC0415 - not needed while nothing changed
        from tui_reader.feed.worker_pool import CHUNKS, WorkerPool  # noqa: PLC0415 - not needed while nothing changed
        from tui_reader.store.site.cascade import forget_sections  # noqa: PLC0415 - the same

        forget_sections()
        source = chain([first], source)
        if self.workers is None:
            yield from self._alone(JOBS[kind], source, ALONE)
            ahead = [*islice(source, CHUNKS[kind])]
            source = chain(ahead, source)
            if len(ahead) == CHUNKS[kind]:
                self.workers = WorkerPool(self.site)
                self.workers.start()
            yield from self._alone(JOBS[kind], source, STARTING if self.workers else FOREVER)
        if self.workers is not None:
            yield from self.workers.results(kind, source, self._stopped)

    def _alone(self, job: Job, source: Iterator[Any], seconds: float) -> Iterator[tuple[Any, Any]]:
        """The next items with their results, made here for about so many seconds."""
        end = time.monotonic() + seconds
        for item in source:
            yield item, job(item, self.site)
            if time.monotonic() >= end:
                return

    def _stopped(self) -> bool:
        return self.stop is not None and self.stop.is_set()

    def _tell(self, progress: Progress) -> None:
        now = time.monotonic()
        if self.report and now - self._reported >= REPORT_EVERY:
            self._reported = now
            self.report(progress)


def _is_index(path: str) -> bool:
    """Whether a file may be the page of a section or of a bundle, which decides about other files."""
    return path[path.rfind("/") + 1 :].lower().startswith(("_index.", "index."))
