"""Nothing of the source shows through in the posts of the real sites: no asterisks, no tags, no shortcodes, no
entities.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.markdown.hugo_site import body_of
from tui_reader.document.plain import flat_spans
from tui_reader.markdown.parser import parse
from tui_reader.model.roles import Role

CHINESE = ("JunIce__hugo-blog", "corwen6349__daily-ai-news-blog", "seed")
SOURCE_ROLES = {Role.CODE, Role.MATH, Role.FIGURE}
PAIR = re.compile(r"\*\*[^\s*](?:[^*\n]*[^\s*])?\*\*")
DEBRIS = re.compile(
    "[\ufdd0\ufdd1]|"
    r"\{\{[<%]\s*/?\w|<!--|</?(?:div|span|p|br|font|img|table|td|center|details|figure)\b[^>]*>|&(?:nbsp|emsp|amp|lt|gt);"
)

ESCAPED = [("srt.he.md", "</font>")]
"""What posts write with a backslash, to be shown as it is."""


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Each post's file and its text; code, formulas and what the post itself shows as source left out."""
    for file in sorted(folder.rglob("*.md")):
        blocks = parse(body_of(file.read_text("utf-8", "replace"))).blocks
        yield (
            file.name,
            "".join(span.text if not SOURCE_ROLES & set(span.roles) else "\x1f" for span in flat_spans(blocks)),
        )


@pytest.mark.parametrize("site", CHINESE)
def test_no_pair_of_asterisks_stays_beside_chinese(site, corpora):
    left = [(name, found.group()) for name, text in texts(corpora / site) for found in PAIR.finditer(text)]
    assert left == []


@pytest.mark.parametrize(
    "site",
    [
        *CHINESE,
        "adityatelange__hugo-PaperMod",
        "cncf__glossary",
        "dillonzq__LoveIt",
        "file-format__Docs-sample",
        "gohugoio__hugoDocs",
        "HEIGE-PCloud__DoIt",
        "spiegel-im-spiegel-sample",
    ],
)
def test_no_tag_shortcode_or_entity_shows(site, corpora):
    left = [(name, found.group()) for name, text in texts(corpora / site) for found in DEBRIS.finditer(text)]
    assert [found for found in left if found not in ESCAPED] == []
