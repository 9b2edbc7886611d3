"""Headings: six levels that are told apart on every terminal."""

from dataclasses import replace

import pytest

from tests.layout.pages import page, texts
from tui_reader.config.paths import shipped_themes
from tui_reader.config.theme import Theme
from tui_reader.config.theme_file import read_theme
from tui_reader.model.roles import Role

THEMES = sorted(shipped_themes().glob("*.toml"))


@pytest.mark.parametrize("file", THEMES, ids=lambda file: file.stem)
@pytest.mark.parametrize("ascii_only", [False, True])
def test_no_two_levels_look_alike_even_without_colours(file, ascii_only: bool) -> None:
    theme = read_theme(file)
    assert len({look(level, theme, ascii=ascii_only) for level in range(1, 7)}) == 6


def look(level: int, theme: Theme, **layout) -> tuple:
    """What is seen of a heading of a level where there are no colours."""
    of = page("#" * level + " 标题", **layout)
    runs = [run for y in range(of.height) for run in of.line(y).runs]
    return tuple((run.text, replace(theme.blend(run.roles), fg=None, bg=None)) for run in runs)


def test_strong_words_in_a_heading_have_its_colour() -> None:
    for level in range(1, 7):
        of = page("#" * level + " 一 **二** 三")
        assert {run.roles for run in of.line(0).runs if run.text.strip()} == {(Role(f"heading{level}"),)}


def test_the_air_around_headings_is_the_same_everywhere() -> None:
    for level in range(1, 7):
        for before in ("正文", "- 一\n- 二", "> 引", "```\ncode\n```", "| a |\n|---|\n| 1 |"):
            heading = "#" * level + " 标题"
            lines = texts(page(f"{before}\n\n{heading}\n\n{before}"))
            at = next(y for y, line in enumerate(lines) if "标题" in line)
            above = next(y for y in range(1, at + 1) if lines[at - y]) - 1
            assert above == (2 if level <= 3 else 1)
            below = at + (level <= 3) + 1
            assert lines[below] == "" and lines[below + 1]
