"""What a measurement says: a value, the peer's value in the same run, and whether it reaches what it should."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    row: str
    """Row of the quality table, such as `S1`."""
    what: str
    """What was measured."""
    value: float
    """The reader's value, in `unit`."""
    unit: str
    """`s`, `ms`, `MB`, `bytes`, `posts/s` or `%`."""
    limit: float | None = None
    """Largest value that passes (smallest with `at_least`), or largest ratio with `by_ratio`; None where nothing is
    asked.
    """
    peer: str = ""
    """What it is compared with; empty for nothing."""
    peer_value: float | None = None
    """The peer's value in the same unit, measured in the same run."""
    by_ratio: bool = False
    """The limit is for the ratio to the peer."""
    at_least: bool = False
    """More is better: the limit is the least that passes."""

    @property
    def ratio(self) -> float | None:
        """Value over the peer's value; None without a peer."""
        return self.value / self.peer_value if self.peer_value else None

    @property
    def passed(self) -> bool | None:
        """Whether the limit is kept; None where there is no limit or the peer it is measured by is not installed."""
        judged = self.ratio if self.by_ratio else self.value
        if self.limit is None or judged is None:
            return None
        return judged >= self.limit if self.at_least else judged <= self.limit

    @property
    def to_reach(self) -> str:
        """The limit in words."""
        if self.limit is None:
            return ""
        unit = f"× {self.peer}" if self.by_ratio else self.unit
        return f"{'≥' if self.at_least else '≤'} {self.limit:g} {unit}"

    def as_json(self) -> dict[str, object]:
        """Every field, the ratio and the verdict."""
        return {**asdict(self), "ratio": self.ratio, "passed": self.passed}


def seconds(action: Callable[[], object]) -> float:
    """Wall time of one call."""
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def median_seconds(action: Callable[[], object], times: int) -> float:
    """Median wall time of several calls."""
    return statistics.median(seconds(action) for _ in range(times))


def interleaved(actions: Sequence[Callable[[], float]], times: int) -> list[float]:
    """Median of what each action returns, run in turn so that a busy moment meets all of them."""
    runs = [[action() for action in actions] for _ in range(times)]
    return [statistics.median(run[index] for run in runs) for index in range(len(actions))]


def percentile(values: Sequence[float], part: float) -> float:
    """The value that `part` (0 to 1) of all values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


_HEADINGS = ("row", "what", "measured", "peer", "ratio", "to reach", "")


def table(figures: Sequence[Figure]) -> str:
    """The figures as text in columns."""
    rows = [_HEADINGS, *(_cells(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "\n".join(lines)


def _cells(figure: Figure) -> tuple[str, ...]:
    verdict = {True: "pass", False: "MISS", None: ""}[figure.passed]
    peer = f"{figure.peer} {_number(figure.peer_value)}" if figure.peer_value is not None else figure.peer
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    measured = f"{_number(figure.value)} {figure.unit}"
    return (figure.row, figure.what, measured, peer, ratio, figure.to_reach, verdict)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
