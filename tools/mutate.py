"""Changes a module at one place at a time and runs its tests: which changes does no test notice?

`python tools/mutate.py tui_reader/text/sanitize.py tests/text/test_sanitize.py …` prints each change that the tests let
pass. The module is put back at the end, also after Ctrl+C.
"""

import ast
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis  # noqa: F401  loaded once for every run of the tests, as what follows
import pytest
import textual.app  # noqa: F401

SECONDS = 120
"""Time for one run of the tests; a change that takes longer counts as noticed."""
OTHER: dict[type, type] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
"""What takes the place of an operator."""


def mutants(source: str) -> Iterator[tuple[int, str, str]]:
    """Line, what was changed, and the changed module, for each place that can be changed; docstrings stay."""
    for number in range(len(list(ast.walk(ast.parse(source))))):
        tree = ast.parse(source)
        nodes = list(ast.walk(tree))
        node = nodes[number]
        described = [each.value for each in nodes if isinstance(each, ast.Expr)]
        said = "" if node in described else _change(node)
        if said:
            yield getattr(node, "lineno", 0), said, ast.unparse(tree)


def _change(node: ast.AST) -> str:
    """Change one node in place; what was done, empty where nothing can be."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in OTHER:
        old, node.ops[0] = type(node.ops[0]), OTHER[type(node.ops[0])]()
        return f"{old.__name__} turned round"
    if isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in OTHER:
        old, node.op = type(node.op), OTHER[type(node.op)]()
        return f"{old.__name__} for another"
    if isinstance(node, ast.Constant) and type(node.value) in (bool, int):
        node.value = not node.value if type(node.value) is bool else node.value + 1
        return f"constant, now {node.value}"
    if isinstance(node, ast.Constant) and type(node.value) is str and len(node.value) > 1 and "\n" not in node.value:
        node.value = node.value[:-1]
        return "text without its last character"
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        node.op = ast.UAdd()
        return "not taken away"
    if isinstance(node, ast.If | ast.While | ast.IfExp):
        node.test = ast.UnaryOp(ast.Not(), node.test)
        return "condition turned round"
    if isinstance(node, ast.Return) and node.value is not None:
        node.value = ast.Constant(None)
        return "returns None"
    return ""


def is_noticed(tests: list[str]) -> bool:
    """Does a test fail now? They run in a fork of this process, which has loaded nothing of ours."""
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS)
        sys.dont_write_bytecode = True
        silence = os.open(os.devnull, os.O_RDWR)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        os._exit(int(pytest.main(["-q", "-x", "-p", "no:cacheprovider", *tests])))
    return os.waitpid(child, 0)[1] != 0


def main(module: Path, tests: list[str]) -> int:
    """Try every change; how many were not noticed."""
    source, passed, tried = module.read_text("utf-8"), 0, 0
    try:
        for line, said, changed in mutants(source):
            module.write_text(changed, "utf-8")
            tried += 1
            if not is_noticed(tests):
                passed += 1
                print(f"{module}:{line}: {said}", flush=True)
    finally:
        module.write_text(source, "utf-8")
    print(f"{module}: {tried} changes, {passed} not noticed")
    return passed


if __name__ == "__main__":
    sys.exit(min(main(Path(sys.argv[1]), sys.argv[2:]), 1))
