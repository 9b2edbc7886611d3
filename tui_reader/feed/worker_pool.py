"""Posts are read by as many processes as there are cores, once there are many to read.

Each process is asked over pipes and ends when its input does, so none outlives the reader, however that ends. Where a
process cannot be started, or dies, its work is done here.
"""

import contextlib
import os
import pickle
import re
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from itertools import islice
from typing import IO, Any, TypeVar

from tui_reader.config.child_process import Worker, find_command, start_worker
from tui_reader.index.records import Entry, Prepared, Text, Waiting, make_entry, prepare
from tui_reader.model.errors import ProgramError
from tui_reader.store.diff import Change
from tui_reader.store.formats import format_of
from tui_reader.store.front_matter.encoding import decode_text
from tui_reader.store.front_matter.front_matter import read_header
from tui_reader.store.html.summary import plain_text
from tui_reader.store.local_source import POST_BYTES, read_content
from tui_reader.store.post_reader import load_post, load_source
from tui_reader.store.site.cascade import forget_sections
from tui_reader.store.site.site import Site

CHUNK = 16
"""Posts in one message to a process: long enough to be worth a message, short enough to stop soon."""
AHEAD = 32
"""Messages under way for each process: enough to go on with while what was read is being written."""
POLITE = 5
"""By how much texts are less urgent than whatever else the machine does."""
MOST = 8
"""Processes at most, one more than there are cores, since each waits for its pipe now and then; the index is written
by one thread, which more of them would only wait for.
"""

_IDEOGRAPHIC = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_BLANK_ENDS = re.compile("(?<![ \t])[ \t]+\n")
_SOFT_BREAK = re.compile(f"\n(?<={_IDEOGRAPHIC}\n)[ \t]*(?={_IDEOGRAPHIC})")
"""A line end inside a Chinese sentence, where a reader sees no blank; begins with the line end, which is soon found."""

_INSIDE_WORDS = re.compile(
    r"(?=[*~`<])(?:\*\*+|~~|(?<!`)`{1,2}(?!`)|</?(?:a|b|code|del|em|font|i|ins|mark|s|span|strong|sub|sup|u)\b[^<>]*>)"
)
"""Marks that may stand inside a word without parting it; the look ahead tells most characters apart at once."""

Item = TypeVar("Item")
Result = TypeVar("Result")
Job = Callable[[Any, Site], Any]


def make_post(change: Change, site: Site) -> Prepared | None:
    """The post as it is now, ready for the index; None where it was removed. Never raises."""
    return None if change.kind == "removed" else prepare(change.fingerprint, load_post(change.fingerprint.path, site))


def make_estimated_post(change: Change, site: Site) -> Prepared | None:
    """As `make_post`, with words and minutes estimated: they and the summary are made exact along with the text."""
    if change.kind == "removed":
        return None
    return prepare(change.fingerprint, load_post(change.fingerprint.path, site, estimate_words=True))


def make_text(waiting: Waiting, site: Site) -> Entry:
    """The full-text entry of a post that is in the index; its body is empty where the file is gone."""
    post = waiting.post
    counted = None
    if post.counted:
        body = _body(post.path, site)
    else:
        source = load_source(post.path, site)
        post, counted, body = source.post, source.post, source.body
    titles = dict.fromkeys([post.title, post.link_title])
    terms = dict.fromkeys([*(term for taxonomy in post.taxonomies for term in taxonomy.terms), *post.authors])
    lead = dict.fromkeys([post.description, post.summary])
    text = Text("\n".join(titles), "\n".join(terms), "\n".join(lead), _searched(body))
    return make_entry(waiting.row_id, post.path, text, counted)


def _searched(body: str) -> str:
    """The words of a body, those of a Chinese sentence side by side whatever stands between them."""
    try:
        text = _BLANK_ENDS.sub("\n", plain_text(_INSIDE_WORDS.sub("", body)))
    except Exception:  # noqa: BLE001 - one post must never stop the search of all others
        return body
    return _SOFT_BREAK.sub("", text)


def _body(path: str, site: Site) -> str:
    try:
        data = read_content(site.content, path, POST_BYTES)
    except (OSError, ValueError):
        return ""
    return read_header(decode_text(data).text, format_of(path)).body


JOBS: dict[str, Job] = {"post": make_post, "estimated": make_estimated_post, "text": make_text}


class Parsers:
    """The processes of one feed; none is started before it is asked to, or has work, and `rest` ends them.

    It belongs to the thread that syncs. The threads that ask the processes share `_idle` alone, whose steps are atomic.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._count = min(MOST, len(os.sched_getaffinity(0)) + 1)
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
                while len(under_way) < self._count * AHEAD and (chunk := list(islice(source, CHUNK))):
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
            return work(kind, chunk, self._site)
        try:
            assert worker.stdin and worker.stdout
            _send(worker.stdin, (kind, chunk))
            found: list[Any] = pickle.load(worker.stdout)
        except (OSError, EOFError, pickle.PickleError):
            _end(worker)
            return work(kind, chunk, self._site)
        self._idle.append(worker)
        return found


def _start(site: Site) -> Worker:
    """A process that waits for chunks; raises OSError and ProgramError.

    Nothing is imported from the folder it is started in.
    """
    command = find_command((sys.executable or "", "-P", "-c", "from tui_reader.feed.worker_pool import serve; serve()"))
    worker = start_worker(command, {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)})
    assert worker.stdin
    _send(worker.stdin, site)
    return worker


def _send(stream: IO[bytes], value: object) -> None:
    pickle.dump(value, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()


def _end(worker: Worker) -> None:
    """Let a process go: it ends with its input."""
    worker.kill()
    for stream in (worker.stdin, worker.stdout):
        if stream:
            stream.close()
    worker.wait()


def work(kind: str, chunk: Sequence[Any], site: Site) -> list[Any]:
    """The results of a chunk, made here, with section pages as they are now."""
    forget_sections()
    return [JOBS[kind](item, site) for item in chunk]


def serve() -> None:
    """In the process: answer chunks until the input ends. Making texts gives way to everything else on the machine."""
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    polite = False
    try:
        site = pickle.load(asked)
        while True:
            kind, chunk = pickle.load(asked)
            if kind == "text" and not polite:
                os.nice(POLITE)
                polite = True
            _send(answers, work(kind, chunk, site))
    except (EOFError, OSError, KeyboardInterrupt):
        return
