"""Real sites: every field of every post that Hugo accepts equals Hugo's, or stands in the list of differences."""

import pytest

from tests.hugo.compare import Comparison
from tests.hugo.oracle import ask_hugo

SITES = {
    "seed": ("content", 1.0, 1.0),
    "corwen6349__daily-ai-news-blog": ("content", 1.0, 1.0),
    "dillonzq__LoveIt/exampleSite": ("content", 1.0, 1.0),
    "HEIGE-PCloud__DoIt/exampleSite": ("content", 0.95, 1.0),
    "adityatelange__hugo-PaperMod": ("content", 1.0, 1.0),
    "JunIce__hugo-blog": ("content", 1.0, 0.98),
    "cncf__glossary": ("content", 1.0, 1.0),
    "file-format__Docs-sample": (".", 1.0, 0.99),
    "gohugoio__hugoDocs": ("content", 0.99, 0.99),
    "spiegel-im-spiegel-sample": ("content", 1.0, 1.0),
}
"""Content folder of each site, and the least part of its posts whose words and summary equal Hugo's without an
excuse.
"""


@pytest.mark.parametrize("name", SITES)
def test_a_real_site_is_what_hugo_says_it_is(name, corpora, tmp_path):
    content, words, summary = SITES[name]
    both = Comparison(corpora / name, ask_hugo(corpora / name, tmp_path / "work", content))
    assert both.verdict.pages
    assert both.faults() == []
    assert both.order_faults() == []
    assert both.equal_share("words") >= words
    assert both.equal_share("summary") >= summary
    unknown = set(both.posts) - set(both.verdict.pages) - set(both.verdict.refused)
    assert {path for path in unknown if both.posts[path].listed} == set()
    for path in both.verdict.refused:
        assert both.posts[path].problems, f"Hugo refuses {path} and the reader says nothing"
