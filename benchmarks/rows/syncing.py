"""Synchronising the index with the files: S5, S6, S7."""

import os
import resource
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench import NEWSREADER, Bench, installed, run
from benchmarks.feed import ROW_TEXT
from benchmarks.figures import Figure, median_seconds, seconds
from benchmarks.pty_probe import time_to

PAIRS = 3
"""How often the first sync and hugo are timed in turn; the pair with the median ratio is shown."""


def first_sync(bench: Bench) -> Iterator[Figure]:
    """S5 and S6: an empty index filled, headers and terms first, beside `hugo list all`; the full text behind it counts
    the words.
    """
    site = bench.site(bench.small)
    home = bench.home("first-sync", fresh=True)
    hugo = installed("hugo")

    def peer() -> float | None:
        return median_seconds(lambda: run([hugo, "list", "all"], bench.environment(home), site), 1) if hugo else None

    runs = [(_fill(bench, site), peer()) for _ in range(1 if bench.quick else PAIRS)]
    (posts, texts), other = sorted(runs, key=lambda each: each[0][0] / (each[1] or 1))[len(runs) // 2]
    what = f"first sync of {bench.small:,} posts, headers and terms"
    yield Figure("S5", what, posts, "s", 1.0, "hugo list all", other, by_ratio=True)
    yield Figure("S6", "full text behind it", bench.small / texts, "posts/s", 1500, at_least=True)
    yield _first_rows(bench, site)


def _fill(bench: Bench, site: Path) -> tuple[float, float]:
    """Seconds for headers and terms, and for the full text behind them, from an empty index on."""
    library = bench.library(site, bench.home("first-sync", fresh=True))
    library.visit()
    posts = seconds(lambda: library.sync.run(text_seconds=0))
    texts = seconds(lambda: library.sync.run(text_seconds=600))
    library.close()
    return posts, texts


def _first_rows(bench: Bench, site: Path) -> Figure:
    """S5: the very first start, until a row is on the screen."""
    home = bench.home("first-start", fresh=True)
    paint = time_to([NEWSREADER, str(site)], bench.environment(home), ROW_TEXT)
    return Figure("S5", f"very first start, first row, {bench.small:,} posts", paint.seconds, "s", 1.0)


def first_command(bench: Bench) -> Iterator[Figure]:
    """S5 and S5b: the first command on a feed as various as real ones, beside `hugo list all`, and the pass over the
    bodies behind it, which counts words, cuts summaries and fills the full text.
    """
    count, hugo = bench.small, installed("hugo")
    site, runs = bench.mixed_site(count), []
    for _ in range(1 if bench.quick else PAIRS):
        environment = bench.environment(bench.home("first-command", fresh=True))
        ours = _spent([NEWSREADER, "list", "--limit", "20", "-C", str(site)], environment, site)
        runs.append((ours, _spent([hugo, "list", "all"], environment, site) if hugo else None))
    _, bodies = _spent([NEWSREADER, "sync", "-C", str(site)], environment, site)
    for at, what, limit in ((0, "until it is there", 1.0), (1, "time of all cores", 1.5)):
        pairs = [(ours[at], theirs[at] if theirs else None) for ours, theirs in runs]
        value, peer = sorted(pairs, key=lambda pair: pair[0] / (pair[1] or 1))[len(pairs) // 2]
        text = f"first list of {count:,} mixed posts, {what}"
        yield Figure("S5", text, value, "s", limit, "hugo list all", peer, by_ratio=True)
    yield Figure("S5b", "their words, summaries and text, by a core", count / bodies, "posts/s", 860, at_least=True)


def _spent(argv: list[str], environment: dict[str, str], folder: Path) -> tuple[float, float]:
    """Seconds that a program takes: by the clock, and of all cores together."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall = seconds(lambda: run(argv, environment, folder))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def small_change(bench: Bench) -> Iterator[Figure]:
    """S7: ten posts of the larger feed changed, beside a bare sweep of `stat` over the tree."""
    site = bench.site(bench.large)
    library = bench.library(site, bench.warm(site))
    posts = sorted((site / "content").rglob("*.md"))[:: bench.large // 10]

    def changed() -> float:
        for post in posts:
            os.utime(post)
        begin = time.perf_counter()
        found = library.sync.run(now=True).changed
        spent = time.perf_counter() - begin
        if len(found) != len(posts):
            raise RuntimeError(f"{len(found)} changes found of {len(posts)}")
        return spent

    times = 2 if bench.quick else 5
    runs = [(changed(), seconds(lambda: sweep(site / "content"))) for _ in range(times)]
    library.close()
    reader, bare = (sorted(values)[times // 2] for values in zip(*runs, strict=True))
    yield Figure("S7", f"sync, 10 of {bench.large:,} changed", reader, "s", 3.0, "stat sweep", bare, by_ratio=True)


def sweep(folder: Path | str) -> int:
    """`stat` every file under a folder; how many there are."""
    with os.scandir(folder) as entries:
        return sum(_stat(entry) for entry in entries)


def _stat(entry: os.DirEntry[str]) -> int:
    entry.stat(follow_symlinks=False)
    return sweep(entry.path) if entry.is_dir(follow_symlinks=False) else 1
