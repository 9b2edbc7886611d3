"""Looks at the files while the reader runs: what changed appears without losing the place.

Where the system tells of every change, nothing happens until it does: no timer wakes the reader.
"""

import asyncio
import math
import threading
import time

from tui_reader.feed.changes import Changes, Progress
from tui_reader.feed.shared.state_words import behind_briefly, behind_words
from tui_reader.i18n.messages import tr
from tui_reader.model.dataclass import replace
from tui_reader.model.feed_state import FeedState
from tui_reader.model.query import All
from tui_reader.ui.controllers.feed_list import FeedList
from tui_reader.ui.controllers.reading import Reading, renew_card
from tui_reader.ui.controllers.screen_context import ScreenContext
from tui_reader.ui.error_boundary import guarded
from tui_reader.ui.render.status_text import describe_changes
from tui_reader.ui.widgets.sidebar import show_name

FIRST_RETRY_SECONDS, LAST_RETRY_SECONDS = 2.0, 60.0
"""Time until a look that failed is tried again, doubled with each failure: trouble that stays costs no work every
second.
"""
PAUSE_STEP_SECONDS = 0.02
"""Time between two looks whether a look at the files has ended."""
TOGETHER_SECONDS = 0.1
"""Time that changes are gathered for: a program that writes many files makes one look due."""
SELDOM = 30
"""Where nothing tells of changes, the pause before a look is this part of the time since the last change or key."""
LONGEST_PAUSE_SECONDS = 60.0
"""However long ago that is."""
KEY_PAUSE_SECONDS = 10.0
"""A look that is older than this is made again at a key: a change may have been lost, or the pause been long."""


