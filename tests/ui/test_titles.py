"""Titles of real sites are shown whole in the list, whatever the width of the screen."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from tui_reader.model.post import Row
from tui_reader.text.cells import width as cells
from tui_reader.ui.render.glyphs import glyphs
from tui_reader.ui.render.list_rows import RowStyle
from tui_reader.ui.state.arrangement import arrange

TITLE = re.compile(r"^title\s*[:=]\s*[\"']?(.*?)[\"']?\s*$", re.MULTILINE)


def _titles(site: Path) -> list[str]:
    """The titles that stand in headers of a site, on one line each."""
    heads = (file.read_text("utf-8", "replace")[:2000] for file in sorted(site.rglob("*.md")))
    return [found[1] for head in heads if (found := TITLE.search(head))]


def _is_whole(title: str, width: int) -> bool:
    """Whether a list of so many cells shows all of a title."""
    style = RowStyle(width, glyphs("unicode"))
    row = Row(1, "a.md", title, datetime(2020, 7, 28))
    *_, last = lines = style.title(row)
    return cells(last) <= (style.room(row) if len(lines) == 1 else width - 5)


@pytest.mark.parametrize("screen", [40, 60, 80, 120, 160])
def test_titles_of_real_sites_are_shown_whole(corpora: Path, screen: int) -> None:
    width, shares = arrange(screen, "posts").posts, {}
    for site in corpora.iterdir():
        titles = _titles(site) if site.is_dir() else []
        if titles:
            shares[site.name] = sum(_is_whole(title, width) for title in titles) / len(titles)
    assert len(shares) > 8
    assert min(shares.values()) >= 0.99, shares
