"""Synchronises the index of an open feed with its files, its settings and the user's marks.

Modules that parse posts are imported when a post has to be read.
"""

from __future__ import annotations

import contextlib
import json
import threading
import time
import zlib
from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.config.settings import Settings
from tui_reader.feed.changes import Changes, ListedChanges, Progress, Report
from tui_reader.feed.marks import Marks
from tui_reader.feed.posts import as_published
from tui_reader.feed.shared.copy_changes import CopyChanges
from tui_reader.feed.snapshot import Current, Snapshot, names_of
from tui_reader.feed.sync_run import REPORT_EVERY, SyncRun
from tui_reader.index.feed_index import FeedIndex, renamed
from tui_reader.model.dataclass import replace
from tui_reader.model.errors import ContentError, MarksError
from tui_reader.model.ports import ChangeNotifier
from tui_reader.model.query import Query
from tui_reader.store.diff import diff
from tui_reader.store.local_source import exists
from tui_reader.store.site.site import Site
from tui_reader.watch.watcher import Watch, settings_fingerprint, settings_folders

if TYPE_CHECKING:
    from tui_reader.feed.shared.own_copy import OwnCopy
    from tui_reader.feed.worker_pool import WorkerPool

TEXT_SECONDS = 1.0
"""Seconds a sync gives to the bodies of posts before it returns, so that changes of files are seen in between."""
ALL_SECONDS = float("inf")
"""The same for whoever waits until all are read."""


WHOLE_LOOK = 3600.0
"""Seconds after which all files are looked at, though it is told which ones have changed."""


class _StoppedError(Exception):
    """The sync was told to stop while it read marks."""


