"""Posts are read by as many processes as there are cores, once there are many to read.

Each process is asked over pipes and ends when its input does, so no worker process survives the reader, however that
ends. Where a process cannot be started, or dies, its work is done here.
"""

import contextlib
import os
import pickle
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from itertools import islice
from typing import Any, TypeVar

from tui_reader.config.child_process import Worker, find_command, start_worker
from tui_reader.feed.jobs import do_jobs, send
from tui_reader.model.errors import ProgramError
from tui_reader.store.site.site import Site

CHUNKS = {"post": 64, "text": 16}
"""Posts in one message to a process, by the kind of work: long enough to be worth a message, short enough to stop soon.
"""
AHEAD = {"post": 16, "text": 3}
"""Messages under way for each process: enough to go on with while what was read is being written, and few enough to be
waited for when time is over.
"""
MOST = 8
"""Processes at most: the index is written by one thread, which more of them would only wait for."""

Item = TypeVar("Item")


class WorkerPool:
    """The processes of one feed; none is started before it is asked to, or has work, and `rest` ends them.

    It belongs to the thread that syncs. The threads that ask the processes share `_idle` alone, whose steps are atomic.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._count = min(MOST, _cores())
        self._idle: deque[Worker] = deque()
        self._threads: ThreadPoolExecutor | None = None

    def start(self) -> None:
        """Start the processes now, so that they are ready when there is work for them."""
        with contextlib.suppress(OSError, ProgramError):
            while len(self._idle) < self._count:
                self._idle.append(_start(self._site))

    def results(self, kind: str, items: Iterable[Item], stopped: Callable[[], bool]) -> Iterator[tuple[Item, Any]]:
        """Every item with its result, in order, until `stopped`; items are taken a little ahead of the results."""
        self._threads = self._threads or ThreadPoolExecutor(self._count, "parsing")
        source = iter(items)
        under_way: deque[tuple[list[Item], Future[list[Any]]]] = deque()
        try:
            while not stopped():
                while len(under_way) < self._count * AHEAD[kind] and (chunk := list(islice(source, CHUNKS[kind]))):
                    under_way.append((chunk, self._threads.submit(self._chunk, kind, chunk)))
                if not under_way:
                    return
                if not wait([under_way[0][1]], timeout=0.05).done:
                    continue
                chunk, future = under_way.popleft()
                yield from zip(chunk, future.result(), strict=True)
        finally:
            for _, future in under_way:
                future.cancel()

    def rest(self) -> None:
        """End the processes."""
        threads, self._threads = self._threads, None
        if threads:
            threads.shutdown(wait=True, cancel_futures=True)
        while self._idle:
            _end(self._idle.pop())

    def _take(self) -> Worker:
        """In a thread: a process for it alone, one that waits or a new one.

        Another thread may take the last one first.
        """
        try:
            return self._idle.pop()
        except IndexError:
            return _start(self._site)

    def _chunk(self, kind: str, chunk: list[Any]) -> list[Any]:
        """In a thread: one chunk, by a process if it can be had."""
        try:
            worker = self._take()
        except (OSError, ProgramError):
            return do_jobs(kind, chunk, self._site)
        try:
            assert worker.stdin and worker.stdout
            send(worker.stdin, (kind, chunk))
            found: list[Any] = pickle.load(worker.stdout)
        except (OSError, EOFError, pickle.PickleError):
            _end(worker)
            return do_jobs(kind, chunk, self._site)
        self._idle.append(worker)
        return found


def _cores() -> int:
    """How many cores this process may use; macOS tells only how many there are."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _start(site: Site) -> Worker:
    """A process that waits for chunks; raises OSError and ProgramError.

    It obeys no variable of Python and imports nothing from the folder it is started in: what is imported comes from
    where this process has it from.
    """
    program = f"import sys; sys.path[:] = {[path for path in sys.path if path]!r}; from tui_reader.feed.jobs import serve; serve()"
    worker = start_worker(find_command((sys.executable or "", "-I", "-c", program)))
    assert worker.stdin
    send(worker.stdin, site)
    return worker


def _end(worker: Worker) -> None:
    """Let a process go: it ends with its input."""
    worker.kill()
    for stream in (worker.stdin, worker.stdout):
        if stream:
            stream.close()
    worker.wait()
