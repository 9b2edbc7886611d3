"""What is shown of Markdown with HTML in it is what a browser shows of the page that Hugo makes of it, in its order.

Left out of what is drawn, on purpose: formatting that hides (`span hidden`) around blocks, as in HTML alone; text of
tables that stands in no cell, which a browser moves; comments over a blank line, which end at their `-->` here; and
hiding elements that never end, which hide no more than their own block here.
"""

import random
import re
from itertools import count

import html5lib
import pytest

from tests.markdown.html.mixed import random_mix
from tests.markdown.html.test_html_tree import shown_by_browsers
from tests.markdown.hugo_site import build
from tui_reader.document.plain import flat_text
from tui_reader.markdown.parser import ParseOptions, parse


def _numbered(seed: int) -> str:
    numbers = count()
    return re.sub("word", lambda _found: f"w{next(numbers)}x", random_mix(random.Random(seed)))


def _unlike(seeds: range, folder) -> dict[str, tuple[list[str], list[str]]]:
    """Bodies whose words are not those that a browser shows, with both."""
    bodies = [_numbered(seed) for seed in seeds]
    found = {}
    for body, page in zip(bodies, build(folder, bodies, {}), strict=True):
        browser = html5lib.parse(f"<!doctype html><body>{page}", treebuilder="dom")
        texts = shown_by_browsers(browser), flat_text(parse(body, ParseOptions()).blocks)
        wanted, shown = (re.findall(r"w\d+x", text) for text in texts)
        if wanted != shown:
            found[body] = wanted, shown
    return found


def test_what_a_browser_shows_of_hugos_page_is_shown(tmp_path):
    assert _unlike(range(400), tmp_path / "site") == {}


@pytest.mark.fuzz
@pytest.mark.parametrize("start", range(1000, 11000, 1000))
def test_what_a_browser_shows_of_many_pages_is_shown(start, tmp_path):
    assert _unlike(range(start, start + 1000), tmp_path / "site") == {}
