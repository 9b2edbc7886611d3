"""Slow work for the screen: every question goes to a worker, the newest answer of a kind wins."""

import asyncio
import threading
import time
from array import array
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from tui_reader.feed.changes import Changes, Progress
from tui_reader.feed.library import Library
from tui_reader.i18n.messages import tr
from tui_reader.model.post import Counts
from tui_reader.model.query import Query
from tui_reader.ui.controllers.error_boundary import report_error
from tui_reader.ui.render.status_text import describe_changes
from tui_reader.ui.state.row_cache import CHUNK, Listed

if TYPE_CHECKING:
    from tui_reader.ui.screens.browse import Browse

T = TypeVar("T")

MARK = "mark"
"""Group of the user's own marks."""
AWAITED = (MARK, "list")
"""Questions whose answers the next key waits for."""
WORKERS = 3
"""Threads that answer questions: each has a connection to the index and memory of its own."""
CATCH_UP_SECONDS = 0.3
"""Longest time a key waits."""
FIRST_RETRY_SECONDS, LAST_RETRY_SECONDS = 2.0, 60.0
"""Time until a look that failed is tried again, doubled with each failure: trouble that stays costs no work every
second.
"""
PAUSE_STEP_SECONDS = 0.02
"""Time between two looks whether a sync has ended."""


