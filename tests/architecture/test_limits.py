"""The limits of the house hold, and the check sees it when one does not."""

import ast
from pathlib import Path

import pytest

from tests.architecture import limits


def _module(text: str, path: str = "tui_reader/sample.py") -> limits.Module:
    return limits.Module(path, text, ast.parse(text))


def _messages(text: str, rule: limits.Rule, path: str = "tui_reader/sample.py") -> list[str]:
    return [found.message for found in rule(_module(text, path))]


def test_the_code_keeps_its_limits() -> None:
    assert [str(found) for found in limits.violations()] == []


def test_every_package_is_looked_at() -> None:
    seen = {module.path for module in limits.modules()}
    assert {"tui_reader/model/post.py", "tui_reader/layout/page.py", "tests/architecture/limits.py"} <= seen


def test_a_long_function_is_named_without_its_docstring() -> None:
    body = "\n".join(f"    a = {n}" for n in range(49))
    fits = f'def f():\n    """One.\n\n    Two.\n    """\n{body}\n'
    assert _messages(fits, limits.function_limits) == []
    assert _messages(f"{fits}    b = 1\n", limits.function_limits) == ["51 lines in f; 50 allowed"]


def test_nesting_counts_blocks_and_takes_elif_as_one_level() -> None:
    ladder = "def f(x):\n    if x:\n        pass\n    elif x > 1:\n        pass\n    elif x > 2:\n        pass\n"
    deep = "def f(x):\n    for a in x:\n        if a:\n            while a:\n                with a:\n                    pass\n"
    assert limits.nesting(ast.parse(ladder).body[0]) == 1
    assert _messages(deep, limits.function_limits) == ["4 levels of nesting in f; 3 allowed"]


def test_parameters_leave_self_out_and_tests_may_take_fixtures() -> None:
    text = "class A:\n    def f(self, a, b, c, d, e): ...\n    def g(self, a, b, c, *, d, e, f): ...\n"
    assert _messages(text, limits.function_limits) == ["6 parameters in g; 5 allowed"]
    assert _messages(text, limits.function_limits, "tests/test_sample.py") == []


def _tree_messages(rule: limits.TreeRule, **files: str) -> list[str]:
    modules = [_module(text, f"tui_reader/{path.replace('__', '/')}.py") for path, text in files.items()]
    return [found.message for found in rule(modules)]


def _class(name: str, first: int, last: int, base: str = "") -> str:
    methods = "\n".join(f"    def f{n}(self): ..." for n in range(first, last))
    return f"class {name}({base}):\n{methods}\n"


def test_a_class_with_too_many_methods_is_named() -> None:
    assert _tree_messages(limits.class_limit, a=_class("A", 0, 20)) == []
    assert _tree_messages(limits.class_limit, a=_class("A", 0, 21)) == ["21 methods in A; 20 allowed"]


def test_inherited_methods_of_ours_count() -> None:
    base, child = _class("A", 0, 15, "object"), _class("B", 10, 21, "a.A[int]")
    assert _tree_messages(limits.class_limit, a=base, b=child) == ["21 methods in B; 20 allowed"]


def test_a_package_with_too_many_modules_is_named() -> None:
    files = {f"room__m{n}": "" for n in range(15)}
    assert _tree_messages(limits.folder_limit, **files) == []
    assert _tree_messages(limits.folder_limit, **files, room__m15="") == ["16 modules in a package; 15 allowed"]


def test_two_modules_with_one_base_name_are_named() -> None:
    assert _tree_messages(limits.name_limit, a__one="", b__two="") == []
    assert _tree_messages(limits.name_limit, a__one="", b__one="") == ["has the base name of tui_reader/a/one.py"]


def test_a_long_file_is_named() -> None:
    assert _messages("\n" * 401, limits.file_limit) == ["401 lines in a file; 400 allowed"]


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        (f'"""{"字" * 114}"""\n', False),
        (f'"""{"字" * 115}"""\n', True),
        (f"# {'a' * 119}\n", True),
        (f"value = {' + '.join(['name'] * 20)}\n", True),
        (f'TABLE = "{"字" * 200}"\n', False),
        (f'def f():\n    """{"word " * 30}"""\n', True),
    ],
    ids=["docstring that fits", "docstring", "comment", "code", "data", "docstring of a function"],
)
def test_a_long_line_is_named_unless_it_is_data(text: str, is_named: bool) -> None:
    assert bool(_messages(text, limits.line_limit)) is is_named


def test_a_package_holds_its_docstring_and_no_code() -> None:
    path = "tui_reader/store/__init__.py"
    assert _messages('"""What it holds."""\n', limits.package_docstrings, path) == []
    assert len(_messages("", limits.package_docstrings, path)) == 1
    assert len(_messages('"""What it holds."""\nimport os\n', limits.package_docstrings, path)) == 1
    assert not _messages('__version__ = "1"\n', limits.package_docstrings, "tui_reader/__init__.py")


@pytest.mark.parametrize(
    ("decorator", "field", "expected"),
    [
        ("@dataclass(frozen=True, slots=True)", 'a: int\n    """A."""', []),
        ("@dataclass(frozen=True)", 'a: int\n    """A."""', ["A is not frozen and slotted"]),
        ("@dataclass", 'a: int\n    """A."""', ["A is not frozen and slotted"]),
        ("@dataclass(frozen=True, slots=True)", "a: int", ["A.a has no sentence under it"]),
        ("", "a: int", []),
    ],
)
def test_words_are_frozen_slotted_and_explained(decorator: str, field: str, expected: list[str]) -> None:
    assert _messages(f"{decorator}\nclass A:\n    {field}\n", limits.words, "tui_reader/model/post.py") == expected


def test_every_module_of_words_is_there() -> None:
    package = Path(limits.ROOT) / "tui_reader"
    assert [name for name in limits.WORDS if not (package / name).is_file()] == []
