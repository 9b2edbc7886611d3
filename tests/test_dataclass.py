"""Frozen slotted classes are what the standard library makes of the same lines, but for the time it takes."""

import dataclasses
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tui_reader.model.dataclass import dataclass

Decorator = Callable[..., Callable[[type], Any]]


def classes(decorator: Decorator) -> tuple[type, ...]:
    """The same classes by one decorator or the other."""

    @decorator(frozen=True, slots=True)
    class Empty:
        pass

    @decorator(frozen=True, slots=True)
    class Full:
        """What it is."""

        number: int
        text: str = "字"
        made: list[int] = field(default_factory=list)
        secret: str = field(default="", repr=False)
        apart: dict[str, int] = field(default_factory=dict, hash=False)
        beside: int = field(default=0, compare=False)

    @decorator(frozen=True, slots=True)
    class Derived(Full):
        more: int = 7

        def __post_init__(self) -> None:
            if self.more < 0:
                raise ValueError("too small")

    @decorator(frozen=True, slots=True, eq=False)
    class Apart:
        number: int

    return Empty, Full, Derived, Apart


@dataclass(frozen=True, slots=True)
class Sent:
    """Goes through a pipe."""

    number: int
    text: str = ""


OURS, THEIRS = classes(dataclass), classes(dataclasses.dataclass)
CALLS: tuple[tuple[tuple[Any, ...], dict[str, Any]], ...] = (
    ((), {}),
    ((1,), {}),
    ((1, "b"), {"secret": "s", "apart": {"a": 1}, "beside": 3}),
    ((1, "b", [2]), {"more": 8}),
    ((1,), {"more": -1}),
    ((1,), {"nothing": 1}),
    ((1, 2, 3, 4, 5, 6, 7, 8), {}),
)


def outcome(make: Callable[[], Any]) -> Any:
    """What a call gives, or the kind of error it raises."""
    try:
        return make()
    except (TypeError, ValueError) as error:
        return type(error)


def described(made: Any) -> Any:
    """All that can be seen of an instance."""
    if isinstance(made, type):
        return made
    hashed = outcome(lambda: hash(made) is not None)
    return repr(made), dataclasses.asdict(made), hashed, hasattr(made, "__dict__")


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("which", range(4))
def test_instances_are_those_of_the_standard_library(which, call):
    values, named = call
    ours, theirs = (described(outcome(partial(kinds[which], *values, **named))) for kinds in (OURS, THEIRS))
    assert ours == theirs


@pytest.mark.parametrize("kinds", [OURS, THEIRS])
def test_instances_compare_by_what_is_compared(kinds):
    _, full, derived, apart = kinds
    assert full(1, made=[2]) == full(1, made=[2], beside=9)
    assert full(1) != full(2)
    assert full(1) != derived(1)
    assert apart(1) != apart(1)
    assert len({apart(1), apart(1)}) == 2
    assert full(1).__eq__(1) is NotImplemented


@pytest.mark.parametrize("kinds", [OURS, THEIRS])
def test_instances_do_not_change(kinds):
    made = kinds[1](1)
    for change in (lambda: setattr(made, "number", 2), lambda: delattr(made, "number")):
        with pytest.raises(FrozenInstanceError):
            change()
    assert dataclasses.replace(made, number=2).number == 2
    assert made.made is not kinds[1](1).made
    match made:
        case object(number=number):
            assert number == 1


def test_an_instance_goes_through_a_pipe():
    sent = Sent(1, "字")
    assert pickle.loads(pickle.dumps(sent)) == sent
    assert hash(pickle.loads(pickle.dumps(sent))) == hash(sent)


def test_a_class_nobody_makes_an_instance_of_compiles_nothing():
    code = (
        "import builtins; compiled = []; run = builtins.exec\n"
        "builtins.exec = lambda *given: (compiled.append(given[0]), run(*given))[1]\n"
        "from tui_reader.model.dataclass import dataclass\n"
        "@dataclass(frozen=True, slots=True)\nclass One:\n    a: int\n"
        "before = len([1 for one in compiled if isinstance(one, str)]); One(1); One(2)\n"
        "print(before, len([1 for one in compiled if isinstance(one, str)]))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[1])
    assert told.stdout.split() == ["0", "1"], told.stderr
