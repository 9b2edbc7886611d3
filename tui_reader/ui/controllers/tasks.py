"""Slow work for the screen: every question goes to a worker, the newest answer of a kind wins."""

import asyncio
import html.entities  # noqa: F401  two threads that import it and its package at once would deadlock
import threading
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Protocol, TypeVar

from tui_reader.model.wanted import wanted_while
from tui_reader.ui.error_boundary import ShowsErrors, report_error

T = TypeVar("T")

MARK = "mark"
"""Group of the user's own marks."""
AWAITED = (MARK, "list", "terms", "feed")
"""Questions whose answers the next key waits for."""
WORKERS = 3
"""Threads that answer questions: each has a connection to the index and memory of its own."""
CATCH_UP_SECONDS = 0.3
"""Longest time a key waits."""


class TaskScreen(ShowsErrors, Protocol):
    """The screen that work is done for."""

    @property
    def is_running(self) -> bool:
        """Whether answers can still be shown."""

    def run_worker(self, work: Callable[[], Awaitable[None]], *, group: str = ..., exclusive: bool = ...) -> object:
        """Run a coroutine function beside everything else; an `exclusive` one ends those of its group."""


class Tasks:
    """Asks questions in workers and hands the answers to one screen.

    Its attributes belong to the interface's thread.
    """

    def __init__(self, screen: TaskScreen) -> None:
        self._screen = screen
        self._left = False
        self._asked: dict[str, asyncio.Event] = {}
        self._threads = ThreadPoolExecutor(WORKERS, "question")
        self._writer = ThreadPoolExecutor(1, "mark")

    def leave(self) -> None:
        """The reader ends: nothing is asked any more, marks that wait are written."""
        self._left = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._writer.shutdown(wait=True)

    def ask(self, group: str, work: Callable[[], T], then: Callable[[T], object]) -> None:
        """Do `work` in a thread and call `then` with the answer, unless a later question of the group was asked: this
        ends what is asked of the index for the earlier one.

        Once the reader leaves, nothing is asked any more.
        """
        if self._left:
            return
        if group != MARK and (former := self._asked.get(group)):
            former.set()
        done = self._asked[group] = asyncio.Event()
        threads = self._writer if group == MARK else self._threads
        superseded = threading.Event()

        def answered() -> T:
            with wanted_while(lambda: not superseded.is_set()):
                return work()

        async def question() -> None:
            try:
                answer = await asyncio.get_running_loop().run_in_executor(threads, answered)
                if self._screen.is_running:
                    then(answer)
            except asyncio.CancelledError:
                if group != MARK:
                    superseded.set()
                raise
            except Exception as error:  # noqa: BLE001  a worker's edge: one post must not end the reader
                report_error(self._screen, error)
            finally:
                done.set()
                if self._asked.get(group) is done:
                    del self._asked[group]

        self._screen.run_worker(question, group=group, exclusive=group != MARK)

    def write(self, work: Callable[[], T], then: Callable[[T], object]) -> None:
        """Write marks of the user: unlike questions all are written, in the order in which they were made."""
        self.ask(MARK, work, then)

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Run a coroutine beside everything else; no error of it ends the reader."""

        async def guarded() -> None:
            try:
                await work
            except Exception as error:  # noqa: BLE001  a worker's edge
                report_error(self._screen, error)

        self._screen.run_worker(guarded)

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
