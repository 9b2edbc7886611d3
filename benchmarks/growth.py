"""How the reader grows with the feed: the same measurements at 1,000 to 1,000,000 posts, as a table, JSON and a plot.

python -m benchmarks.growth [--folder DIR] [--sizes 1000 10000 100000] [--keep FILE]
"""

import argparse
import json
import os
import platform
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.bench import NEWSREADER, Bench, forget_python_settings
from benchmarks.feed import ROW_TEXT
from benchmarks.figures import median_seconds, seconds
from benchmarks.plot import Series, growth
from benchmarks.pty_probe import Probe, time_to
from tui_reader.feed.library import Library
from tui_reader.model.query import Field, Query, Words
from tui_reader.model.sorts import RELEVANT, TITLE

SIZES = (1_000, 10_000, 100_000, 1_000_000)
REPEATS = 3
LISTED = 50
BEAT_SECONDS = 0.002
NEWS = Query(where=Field("categories", "news", exact=True))
SHANXI = Words("山西")

Sizes = dict[int, dict[str, float]]
"""Posts → name of a measurement → milliseconds, or megabytes."""

ACTIONS: tuple[tuple[str, Callable[[Library], object]], ...] = (
    ("first rows", lambda library: library.posts.first(Query(), LISTED)),
    ("whole list, ids", lambda library: library.posts.listing(Query())),
    ("jump to the end, rows", lambda library: library.posts.rows(library.posts.listing(Query())[-LISTED:])),
    ("sort by title", lambda library: library.posts.first(Query(sort=TITLE), LISTED)),
    ("filter by a term", lambda library: library.posts.first(NEWS, LISTED)),
    ("counts of all terms", lambda library: library.posts.counts(Query())),
    ("counts under a filter", lambda library: library.posts.counts(NEWS)),
    ("counts under a search", lambda library: library.posts.counts(Query(where=SHANXI))),
    ("search, newest", lambda library: library.posts.first(Query(where=SHANXI), LISTED)),
    ("search, relevant", lambda library: library.posts.first(Query(where=SHANXI, sort=RELEVANT), LISTED)),
    ("search by pinyin", lambda library: library.posts.first(Query(where=Words("shanxi")), LISTED)),
)
"""What is done at each size, in milliseconds."""
DRAWN = (
    "start → first list",
    "G: to the last row",
    "page down",
    *(name for name, _ in ACTIONS if name != "first rows"),
)
"""Lines of the plot."""


def measured(bench: Bench, count: int) -> dict[str, float]:
    """Every measurement at one size: milliseconds, and megabytes of memory."""
    site = bench.site(count)
    home = bench.home(f"growth-{count}", fresh=True)
    library = bench.library(site, home)
    figures = {
        "first sync": 1000 * seconds(lambda: library.sync.run(text_seconds=0)),
        "full text behind it": 1000 * seconds(lambda: library.sync.run(text_seconds=3600)),
        "sync, nothing changed": 1000 * seconds(lambda: library.sync.run(now=True)),
    }
    for name, action in ACTIONS:
        figures[name] = 1000 * median_seconds(lambda action=action: action(library), REPEATS)
    figures["longest pause of the interface meanwhile"] = 1000 * max(
        longest_pause(lambda action=action: action(library)) for _, action in ACTIONS
    )
    library.close()
    return figures | on_screen(bench, site, home)


def longest_pause(action: Callable[[], object]) -> float:
    """Seconds that another thread, as the interface is one, had to wait at most while the action ran."""
    waits, done = [0.0], threading.Event()

    def beat() -> None:
        while not done.is_set():
            before = time.perf_counter()
            time.sleep(BEAT_SECONDS)
            waits.append(time.perf_counter() - before - BEAT_SECONDS)

    thread = threading.Thread(target=beat)
    thread.start()
    action()
    done.set()
    thread.join()
    return max(waits)


def on_screen(bench: Bench, site: Path, home: Path) -> dict[str, float]:
    """What is measured in the running program: its start, keys in the list, and its memory."""
    environment = bench.environment(home)
    starts = sorted(time_to([NEWSREADER, str(site)], environment, ROW_TEXT).seconds for _ in range(REPEATS))
    with Probe([NEWSREADER, str(site)], environment) as probe:
        probe.first_paint(ROW_TEXT)
        probe.rest(1.0)
        pages = sorted(probe.press("\x06").last for _ in range(9))
        to_the_end = probe.press_for("G", f"{ROW_TEXT}0：")
        memory = probe.session.memory_mb()
    return {
        "start → first list": 1000 * starts[REPEATS // 2],
        "page down": 1000 * pages[len(pages) // 2],
        "G: to the last row": 1000 * to_the_end,
        "memory, MB": memory,
    }


def about() -> dict[str, str]:
    """When and on what kind of machine the figures were measured."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "load": f"{os.getloadavg()[2]:.1f}",
    }


def table(results: Mapping[int, Mapping[str, float]]) -> str:
    """The figures as a Markdown table, one column a size."""
    sizes = list(results)
    head = ["| | " + " | ".join(f"{size:,}" for size in sizes) + " |", "|---|" + "---:|" * len(sizes)]
    names = list(results[sizes[0]])
    rows = (f"| {name} | " + " | ".join(f"{results[size][name]:,.1f}" for size in sizes) + " |" for name in names)
    return "\n".join([*head, *rows])


def series(results: Mapping[int, Mapping[str, float]]) -> list[Series]:
    """One line for each measurement that is drawn."""
    return [
        Series(name, tuple((size, max(figures[name], 0.001)) for size, figures in results.items()))
        for name in next(iter(results.values()))
        if name in DRAWN
    ]


def plot(results: Mapping[int, Mapping[str, float]]) -> str:
    """The growth as an SVG document."""
    return growth("Time by posts in the feed", "ms", series(results))


def read_results(file: Path) -> tuple[dict[str, str], Sizes]:
    """What a run wrote: when and where it was, and the figures by size."""
    kept = json.loads(file.read_text("utf-8"))
    return kept["about"], {int(size): figures for size, figures in kept["posts"].items()}


def write_results(file: Path, results: Sizes) -> None:
    """Write JSON and, beside it, the plot."""
    kept = {"about": about(), "posts": results}
    file.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")
    file.with_suffix(".svg").write_text(plot(results), "utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every size, print the table, write JSON and plot after each."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.growth", description="Measure how the reader grows with the feed."
    )
    parser.add_argument("--sizes", nargs="*", type=int, default=SIZES, help="posts in each feed")
    parser.add_argument(
        "--folder", type=Path, default=Path(__file__).parent / "out", help="where feeds and results are kept"
    )
    parser.add_argument(
        "--keep", type=Path, help="JSON file of an earlier run of the day, to which these sizes are added"
    )
    chosen = parser.parse_args(arguments)
    forget_python_settings()
    bench = Bench(chosen.folder.resolve())
    kept: Path = chosen.keep or bench.folder / "growth.json"
    results: Sizes = read_results(kept)[1] if chosen.keep and kept.exists() else {}
    for size in chosen.sizes:
        print(f"measuring {size:,} posts", file=sys.stderr)
        results[size] = measured(bench, size)
        write_results(kept, dict(sorted(results.items())))
    print(table(dict(sorted(results.items()))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
