"""Finds the private names of Textual that a piece of code uses: by its syntax, and by what its classes inherit."""

import ast
import importlib
import importlib.util
import inspect
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import textual

from tests.architecture.limits import ROOT

PACKAGE = ROOT / "tui_reader"
OWN = "tui_reader"
NOT_TEXTUAL = {"_replace": "a method of named tuples", "_TokenType": "the type of Pygments' tokens"}
"""Names that begin with an underscore and belong to nobody's inside."""
_BY_TEXT = ("getattr", "setattr", "hasattr", "delattr")


class Use(NamedTuple):
    """One use of a private name."""

    place: str
    """File and line."""
    owner: str
    """Full name of the class or module that has it; empty where the syntax does not tell."""
    name: str
    """The name, with its underscore."""


def is_private(name: str) -> bool:
    """Whether a name begins with one underscore; names with two at both ends are Python's own."""
    return name.startswith("_") and not name.startswith("__")


def used_in_text(file: Path) -> Iterator[Use]:
    """Imports of private names of Textual, and private names of objects that are not the class's own."""
    tree = ast.parse(file.read_text("utf-8"))
    others = {alias.asname or alias.name for node in ast.walk(tree) for alias in _modules(node)}
    harmless = NOT_TEXTUAL.keys() | (set(_defined(tree)) - every_private_name())
    for node in ast.walk(tree):
        yield from _imported(node, file)
        name, of = _looked_at(node)
        if is_private(name) and name not in harmless and not _is_own(of, others):
            yield Use(f"{file.name}:{node.lineno}", "", name)


def _modules(node: ast.AST) -> list[ast.alias]:
    """Modules other than Textual's that a statement imports whole."""
    names = node.names if isinstance(node, ast.Import) else []
    return [alias for alias in names if alias.name.split(".")[0] != "textual"]


def _imported(node: ast.AST, file: Path) -> Iterator[Use]:
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        names = [f"{node.module}.{alias.name}" for alias in node.names]
    else:
        return
    for parts in (name.split(".") for name in names):
        at = next((at for at, part in enumerate(parts) if is_private(part)), 0)
        if parts[0] == "textual" and at:
            yield Use(f"{file.name}:{node.lineno}", ".".join(parts[:at]), parts[at])


def _looked_at(node: ast.AST) -> tuple[str, ast.expr | None]:
    """The name of an attribute that is read, written or called, and the object it is of."""
    if isinstance(node, ast.Attribute):
        return node.attr, node.value
    by_text = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _BY_TEXT
    if by_text and isinstance(name := node.args[1], ast.Constant):
        return str(name.value), node.args[0]
    return "", None


def _is_own(of: ast.expr | None, others: set[str]) -> bool:
    """True for `self`, `cls`, `super()` (classes are looked at with what they inherit) and for other libraries."""
    if isinstance(of, ast.Call):
        return isinstance(of.func, ast.Name) and of.func.id == "super"
    return isinstance(of, ast.Name) and (of.id in ("self", "cls") or of.id in others)


def _defined(tree: ast.AST) -> Iterator[str]:
    """Names that classes and functions of a tree define: methods, attributes of classes and of `self`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name
        elif isinstance(node, ast.ClassDef):
            targets = [target for line in node.body for target in _targets(line)]
            yield from (target.id for target in targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and _is_own(node.value, set()):
            yield node.attr


def _targets(statement: ast.stmt) -> list[ast.expr]:
    if isinstance(statement, ast.Assign):
        return statement.targets
    return [statement.target] if isinstance(statement, ast.AnnAssign) else []


@cache
def private_names(textual_class: type) -> frozenset[str]:
    """Private names that one class of Textual defines, those of its instances too."""
    stored = _defined(ast.parse(inspect.getsource(textual_class)))
    return frozenset(name for name in (*vars(textual_class), *stored) if is_private(name))


@cache
def every_private_name() -> frozenset[str]:
    """Private names that any class of Textual's application, widgets and drivers defines."""
    files = Path(inspect.getfile(textual)).parent
    trees = (ast.parse(file.read_text("utf-8")) for folder in ("", "drivers") for file in (files / folder).glob("*.py"))
    return frozenset(name for tree in trees for name in _defined(tree) if is_private(name))


def used_in_classes(module: ModuleType) -> Iterator[Use]:
    """Private names of Textual that classes of a module override, or use of themselves."""
    for cls in _classes(module, module.__name__):
        owners = {
            name: f"{base.__module__}.{base.__qualname__}"
            for base in reversed(cls.__mro__)
            if base.__module__.split(".")[0] == "textual"
            for name in private_names(base)
        }
        for own in cls.__mro__ if owners else ():
            if own.__module__ == module.__name__ or own.__module__.startswith(f"{OWN}."):
                yield from _used_by(own, owners)


def _classes(holder: ModuleType | type, module: str) -> Iterator[type]:
    """Classes of a module, those inside others too."""
    for value in vars(holder).values():
        if isinstance(value, type) and value.__module__ == module:
            yield value
            yield from _classes(value, module)


def _used_by(own: type, owners: dict[str, str]) -> Iterator[Use]:
    file = Path(inspect.getsourcefile(own) or "")
    lines, first = inspect.getsourcelines(own)
    tree = ast.parse(inspect.cleandoc("\n" + "".join(lines)) if lines[0].startswith(" ") else "".join(lines))
    for node in ast.walk(tree):
        name, of = _looked_at(node)
        if name in owners and _is_own(of, set()):
            yield Use(f"{file.name}:{first + node.lineno - 1}", owners[name], name)
    yield from (Use(f"{file.name}:{first}", owners[name], name) for name in set(_defined(tree)) & owners.keys())


def loaded(file: Path) -> ModuleType:
    """A module of the package by its file."""
    return importlib.import_module(".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))


def load_planted(file: Path) -> ModuleType:
    """A module from a file of a test."""
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None and spec.loader is not None
    module = sys.modules[file.stem] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
