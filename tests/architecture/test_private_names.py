"""Private names of Textual: one folder uses them, one table lists them, and the installed Textual has them."""

import importlib
import inspect
import sys
from pathlib import Path

import pytest

from tests.architecture.private_uses import (
    PACKAGE,
    Use,
    load_planted,
    loaded,
    private_names,
    used_in_classes,
    used_in_text,
)
from tui_reader.ui.textual_compat.private_names import PRIVATE_NAMES, PrivateName

FOLDER = PACKAGE / "ui" / "textual_compat"
INSIDE = sorted(FOLDER.glob("*.py"))
OUTSIDE = sorted(set(PACKAGE.rglob("*.py")) - set(INSIDE))


def uses(files: list[Path]) -> set[Use]:
    """Every use in these files; only the interface has classes that inherit from Textual."""
    found = {use for file in files for use in used_in_text(file)}
    classes = (loaded(file) for file in files if file.is_relative_to(PACKAGE / "ui"))
    return found | {use for module in classes for use in used_in_classes(module)}


def parameters(function: object) -> tuple[str, ...]:
    """Names of a function's parameters but `self`, `*` before a variadic one."""
    assert callable(function)
    found = inspect.signature(function).parameters.values()
    return tuple("*" * (one.kind == one.VAR_POSITIONAL) + one.name for one in found if one.name != "self")


@pytest.mark.parametrize("entry", PRIVATE_NAMES, ids=lambda entry: f"{entry.owner}.{entry.name}")
def test_the_installed_textual_has_every_name(entry: PrivateName) -> None:
    if entry.owner == "textual":
        assert importlib.import_module(f"{entry.owner}.{entry.name}")
        return
    module, _, name = entry.owner.rpartition(".")
    owner = getattr(importlib.import_module(module), name)
    assert entry.name in private_names(owner)
    here = inspect.getattr_static(owner, entry.name, None)
    assert (parameters(here) if inspect.isfunction(here) else None) == entry.parameters


def test_each_name_is_listed_once_with_its_reason() -> None:
    assert len({(entry.owner, entry.name) for entry in PRIVATE_NAMES}) == len(PRIVATE_NAMES)
    assert all(len(entry.reason) > 20 for entry in PRIVATE_NAMES)


def test_no_other_file_uses_a_private_name() -> None:
    found = {use for use in uses(OUTSIDE) if not use.place.startswith(tuple(f"{file.name}:" for file in INSIDE))}
    assert sorted(found) == []


def test_the_table_is_what_the_folder_uses() -> None:
    found = uses(INSIDE)
    assert {use.name for use in found} == {entry.name for entry in PRIVATE_NAMES}
    assert {(use.owner, use.name) for use in found if use.owner} <= {(one.owner, one.name) for one in PRIVATE_NAMES}


PLANTED = {
    "module": ("from textual._xterm_parser import XTermParser\n", {("textual", "_xterm_parser")}),
    "module, whole": ("import textual._context\n", {("textual", "_context")}),
    "name of a module": ("from textual.app import _NULL\n", {("textual.app", "_NULL")}),
    "other object": ("def f(app):\n    return app._driver\n", {("", "_driver")}),
    "other object, written": ("def f(self):\n    self.app._driver = None\n", {("", "_driver")}),
    "other object, its name kept too": (
        "class A:\n    def __init__(self, app):\n        self._driver = app._driver\n",
        {("", "_driver")},
    ),
    "by its text": ("def f(app):\n    return getattr(app, '_driver')\n", {("", "_driver")}),
    "os": ("import os\nos._exit\n", set()),
    "a class's own": (
        "class A:\n    def __init__(self):\n        self._ours_alone = 1\n\ndef f(a):\n    return a._ours_alone\n",
        set(),
    ),
}


@pytest.mark.parametrize("case", PLANTED)
def test_a_planted_use_is_seen_in_the_text(tmp_path: Path, case: str) -> None:
    text, expected = PLANTED[case]
    (tmp_path / "planted.py").write_text(text)
    assert {(use.owner, use.name) for use in used_in_text(tmp_path / "planted.py")} == expected


_WIDGET = "from textual.widget import Widget\n\n"
INHERITED = {
    "method": (f"{_WIDGET}class A(Widget):\n    def _render(self): ...\n", {"_render"}),
    "attribute of a class": (f"{_WIDGET}class A(Widget):\n    _border_title = None\n", {"_border_title"}),
    "attribute, read": (f"{_WIDGET}class A(Widget):\n    def f(self):\n        return self._size\n", {"_size"}),
    "attribute, written": (f"{_WIDGET}class A(Widget):\n    def f(self):\n        self._size = 1\n", {"_size"}),
    "called above": (f"{_WIDGET}class A(Widget):\n    def f(self):\n        super()._render()\n", {"_render"}),
    "mixed in": (
        f"{_WIDGET}class A:\n    def f(self):\n        return self._size\n\nclass B(A, Widget): ...\n",
        {"_size"},
    ),
    "class in a class": (
        "from textual.message import Message\n\nclass A:\n    class B(Message):\n        _sender = 1\n",
        {"_sender"},
    ),
    "its own": (f"{_WIDGET}class A(Widget):\n    def f(self):\n        self._ours_alone = 1\n", set()),
}


@pytest.mark.parametrize("case", INHERITED)
def test_a_planted_use_is_seen_in_a_class(tmp_path: Path, case: str) -> None:
    text, expected = INHERITED[case]
    file = tmp_path / "planted_class.py"
    file.write_text(text)
    try:
        assert {use.name for use in used_in_classes(load_planted(file))} == expected
    finally:
        sys.modules.pop(file.stem)
