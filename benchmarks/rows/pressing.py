"""What a key costs: S12 in time, B1 to B4 and B7 in bytes, B6 when no key is pressed."""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from statistics import median

from benchmarks.bench import NEWSREADER, Bench, installed
from benchmarks.feed import BODY_TEXT, ROW_TEXT
from benchmarks.figures import Figure, percentile
from benchmarks.peers import newsboat
from benchmarks.pty_probe import WIDE, Probe
from tests.terminal.pty_session import NO_MARGINS, Reply

NARROWER = (100, 40)
"""Size of the terminal after it was made smaller."""
FIRST_LOOKS = 20.0
"""Seconds in which the files are looked at for the second and last time."""
ON_SCREEN = 12
"""Moves from the top of a list that do not scroll it."""
FULL_WIDTH = "z"
"""Key that gives the reading pane the whole screen."""


def _reader(bench: Bench, name: str) -> AbstractContextManager[Probe]:
    site = bench.long_site() if name == "long" else bench.site(bench.small)
    return Probe([NEWSREADER, str(site)], bench.environment(bench.warm(site)), WIDE)


def _presses(probe: Probe, key: str, count: int) -> list[Reply]:
    """Replies to a key pressed `count` times; those that changed nothing are left out; RuntimeError when all did."""
    probe.rest(1.0)
    replies = [reply for reply in (probe.press(key) for _ in range(count)) if reply.count]
    if not replies:
        raise RuntimeError(f"{key} changes nothing; the screen:\n{probe.tape.text()}")
    return replies


def _bytes(replies: list[Reply]) -> float:
    return float(median(reply.count for reply in replies))


def list_move(bench: Bench) -> Iterator[Figure]:
    """B1: the cursor down in the list, without what the pane sends after its pause; on the screen, and where each move
    scrolls the list by a post.
    """
    with _reader(bench, "list") as probe:
        probe.first_paint(ROW_TEXT)
        moved, scrolled = _moves(probe)
    program = installed("newsboat")
    peers: tuple[float | None, float | None] = (None, None)
    if program:
        with newsboat.opened(bench, bench.site(bench.small), program) as other:
            peers = _moves(other)
    yield Figure("B1", "cursor down in the list", moved, "bytes", 150, "newsboat", peers[0])
    yield Figure("B1", "the same at the foot of the screen", scrolled, "bytes", peer="newsboat", peer_value=peers[1])


def _moves(probe: Probe) -> tuple[float, float]:
    """Bytes of a move on the screen, and of one that scrolls."""
    moved = _bytes(_presses(probe, "j", ON_SCREEN))
    _presses(probe, "j", WIDE[1] - ON_SCREEN)
    return moved, _bytes(_presses(probe, "j", ON_SCREEN))


def full_width_keys(bench: Bench) -> Iterator[Figure]:
    """S12, B2, B4: line and page down in a 230 KB post at full width."""
    with _reader(bench, "long") as probe:
        probe.first_paint(ROW_TEXT)
        probe.press("j", quiet=0.5)
        probe.press_for("enter", BODY_TEXT)
        probe.press_for(FULL_WIDTH, BODY_TEXT)
        lines = _presses(probe, "j", bench.presses)
        pages = _presses(probe, "space", bench.presses)
    peer_line, peer_page = _newsboat_keys(bench)
    yield Figure("B2", "line down, full width", _bytes(lines), "bytes", 300, "newsboat", peer_line)
    yield Figure("B4", "page down, full width", _bytes(pages), "bytes", 1.1, "newsboat", peer_page, by_ratio=True)
    for name, replies in (("line", lines), ("page", pages)):
        times = [1000 * reply.last for reply in replies]
        yield Figure("S12", f"key → last byte, {name} down, median", percentile(times, 0.5), "ms", 16)
        yield Figure("S12", f"key → last byte, {name} down, 99th of 100", percentile(times, 0.99), "ms", 33)


def _newsboat_keys(bench: Bench) -> tuple[float | None, float | None]:
    program = installed("newsboat")
    if not program:
        return None, None
    with newsboat.opened(bench, bench.long_site(), program) as probe:
        probe.press("j")
        probe.press("enter", quiet=0.3)
        return _bytes(_presses(probe, "j", bench.presses)), _bytes(_presses(probe, "space", bench.presses))


def three_column_keys(bench: Bench) -> Iterator[Figure]:
    """B3: line down in a post beside sidebar and list, on terminals with and without left and right margins."""
    for name, limit, answers in (("without margins", 4000, NO_MARGINS), ("with margins", 500, None)):
        with _reader(bench, "long") as probe:
            probe.session.answers = answers or probe.session.answers
            probe.first_paint(ROW_TEXT)
            probe.press_for("enter", BODY_TEXT)
            replies = _presses(probe, "j", bench.presses)
        yield Figure("B3", f"line down, three columns, terminal {name}", _bytes(replies), "bytes", limit)


def at_rest(bench: Bench) -> Iterator[Figure]:
    """B6: bytes, context switches and processor time while nothing happens, once the first looks at the files are
    over.
    """
    wait = 10 if bench.quick else 60
    with _reader(bench, "list") as probe:
        session = probe.session
        probe.first_paint(ROW_TEXT)
        session.settle(FIRST_LOOKS, FIRST_LOOKS)
        switches, before, begin = session.switches(), session.cpu_seconds(), time.monotonic()
        reply = session.settle(wait + 1, wait)
        spent = (session.cpu_seconds() - before) / (time.monotonic() - begin)
        switches = session.switches() - switches
    yield Figure("B6", f"bytes in {wait} s of rest", reply.count, "bytes", 0)
    yield Figure("B6", f"context switches of all threads in {wait} s of rest", switches, "", 0)
    yield Figure("B6", "processor at rest", 100 * spent, "%", 0.02)


def redraws(bench: Bench) -> Iterator[Figure]:
    """B7: another size and another pane, with a post beside the list, and newsboat's redraw of its list."""
    with _reader(bench, "list") as probe:
        probe.first_paint(ROW_TEXT)
        probe.press("enter", quiet=1.0)
        panes = _bytes(_presses(probe, "tab", 6))
        whole = _bytes(_presses(probe, FULL_WIDTH, 6))
        sizes = _bytes(_resized(probe))
    program = installed("newsboat")
    peer = None
    if program:
        with newsboat.opened(bench, bench.site(bench.small), program) as other:
            peer = _bytes(_resized(other))
    for what, value in (("another pane", panes), ("post whole and back", whole), ("another size", sizes)):
        yield Figure("B7", what, value, "bytes", 1.0, "newsboat's redraw", peer, by_ratio=True)


def _resized(probe: Probe) -> list[Reply]:
    """Replies to other sizes of the terminal and back."""
    replies = []
    for size in (NARROWER, WIDE) * 3:
        probe.session.resize(*size)
        replies.append(probe.rest())
    return replies
