"""The sample feed: enough of it, in two languages, with every feature and every oddity a real feed has."""

import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tui_reader.config.paths import sample_content
from tui_reader.layout.lazy_page import Page
from tui_reader.layout.options import Layout
from tui_reader.markdown.parser import ParseOptions, parse
from tui_reader.model.post import Post
from tui_reader.store.post_reader import Source, read_post
from tui_reader.store.publishing import State, state_of
from tui_reader.store.resources import resolve
from tui_reader.store.site.site import Site, find_site
from tui_reader.store.walk import walk_posts
from tui_reader.text.sanitize import sanitize

NOW = datetime(2026, 1, 1, tzinfo=UTC)
"""A day on which everything but one post is out."""

SEED_LIKE = "news/sample-feed-opens.md"
"""The post that has every oddity of header and body at once."""


@pytest.fixture(scope="module")
def site() -> Site:
    """The site of the sample feed."""
    return find_site(sample_content())


@pytest.fixture(scope="module")
def sources(site: Site) -> dict[str, Source]:
    """Every post of the sample feed, by path."""
    paths = [fingerprint.path for fingerprint in walk_posts(site)]
    return {path: read_post(path, site) for path in paths}


@pytest.fixture(scope="module")
def feed(sources: dict[str, Source]) -> list[Post]:
    """The posts that are in the feed now."""
    return [source.post for source in sources.values() if state_of(source.post, NOW) is State.PUBLISHED]


def test_the_feed_is_big_enough_and_mostly_chinese(feed: list[Post]) -> None:
    chinese = [post for post in feed if post.lang == "zh"]
    english = [post for post in feed if post.lang == "en"]
    assert len(feed) >= 24
    assert len(chinese) > len(english) >= 5
    assert all(re.search(r"[\u4e00-\u9fff]", post.title) for post in chinese)


def test_only_one_post_has_a_problem_and_it_is_meant(sources: dict[str, Source]) -> None:
    problems = {path: [p.code for p in s.post.problems] for path, s in sources.items() if s.post.problems}
    assert problems == {SEED_LIKE: ["lastmod-before-date"]}


def test_every_post_has_what_the_list_and_the_card_show(feed: list[Post]) -> None:
    for post in feed:
        assert post.title and post.date and post.authors and post.description and post.words > 50, post.path
        assert {taxonomy.name for taxonomy in post.taxonomies} >= {"categories", "tags"}, post.path


def test_one_post_each_is_a_draft_of_the_future_and_expired(sources: dict[str, Source]) -> None:
    states = [state_of(source.post, NOW) for source in sources.values()]
    for state in (State.DRAFT, State.FUTURE, State.EXPIRED):
        assert states.count(state) == 1
    assert {
        s.post.publish_date.year for s in sources.values() if s.post.publish_date and s.post.publish_date > NOW
    } == {2099}


def test_some_posts_are_pinned_some_recommended_and_some_weighted(feed: list[Post]) -> None:
    assert 1 <= sum(post.pinned for post in feed) <= 4
    assert 5 <= sum(post.recommended for post in feed) < len(feed) / 2
    assert any("recommend1" in post.flags for post in feed)
    assert len({post.weight for post in feed}) > 5


def test_series_and_a_taxonomy_of_its_own_are_there(feed: list[Post]) -> None:
    terms = {(taxonomy.name, term) for post in feed for taxonomy in post.taxonomies for term in taxonomy.terms}
    assert {name for name, _ in terms} == {"categories", "tags", "series", "news"}
    assert sum("一格一字" in t.terms for post in feed for t in post.taxonomies if t.name == "series") >= 3


def test_aliases_slugs_link_titles_and_translations_are_there(feed: list[Post]) -> None:
    assert any(post.aliases for post in feed)
    assert any(post.url.endswith("/simplified-and-traditional/") for post in feed)
    assert any(post.link_title != post.title for post in feed)
    keys = [post.translation_key for post in feed]
    assert len(keys) - len(set(keys)) >= 4


def headers(sources: dict[str, Source]) -> str:
    """All headers, one after the other."""
    return "\n".join(source.header for source in sources.values())


HEADER_FEATURES = {
    "author as a text": r"^author: \S",
    "author as a mapping": r"^author:\n  name: ",
    "authors as a list of texts": r"^authors: \[",
    "authors as a list of lines": r"^authors:\n  - [^\n:]+$",
    "authors as a list of mappings": r"^authors:\n  - name: ",
    "an empty weight": r"^weight: *$",
    "a blank before the description": r'^description: " ',
    "terms as one text": r"^tags: [^\[\n]+$",
    "a date without a zone": r"^date: [\d-]+ [\d:]+$",
    "a flag nobody knows": r"^lightgallery: true",
    "a second recommend flag": r"^recommend1: true",
}


@pytest.mark.parametrize("feature", HEADER_FEATURES)
def test_headers_show(feature: str, sources: dict[str, Source]) -> None:
    assert re.search(HEADER_FEATURES[feature], headers(sources), re.MULTILINE)