class Tasks:
    """Asks the library in workers and hands the answers to the widgets of one screen.

    Its attributes belong to the interface's thread, but for `_syncing`, `_failed` and `_retry`: the thread of a look
    has those from when it is asked until it ends, and only one look is under way.
    """

    def __init__(self, screen: "Browse", library: Library) -> None:
        self.screen = screen
        self.library = library
        self.stop = threading.Event()
        self._syncing = self._left = False
        self._asked: dict[str, asyncio.Event] = {}
        self._failed = self._retry = 0.0
        self._written = 0
        self.known = not library.posts.empty
        self._loop: asyncio.AbstractEventLoop | None = None
        self._threads = ThreadPoolExecutor(WORKERS, "question")
        self._writer = ThreadPoolExecutor(1, "mark")

    def leave(self) -> None:
        """The reader ends: a sync that runs stops at its next post, marks that wait are written."""
        self._left = True
        self.stop.set()
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._writer.shutdown(wait=True)

    async def pause(self) -> None:
        """End a sync that runs, at its next post; `go_on` takes it up again."""
        self.stop.set()
        while self._syncing:
            await asyncio.sleep(PAUSE_STEP_SECONDS)

    def go_on(self) -> None:
        """After `pause`: look at the files again."""
        self.stop.clear()
        self.sync()

    def ask(self, group: str, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Do `work` in a thread and call `then` with the answer, unless a later question of the group was asked.

        Marks are no questions: each is written, in the order it was made, whatever comes after it. Once the reader
        leaves, nothing is asked any more.
        """
        if self._left:
            return
        done = self._asked[group] = asyncio.Event()
        threads = self._writer if group == MARK else self._threads

        async def question() -> None:
            try:
                answer = await asyncio.get_running_loop().run_in_executor(threads, work)
                if self.screen.is_running:
                    then(answer)
            except Exception as error:  # noqa: BLE001  a worker's edge: one post must not end the reader
                report_error(self.screen, error)
            finally:
                done.set()
                if self._asked.get(group) is done:
                    del self._asked[group]

        self.screen.run_worker(question(), group=group, exclusive=group != MARK)

    async def catch_up(self) -> None:
        """Wait, not for long, until marks are written and the list is there: keys typed ahead mean what comes up
        next.
        """
        waiting = [self._asked[group].wait() for group in AWAITED if group in self._asked]
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.gather(*waiting), CATCH_UP_SECONDS)

    def do(self, work: Callable[[], object]) -> None:
        """Do `work` in a thread; nobody waits for an answer, and no later question cancels it."""
        self.ask(f"do-{id(work)}", work, lambda _: None)

    def reload(self, *, keep: bool, path: str = "") -> None:
        """Ask for the list again; `keep` leaves the cursor on its post and its row of the screen, `path` puts it there.

        While the feed is read for the first time a cursor at the top stays there, whatever comes in above it.
        """
        screen, query = self.screen, self.screen.query_now()
        posts = screen.posts
        keep = keep and (self.known or posts.window.cursor > 0)
        path = posts.chosen.path if keep and posts.chosen else path
        before = posts.window.cursor if keep else 0
        by_day = screen.filter.by_day

        def work() -> Listed:
            ids = self.library.posts.listing(query)
            at = _index(ids, self.library.posts.id_of(path) if path else None, before)
            first = max(0, at - CHUNK // 2) // CHUNK * CHUNK
            rows = self.library.posts.rows(ids[first : first + 2 * CHUNK])
            return Listed(ids, rows, first, at, self.library.posts.days(ids) if by_day else ())

        self.ask("list", work, lambda listed: screen.show_list(listed, keep=keep))
        self.count(query)

    def count(self, query: Query) -> None:
        """Ask for the counts of the sidebar."""
        apart = self.screen.filter.counted_apart(self.screen.opening.base)
        self.ask("counts", lambda: self.library.posts.counts(query, apart), self._show_counts)

    def _show_counts(self, counts: Counts) -> None:
        """Counts are known: the sidebar shows them, the status line how large the whole feed is."""
        self.screen.whole = counts.whole
        self.screen.sidebar.show_counts(counts)
        self.screen.show_place()

    def rows(self, chunk: int, ids: Sequence[int]) -> None:
        """Ask for rows of the list."""
        posts = self.screen.posts
        self.ask(f"rows-{chunk}", lambda: self.library.posts.rows(ids), lambda rows: posts.put_rows(chunk, rows))

    def sync(self, *, now: bool = False) -> None:
        """Look at the files, unless a look is under way; what changed appears without losing the place.

        A large feed is looked at less often, and so is one where looking fails; `now` looks at all of it in any case.
        """
        if self._syncing or self.stop.is_set() or (time.monotonic() < self._retry and not now):
            return
        self._syncing = True
        self._loop = asyncio.get_running_loop()
        self.ask("sync", lambda: self._sync(now), self._synced)

    def _sync(self, now: bool) -> Changes | None:
        """In the thread: look at the files and report progress to the screen."""
        try:
            changes = self.library.sync.run(False, self._report, self.stop, now=now)
        except Exception:
            self._failed = min(max(2 * self._failed, FIRST_RETRY_SECONDS), LAST_RETRY_SECONDS)
            self._retry = time.monotonic() + self._failed
            raise
        else:
            self._failed = 0.0
            return changes
        finally:
            self._syncing = False

    def _report(self, progress: Progress) -> None:
        """In the thread: hand progress to the screen."""
        if self._loop is not None and not self.stop.is_set():
            self._loop.call_soon_threadsafe(self._show_progress, progress)

    def _show_progress(self, progress: Progress) -> None:
        """Posts are being read: show how far it is, and the rows that are there. Texts follow quietly behind."""
        screen = self.screen
        if not progress.total or not screen.is_running:
            return
        if progress.phase != "posts":
            screen.status.show_progress("", 1.0)
            return
        text = tr("{n} of {total} posts read")
        text = text.replace("{n}", f"{progress.done:,}").replace("{total}", f"{progress.total:,}")
        screen.status.show_progress(text, min(0.99, progress.done / progress.total))
        if progress.written != self._written:
            self._written = progress.written
            self.reload(keep=True)

    def _synced(self, changes: Changes | None) -> None:
        """The files were looked at: show what changed."""
        screen = self.screen
        screen.status.show_progress("", 1.0)
        if changes:
            self.reload(keep=True)
            if screen.reading.path in changes.changed:
                screen.reading.open_again()
            if self.known:
                screen.status.notify_user(describe_changes(changes))
        if not self.known:
            self.known = True
            screen.open_first()
            screen.follow()


def _index(ids: "array[int]", wanted: int | None, otherwise: int) -> int:
    """Index of a row id in the list; `otherwise`, as far as the list goes, where it is not there."""
    try:
        return ids.index(wanted) if wanted is not None else otherwise
    except ValueError:
        return min(otherwise, max(0, len(ids) - 1))
