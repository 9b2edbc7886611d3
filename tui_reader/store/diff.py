"""What changed between two looks at the files: a pure walk along two sorted streams of stamps."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tui_reader.post import Stamp


@dataclass(frozen=True, slots=True)
class Change:
    """One file that is not as it was."""

    kind: str
    """`added`, `changed` or `removed`."""
    stamp: Stamp
    """The stamp found now; for `removed` the one known before."""


def diff(known: Iterable[Stamp], found: Iterable[Stamp]) -> Iterator[Change]:
    """Changes that lead from `known` to `found`, sorted by path; both streams must be sorted by path, each path once."""
    old, new = iter(known), iter(found)
    before, after = next(old, None), next(new, None)
    while before is not None or after is not None:
        if after is None or (before is not None and before.path < after.path):
            assert before is not None
            yield Change("removed", before)
            before = next(old, None)
        elif before is None or after.path < before.path:
            yield Change("added", after)
            after = next(new, None)
        else:
            if before != after:
                yield Change("changed", after)
            before, after = next(old, None), next(new, None)
