"""Imports point down: the layers of the house, checked with the standard library alone, late imports too."""

import ast
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "tui_reader"


CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]


def _room(name: str) -> str:
    return name.strip().removeprefix(f"{PACKAGE}.")


def _layers() -> tuple[tuple[str, ...], ...]:
    """Rooms from top to bottom as the contract in pyproject.toml names them, so that there is one table to keep."""
    layers = next(contract["layers"] for contract in CONTRACTS if contract["type"] == "layers")
    return tuple(tuple(_room(room) for room in layer.split("|")) for layer in layers)


LAYERS = _layers()
"""A room knows those below it, and none of its own layer."""

APART = {
    (_room(source), _room(target))
    for contract in CONTRACTS
    if contract["type"] == "forbidden"
    for source in contract["source_modules"]
    for target in contract["forbidden_modules"]
}
"""Rooms and modules that may not know a room below them or a library, from left to right."""

INNER = {
    _room(container): tuple(tuple(part.strip() for part in layer.split("|")) for layer in contract["layers"])
    for contract in CONTRACTS
    for container in contract.get("containers", ())
}
"""Rooms whose own modules stand in layers, with these from top to bottom."""

PROTECTED = {
    _room(module): tuple(map(_room, contract["allowed_importers"]))
    for contract in CONTRACTS
    if contract["type"] == "protected"
    for module in contract["protected_modules"]
}
"""Modules that only some rooms may know, and these rooms."""

LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}

OUTSIDE = {
    "textual": {"ui"},
    "sqlite3": {"index.storage", "index.queries", "index.writes", "marks.line_index"},
    "argparse": {"cli", "__main__"},
    "yaml": {"store"},
    "markdown_it": {"markdown", "store"},
    "PIL": {"images"},
    "obstore": {"mirror.bucket"},
    "subprocess": {"config"},
}
"""Libraries that only these rooms and modules may know."""


