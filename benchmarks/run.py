"""Measures the reader beside its peers: a table on standard output, the same as JSON in the benchmarks' folder.

python -m benchmarks.run [--quick] [--folder DIR] [ROW…]
"""

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from benchmarks.bench import Bench, forget_python_settings, installed
from benchmarks.figures import Figure, table
from benchmarks.rows import command, pressing, reading, searching, starting, syncing

Row = Callable[[Bench], Iterator[Figure]]

ROWS: tuple[tuple[frozenset[str], Row], ...] = (
    (frozenset({"S1", "S2"}), starting.first_list),
    (frozenset({"S1"}), starting.first_key),
    (frozenset({"S3"}), starting.memory),
    (frozenset({"S4"}), command.list_command),
    (frozenset({"CHECK"}), command.check_command),
    (frozenset({"S5", "S6"}), syncing.first_sync),
    (frozenset({"S5", "S5B"}), syncing.first_command),
    (frozenset({"S7"}), syncing.small_change),
    (frozenset({"S8"}), searching.search),
    (frozenset({"S9"}), searching.facets),
    (frozenset({"S10"}), reading.long_post),
    (frozenset({"S10"}), reading.long_post_on_screen),
    (frozenset({"S11"}), reading.other_measure),
    (frozenset({"B1"}), pressing.list_move),
    (frozenset({"B2", "B4", "S12"}), pressing.full_width_keys),
    (frozenset({"B3"}), pressing.three_column_keys),
    (frozenset({"B5"}), starting.first_screen_bytes),
    (frozenset({"B6"}), pressing.at_rest),
    (frozenset({"B7"}), pressing.redraws),
)
"""Which rows of the quality table each function measures, in the order of the table."""


def measure(bench: Bench, wanted: frozenset[str]) -> tuple[list[Figure], dict[str, str]]:
    """Figures of the wanted rows (all with none), and why others could not be measured."""
    figures: list[Figure] = []
    failed: dict[str, str] = {}
    for names, row in ROWS:
        if wanted and not names & wanted:
            continue
        print(f"measuring {' '.join(sorted(names))}: {row.__name__}", file=sys.stderr)
        try:
            figures += row(bench)
        except Exception as error:  # noqa: BLE001 - one row that fails must not take the others with it
            failed[f"{' '.join(sorted(names))} {row.__name__}"] = f"{type(error).__name__}: {error}"
    return figures, failed


def machine() -> dict[str, object]:
    """What the figures were measured on and with."""
    load = os.getloadavg()[0]
    peers = {"textual": version("textual"), "hugo": installed("hugo") is not None}
    about = {"python": platform.python_version(), "system": platform.system(), "cores": os.cpu_count(), "load": load}
    return {**about, **peers, "newsboat": installed("newsboat") is not None}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write; 1 when a row could not be measured."""
    parser = argparse.ArgumentParser(prog="benchmarks.run", description="Measure the reader beside its peers.")
    parser.add_argument("rows", nargs="*", help="rows such as S1 B4; all without")
    parser.add_argument("--quick", action="store_true", help="small feeds and few repeats, about a minute")
    parser.add_argument(
        "--folder", type=Path, default=Path(__file__).parent / "out", help="where feeds and results are kept"
    )
    chosen = parser.parse_args(arguments)
    forget_python_settings()
    bench = Bench(chosen.folder.resolve(), chosen.quick)
    figures, failed = measure(bench, frozenset(row.upper() for row in chosen.rows))
    print(table(figures))
    for row, why in failed.items():
        print(f"{row}: could not be measured: {why.strip().splitlines()[0]}; more in the JSON")
    told = {"machine": machine(), "quick": bench.quick, "figures": [f.as_json() for f in figures], "failed": failed}
    result = bench.folder / ("quick.json" if bench.quick else "figures.json")
    result.write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
    print(f"written to {os.path.relpath(result)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
