"""The table of settings: each says what it may be, and something reads it."""

import ast
from pathlib import Path

import pytest

from tui_reader.config import settings
from tui_reader.config.settings import allowed, setting_names


def test_every_setting_says_what_it_may_be():
    for name in setting_names():
        assert allowed(name)


@pytest.mark.parametrize("name", setting_names())
def test_every_setting_is_read_somewhere_outside_its_module(name: str) -> None:
    """A setting that nothing reads does nothing, whatever the manual says of it."""
    package = Path(settings.__file__).parents[1]
    reads = (
        node
        for file in package.rglob("*.py")
        if file.name not in ("settings.py", "settings_file.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == name and "settings" in ast.unparse(node.value)
    )
    assert any(reads)
