"""Write the page and the plot of how the reader grows with the feed, from the figures of a measured run.

Run it with `make docs`.

The figures are kept by `python -m benchmarks.growth --keep docs/growth.json`.
"""

from collections.abc import Mapping
from pathlib import Path

from benchmarks.bench import HEAVIEST
from benchmarks.growth import plot, read_results, table

DOCS = Path(__file__).resolve().parents[1] / "docs"
FIGURES = DOCS / "growth.json"
MADE = "<!-- Made from growth.json by tools/make_growth.py; measure anew and run `make docs`. -->"


def page(about: Mapping[str, str], results: Mapping[int, Mapping[str, float]]) -> str:
    """The page: what was measured where and when, the table, the plot."""
    sizes = [f"{size:,}" for size in results]
    lines = [
        "# How the reader grows with the feed",
        "",
        MADE,
        "",
        f"Measured on {about['date']} on {about['machine']}, Python {about['python']}, SQLite {about['sqlite']}, with",
        f"{', '.join(sizes[:-1])} and {sizes[-1]} posts in the feed. All figures are milliseconds, memory apart; absolute times mean",
        f"little on another machine, how they grow from column to column does. The load of the machine then was {about['load']}: what",
        "is beyond its cores is other work, which makes figures worse and uneven.",
        "",
        table(results),
        "",
        "![Time by posts in the feed](growth.svg)",
        "",
        "- *First rows* to *search by pinyin*: fifty rows, or all counts of the sidebar, asked of the library in a thread; the median of",
        "  three. *Longest pause of the interface* is the longest time another thread had to wait while they ran.",
        "- *Start*, *page down*, *G* and *memory*: the program itself on a pseudo-terminal of 120 × 40, up to the text on the screen.",
        "- *First sync* reads every file; the *full text* is made behind the first screen. *Sync, nothing changed* looks at every file.",
    ]
    if max(results) > HEAVIEST:
        lines += [
            f"- Posts of feeds beyond {HEAVIEST:,} have a short header and one paragraph, the others 3 KB of text."
        ]
    lines += ["", "`make bench` measures it anew; `benchmarks/README.md` tells how."]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the page and the plot beside the figures."""
    about, results = read_results(FIGURES)
    (DOCS / "growth.md").write_text(page(about, results), encoding="utf-8")
    (DOCS / "growth.svg").write_text(plot(results), encoding="utf-8")


if __name__ == "__main__":
    main()