BODY_FEATURES = {
    "heading": r"^## ",
    "heading with an anchor": r"^### .+ \{#\w+",
    "bold paragraph as a heading": r"^　　\*\*.+\*\*$",
    "nested list": r"^ {2,}- ",
    "numbered list": r"^1\. ",
    "open task": r"^ *- \[ \] ",
    "done task": r"^ *- \[x\] ",
    "table with alignment": r"^\|:-+\|:-+:\|-+:\|$",
    "wide table": r"^\|(?:[^|\n]+\|){9}$",
    "code with options": r"^```\w+ \{",
    "indented code": r"^    for ",
    "diff": r"^```diff",
    "diagram": r"^```mermaid",
    "quote": r"^> [^\[]",
    "nested quote": r"^> > ",
    "alert": r"^> \[!WARNING\] .",
    "footnote": r"^\[\^long\]: ",
    "definition": r"^: ",
    "inline formula": r"\$a\^2",
    "formula": r"^\$\$$",
    "ruby": r"<ruby>",
    "short ruby": r"\[漢\]\^\(",
    "keyboard keys": r"<kbd>",
    "mark": r"<mark>",
    "strike": r"~~",
    "hard break": r"  $",
    "more": r"^<!--more-->$",
    "figure shortcode": r"\{\{< figure ",
    "admonition shortcode": r"\{\{< admonition ",
    "details shortcode": r"\{\{< details ",
    "highlight shortcode": r"\{\{< highlight ",
    "ref shortcode": r"\{\{< ref ",
    "relref shortcode": r"\{\{< relref ",
    "unknown shortcode": r"\{\{< inkstone ",
    "escaped shortcode": r"\{\{</\* ",
    "link to a post": r"\]\([\w./-]+\.md\)",
    "bare link": r"：https://",
    "emoji code": r":bulb:",
    "emoji": "[\U0001f300-\U0001faff]",
    "ideographic indent": r"^　　\S",
    "mixed indent": r"^　 {4}\S",
    "indent by entities": r"^(?:&emsp;){2}|^(?:&nbsp;){4}",
    "hash without a blank": r"^#\S+#$",
    "caption pushed right": r"^ {108}\S",
    "escape written out": r"\\x1b\[2J",
    "traditional characters": r"頭髮",
    "character beyond the first plane": "\U00020bb7",
}


@pytest.mark.parametrize("feature", BODY_FEATURES)
def test_bodies_show(feature: str, sources: dict[str, Source]) -> None:
    bodies = "\n".join(source.body for source in sources.values())
    assert re.search(BODY_FEATURES[feature], bodies, re.MULTILINE)


def test_headers_come_in_every_spelling_hugo_reads(site: Site, sources: dict[str, Source]) -> None:
    starts = {(site.content / path).read_bytes()[:4] for path in sources}
    assert {b"---\n", b"+++\n", b"\xef\xbb\xbf-"} <= starts
    assert any(start.startswith(b"{") for start in starts)
    assert b"\r\n" in (site.content / "text/from-elsewhere.md").read_bytes()


def test_the_post_like_the_seed_repeats_its_title_and_lacks_its_pictures(
    site: Site, sources: dict[str, Source]
) -> None:
    source = sources[SEED_LIKE]
    assert f"# {source.post.title}\n" in source.body
    assert source.post.lastmod and source.post.date and source.post.lastmod < source.post.date
    pictures = re.findall(r"!\[.*?\]\((\S+?)\)", source.body)
    assert pictures
    assert all(not resolve(name, SEED_LIKE, site).path for name in (*pictures, source.post.image))


def test_two_bundles_carry_pictures_of_their_own(site: Site, sources: dict[str, Source]) -> None:
    bundles = [path for path in sources if path.endswith("/index.md")]
    assert len(bundles) >= 2
    for path in bundles:
        image = resolve(sources[path].post.image, path, site)
        assert image.size > 500
        assert Path(image.path).parent == (site.content / path).parent
    assert resolve("/images/keyboard.png", "guide/shortcodes.md", site).size > 500


def test_links_between_posts_lead_somewhere(site: Site, sources: dict[str, Source]) -> None:
    for path, source in sources.items():
        for target in re.findall(r"\]\(([\w./-]+\.md)\)", source.body):
            assert (site.content / path).parent.joinpath(target).is_file(), (path, target)


FENCED = re.compile(r"^```.*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WRITTEN_AS_CODE = re.compile(r"```.*?```|`[^`\n]+`|^ {4}.*$|\{\{</\*.*?\*/>\}\}", re.MULTILINE | re.DOTALL)
DEBRIS = ("**", "{{<", "<ruby>", "<kbd>", "[!NOTE]", "&emsp;", ":bulb:", "<!--", "\\\n")
"""What may stand on a page only where the post writes it as code."""


@pytest.mark.parametrize("width", [40, 76])
def test_posts_are_set_without_losing_code_and_without_debris(width: int, sources: dict[str, Source]) -> None:
    for path, source in sources.items():
        text = Page(parse(source.body, ParseOptions(title=source.post.title)), Layout(width)).plain()
        solid = re.sub(r"[\s┆]", "", text)
        for code in FENCED.findall(source.body):
            assert re.sub(r"\s", "", sanitize(code.replace("\n", " "))) in solid, (path, code)
        meant = "".join(WRITTEN_AS_CODE.findall(source.body))
        assert [mark for mark in DEBRIS if mark in text and mark not in meant] == [], path


def test_hugo_builds_the_sample_feed(tmp_path: Path, sources: dict[str, Source]) -> None:
    hugo = shutil.which("hugo", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if hugo is None:
        pytest.skip("hugo is not installed")
    root = tmp_path / "site"
    shutil.copytree(sample_content(), root)
    templates = root / "layouts" / "_shortcodes"
    templates.mkdir(parents=True)
    (root / "layouts" / "all.html").write_text("{{ .Title }}{{ .Content }}", encoding="utf-8")
    for name in ("admonition", "inkstone"):
        (templates / f"{name}.html").write_text("{{ .Inner | .Page.RenderString }}", encoding="utf-8")
    public = tmp_path / "public"
    flags = ["--buildDrafts", "--buildFuture", "--buildExpired", "--panicOnWarning", "--quiet"]
    run = subprocess.run([hugo, "--source", root, "-d", public, *flags], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    for source in sources.values():
        assert (public / source.post.url.strip("/") / "index.html").is_file(), source.post.url
