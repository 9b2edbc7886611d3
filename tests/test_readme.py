"""What the README and the manual say is so: commands exist, links lead somewhere, made pages agree with the
code.
"""

import importlib.util
import re
import struct
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from tools import make_architecture, make_index_page
from tui_reader.cli.registry import command_names, load_commands
from tui_reader.i18n.messages import use_language
from tui_reader.ui.actions.all_actions import ACTIONS
from tui_reader.ui.keys import show_keys

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FIRST_SCREEN = README.split("\n## ")[0]
MADE = ("keys.md", "settings.md", "commands.md", "shortcodes.md")
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def make_manual() -> ModuleType:
    """The script that writes the made pages."""
    spec = importlib.util.spec_from_file_location("make_manual", ROOT / "tools" / "make_manual.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_was_merged_to_its_end(page: Path) -> None:
    assert not re.search("^(<{7}|={7}|>{7})( |$)", page.read_text(encoding="utf-8"), re.MULTILINE)


def test_make_commands_of_the_readme_are_targets() -> None:
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = re.findall(r"make (\w+)", README)
    assert {"run", "test"} <= set(re.findall(r"make (\w+)", FIRST_SCREEN))
    assert set(named) <= set(targets)


def test_commands_of_the_readme_exist() -> None:
    named = re.findall(r"^\$ newsreader ([a-z]+)\b", README, re.MULTILINE) + re.findall(
        r"`newsreader ([a-z]+)`", README
    )
    assert named
    assert set(named) <= command_names()


def test_keys_of_the_readme_are_in_the_table() -> None:
    known = {key for action in ACTIONS for key in show_keys(action).split()}
    table = README.split("| keys | |")[1].split("\n\n")[0]
    named = re.findall(r"`(\S+)`", table)
    assert len(named) >= 7
    assert set(named) <= known


def test_the_first_screen_shows_a_picture_of_the_reader() -> None:
    name = re.search(r"!\[.+\]\((.+\.png)\)", FIRST_SCREEN)
    assert name
    data = (ROOT / name[1]).read_bytes()
    assert data.startswith(b"\x89PNG")
    assert struct.unpack(">II", data[16:24]) == (1200, 748)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_of_the_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("https:", "mailto:")):
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("name", [f"{folder}{page}" for folder in ("", "zh/") for page in MADE])
def test_made_pages_are_level_with_the_code(name: str) -> None:
    try:
        made = make_manual().pages()[name]
    finally:
        use_language("auto")
    assert (ROOT / "docs" / "manual" / name).read_text(encoding="utf-8") == made, "run `make docs`"


def test_every_action_setting_and_command_has_its_line_in_the_manual() -> None:
    keys = (ROOT / "docs" / "manual" / "keys.md").read_text(encoding="utf-8")
    commands = (ROOT / "docs" / "manual" / "commands.md").read_text(encoding="utf-8")
    assert all(f"| `{action.id}` |" in keys for action in ACTIONS)
    assert all(f"\n## {name}\n" in commands for name in load_commands())


def test_the_architecture_page_shows_the_packages_as_they_are() -> None:
    text = make_architecture.PAGE.read_text("utf-8")
    assert text == make_architecture.page(text), "run `make docs`"


def test_every_package_and_module_stands_in_the_architecture_page() -> None:
    made = make_architecture.made()
    folders = [folder.parent for folder in make_architecture.PACKAGE.rglob("__init__.py")][1:]
    modules = [file for file in make_architecture.PACKAGE.rglob("*.py") if file.parent != make_architecture.PACKAGE]
    assert len(folders) > 20
    assert [
        folder for folder in folders if f"`{folder.relative_to(make_architecture.PACKAGE).as_posix()}/`" not in made
    ] == []
    assert [file for file in modules if file.stem != "__init__" and f"| `{file.stem}` |" not in made] == []


def test_the_page_of_a_package_index_is_level_and_leads_nowhere_into_the_checkout() -> None:
    made = make_index_page.page()
    assert make_index_page.PAGE.read_text("utf-8") == made, "run `make docs`"
    links = re.findall(r"\]\(([^)]+)\)", made)
    assert links
    assert all(link.startswith("https://") for link in links)
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["readme"]
    assert ROOT / declared == make_index_page.PAGE


def test_layers_of_the_architecture_page_are_those_of_the_contract() -> None:
    table: dict[str, set[str]] = {}
    for number, name in re.findall(r"^\| (\d+) \| `(\w+)/?` \|", make_architecture.made(), re.MULTILINE):
        table.setdefault(number, set()).add(name)
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    assert list(table.values()) == [set(re.findall(r"tui_reader\.(\w+)", layer)) for layer in layers]
