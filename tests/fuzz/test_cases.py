"""What the fuzzer once found, and what it begins with, breaks no promise any more."""

from collections.abc import Iterator

import pytest

from tests.fuzz.run import CASES
from tests.fuzz.targets import SEEDS, TARGETS


def _inputs() -> Iterator[object]:
    for target, seeds in SEEDS.items():
        for number, seed in enumerate(seeds):
            yield pytest.param(target, seed, id=f"{target} seed {number}")
        for case in sorted(CASES.glob(f"{target}-*")):
            yield pytest.param(target, case.read_bytes(), id=case.name[:30])


@pytest.mark.parametrize(("target", "data"), _inputs())
def test_no_promise_is_broken(target: str, data: bytes) -> None:
    TARGETS[target](data)
