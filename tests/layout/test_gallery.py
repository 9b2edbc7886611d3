"""Pages of everything a post may hold, set at every width: nothing too wide, no mark at the wrong end, no word cut."""

import itertools
import re

import pytest

from tests.layout.cases import CASES
from tests.layout.rules import NEVER_FIRST, NEVER_LAST
from tui_reader.document.blocks import Document
from tui_reader.layout.blocks.text_lines import is_quiet
from tui_reader.layout.lazy_page import Page
from tui_reader.layout.options import Layout
from tui_reader.layout.page import Line
from tui_reader.markdown.parser import parse
from tui_reader.text.cells import width

PAGES = {file.stem: parse(file.read_text(encoding="utf-8")) for file in sorted((CASES / "gallery").glob("*.md"))}
NESTED = 18
"""Cells that lists, bars and indents of the gallery take away at the most."""
ROW = re.compile("(—|…){6,}")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    "layout",
    [{}, {"ascii": True}, {"ambiguous": 2}, {"hanging_punctuation": 2}, {"cjk_latin_spacing": True}],
    ids=lambda layout: next(iter(layout), "plain"),
)
def test_a_page_keeps_the_rules_at_every_width(name: str, layout: dict) -> None:
    faults = [fault for cells in range(20, 121) for fault in page_faults(PAGES[name], Layout(cells, **layout))]
    assert faults == []


def page_faults(document: Document, layout: Layout) -> list[str]:
    """What is wrong with the lines of a page."""
    page = Page(document, layout)
    page.parts.settle_all()
    lines = page.lines(0, page.height)
    found = [
        f"{layout.width}: too wide: {line.text}" for line in lines if width(line.text, layout.ambiguous) > layout.width
    ]
    if layout.width < 24 + NESTED:
        return found
    for line, after in itertools.pairwise(lines):
        if line.joined and line.fill is None:
            found += [f"{layout.width}: {fault}" for fault in border_faults(line, after, layout)]
    return found


def border_faults(line: Line, after: Line, layout: Layout) -> list[str]:
    """What is wrong between two lines of one paragraph."""
    end, begin = own(line), own(after)
    if not end or not begin or ROW.search(end + begin):
        return []
    faults = [f"ends with {end[-1]}: {end}"] if end[-1] in NEVER_LAST else []
    faults += [f"begins with {begin[0]}: {begin}"] if begin[0] in NEVER_FIRST else []
    word = "|" if line.blank_join else re.search(r"\w*$", end).group() + "|" + re.match(r"\w*", begin).group()
    cut = word.isascii() and not (word.startswith("|") or word.endswith("|")) and len(word) <= 24
    return [*faults, f"cuts {word}"] if cut else faults


def own(line: Line) -> str:
    """The post's own text of a line, without blanks at its ends."""
    return "".join(run.text for run in line.runs if not is_quiet(run.roles)).strip(" \u3000")


def test_the_checks_see_what_is_wrong() -> None:
    layout = Layout(60)
    for left, right in (("甲", "，乙"), ("甲（", "乙"), ("spl", "it")):
        lines = (Page(parse(text), layout).line(0) for text in (left, right))
        assert border_faults(*lines, layout), (left, right)
