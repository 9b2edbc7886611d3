"""Every setting of a Hugo site against the real hugo: honoured, without meaning for a reader, or told of elsewhere."""

import copy
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.hugo.known_settings import NESTED, SETTINGS
from tests.hugo.oracle import ask_config
from tests.hugo.site_shrink import faults_of

POSTS = {
    "posts/first": "title: First post\ndate: 2022-07-28\ntags: [a, b]\nseries: [s]\n---\nOne two \"three\".\n\nFour :smile: six.\n",
    "posts/deep/Second Ä": "title: Second Post Ü\ndate: 2021-01-02T03:04:05\nslug: sec\ncategories: [c]\n---\n北京在中国。word\n\nMore.\n",
    "docs/a/2020-02-03-third": "title: Third\n---\ntext <b>html</b>\n",
    "docs/_index": "title: The Docs\nweight: 2\n---\n",
    "my-story/City/n": "title: Nested\n---\none\n",
    "top": "title: top page\ndraft: true\n---\nbody\n",
    "posts/future": "title: fut\ndate: 2999-01-01\n---\nbody\n",
    "posts/expired": "title: exp\ndate: 2001-01-01\nexpiryDate: 2002-01-01\n---\nbody\n",
}  # fmt: skip
"""Headers and bodies of the posts by path without ending."""
SITE: dict[str, Any] = {
    "baseURL": "https://example.org/",
    "title": "Settings",
    "disableKinds": ["RSS", "sitemap", "robotsTXT", "404"],
    "outputFormats": {"jsonl": {"mediaType": "application/json", "baseName": "pages", "isPlainText": True}},
    "outputs": {"home": ["jsonl"], "section": [], "taxonomy": [], "term": []},
}
THEME = """title = "Theme"
summaryLength = 2
disablePathToLower = true
buildDrafts = true
params = {math = true, description = "d"}
taxonomies = {series = "series"}
permalinks = {posts = "/theme/:slug/"}
frontmatter = {date = [":filename", ":default"]}
cascade = {weight = 7}
languages = {fr = {weight = 2, title = "Thème"}}
"""
THEMES = {
    "themes/plain/hugo.toml": THEME,
    "elsewhere/plain/hugo.toml": THEME,
    "themes/user/hugo.toml": "theme = 'plain'\n[taxonomies]\nlabel = 'labels'\n",
    "themes/folder/config/_default/taxonomies.toml": "label = 'labels'\n",
    "themes/folder/config/production/hugo.toml": "title = 'x'\n[taxonomies]\ntopic = 'categories'\n",
}
CASES = [
    pytest.param(toml, id=f"{key}-{number}")
    for key, cases in SETTINGS.items()
    if not isinstance(cases, str)
    for number, toml in enumerate(cases)
]


def site_of(toml: str) -> dict[str, str]:
    """The files of a site that says this."""
    config = copy.deepcopy(SITE)
    for key, value in tomllib.loads(toml).items():
        below = config.get(key)
        config[key] = {**below, **value} if isinstance(below, dict) and isinstance(value, dict) else value
    is_double = any(word in toml for word in ("contentDir", "source", "defaultContentLanguage = 'fr'"))
    endings = ("", ".fr") if not is_double and ("languages" in config or "theme" in config) else ("",)
    posts = {f"content/{path}{ending}.md": f"---\n{text}" for path, text in POSTS.items() for ending in endings}
    themes = THEMES if "theme" in config or "imports" in config.get("module", {}) else {}
    return {"hugo.json": json.dumps(config, ensure_ascii=False), **posts, **themes}


@pytest.mark.parametrize("toml", CASES)
def test_the_setting_is_honoured(toml):
    assert faults_of(site_of(toml)) == []


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> dict[str, Any]:
    """Everything that Hugo prints of an empty site."""
    root = tmp_path_factory.mktemp("printed")
    (root / "hugo.toml").write_text("", "utf-8")
    return ask_config(root, "--printZero")


def test_every_setting_that_hugo_prints_is_in_the_table(printed):
    assert set(printed) == set(SETTINGS)


@pytest.mark.parametrize("path", NESTED)
def test_every_key_below_is_known(path, printed):
    found: Any = printed
    for key in path.split("."):
        found = found[key]
    assert set(found[0] if isinstance(found, list) else found) == NESTED[path]


def test_every_difference_has_its_reason():
    documentation = Path("docs/hugo.md").read_text("utf-8")
    told = {text for text in SETTINGS.values() if isinstance(text, str)}
    tests = {text for text in told if text.endswith(".py")}
    assert all((Path(__file__).parent / name).exists() for name in tests)
    assert {text for text in told - tests if text not in documentation} == set()
