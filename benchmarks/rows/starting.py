"""The first screen and what it costs: S1, S2, S3, B5."""

from collections.abc import Iterator
from statistics import median

from benchmarks.bench import NEWSREADER, PYTHON, Bench, installed
from benchmarks.feed import ROW_TEXT
from benchmarks.figures import Figure, interleaved
from benchmarks.peers import newsboat
from benchmarks.pty_probe import FirstPaint, Probe, time_to

EMPTY = [PYTHON, "-m", "benchmarks.peers.empty_app"]
EMPTY_TEXT = "nothing here"
SECOND_ROW = "2 / "
"""In the status line when the cursor is on the second post."""


def first_list(bench: Bench) -> Iterator[Figure]:
    """S1, S2: a warm start until the first row, in turn with an empty Textual app; newsboat where it is installed."""
    small, large = bench.site(bench.small), bench.site(bench.large)
    homes = {site: bench.environment(bench.warm(site)) for site in (small, large)}
    empty_environment = bench.environment(bench.home("empty"))
    actions = (
        lambda: time_to([NEWSREADER, str(small)], homes[small], ROW_TEXT).seconds,
        lambda: time_to(EMPTY, empty_environment, EMPTY_TEXT).seconds,
        lambda: time_to([NEWSREADER, str(large)], homes[large], ROW_TEXT).seconds,
    )
    few, empty, many = interleaved(actions, bench.repeats)
    what = f"start → first list, {bench.small:,} posts"
    yield Figure("S1", what, few, "s", 1.35, "empty Textual app", empty, by_ratio=True)
    program = installed("newsboat")
    if program:
        paint, initial = newsboat.start(bench, newsboat.command(bench, small, program), small)
        yield Figure("S1", what, few, "s", 0.40, "newsboat", paint.seconds + initial, by_ratio=True)
    yield Figure("S2", f"the same, {bench.large:,} posts", many, "s", 1.10, "S1", few, by_ratio=True)


def first_key(bench: Bench) -> Iterator[Figure]:
    """S1: a key that was typed before anything was on the screen, until it is done."""
    site = bench.site(bench.small)
    environment = bench.environment(bench.warm(site))

    def moved() -> float:
        with Probe([NEWSREADER, str(site)], environment) as probe:
            probe.session.send("j")
            return probe.first_paint(SECOND_ROW).seconds

    spent = median(moved() for _ in range(bench.repeats))
    yield Figure("S1", "start → a key typed ahead is done", spent, "s", 0.25)


def memory(bench: Bench) -> Iterator[Figure]:
    """S3: resident memory with the list and one post open."""
    with Probe(EMPTY, bench.environment(bench.home("empty"))) as probe:
        probe.first_paint(EMPTY_TEXT)
        empty = probe.session.memory_mb()
    few, many = (_reading_mb(bench, count) for count in (bench.small, bench.large))
    what = "memory, list and one post open"
    yield Figure("S3", f"{what}, {bench.small:,} posts", few, "MB", 1.4, "empty Textual app", empty, by_ratio=True)
    yield Figure("S3", f"{what}, {bench.large:,} posts", many, "MB", 1.1, "smaller feed", few, by_ratio=True)


def _reading_mb(bench: Bench, count: int) -> float:
    site = bench.site(count)
    with Probe([NEWSREADER, str(site)], bench.environment(bench.warm(site))) as probe:
        probe.first_paint(ROW_TEXT)
        probe.press("enter")
        probe.rest(1.0)
        return probe.session.memory_mb()


def first_screen_bytes(bench: Bench) -> Iterator[Figure]:
    """B5: bytes of the first screen in three columns, beside the bytes of the text on it."""
    site = bench.site(bench.small)
    paint = time_to([NEWSREADER, str(site)], bench.environment(bench.warm(site)), ROW_TEXT)
    yield _bytes("first screen, three columns", paint, 9000)
    yield Figure("B5", "the same", paint.count, "bytes", 1.2, "its visible text", paint.shown, by_ratio=True)


def _bytes(what: str, paint: FirstPaint, limit: int) -> Figure:
    return Figure("B5", what, paint.count, "bytes", limit)
