"""State at the top level of a module is shared by all threads: there is little of it, and each piece says who may
change it.
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "tui_reader"

MUTABLE: Mapping[str, str] = {
    "config/child_process.py:_own_variables": "a lock",
    "config/user_files.py:_forbidden": "one number, set while the program starts, before there is a second thread",
    "index/queries/facet_counts.py:_last": "a lock of its own",
    "model/wanted.py:_thread": "each thread has its own",
    "store/local_source.py:_bounds": "one folder, set while the feed is opened, before there is a second thread",
    "store/site/cascade.py:_sections": "a lock of its own",
    "i18n/messages.py:_current": "one reference, replaced at once while the program starts; readers take it once",
    "ui/actions/table.py:_REGISTERED": "filled while the modules of actions are imported, then never changed",
    "text/cells.py:_WIDTHS": "remembers what follows from the key alone; a value set twice is the same",
    "text/folding.py:_folds": "remembers what follows from the key alone; a value set twice is the same",
    "layout/linebreak/break_classes.py:CLASS_OF": "remembers what follows from the key alone; a value set twice is the same",
}
"""Module-level state that changes while the program runs, and why several threads may share it."""

LOCKS = {"config/child_process.py:_own_lock", "markdown/loading.py:_loading", "text/code_lexer.py:_lexing"}

CHANGING = {
    "append", "appendleft", "add", "update", "setdefault", "pop", "popleft", "popitem", "clear", "extend", "insert", "remove", "discard",
    "move_to_end", "sort", "reverse", "__setitem__", "subtract", "put", "keep", "forget",
}  # fmt: skip
"""Methods that change what they are called on."""


def module_names(tree: ast.Module) -> dict[str, ast.expr]:
    """Names that a module gives a value at its top level, and the value."""
    found: dict[str, ast.expr] = {}
    for node in tree.body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        for target in targets:
            if isinstance(target, ast.Name) and node.value is not None:
                found[target.id] = node.value
    return found


def own_mutable_classes(tree: ast.Module) -> set[str]:
    """Classes of a module that are no frozen dataclasses."""
    classes = (node for node in tree.body if isinstance(node, ast.ClassDef))
    frozen = "frozen=True"
    return {node.name for node in classes if not any(frozen in ast.unparse(one) for one in node.decorator_list)}


def changed_names(tree: ast.Module) -> Iterator[str]:
    """Names of module-level values that a function of the module changes: written into, or given another value."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            yield from node.names
        elif isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store | ast.Del):
            yield ast.unparse(node.value)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGING:
            yield ast.unparse(node.func.value)


def shared(source: str) -> set[str]:
    """Names of a module's top level whose values may change while the program runs."""
    tree = ast.parse(source)
    names, mutable = module_names(tree), own_mutable_classes(tree)
    changed = {name for name in changed_names(tree) if name in names}
    for name, value in names.items():
        makes = {ast.unparse(node.func) for node in ast.walk(value) if isinstance(node, ast.Call)}
        if makes & mutable or makes & {
            "threading.Lock",
            "threading.RLock",
            "deque",
            "defaultdict",
            "OrderedDict",
            "Counter",
        }:
            changed.add(name)
    return changed


def test_every_mutable_global_is_known() -> None:
    found = {
        f"{file.relative_to(PACKAGE).as_posix()}:{name}"
        for file in PACKAGE.rglob("*.py")
        for name in shared(file.read_text("utf-8"))
    }
    assert found == {*MUTABLE, *LOCKS}


@pytest.mark.parametrize(
    "source",
    [
        "x = {}\ndef f():\n    x[1] = 2",
        "x = []\ndef f():\n    x.append(2)",
        "x: dict[int, int] = {}\ndef f():\n    x.clear()",
        "x = 1\ndef f():\n    global x\n    x = 2",
        "class C:\n    pass\nx = C()",
        "from collections import deque\nx = deque()",
        "x = {}\ndef f():\n    del x[1]",
    ],
)
def test_a_planted_global_is_seen(source: str) -> None:
    assert shared(source) == {"x"}


def test_a_table_is_not_taken_for_state() -> None:
    assert shared("X = {1: 2}\nY = frozenset((1,))\ndef f(x):\n    return X[x]") == set()