class Sync:
    """Synchronises one open feed, from one thread at a time.

    The lock `_syncing` guards the snapshot's swap and all that a sync works with: the processes, the watch, the
    fingerprint of the settings.
    """

    def __init__(
        self,
        reopen: Callable[[], Site],
        settings: Settings,
        current: Current,
        marks: Marks,
        copy: OwnCopy | None = None,
    ) -> None:
        """`reopen` gives the site as its configuration is now, or raises ContentError; `copy` keeps the user's own copy
        of a feed fresh, where the feed is one.
        """
        self.copy = copy
        self.copy_changes: CopyChanges | None = None
        """What is told of the files before the next look; set by whoever asks for one."""
        self.waits_for_marks = True
        """Whether a look reads long journals to their end."""
        self.leaves_marks_out = False
        """Whether the last look that does not has left marks to one that does."""
        self._reopen = reopen
        self._settings = settings
        self._current = current
        self._marks = marks
        self._settings_fingerprint = settings_fingerprint(current.site)
        self._syncing = threading.Lock()
        self._workers: WorkerPool | None = None
        self._listening = False
        self._shown: Query | None = None
        self._watched = _place_of(self._current.snapshot)
        self._watch: ChangeNotifier = self._new_watch(current.site)

    def run(
        self,
        full: bool = False,
        report: Report | None = None,
        stop: threading.Event | None = None,
        text_seconds: float = TEXT_SECONDS,
        now: bool = False,
    ) -> Changes:
        """Synchronise the index with the files and the marks; `full` reads every post again.

        A large feed is not looked at again at once unless a folder changed, or `now` says so. Then the full-text
        index is filled for about `text_seconds`, unless a reader waits for marks that others made; `Changes.waiting`
        tells how many posts it still lacks. Raises IndexTroubleError.
        """
        with self._syncing:
            if self.copy and self._listening:
                self.copy.start(now=now)
            database = self._current.index.database
            database.check_file()
            self._follow_settings()
            generation = database.generation
            snapshot = self._current.snapshot
            shown = as_published(self._shown, snapshot.site) if self._shown else None
            run = SyncRun(snapshot.site, snapshot.index, report, stop, self._workers, shown)
            is_due = full or now or self._watch.is_due() or snapshot.index.is_empty()
            changes = self._look(run, full) if is_due else Changes()
            marks = self._copy_marks(report, stop, len(changes.added))
            if changes.added and not changes.stopped and not changes.troubles:
                self._follow_moved(run.site.content)
                marks = self._copy_marks(report, stop) or marks
            waiting = run.texts(0.0 if marks and self._listening else text_seconds)
            self._workers = run.workers
            if not waiting or changes.stopped:
                self._rest()
            again = generation != database.generation
        return self.run(True, report, stop, text_seconds) if again else replace(changes, marks=marks, waiting=waiting)

    def count(self, ids: Iterable[int]) -> None:
        """See to it that words, minutes and summary of these posts are in the index; raises IndexTroubleError."""
        self._read_bodies(None, lambda run: run.bodies(ids))

    def count_all(self, report: Report | None = None) -> None:
        """The same for all posts, which takes as long as the full text; raises IndexTroubleError."""
        self._read_bodies(report, lambda run: run.texts(ALL_SECONDS))

    def _read_bodies(self, report: Report | None, read: Callable[[SyncRun], object]) -> None:
        """Read bodies of posts, and once more where the index was lost meanwhile and the posts had to be read again."""
        database = self._current.index.database
        generation = None
        while generation != database.generation:
            if generation is not None:
                self.run(text_seconds=0)
            generation = database.generation
            with self._syncing:
                snapshot = self._current.snapshot
                run = SyncRun(snapshot.site, snapshot.index, report, workers=self._workers)
                read(run)
                self._workers = run.workers

    def refill_when_damaged(self, text_seconds: float) -> None:
        """From now on a question that meets damage waits until the posts are read again, and the full text is filled
        for about `text_seconds`.

        For commands, which ask from one thread alone; a screen looks at the files every second anyway. Damage met in
        a sync is seen to by the sync.
        """

        def refill() -> None:
            if not self._syncing.locked():
                self.run(text_seconds=text_seconds)

        self._current.index.database.refill = refill

    def interrupt(self) -> None:
        """End what cannot look at `stop`: a check of the index. The next run begins it anew."""
        self._current.index.database.interrupt_check()

    def count_in(self, shown: Query) -> None:
        """From now on changes in the list of this query are counted."""
        self._shown = shown

    def listen(self) -> None:
        """From now on somebody reads: the system is asked to tell of changes."""
        with self._syncing:
            self._listening = True
            self._watch_anew()

    @property
    def descriptors(self) -> tuple[int, ...]:
        """Each can be read once something changed that a run would look at. A run may close them and open others."""
        descriptor = self._watch.descriptor
        ended = self.copy.descriptors if self.copy else ()
        return ended if descriptor is None else (descriptor, *ended)

    @property
    def pause(self) -> float:
        """Seconds until a run may be needed that no descriptor tells of; without end where they tell of everything."""
        pause = 0.0 if self._current.site.git_info else self._watch.pause
        return min(pause, self.copy.pause) if self.copy else pause

    def _new_watch(self, site: Site) -> Watch:
        """A watch over what a run looks at: content, settings of the site, marks, index; over the content alone where
        nobody reads.
        """
        snapshot = self._current.snapshot
        if not self._listening:
            return Watch(_place_of(snapshot))
        file = snapshot.index.database.file
        files = [*(store.journal.file for store in self._marks.stores), *([file] if file else [])]
        return Watch(_place_of(snapshot), True, [*settings_folders(site), *(file.parent for file in files)])

    def close(self) -> None:
        """End the processes and the watch. A sync must have ended or be stopped."""
        if self.copy:
            self.copy.close()
        with self._syncing:
            self._rest()
            self._watch.close()

    def _follow_settings(self) -> None:
        """Take over what the site's settings and its commits say now; settings that cannot be read leave the site as
        it was.
        """
        before = self._current.snapshot
        site, fingerprint = before.site, settings_fingerprint(before.site)
        if fingerprint != self._settings_fingerprint:
            with contextlib.suppress(ContentError):
                site = self._reopen()
        is_other = site is not before.site
        if site.git_info and (before.index.database.shared_folder or not self._settings.restricted):
            site = date_by_commits(site, before.index)
        self._settings_fingerprint = fingerprint
        if site is not before.site:
            index = renamed(before.index, names_of(site)) if is_other else before.index
            self._current.snapshot = Snapshot(site, index)
            self._rest()
        if is_other or self._watched != _place_of(self._current.snapshot):
            self._watch_anew()

    def _watch_anew(self) -> None:
        self._watch.close()
        self._watched = _place_of(self._current.snapshot)
        self._watch = self._new_watch(self._current.site)

    def _look(self, run: SyncRun, full: bool) -> Changes:
        """Look at the files; everything is read again where the site's settings are not those the index was made
        with. Where the index is a shared one, look for a newer generation of it instead.
        """
        if run.index.database.shared_folder:
            start = time.monotonic()
            changes = _take_over(run)
            self._watch.looked({""}, time.monotonic() - start)
            return changes
        site = f"{zlib.crc32(repr(run.site).encode('utf-8', 'replace')):08x}"
        in_copy = self.copy_changes or (self.copy.changes(run.site.content) if self.copy else None)
        self.copy_changes = None
        run.only, whole = _only(in_copy, run.index)
        start = time.monotonic()
        changes = run.posts(full or (not run.index.is_empty() and run.index.metadata("site") != site))
        if not changes.stopped:
            run.index.set_metadata("site", site)
            if self._listening and not run.index.metadata("before"):
                run.index.set_metadata("before", str(int(time.time())))
            if run.only is None:
                self._watch.looked(run.folders, 0.0 if changes else time.monotonic() - start)
            if in_copy and not changes.troubles:
                run.index.set_metadata("copy", f"{in_copy.after} {whole}")
        return changes

    def _copy_marks(self, report: Report | None, stop: threading.Event | None, added: int = 0) -> bool:
        """Copy the marks into the index, and tidy long journals while somebody reads; whether there are others to show
        than before. Where that takes long, the `added` posts are reported first, so that they are shown meanwhile.
        """
        due = time.monotonic() + REPORT_EVERY

        def told(done: int, total: int) -> None:
            nonlocal due, added
            if stop is not None and stop.is_set():
                raise _StoppedError
            if report is not None and time.monotonic() >= due:
                due = time.monotonic() + REPORT_EVERY
                if added:
                    report(Progress(added, added, written=added))
                    added = 0
                report(Progress(done, total, "marks"))

        if not self.waits_for_marks:
            self.leaves_marks_out = not self._marks.copy_marks_quickly()
            return False
        try:
            is_other = self._marks.copy_marks(told)
            if self._listening:
                self._marks.tidy(told)
        except _StoppedError:
            return False
        return is_other

    def _follow_moved(self, content: Path) -> None:
        """Take bookmarks along to renamed posts; where nothing can be written they stay, and are still shown by
        name.
        """
        with contextlib.suppress(MarksError):
            self._marks.follow_moved(partial(_exists, content))

    def _rest(self) -> None:
        if self._workers:
            self._workers.rest()
            self._workers = None


