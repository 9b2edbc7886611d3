"""No import circle in the whole program: imports inside functions and those for type checking alone count too."""

import ast
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "tui_reader"

Graph = Mapping[str, frozenset[str]]
"""Module → the modules of the program that it imports."""


def _names(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Module and name of every import, wherever in the file it stands; the name is empty for a whole module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name) for alias in node.names)


def import_graph(root: Path) -> Graph:
    """The imports of every module of the program below `root`."""
    files = sorted((root / PACKAGE).rglob("*.py"))
    modules = {".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): file for file in files}

    def target(module: str, name: str) -> str:
        whole = f"{module}.{name}"
        return whole if whole in modules else module

    return {
        module: frozenset(
            found for names in _names(ast.parse(file.read_text("utf-8"))) if (found := target(*names)) in modules
        )
        for module, file in modules.items()
    }


def circles(graph: Graph) -> list[list[str]]:
    """Groups of modules that import each other: the strongly connected components (Kosaraju), and modules that import
    themselves.
    """
    order: list[str] = []
    seen: set[str] = set()
    for module in graph:
        order += _finished(module, graph, seen)
    importers: dict[str, set[str]] = {module: set() for module in graph}
    for module, imported in graph.items():
        for other in imported:
            importers[other].add(module)
    taken: set[str] = set()
    groups = (sorted(_finished(module, importers, taken)) for module in reversed(order))
    return sorted(group for group in groups if len(group) > 1 or (group and group[0] in graph[group[0]]))


def _finished(start: str, graph: Mapping[str, frozenset[str] | set[str]], seen: set[str]) -> list[str]:
    """Modules that `start` leads to and that were not seen before, as a search by depth ends them."""
    if start in seen:
        return []
    seen.add(start)
    ended: list[str] = []
    path = [(start, iter(sorted(graph[start])))]
    while path:
        module, imports = path[-1]
        following = next((other for other in imports if other not in seen), None)
        if following is None:
            ended.append(module)
            path.pop()
        else:
            seen.add(following)
            path.append((following, iter(sorted(graph[following]))))
    return ended


def test_no_modules_import_each_other() -> None:
    assert circles(import_graph(ROOT)) == []


def _graph(**imports: str) -> Graph:
    return {module: frozenset(names.split()) for module, names in imports.items()}


def test_circles_are_named_whole_and_apart() -> None:
    graph = _graph(a="b", b="c d", c="a", d="e", e="f", f="e", g="a g", h="")
    assert circles(graph) == [["a", "b", "c"], ["e", "f"], ["g"]]
    assert circles(_graph(a="b c", b="c", c="")) == []


def test_a_planted_circle_is_seen(tmp_path: Path) -> None:
    shutil.copytree(ROOT / PACKAGE, tmp_path / PACKAGE, ignore=shutil.ignore_patterns("__pycache__"))
    low, high = tmp_path / PACKAGE / "text" / "cells.py", tmp_path / PACKAGE / "text" / "sanitize.py"
    high.write_text(f"{high.read_text('utf-8')}\n\ndef f():\n    from tui_reader.text import cells\n", "utf-8")
    hidden = "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    import tui_reader.text.sanitize\n"
    low.write_text(f"{low.read_text('utf-8')}\n\n{hidden}", "utf-8")
    assert [f"{PACKAGE}.text.cells", f"{PACKAGE}.text.sanitize"] in circles(import_graph(tmp_path))


def test_actions_know_no_screen() -> None:
    known = {
        (module, other)
        for module, imported in import_graph(ROOT).items()
        for other in imported
        if module.startswith((f"{PACKAGE}.ui.actions.", f"{PACKAGE}.ui.controllers."))
        and other.startswith((f"{PACKAGE}.ui.screens", f"{PACKAGE}.ui.app"))
    }
    assert known == set()
