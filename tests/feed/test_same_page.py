"""The pane, `show --plain` and `show --ansi` draw the same page, cell by cell."""

import re
from pathlib import Path

import pytest

from tui_reader.cli.formats.ansi import ansi_line
from tui_reader.config.paths import shipped_themes, user_paths
from tui_reader.config.settings import Settings
from tui_reader.config.theme_file import read_theme
from tui_reader.feed.library import open_library
from tui_reader.layout.options import Layout
from tui_reader.model.query import Query
from tui_reader.terminal.render.cell_grid import FILLER
from tui_reader.text.cells import width
from tui_reader.ui.render.strips import Painter

SAMPLE = Path(__file__).resolve().parents[2] / "content"
SGR = re.compile(r"\x1b\[[0-9;]*m")
LAYOUTS = (
    Layout(76),
    Layout(34, paragraphs="indent", cjk_latin_spacing=True),
    Layout(51, ambiguous=2),
    Layout(100, ascii=True, hanging_punctuation=2),
)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: str(layout.width))
@pytest.mark.parametrize("name", ["dark", "ansi", "plain"])
def test_the_pane_and_both_forms_of_show_are_one_page(name: str, layout: Layout) -> None:
    theme = read_theme(shipped_themes() / f"{name}.toml")
    painter = Painter(theme, layout.ambiguous)
    library = open_library(SAMPLE, Settings(), user_paths())
    library.sync.run()
    for post in library.posts.by_ids(library.posts.listing(Query(drafts=True, future=True, expired=True))):
        page = library.pages.lay_out(post.path, layout)
        plain = page.plain().splitlines()
        for number, line in enumerate(page.lines(0, page.height)):
            strip = painter.line(line, (2, 2 + page.width), page.width + 4, lambda _: "")
            assert strip.cell_length == page.width + 4
            assert strip.text.replace(FILLER, "").removeprefix("  ").rstrip() == plain[number]
            styles = [painter.roles(run.roles) for run in line.runs]
            assert [s.style for s in strip][1 : len(styles) + 1] == styles
            ansi = SGR.sub("", ansi_line(line, theme, page.layout, theme.colours))
            assert ansi.rstrip() == plain[number]
            assert width(ansi, layout.ambiguous) <= page.width
    library.close()