class FileSync:
    """Synchronises the index with the files for one screen.

    Its attributes belong to the interface's thread, but for `_looking`, `_waits`, `_state`, `_failed` and `_retry`: the
    thread of a look has those from when it is asked until it ends, and only one look is under way.
    """

    def __init__(self, screen: ScreenContext, feed_list: FeedList, reading: Reading) -> None:
        self._screen = screen
        self._feed_list = feed_list
        self._reading = reading
        self._stop = threading.Event()
        self._looking = self._asked = False
        self._failed = self._retry = 0.0
        self._written = 0
        self._bodies = 0
        self._waits = False
        self._state = FeedState()
        self._behind = ""
        self._looked = 0.0
        self._stirred = time.monotonic()
        self._heard: tuple[int, ...] = ()

    def leave(self) -> None:
        """The reader ends: a look that is under way stops at its next post."""
        self._stop.set()
        self.rest()
        self._screen.library.sync.interrupt()

    async def pause(self) -> None:
        """End a look that is under way, at its next post; `go_on` takes it up again."""
        self.leave()
        while self._looking:
            await asyncio.sleep(PAUSE_STEP_SECONDS)

    def go_on(self) -> None:
        """After `pause`: look at the files again."""
        self._stop.clear()
        self.look()

    def rest(self) -> None:
        """Make no look but those that are asked for, until the next one has ended."""
        for descriptor in self._heard:
            asyncio.get_running_loop().remove_reader(descriptor)
        self._heard = ()
        self._screen.pauses.cancel("look")

    def resume(self) -> None:
        """After `rest`: look at the files again, unless the first look is still to come."""
        if self._looked and self._screen.initial.settings.watch_seconds:
            self.look()

    def notice_key(self) -> None:
        """A key was pressed: somebody reads, so what was put off need wait no longer."""
        self._stirred = time.monotonic()
        self._feed_list.catch_up()
        if self._looked and self._stirred - self._looked > KEY_PAUSE_SECONDS:
            self.resume()

    def _wait(self) -> None:
        """Look again once the system tells of a change, and where it does not tell of all, after a pause."""
        screen, sync = self._screen, self._screen.library.sync
        shortest = screen.initial.settings.watch_seconds
        self.rest()
        if not shortest or self._stop.is_set() or not screen.feeds.is_shown(screen):
            return
        self._heard = sync.descriptors
        for descriptor in self._heard:
            asyncio.get_running_loop().add_reader(descriptor, guarded(screen, self._hear))
        pause = 0.0 if self._waits or self._failed else sync.pause
        if pause < math.inf:
            now = time.monotonic()
            quiet = 0.0 if self._waits else min(LONGEST_PAUSE_SECONDS, (now - self._stirred) / SELDOM)
            screen.pauses.after("look", max(pause, quiet, shortest, self._retry - now), self.look)

    def _hear(self) -> None:
        """The system tells of a change: look at it, not sooner after the last look than the settings say."""
        self.rest()
        due = self._looked + self._screen.initial.settings.watch_seconds
        self._screen.pauses.after("look", max(TOGETHER_SECONDS, due - time.monotonic()), self.look)

    def look(self, *, now: bool = False) -> None:
        """Look at the files of the feed that is shown, unless a look is under way; what changed appears without losing
        the place.

        A large feed is looked at less often, and so is one where looking fails; `now` looks at all of it in any case,
        after a look that is under way: that one may have passed what changed already.
        """
        if not self._screen.feeds.is_shown(self._screen):
            return
        self._feed_list.catch_up()
        self._asked |= now
        if self._looking or self._stop.is_set():
            return
        if time.monotonic() < self._retry and not self._asked:
            self._wait()
            return
        self.rest()
        self._screen.library.sync.count_in(replace(self._feed_list.query, where=All(), limit=None))
        self._looking, now, self._asked = True, self._asked, False
        self._looked = time.monotonic()
        self._screen.tasks.ask("sync", lambda: self._look(now), self._show_changes)

    def _look(self, now: bool) -> Changes | None:
        """In the thread: look at the files and report progress to the screen."""
        try:
            changes = self._screen.library.sync.run(False, self._report, self._stop, now=now)
        except Exception:
            self._failed = min(max(2 * self._failed, FIRST_RETRY_SECONDS), LAST_RETRY_SECONDS)
            self._retry = time.monotonic() + self._failed
            raise
        else:
            self._failed = 0.0
            self._waits = changes.waiting > 0
            self._state = self._screen.library.state
            return changes
        finally:
            self._looking = False
            if not self._stop.is_set():
                self._screen.view.call_later(guarded(self._screen, self._wait))

    def _report(self, progress: Progress) -> None:
        """In the thread: hand progress to the screen."""
        if not self._stop.is_set():
            self._screen.view.call_later(guarded(self._screen, self._show_progress), progress)

    def _show_progress(self, progress: Progress) -> None:
        """Posts are being read: show how far it is, and the rows that are there. Bodies follow quietly behind, unless
        the list hangs on them.
        """
        screen = self._screen
        if not progress.total or not screen.is_running:
            return
        if progress.phase == "marks":
            self._show_part(tr("Reading marks"), progress.done, progress.total)
            return
        if progress.phase != "posts":
            self._show_bodies(progress)
            return
        self._show_part(tr("{n} of {total} posts read"), progress.done, progress.total)
        if progress.written != self._written:
            self._written = progress.written
            self._feed_list.reload(keep=True)

    def _show_bodies(self, progress: Progress) -> None:
        """Bodies are being read, a part of them in each look."""
        self._bodies = max(self._bodies, progress.total)
        if self._feed_list.query.needs_bodies:
            done = self._bodies - progress.total + progress.done
            self._show_part(tr("words of {n} of {total} posts counted"), done, self._bodies)
        else:
            self._screen.status.show_progress("", 1.0)

    def _show_part(self, text: str, done: int, total: int) -> None:
        text = text.replace("{n}", f"{done:,}").replace("{total}", f"{total:,}")
        self._screen.status.show_progress(text, min(0.99, done / total))

    def _show_changes(self, changes: Changes | None) -> None:
        """The files were looked at: show what changed."""
        screen = self._screen
        show_name(screen.sidebar, screen.library.site.title)
        waits = changes is not None and changes.waiting > 0
        if not (waits and self._feed_list.query.needs_bodies):
            screen.status.show_progress("", 1.0)
        if changes or (self._bodies and self._feed_list.query.needs_bodies):
            self._feed_list.reload(keep=True)
        self._bodies = self._bodies if waits else 0
        if changes:
            self._stirred = time.monotonic()
            is_read = screen.panes.active == "post"
            if self._reading.path in (*changes.changed, *changes.added, *(() if is_read else changes.removed)):
                self._reading.open_again()
            elif changes.marks:
                renew_card(self._reading)
            told = describe_changes(changes)
            if told and self._feed_list.known:
                screen.status.notify_user(told)
        if not self._feed_list.known:
            self._feed_list.become_known()
            self._reading.open_first()
            self._feed_list.follow()
        self._show_state()
        if self._asked:
            self.look()

    def _show_state(self) -> None:
        """Show since when the posts may be behind, and say why once."""
        status, now = self._screen.status, time.time()
        briefly = behind_briefly(self._state, now)
        if briefly != self._behind:
            self._behind = briefly
            status.stand(briefly)
            if briefly:
                status.notify_user(behind_words(self._state, now), error=True)
