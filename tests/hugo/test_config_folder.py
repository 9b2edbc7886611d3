"""A configuration of several files: environments, languages, folders in it, held against what `hugo config` prints."""

import pytest

from tests.hugo.oracle import ask_config
from tui_reader.store.site.config_files import read_config
from tui_reader.store.site.page_path import read_path
from tui_reader.store.site.site import find_site

TREES = {
    "languages": {
        "config/_default/hugo.toml": 'title = "base"\ndefaultContentLanguage = "zh"\n',
        "config/_default/languages.zh.toml": 'weight = 1\ntitle = "中文"\ncontentDir = "content/zh"\n',
        "config/_default/languages.en.toml": 'weight = 2\ntitle = "EN"\ncontentDir = "content/en"\n',
    },
    "all of a language": {
        "hugo.toml": 'defaultContentLanguage = "zh"\nsummaryLength = 3\n',
        "config/_default/hugo.zh.toml": 'title = "a"\n',
        "config/_default/markup.zh.yaml": "summaryLength: 4\n",
        "config/production/Languages.ZH.TOML": "weight = 4\n",
    },
    "a table of languages": {
        "config/_default/hugo.toml": 'defaultContentLanguage = "zh"\n',
        "config/_default/languages.toml": '[zh]\ntitle = "a"\n[en]\ntitle = "b"\n',
        "config/production/languages.zh.toml": 'title = "c"\n',
    },
    "written with its name": {
        "config/_default/hugo.yml": "title: x\n",
        "config/_default/taxonomies.toml": '[taxonomies]\n_merge = "deep"\nseries = "series"\n',
        "config/_default/permalinks.json": '{"permalinks": {"page": {"posts": "/:year/:slug/"}}}',
    },
    "params and environments": {
        "config/_default/hugo.toml": 'title = "dir"\n[params]\na = 1\nb = 1\nx = "hugo"\n',
        "config/_default/params.toml": 'x = "params"\n[params]\nz = 1\n',
        "config/_default/params.en.toml": "y = 5\n",
        "config/production/hugo.toml": 'title = "production"\n',
        "config/production/params.toml": "b = 2\n",
        "config/development/hugo.toml": 'title = "development"\n',
    },
    "folders in it, in the order of names": {
        "hugo.toml": "summaryLength = 3\n",
        "config/_default/hugo.toml": '[taxonomies]\na = "as"\nb = "bs"\n',
        "config/_default/e/taxonomies.toml": 'a = "early"\n',
        "config/_default/zone/taxonomies.toml": 'b = "late"\n',
        "config/_default/zone/deep/hugo.toml": 'title = "deep"\n',
    },
    "production alone": {"config/production/hugo.toml": 'title = "production"\n[taxonomies]\n_merge = "none"\n'},
    "the older name of taxonomies": {"hugo.toml": '[indexes]\ntag = "tags"\nx = "xs"\n'},
}


def write_tree(root, tree):
    for name, text in tree.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")


@pytest.mark.parametrize("tree", TREES.values(), ids=list(TREES))
def test_a_configuration_of_several_files_is_what_hugo_makes_of_it(tree, tmp_path):
    write_tree(tmp_path, tree)
    hugo = ask_config(tmp_path)
    site = find_site(tmp_path)
    assert site.problems == ()
    assert site.title == hugo.get("title", "")
    assert dict(site.main.taxonomies) == hugo["taxonomies"]
    assert site.main.summary_length == hugo["summarylength"]
    weights = {key: value.get("weight", 0) for key, value in hugo.get("languages", {}).items()}
    assert {one.key: one.weight for one in site.languages} == (weights or {"en": 0})
    own = read_config(tmp_path)[0]
    params = {**own.get("params", {}), **own.get("languages", {}).get(site.main.key, {}).get("params", {})}
    assert params == hugo["params"]


def test_a_file_of_a_language_decides_where_its_posts_are(tmp_path):
    write_tree(tmp_path, TREES["languages"])
    for key in ("zh", "en"):
        (tmp_path / "content" / key / "posts").mkdir(parents=True)
    site = find_site(tmp_path)
    found = [read_path(f"{key}/posts/a.md", site) for key in ("zh", "en")]
    assert [(one.language.key, one.section) for one in found] == [("zh", "posts"), ("en", "posts")]
