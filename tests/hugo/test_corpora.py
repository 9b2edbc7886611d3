"""Real sites: every field of every post that Hugo accepts equals Hugo's, or stands in the list of differences."""

import tomllib

import pytest

from tests.hugo.compare import Comparison
from tests.hugo.oracle import ask_hugo
from tui_reader.store.site.site import find_site

SITES = {
    "seed": ("content", 1.0, 1.0),
    "corwen6349__daily-ai-news-blog": ("content", 1.0, 1.0),
    "dillonzq__LoveIt/exampleSite": ("content", 1.0, 1.0),
    "HEIGE-PCloud__DoIt/exampleSite": ("content", 0.95, 1.0),
    "adityatelange__hugo-PaperMod": ("content", 1.0, 1.0),
    "JunIce__hugo-blog": ("content", 1.0, 1.0),
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


OPTIONS = {
    "wraps and classes": """
hasCJKLanguage = true
summaryLength = 30
enableEmoji = true
markup.goldmark.renderer = {unsafe = true, hardWraps = true}
markup.goldmark.parser.attribute.block = true
markup.goldmark.extensions.typographer.disable = true
markup.goldmark.extensions.extras = {superscript.enable = true, mark.enable = true}
markup.highlight = {noClasses = false, lineNos = true}
""",
    "joined lines, guessed code": """
hasCJKLanguage = false
summaryLength = 120
markup.goldmark.renderer = {unsafe = false, xhtml = true}
markup.goldmark.extensions.definitionList = false
markup.goldmark.extensions.linkify = false
markup.goldmark.extensions.footnote.backlinkHTML = "back"
markup.goldmark.extensions.cjk = {enable = true, eastAsianLineBreaks = true, eastAsianLineBreaksStyle = "css3draft", escapedSpace = true}
markup.highlight = {style = "github", guessSyntax = true}
""",
    "formulas and numbers": """
hasCJKLanguage = true
summaryLength = 70
markup.goldmark.renderer.unsafe = true
markup.goldmark.parser = {wrapStandAloneImageWithinParagraph = false, autoHeadingIDType = "blackfriday"}
markup.goldmark.extensions.taskList = false
markup.goldmark.extensions.strikethrough = false
markup.goldmark.extensions.extras = {insert.enable = true, delete.enable = true, subscript.enable = true}
markup.goldmark.extensions.passthrough.enable = true
markup.goldmark.extensions.passthrough.delimiters.block = [["$$", "$$"], ['\\[', '\\]']]
markup.goldmark.extensions.passthrough.delimiters.inline = [["$", "$"], ['\\(', '\\)']]
markup.highlight = {lineNos = true, lineNumbersInTable = false, style = "dracula"}
""",
    "own signs, plain code": """
hasCJKLanguage = true
summaryLength = 10
enableEmoji = false
markup.goldmark.renderer = {unsafe = true, xhtml = true}
markup.goldmark.extensions.table = false
markup.goldmark.extensions.footnote = false
markup.goldmark.extensions.typographer = {leftDoubleQuote = "「", rightDoubleQuote = "」", ellipsis = "……"}
markup.highlight.codeFences = false
""",
}
"""Options that a site may have, as TOML."""


def under_options(name, options, corpora, work):
    """A real site under other options than its own: the reader beside Hugo."""
    verdict = ask_hugo(corpora / name, work, SITES[name][0], tomllib.loads(OPTIONS[options]))
    return Comparison(work, verdict, find_site(work))


@pytest.mark.parametrize(
    ("options", "name"),
    zip(OPTIONS, ("adityatelange__hugo-PaperMod", "seed", "adityatelange__hugo-PaperMod", "seed"), strict=True),
)
def test_a_real_site_under_other_options_is_what_hugo_says_it_is(options, name, corpora, tmp_path):
    both = under_options(name, options, corpora, tmp_path / "work")
    assert both.verdict.pages
    assert both.faults() == []
    assert both.equal_share("minutes") == 1.0


@pytest.mark.fuzz
@pytest.mark.parametrize("options", OPTIONS)
def test_all_real_sites_under_other_options_are_what_hugo_says_they_are(options, corpora, tmp_path):
    equal, posts = dict.fromkeys(("words", "minutes", "summary"), 0.0), 0
    for number, name in enumerate(SITES):
        both = under_options(name, options, corpora, tmp_path / str(number))
        assert both.faults() == []
        count = len(both.verdict.pages)
        posts += count
        for field in equal:
            equal[field] += both.equal_share(field) * count
    assert equal["words"] >= 0.995 * posts
    assert equal["minutes"] >= 0.999 * posts
    assert equal["summary"] >= 0.99 * posts
