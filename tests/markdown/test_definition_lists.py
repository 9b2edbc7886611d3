"""Definition lists of random lines: what is counted is Hugo's HTML, and what is shown is its text.

Left out of what is shown: code of indented lines, which has its own rules where a page is drawn.
"""

import random
import re

import pytest

from tests.markdown.hugo_site import build
from tests.markdown.marked_text import of_hugo, of_reader
from tui_reader.markdown.site_rules import USUAL
from tui_reader.store.html.body_html import body_html

LINES = (
    *("term", "two  words", ": meant", ":   meant", ": - item", "  more", "    more", "", "", ":", "term: no"),
    *("- item", "  : within", "> quote", "> : within", "# head", "---", "===", ": # head", "\t: tab", ":\tmeant"),
    *(" : one", "   three", "~ tilde", ":     code", ":          deep", "1. one", "```"),
)
ATTRIBUTES = re.compile(r' (?:id|tabindex)="?[^"> ]*"?')
AROUND_TAGS = re.compile(r"\s*(</?\w[^>]*>)\s*")


def random_lines(seed: int) -> str:
    random_state = random.Random(seed)
    lines = random_state.choices(LINES, k=random_state.randint(2, 7))
    marked = [
        re.sub("[a-z]+$", lambda word, number=number: f"{word[0]}{number}", line) for number, line in enumerate(lines)
    ]
    return "\n".join(("It begins.", "", *marked, ""))


def normal(page: str) -> str:
    """HTML without names of headings and without blanks that show nowhere."""
    return " ".join(AROUND_TAGS.sub(r"\1", ATTRIBUTES.sub("", page)).split())


def unlike(seeds: range, folder) -> dict[str, tuple[str, str]]:
    """Bodies whose HTML or shown text is not Hugo's, with both."""
    bodies = [random_lines(seed) for seed in seeds]
    found = {}
    for body, page in zip(bodies, build(folder, bodies, {}), strict=True):
        own, hugos = normal(body_html(body, USUAL)[0]), normal(page)
        shown, wanted = (
            "".join(char for char, _roles in of(text)) for of, text in ((of_reader, body), (of_hugo, page))
        )
        if "<dl>" not in own + hugos:
            continue
        if own != hugos:
            found[body] = own, hugos
        elif shown != wanted:
            found[body] = shown, wanted
    return found


def test_definition_lists_are_hugos(tmp_path):
    assert unlike(range(600), tmp_path / "site") == {}


@pytest.mark.fuzz
@pytest.mark.parametrize("start", range(1000, 11000, 1000))
def test_many_definition_lists_are_hugos(start, tmp_path):
    assert unlike(range(start, start + 1000), tmp_path / "site") == {}
