"""Frozen slotted classes are what the standard library makes of the same lines, but for the time it takes."""

import dataclasses
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import pytest

from tui_reader.model import dataclass as own
from tui_reader.model.dataclass import FEW, dataclass

Decorator = Callable[..., Callable[[type], Any]]


def classes(decorator: Decorator, field: Callable[..., Any]) -> tuple[type, ...]:
    """The same classes by the functions of one module or the other."""

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

    @decorator(slots=True)
    class Changing:
        number: int
        of_all: ClassVar[int] = 3
        quoted: "ClassVar[int]" = 4
        made: list[int] = field(default_factory=list)
        hashed: int = field(default=0, compare=False, hash=True)

    @decorator(frozen=True, slots=True, order=True)
    class Ordered:
        number: int
        text: str = ""

    @decorator(frozen=True, slots=True, kw_only=True)
    class Named:
        number: int = 0
        text: str

    return Empty, Full, Derived, Apart, Changing, Ordered, Named


@dataclass(frozen=True, slots=True)
class Sent:
    """Goes through a pipe."""

    number: int
    text: str = ""


OURS, THEIRS = classes(dataclass, own.field), classes(dataclasses.dataclass, dataclasses.field)
CALLS: tuple[tuple[tuple[Any, ...], dict[str, Any]], ...] = (
    ((), {}),
    ((1,), {}),
    ((1, "b"), {"secret": "s", "apart": {"a": 1}, "beside": 3}),
    ((1, "b", [2]), {"more": 8}),
    ((1,), {"more": -1}),
    ((1,), {"nothing": 1}),
    ((), {"number": 1, "text": "c"}),
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
@pytest.mark.parametrize("which", range(7))
@pytest.mark.parametrize("few", [0, FEW], ids=["compiled", "not compiled"])
def test_instances_are_those_of_the_standard_library(few, which, call, monkeypatch):
    monkeypatch.setattr(own, "FEW", few)
    values, named = call
    ours = classes(dataclass, own.field)
    told = [described(outcome(partial(kinds[which], *values, **named))) for kinds in (ours, THEIRS)]
    assert told[0] == told[1]


def test_an_instance_is_the_same_before_and_after_its_class_was_compiled():
    full = classes(dataclass, own.field)[1]
    made = [full(1, secret="s", apart={"a": 1}) for _ in range(FEW + 2)]
    assert made == [made[0]] * len(made)
    assert len({id(one.made) for one in made}) == len(made)
    assert {repr(one) for one in made} == {repr(made[0])}


@pytest.mark.parametrize("kinds", [OURS, THEIRS])
def test_instances_compare_by_what_is_compared(kinds):
    _, full, derived, apart, changing, ordered, _ = kinds
    assert full(1, made=[2]) == full(1, made=[2], beside=9)
    assert full(1) != full(2)
    assert full(1) != derived(1)
    assert apart(1) != apart(1)
    assert len({apart(1), apart(1)}) == 2
    assert full(1).__eq__(1) is NotImplemented
    assert changing(1) == changing(1, hashed=2)
    assert changing.__hash__ is None
    assert sorted([ordered(2), ordered(1, "b"), ordered(1)]) == [ordered(1), ordered(1, "b"), ordered(2)]
    assert ordered(1) <= ordered(1) >= ordered(1) < ordered(2) > ordered(1)
    assert ordered(1).__lt__(1) is NotImplemented


@pytest.mark.parametrize(("module", "kinds"), [(own, OURS), (dataclasses, THEIRS), (dataclasses, OURS)])
def test_fields_are_told_and_replaced(module, kinds):
    _, full, derived, _, changing, _, named = kinds
    told = [(one.name, one.type) for one in module.fields(derived)]
    assert told[:2] == [("number", int), ("text", str)]
    assert [name for name, _ in told] == ["number", "text", "made", "secret", "apart", "beside", "more"]
    assert [one.name for one in module.fields(changing(1))] == ["number", "made", "hashed"]
    assert module.replace(derived(1, more=3), text="b") == derived(1, "b", more=3)
    assert module.replace(named(text="a"), number=2) == named(number=2, text="a")
    assert module.is_dataclass(full)
    assert module.is_dataclass(full(1))
    assert not module.is_dataclass(1)
    with pytest.raises(TypeError):
        module.replace(full(1), nothing=1)


@pytest.mark.parametrize("kinds", [OURS, THEIRS])
def test_what_is_not_frozen_changes(kinds):
    made = kinds[4](1)
    made.number = 2
    assert (made.number, made.of_all, made.quoted) == (2, 3, 4)
    with pytest.raises(AttributeError):
        made.nothing = 1


def test_a_class_is_made_without_the_module_of_the_standard_library():
    code = (
        "import sys; from tui_reader.model.dataclass import dataclass, field, replace\n"
        "@dataclass(frozen=True, slots=True)\nclass One:\n    a: int\n    b: list = field(default_factory=list)\n"
        "replace(One(1), a=2); print({'dataclasses', 'inspect'} & set(sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[1])
    assert told.stdout.split() == ["set()"], told.stderr


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


def test_a_class_that_is_seldom_made_compiles_nothing():
    code = (
        "import builtins; compiled = []; run = builtins.exec\n"
        "builtins.exec = lambda *given: (compiled.append(given[0]), run(*given))[1]\n"
        "from tui_reader.model.dataclass import dataclass\n"
        "@dataclass(frozen=True, slots=True)\nclass One:\n    a: int\n"
        "before = len([1 for one in compiled if isinstance(one, str)]); One(1)\n"
        "few = len([1 for one in compiled if isinstance(one, str)]); [One(n) for n in range(99)]\n"
        "print(before, few, len([1 for one in compiled if isinstance(one, str)]))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[1])
    assert told.stdout.split() == ["0", "0", "1"], told.stderr


def test_no_other_module_of_the_program_loads_that_one():
    """`asdict` is asked for by one command, which needs no speed."""
    package = Path(own.__file__).parents[1]
    found = {
        str(file.relative_to(package))
        for file in package.rglob("*.py")
        if re.search(r"^(from|import) dataclasses\b", file.read_text("utf-8"), re.MULTILINE)
    }
    assert found == {"cli/commands/cmd_settings.py"}
