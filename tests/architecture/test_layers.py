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
"""Rooms that may not know a room below them, from left to right."""

LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}

OUTSIDE = {
    "textual": {"ui"},
    "sqlite3": {"index"},
    "argparse": {"cli", "__main__"},
    "yaml": {"store"},
    "markdown_it": {"markdown", "store"},
    "PIL": {"images"},
    "subprocess": {"config"},
}
"""Libraries that only these rooms may know."""


def imported(file: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of every module or name imported in a file, at its top or inside a function."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level:
            yield node.lineno, "."
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def fault(room: str, name: str) -> str:
    """What is wrong with `room` importing `name`; empty when nothing is."""
    top, _, rest = name.partition(".")
    if name == ".":
        return "imports with dots; write the whole name"
    if top != PACKAGE:
        return f"knows {top}" if room not in OUTSIDE.get(top, {room}) else ""
    other = rest.partition(".")[0]
    if other not in LEVEL or other == room:
        return ""
    return (
        "" if LEVEL[other] > LEVEL[room] and (room, other) not in APART else f"imports {other}, which is not below it"
    )


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
        told = ((line, fault(room, name)) for line, name in imported(file))
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
        ("text/planted.py", "from tui_reader.config.paths import APP", "imports config, which is not below it"),
        ("feed/library.py", "from tui_reader.ui import app", "imports ui, which is not below it"),
        ("feed/library.py", "import sqlite3", "knows sqlite3"),
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
