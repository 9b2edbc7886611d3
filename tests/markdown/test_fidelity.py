"""The text of a parsed post is the text of Hugo's own page, and its headings have Hugo's names, over the real sites.

Left out of the comparison, on purpose: blanks; names of pictures; asterisks and tildes that Goldmark leaves standing
beside Chinese or takes for strikes between numbers; icon and ruby codes that themes resolve; labels of shortcodes
nobody knows.
"""

import pytest

from tests.markdown.fidelity import TEMPLATES, heading_names, likeness, seen_text, squeeze
from tests.markdown.hugo_site import HUGO, body_of, build, headings_of, text_of
from tui_reader.markdown.parser import ParseOptions, parse

SITES = (
    "HEIGE-PCloud__DoIt",
    "JunIce__hugo-blog",
    "adityatelange__hugo-PaperMod",
    "cncf__glossary",
    "corwen6349__daily-ai-news-blog",
    "dillonzq__LoveIt",
    "file-format__Docs-sample",
    "gohugoio__hugoDocs",
    "seed",
    "spiegel-im-spiegel-sample",
)
WANTED = 0.999
"""Share of the characters that must be there in Hugo's order."""
MOST_MISNAMED = 2
"""Posts of one site whose headings may be named otherwise: Hugo counts those inside shortcodes apart."""


@pytest.mark.skipif(not HUGO.exists(), reason="the real Hugo is not installed beside this Python")
@pytest.mark.parametrize("site", SITES)
def test_the_text_is_hugos_own(site, corpora, tmp_path):
    files = sorted((corpora / site).rglob("*.md"))
    bodies = [body_of(file.read_text("utf-8", "replace")) for file in files]
    total = same = 0
    unlike, misnamed = [], []
    for file, body, page in zip(files, bodies, build(tmp_path / "site", bodies, TEMPLATES), strict=True):
        if page is None:
            continue
        blocks = parse(body, ParseOptions(unicode_math=False)).blocks
        wanted, given = squeeze(text_of(page)), squeeze(seen_text(blocks))
        misnamed += [file.name] if headings_of(page) != heading_names(blocks) else []
        alike, size = likeness(wanted, given), max(len(wanted), len(given))
        total, same = total + size, same + alike
        unlike += [f"{file.name}: {size - alike} of {size}"] if alike < size else []
    assert total > 1000
    assert same / total >= WANTED, unlike
    assert len(misnamed) <= MOST_MISNAMED, misnamed
