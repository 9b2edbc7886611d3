"""Which editor opens a file, and how it is told the line."""

from pathlib import Path

import pytest

from tui_reader.config.editor import at_line, editor_command
from tui_reader.model.errors import ProgramError


def program(folder: Path, name: str) -> Path:
    """A program that does nothing."""
    file = folder / name
    file.write_text("#!/bin/sh\n", "utf-8")
    file.chmod(0o755)
    return file


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder of PATH; no editor is named."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("vi", ["+7", "/site/a b.md"]),
        ("vim.basic", ["+7", "/site/a b.md"]),
        ("nano", ["+7", "/site/a b.md"]),
        ("emacs", ["+7", "/site/a b.md"]),
        ("emacs-nox", ["+7", "/site/a b.md"]),
        ("code", ["--goto", "/site/a b.md:7"]),
        ("hx", ["/site/a b.md:7"]),
        ("kate", ["--line", "7", "/site/a b.md"]),
        ("jed", ["/site/a b.md", "-g", "7"]),
        ("my-own-editor", ["/site/a b.md"]),
    ],
)
def test_an_editor_is_told_the_line_in_its_own_way(programs: Path, name: str, arguments: list[str]) -> None:
    program(programs, name)
    assert list(at_line(editor_command(f"{name} -x"), Path("/site/a b.md"), 7).arguments) == ["-x", *arguments]
    assert list(at_line(editor_command(name), Path("/site/a b.md")).arguments) == ["/site/a b.md"]


def test_the_editor_behind_a_link_is_known(programs: Path) -> None:
    (programs / "editor").symlink_to(program(programs, "nano"))
    assert list(at_line(editor_command(""), Path("/a.md"), 3).arguments) == ["+3", "/a.md"]


def test_visual_comes_before_editor_and_the_settings_before_both(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two", "three"):
        program(programs, name)
    monkeypatch.setenv("EDITOR", "one")
    assert editor_command(" ").name == "one"
    monkeypatch.setenv("VISUAL", "two")
    assert editor_command("").name == "two"
    assert editor_command("three").name == "three"


def test_where_there_is_no_editor_the_hint_names_the_setting(programs: Path) -> None:
    with pytest.raises(ProgramError, match="EDITOR"):
        editor_command("")
