"""Recipes that name one table: a line planted in a copy of it is found wherever the table is used, nothing else being
touched.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import tui_reader

PACKAGE = Path(tui_reader.__file__).parent
PLANTED = Path(__file__).with_name("planted.py")
RUN = "import sys; sys.path.insert(0, sys.argv[1]); import tui_reader, pytest; sys.exit(pytest.main(sys.argv[2:]))"

VIEW = """    View(
        "even", "Even days", Field("tags", "双数", exact=True), "W", "Even posts", "Show the posts of even days."
    ),
"""
ORDER = 'Sort("oldest", "oldest first", (Key("date"), Key("id"))), '


def plant(folder: Path, module: str, *changes: tuple[str, str]) -> Path:
    """A package like ours whose `model/` is a copy, with texts put in front of others in one module of it."""
    package = folder / PACKAGE.name
    package.mkdir()
    for item in PACKAGE.iterdir():
        if item.name not in ("model", "__pycache__"):
            (package / item.name).symlink_to(item)
    (folder / "themes").symlink_to(PACKAGE.parent / "themes")
    (folder / "content").symlink_to(PACKAGE.parent / "content")
    shutil.copytree(PACKAGE / "model", package / "model", ignore=shutil.ignore_patterns("__pycache__"))
    file = package / "model" / module
    text = file.read_text("utf-8")
    for before, added in changes:
        assert text.count(before) == 1, before
        text = text.replace(before, added + before)
    file.write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("module", "changes", "test"),
    [
        ("views.py", (('    View("updated"', VIEW), ("Is\n\n", "Field, ")), "test_the_view_is"),
        ("sorts.py", (("RELEVANT)", ORDER),), "test_the_order_is"),
    ],
    ids=["a view", "a sort"],
)
def test_what_stands_in_its_table_is_found_everywhere(
    tmp_path: Path, module: str, changes: tuple[tuple[str, str], ...], test: str
) -> None:
    folder = plant(tmp_path, module, *changes)
    command = [sys.executable, "-c", RUN, str(folder), "-q", "-p", "no:cacheprovider", "-k", test, str(PLANTED)]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run(command, cwd=PACKAGE.parent, env=environment, capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0 and "1 passed" in ran.stdout, ran.stdout + ran.stderr
