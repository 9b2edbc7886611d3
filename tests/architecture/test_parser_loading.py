"""markdown-it is loaded by one thread at a time, before each import inside a function of what needs it."""

import ast
import importlib
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui_reader.markdown import loading

PACKAGE = Path(__file__).resolve().parents[2] / "tui_reader"
NEED_IT = (
    "tui_reader.feed.post_page",
    "tui_reader.markdown.parser",
    "tui_reader.store.html.direct.direct_page",
    "tui_reader.ui.render.stand_ins",
)
"""Modules that are imported where they are used, and have markdown-it imported with them."""


def _imports(function: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and name of each such module that is imported in a function."""
    for node in ast.walk(function):
        names = [node.module] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "importlib.import_module":
            names += [str(ast.literal_eval(node.args[0]))] if isinstance(node.args[0], ast.Constant) else []
        yield from ((node.lineno, name) for name in names if name in NEED_IT)


def test_markdown_it_is_loaded_before_what_needs_it() -> None:
    found, missing = 0, []
    for file in PACKAGE.rglob("*.py"):
        for function in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            calls = [
                node.lineno
                for node in ast.walk(function)
                if isinstance(node, ast.Call) and ast.unparse(node.func) == "load_parser"
            ]
            for line, name in _imports(function):
                found += 1
                missing += [] if calls and min(calls) < line else [f"{file.name}:{line}: {name}"]
    assert missing == []
    assert found >= 8


def test_no_two_threads_load_it_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    inside, most = [0], [0]

    def load(_name: str) -> None:
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        time.sleep(0.01)
        inside[0] -= 1

    monkeypatch.setattr(importlib, "import_module", load)
    threads = [threading.Thread(target=loading.load_parser) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]