def _only(in_copy: CopyChanges | None, index: FeedIndex) -> tuple[Collection[str] | None, float]:
    """The files to look at, where the index is that of the version before, None for all; and when all were last."""
    version, _, whole = index.metadata("copy").rpartition(" ")
    now = time.time()
    if in_copy and in_copy.before == version and version and 0 <= now - float(whole) < WHOLE_LOOK:
        return in_copy.paths, now if in_copy.paths is None else float(whole)
    return None, now


def _place_of(snapshot: Snapshot) -> Path:
    """The folder whose changes matter: that of the content, or of the index that is shared."""
    return snapshot.index.database.shared_folder or snapshot.site.content


def _take_over(run: SyncRun) -> Changes:
    """Let a shared index be asked as its newest generation; what is gone from it is counted whatever it was."""
    paths: dict[str, list[str]] = {"added": [], "changed": [], "removed": []}
    for was, now in run.index.database.renew():
        for change in diff([was], [now]):
            paths[change.kind].append(change.fingerprint.path)
    added, changed, removed = map(tuple, paths.values())
    listed = ListedChanges(len(run.listed(added)), len(run.listed(changed)), len(removed))
    return Changes(added, changed, removed, listed)


def date_by_commits(site: Site, index: FeedIndex) -> Site:
    """The site with the dates of its posts' commits; git is asked when something was committed, and its answer kept
    in the index. A shared index brings the dates along: its readers need no right to the objects.
    """
    from tui_reader.store.git_dates import head_commit, read_commits  # noqa: PLC0415 - few sites want to know

    is_shared = index.database.shared_folder is not None
    head = index.metadata("generation") if is_shared else head_commit(site)
    if head == site.head:
        return site
    kept = json.loads(index.metadata("commits") or "{}")
    if not is_shared and kept.get("head") != head:
        kept = {"head": head, "dates": {path: str(date) for path, date in read_commits(site, head).items()}}
        index.set_metadata("commits", json.dumps(kept))
    dates = {path: datetime.fromisoformat(date) for path, date in kept.get("dates", {}).items()}
    return replace(site, head=head, commits=dates)


def _exists(content: Path, path: str) -> bool:
    """Is a file at this path, or none that could be asked for?"""
    try:
        return exists(content / path)
    except (OSError, ValueError):
        return True
