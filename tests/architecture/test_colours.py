"""A colour of a theme is translated in one module: no other one reads `#rrggbb` or knows the ANSI colours by name."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui_reader.config.theme import ANSI

PACKAGE = Path(__file__).resolve().parents[2] / "tui_reader"

TRANSLATES = "terminal/colour.py"
NAMES = ("config/theme.py", TRANSLATES)
"""Where the names are, since they are part of what a theme file may say, and where they become numbers."""
OTHER_HEXADECIMAL = {
    "terminal/kitty_graphics.py": "ranges of code points",
    "terminal/probe/terminal_probe.py": "parts of a colour that the terminal answered, of one to four digits",
}
"""Modules that read hexadecimal digits which are no colour of a theme."""


def translations(source: str, path: str) -> Iterator[str]:
    """What a module does with colours that is another one's work."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "int" and _has_base_16(node):
            if path not in (TRANSLATES, *OTHER_HEXADECIMAL):
                yield f"{path}:{node.lineno}: reads hexadecimal digits"
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.RShift) and ast.unparse(node.right) == "16":
            if path != TRANSLATES:
                yield f"{path}:{node.lineno}: takes a colour apart"
        elif isinstance(node, ast.Constant) and path not in NAMES and _names_colours(node.value):
            yield f"{path}:{node.lineno}: names a colour"


def _has_base_16(call: ast.Call) -> bool:
    bases = [*call.args[1:], *(word.value for word in call.keywords if word.arg == "base")]
    return any(ast.unparse(base) == "16" for base in bases)


def _names_colours(value: object) -> bool:
    return isinstance(value, str) and (value in ANSI - {"default"} or len(ANSI.intersection(value.split())) > 2)


def test_colours_are_translated_in_one_place() -> None:
    found = [
        fault
        for file in sorted(PACKAGE.rglob("*.py"))
        for fault in translations(file.read_text("utf-8"), file.relative_to(PACKAGE).as_posix())
    ]
    assert found == []


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("red = int(colour[1:3], 16)", "reads hexadecimal digits"),
        ("red = int(colour[1:3], base=16)", "reads hexadecimal digits"),
        ("red = value >> 16 & 255", "takes a colour apart"),
        ("_HUES = ('black', )", "names a colour"),
        ("_HUES = 'black red green yellow'.split()", "names a colour"),
        ("if name == 'bright_red': pass", "names a colour"),
    ],
)
def test_a_planted_translation_is_seen(source: str, fault: str) -> None:
    assert list(translations(source, "ui/planted.py")) == [f"ui/planted.py:1: {fault}"]