def imported(file: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of every module or name imported in a file, at its top or inside a function."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level:
            yield node.lineno, "."
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def is_in(module: str, place: str) -> bool:
    """Whether a module is `place` or stands below it."""
    return f"{module}.".startswith(f"{place}.")


def is_apart(module: str, other: str) -> bool:
    """Whether a contract keeps the module from knowing the other one."""
    return any(is_in(module, source) and is_in(other, target) for source, target in APART)


def fault(module: str, name: str) -> str:
    """What is wrong with `module` importing `name`; empty when nothing is."""
    top, _, other = name.partition(".")
    if name == ".":
        return "imports with dots; write the whole name"
    if top != PACKAGE:
        allowed = any(is_in(module, place) for place in OUTSIDE.get(top, {module})) and not is_apart(module, top)
        return "" if allowed else f"knows {top}"
    return room_fault(module, other) or inner_fault(module, other)


def room_fault(module: str, other: str) -> str:
    """What is wrong between two rooms."""
    own, room = module.partition(".")[0], other.partition(".")[0]
    if room in LEVEL and room != own and (LEVEL[room] <= LEVEL[own] or is_apart(module, other)):
        return f"imports {room}, which is not below it"
    for place, allowed in PROTECTED.items():
        if is_in(other, place) and not any(is_in(module, one) for one in allowed):
            return f"imports {place}, which only {', '.join(allowed)} may know"
    return ""


def inner_fault(module: str, other: str) -> str:
    """What is wrong between two parts of one room whose modules stand in layers."""
    for room, layers in INNER.items():
        if is_in(module, room) and is_in(other, room):
            level = {part: number for number, parts in enumerate(layers) for part in parts}
            own, part = (name.removeprefix(f"{room}.").partition(".")[0] for name in (module, other))
            if part in level and part != own and level[part] <= level.get(own, 0):
                return f"imports {room}.{part}, which is not below it"
    return ""


def faults(package: Path) -> list[str]:
    """Every import that does not point down, as `file:line: what`."""
    found = []
    for file in sorted(package.rglob("*.py")):
        inside = file.relative_to(package)
        room = inside.parts[0].removesuffix(".py")
        if room == "__init__":
            continue
        if room not in LEVEL:
            found.append(f"{inside.as_posix()}: stands in no layer")
            continue
        module = ".".join(inside.with_suffix("").parts)
        told = ((line, fault(module, name)) for line, name in imported(file))
        found += [f"{inside.as_posix()}:{line}: {what}" for line, what in told if what]
    return found


def test_imports_point_down() -> None:
    assert faults(ROOT / PACKAGE) == []


@pytest.mark.parametrize(
    ("file", "line", "expected"),
    [
        ("store/planted.py", "import tui_reader.feed.library", "imports feed, which is not below it"),
        (
            "store/planted.py",
            "def f():\n    from tui_reader.index import database",
            "imports index, which is not below it",
        ),
        ("layout/planted.py", "from tui_reader import ui", "imports ui, which is not below it"),
        (
            "layout/planted.py",
            "def f():\n    from tui_reader.markdown.parser import parse",
            "imports markdown, which is not below it",
        ),
        (
            "markdown/planted.py",
            "from tui_reader.layout.page import Line",
            "imports layout, which is not below it",
        ),
        ("text/planted.py", "from tui_reader.config.paths import APP", "imports config, which is not below it"),
        ("feed/library.py", "from tui_reader.ui import app", "imports ui, which is not below it"),
        ("feed/library.py", "import sqlite3", "knows sqlite3"),
        ("index/feed_index.py", "import sqlite3", "knows sqlite3"),
        ("index/records.py", "from sqlite3 import Connection", "knows sqlite3"),
        ("index/queries/where_clause.py", "import sqlite3", "knows sqlite3"),
        (
            "feed/library.py",
            "from tui_reader.index.storage import codec",
            "imports index.storage, which only index may know",
        ),
        (
            "cli/output.py",
            "def f():\n    import tui_reader.index.queries.listing",
            "imports index.queries, which only index may know",
        ),
        (
            "index/queries/listing.py",
            "from tui_reader.index.writes import full_text",
            "imports index.writes, which is not below it",
        ),
        (
            "index/writes/full_text.py",
            "from tui_reader.index.queries.listing import get_rows",
            "imports index.queries, which is not below it",
        ),
        (
            "index/storage/codec.py",
            "from tui_reader.index import records",
            "imports index.records, which is not below it",
        ),
        ("index/records.py", "import tui_reader.index.feed_index", "imports index.feed_index, which is not below it"),
        ("cli/planted.py", "from textual.app import App", "knows textual"),
        ("marks/planted.py", "from . import journal", "imports with dots; write the whole name"),
        ("planted.py", "import os", "stands in no layer"),
    ],
)
def test_a_planted_import_is_seen(tmp_path: Path, file: str, line: str, expected: str) -> None:
    package = tmp_path / PACKAGE
    shutil.copytree(ROOT / PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    planted = package / file
    planted.write_text(f"{planted.read_text('utf-8') if planted.exists() else ''}\n{line}\n", "utf-8")
    new = set(faults(package)) - set(faults(ROOT / PACKAGE))
    assert len(new) == 1
    assert new.pop().endswith(expected)


def test_the_contract_names_every_module_of_the_index_that_runs_no_sql() -> None:
    files = [file for file in (ROOT / PACKAGE / "index").rglob("*.py") if file.stem != "__init__"]
    without = [file for file in files if not any(name.startswith("sqlite3") for _, name in imported(file))]
    named = {source for source, target in APART if target == "sqlite3" and is_in(source, "index")}
    assert named == {".".join(file.relative_to(ROOT / PACKAGE).with_suffix("").parts) for file in without}


def test_the_order_of_the_layers_is_the_plan() -> None:
    plan = (
        "__main__",
        "cli",
        "ui",
        "feed",
        "watch",
        "store",
        "index",
        "document",
        "search",
        "config",
        "text",
        "i18n",
        "model",
    )
    order = [LEVEL[room] for room in plan if room in LEVEL]
    assert order == sorted(set(order))
    assert LEVEL["model"] == len(LAYERS) - 1


def _python(code: str, *arguments: str) -> str:
    """What a new interpreter prints; its error output on failure."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, cwd=ROOT, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _headless_modules() -> list[str]:
    """Names of every module that is not the interface."""
    files = sorted((ROOT / PACKAGE).rglob("*.py"))
    names = [".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for file in files]
    return [name for name in names if not name.startswith(f"{PACKAGE}.ui") and name != f"{PACKAGE}.__main__"]


LOADED = (
    "import importlib, sys; [importlib.import_module(name) for name in sys.argv[1:]]; print('textual' in sys.modules)"
)

RUN = """
import sys
import tomllib
from tui_reader.cli.main import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
assert "textual" not in sys.modules
"""


def test_no_room_but_the_interface_loads_textual() -> None:
    assert _python(LOADED, *_headless_modules()).strip() == "False"


@pytest.mark.parametrize("command", [["list", "--json"], ["terms"], ["paths"], ["--help"]])
def test_the_command_line_never_loads_textual(command: list[str]) -> None:
    assert _python(RUN, *command)
