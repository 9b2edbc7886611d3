"""How the reader grows with the feed: the same measurements at 1,000 to 1,000,000 posts, as a table, JSON and a plot.

python -m benchmarks.growth [--folder DIR] [--sizes 1000 10000 100000]
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.bench import NEWSREADER, Bench, forget_python_settings
from benchmarks.feed import ROW_TEXT
from benchmarks.figures import median_seconds, seconds
from benchmarks.plot import Series, growth
from benchmarks.pty_probe import Probe, time_to
from tui_reader.library import Library
from tui_reader.query import Field, Query, Sort, Words

SIZES = (1_000, 10_000, 100_000)
REPEATS = 3
LISTED = 50
NEWS = Query(where=Field("categories", "news", exact=True))

ACTIONS: tuple[tuple[str, Callable[[Library], object]], ...] = (
    ("first rows", lambda library: library.first(Query(), LISTED)),
    ("whole list, ids", lambda library: library.listing(Query())),
    ("jump to the end", lambda library: library.rows(library.listing(Query())[-LISTED:])),
    ("sort by title", lambda library: library.first(Query(sort=Sort.TITLE), LISTED)),
    ("filter by a term", lambda library: library.first(NEWS, LISTED)),
    ("counts of all terms", lambda library: library.counts(Query())),
    ("counts under a filter", lambda library: library.counts(NEWS)),
    ("search, newest", lambda library: library.first(Query(where=Words("山西")), LISTED)),
    ("search, relevant", lambda library: library.first(Query(where=Words("山西"), sort=Sort.RELEVANT), LISTED)),
)
"""What is done at each size, in milliseconds."""


def measured(bench: Bench, count: int) -> dict[str, float]:
    """Every measurement at one size: milliseconds, and megabytes of memory."""
    site = bench.site(count)
    home = bench.home(f"growth-{count}", fresh=True)
    library = bench.library(site, home)
    figures = {
        "first sync": 1000 * seconds(lambda: library.sync(text_seconds=0)),
        "full text behind it": 1000 * seconds(lambda: library.sync(text_seconds=3600)),
        "sync, nothing changed": 1000 * seconds(lambda: library.sync(now=True)),
    }
    for name, action in ACTIONS:
        figures[name] = 1000 * median_seconds(lambda action=action: action(library), REPEATS)
    library.close()
    environment = bench.environment(home)
    starts = sorted(time_to([NEWSREADER, str(site)], environment, ROW_TEXT).seconds for _ in range(REPEATS))
    figures["start → first list"] = 1000 * starts[REPEATS // 2]
    with Probe([NEWSREADER, str(site)], environment) as probe:
        probe.first_paint(ROW_TEXT)
        probe.rest(1.0)
        figures["memory, MB"] = probe.session.memory_mb()
    return figures


def table(results: dict[int, dict[str, float]]) -> str:
    """The figures as a Markdown table, one column a size."""
    sizes = list(results)
    head = ["| | " + " | ".join(f"{size:,}" for size in sizes) + " |", "|---|" + "---:|" * len(sizes)]
    names = list(results[sizes[0]])
    rows = (f"| {name} | " + " | ".join(f"{results[size][name]:,.1f}" for size in sizes) + " |" for name in names)
    return "\n".join([*head, *rows])


def series(results: dict[int, dict[str, float]]) -> list[Series]:
    """One line a measurement; memory is left to the table."""
    names = [name for name in next(iter(results.values())) if not name.startswith("memory")]
    return [
        Series(name, tuple((size, max(figures[name], 0.001)) for size, figures in results.items())) for name in names
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every size, print the table, write JSON and plot."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.growth", description="Measure how the reader grows with the feed."
    )
    parser.add_argument("--sizes", nargs="*", type=int, default=SIZES, help="posts in each feed")
    parser.add_argument(
        "--folder", type=Path, default=Path(__file__).parent / "out", help="where feeds and results are kept"
    )
    chosen = parser.parse_args(arguments)
    forget_python_settings()
    bench = Bench(chosen.folder.resolve())
    results: dict[int, dict[str, float]] = {}
    for size in chosen.sizes:
        print(f"measuring {size:,} posts", file=sys.stderr)
        results[size] = measured(bench, size)
    print(table(results))
    (bench.folder / "growth.json").write_text(json.dumps(results, ensure_ascii=False, indent=1), "utf-8")
    (bench.folder / "growth.svg").write_text(growth("Time by posts in the feed", "ms", series(results)), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
