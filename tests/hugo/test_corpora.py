"""Real sites: every field of every post that Hugo accepts equals Hugo's, or stands in the list of differences."""

import pytest

from tests.hugo.compare import Comparison

SITES = {
    "seed": "content",
    "corwen6349__daily-ai-news-blog": "content",
    "dillonzq__LoveIt/exampleSite": "content",
    "HEIGE-PCloud__DoIt/exampleSite": "content",
    "adityatelange__hugo-PaperMod": "content",
    "JunIce__hugo-blog": "content",
    "cncf__glossary": "content",
    "file-format__Docs-sample": ".",
    "gohugoio__hugoDocs": "content",
    "spiegel-im-spiegel-sample": "content",
}


@pytest.mark.parametrize("name", SITES)
def test_a_real_site_is_what_hugo_says_it_is(name, corpora, tmp_path):
    both = Comparison(corpora / name, tmp_path / "work", SITES[name])
    assert both.verdict.pages
    assert both.faults() == []
    assert both.order_faults() == []
    assert both.equal_share("words") > 0.8
    assert both.equal_share("summary") > 0.8
    unknown = set(both.posts) - set(both.verdict.pages) - set(both.verdict.refused)
    assert {path for path in unknown if both.posts[path].listed} == set()
    for path in both.verdict.refused:
        assert both.posts[path].problems, f"Hugo refuses {path} and the reader says nothing"
