"""Every key of a post's header against the real hugo: honoured, or without meaning for a reader."""

import pytest

from tests.hugo.compare import Comparison
from tests.hugo.known_keys import DOCUMENTED, KEYS, OLDER
from tests.hugo.oracle import build_as_it_is
from tests.hugo.random_site import write_site

BODY = "One *two* three.\n\n第四。\n\n- <b>five</b>\n"
CONFIG = """baseURL = "https://example.org/"
hasCJKLanguage = true
disableKinds = ["RSS", "sitemap", "robotsTXT", "404"]
ignoreLogs = ["warning-goldmark-raw-html"]
security.allowContent = ["^text/(markdown|html|org)$"]
outputFormats.jsonl = {mediaType = "application/json", baseName = "pages", isPlainText = true}
outputs = {home = ["jsonl"], section = [], taxonomy = [], term = []}
taxonomies = {tag = "tags", series = "series"}
"""
HEADERS = [header for headers in KEYS.values() for header in headers]


def test_every_documented_key_is_in_the_table():
    assert {key.lower() for key in (*DOCUMENTED, *OLDER)} == {key.lower() for key in KEYS}


@pytest.fixture(scope="module")
def both(tmp_path_factory) -> Comparison:
    """One site with a post for each header."""
    root = tmp_path_factory.mktemp("keys") / "site"
    posts = {}
    for number, header in enumerate(HEADERS):
        title = "" if "itle" in header.partition(":")[0].lower() or "\ntitle" in header else "title: Some title\n"
        posts[f"content/posts/n{number:03}.md"] = f"---\n{title}{header}\n---\n{BODY}"
        posts[f"content/bundles/n{number:03}/index.md"] = posts[f"content/posts/n{number:03}.md"]
    write_site(root, {"hugo.toml": CONFIG, **posts})
    return Comparison(root, build_as_it_is(root, root.parent / "work"))


def test_every_key_is_read_as_hugo_reads_it(both):
    assert both.faults() == []
    assert both.order_faults() == []


def test_every_key_keeps_a_post_in_the_feed_or_out_of_it_as_hugo_does(both):
    assert both.feed_faults() == []
    missing = set(both.posts) - set(both.verdict.pages)
    assert {path for path in missing if both.posts[path].listed} == set()
