"""What the tests of N1 to N8 counted, as one table at the end of `make faults`."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

PROMISES: Mapping[str, str] = {
    "N1": "many sessions mark at once, and some are killed",
    "N2, N3": "faults of disk and content, reading goes on",
    "N4": "hostile input, at most 1 s of CPU for each step and 150 MB",
    "N5": "what others wrote, on every path to a terminal",
    "N6": "ends: modes, processes and bytes that are left",
    "N7": "a login that may only read, watched from outside",
    "N8": "keys and bytes at random",
}
"""What each of them is about."""
MODULES: Mapping[str, str] = {
    "test_marking_storm": "N1",
    "test_sessions": "N1",
    "test_disk_faults": "N2, N3",
    "test_broken_ground": "N2, N3",
    "test_damage_under_the_screen": "N2, N3",
    "test_posts": "N4",
    "test_bounds": "N4",
    "test_expressions": "N4",
    "test_escapes": "N5",
    "test_modes": "N6",
    "test_last_word": "N6",
    "test_reader_ends": "N6",
    "test_cut_lines": "N6",
    "test_in_real_terminals": "N6",
    "test_in_screen": "N6",
    "test_far_terminal": "N6",
    "test_second_user": "N7",
    "test_watched_commands": "N7",
    "test_restricted": "N7",
    "test_random_bytes": "N8",
    "test_random_keys": "N8",
}
"""The promise that the tests of a module are for."""


class Figures:
    """Counts and largest values by promise; the tests of one run share it."""

    def __init__(self) -> None:
        self._counts: dict[str, Counter[str]] = {}
        self._most: dict[str, dict[str, tuple[float, str]]] = {}
        self._tests: dict[str, Counter[str]] = {}

    def add(self, promise: str, counts: Mapping[str, int]) -> None:
        """Add to counts of a promise."""
        assert promise in PROMISES
        for name, count in counts.items():
            self._counts.setdefault(promise, Counter())[name] += count

    def take_most(self, promise: str, name: str, value: float, of: str) -> None:
        """Keep the largest value of a name, and what it belongs to."""
        assert promise in PROMISES
        known = self._most.setdefault(promise, {})
        known[name] = max(known.get(name, (0.0, "")), (value, of))

    def hear(self, module: str, outcome: str) -> None:
        """A test of a module ended so."""
        promise = MODULES.get(module)
        if promise:
            self._tests.setdefault(promise, Counter())[outcome] += 1

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Each promise, its figures, and how its tests ended; none where no promise was counted."""
        for promise, title in PROMISES.items() if self._counts else ():
            counts = [f"{count:,} {name}" for name, count in self._counts.get(promise, {}).items()]
            most = [f"most {name} {value:.2f} ({of})" for name, (value, of) in self._most.get(promise, {}).items()]
            ended = [f"{count} {outcome}" for outcome, count in sorted(self._tests.get(promise, {}).items())]
            yield f"{promise}  {title}", ", ".join([*counts, *most]) or "not run", ", ".join(ended) or "none"


def table(rows: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """The rows as lines for people."""
    for promise, figures, ended in rows:
        yield promise
        yield f"    {figures}"
        yield f"    tests: {ended}"
