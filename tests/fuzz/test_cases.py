"""What the fuzzer once found, and what it begins with, breaks no promise any more."""

from collections.abc import Iterator

import pytest

from tests.fuzz.run import CASES
from tests.fuzz.targets import SEEDS, TARGETS, bounded


def _inputs() -> Iterator[object]:
    for target, seeds in SEEDS.items():
        for number, seed in enumerate(seeds):
            yield pytest.param(target, seed, id=f"{target} seed {number}")
        for case in sorted(CASES.glob(f"{target}-*")):
            yield pytest.param(target, case.read_bytes(), id=case.name[:30])


@pytest.mark.parametrize(("target", "data"), _inputs())
def test_no_promise_is_broken(target: str, data: bytes) -> None:
    TARGETS[target](data)


def test_an_input_that_costs_too_much_fails_whatever_the_clock_says(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([0.0, 9.0, 0.0, 11.0])
    monkeypatch.setattr("tests.fuzz.targets.time.process_time", lambda: next(moments))
    bounded(len)(b"")
    with pytest.raises(AssertionError):
        bounded(len)(b"")
