"""What a site takes from its themes, and a language from its site, follows Hugo's `_merge`; permalinks find their
pages.
"""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.store.post_reader import parse_post
from tui_reader.store.site.config_merge import (
    imported_themes,
    settle_languages,
    take_from_theme,
    without_strategies,
)
from tui_reader.store.site.permalinks import Permalink, pattern_of, read_permalinks
from tui_reader.store.site.site import find_site

THEME = {
    "title": "theme",
    "params": {"a": 1, "deep": {"x": 1, "y": 2}},
    "menus": {"main": [1]},
    "taxonomies": {"tag": "tags"},
    "module": {"imports": []},
    "theme": "other",
}


@pytest.mark.parametrize(
    ("own", "merged"),
    [
        ({}, {"params": {"a": 1, "deep": {"x": 1, "y": 2}}, "menus": {"main": [1]}}),
        ({"_merge": "none"}, {"_merge": "none"}),
        (
            {"_merge": "deep", "title": "own"},
            {"_merge": "deep", "title": "own", "taxonomies": {"tag": "tags"}}
            | {"params": {"a": 1, "deep": {"x": 1, "y": 2}}, "menus": {"main": [1]}},
        ),
        (
            {"params": {"deep": {"x": 9}}, "menus": {"_merge": "none"}},
            {"params": {"a": 1, "deep": {"x": 9, "y": 2}}, "menus": {"_merge": "none"}},
        ),
        (
            {"params": {"_merge": "shallow", "deep": {"x": 9}}, "menus": {"main": [2], "_merge": "odd"}},
            {"params": {"_merge": "shallow", "deep": {"x": 9}, "a": 1}, "menus": {"main": [2], "_merge": "odd"}},
        ),
        (
            {"params": "no mapping", "taxonomies": {"_merge": "deep"}},
            {"params": "no mapping", "taxonomies": {"_merge": "deep", "tag": "tags"}, "menus": {"main": [1]}},
        ),
    ],
)
def test_a_site_takes_from_its_theme_what_it_lets_in(own, merged):
    theme = copy.deepcopy(THEME)
    take_from_theme(own, theme, "en")
    assert own == merged
    assert theme == THEME


def test_languages_of_a_theme_stand_beside_the_default_one():
    own: dict[str, Any] = {}
    take_from_theme(own, {"languages": {"de": {"weight": 1}}}, "en")
    assert own == {"languages": {"de": {"weight": 1}, "en": {}}}


def test_a_language_takes_parameters_from_its_site_and_what_it_asks_for():
    config: dict[str, Any] = {
        "params": {"a": 1, "b": 2},
        "menus": {"main": [1]},
        "markup": {"x": 1},
        "cascade": {"c": 1},
        "languages": {
            "de": {"params": {"a": 9}, "menus": {}, "markup": {"_merge": "deep"}, "cascade": {}, "weight": 2},
            "en": "no mapping",
        },
    }
    settle_languages(config)
    assert config["languages"] == {
        "de": {
            "params": {"a": 9, "b": 2},
            "menus": {},
            "markup": {"_merge": "deep", "x": 1},
            "cascade": {},
            "weight": 2,
        },
        "en": "no mapping",
    }


values = st.recursive(
    st.integers(0, 3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "params", "_merge"]), inner),
    max_leaves=12,
)
configs = st.dictionaries(st.sampled_from(["params", "menus", "a", "languages", "_merge"]), values)


def _leaves(value: Any, place: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    if isinstance(value, dict):
        return {path: leaf for key, item in value.items() for path, leaf in _leaves(item, (*place, key)).items()}
    return {place: value}


@given(configs, configs)
def test_what_a_site_says_itself_always_holds(own, theme):
    before = _leaves(copy.deepcopy(own))
    take_from_theme(own, theme, "en")
    after = _leaves(own)
    assert {place: after.get(place) for place in before} == before


@given(values)
def test_no_strategy_is_left_and_nothing_else_is_taken_away(value):
    bare = without_strategies(value)
    assert without_strategies(bare) == bare
    assert {place for place in _leaves(bare) if place} == {
        place for place in _leaves(value) if place and "_merge" not in place
    }


@pytest.mark.parametrize(
    ("config", "names"),
    [
        ({}, []),
        ({"theme": "a"}, ["a"]),
        (
            {"theme": ["a", "", "b"], "module": {"imports": [{"path": "c"}, {"path": "d", "disable": True}]}},
            list("abc"),
        ),
        ({"module": {"imports": [{"path": "e", "ignoreconfig": True}, "x", {"path": 5}, {"path": "f"}]}}, ["f"]),
        ({"module": {"imports": "x"}}, []),
    ],
)
def test_themes_are_named_in_their_order(config, names):
    assert list(imported_themes(config)) == names


@pytest.mark.parametrize(
    ("written", "key", "language", "pattern"),
    [
        ({"posts": "/:year/", "page": {"posts": "/never/", "notes": "/n/"}}, "/posts/a", "en", "/:year/"),
        ({"posts": "/:year/", "page": {"notes": "/n/"}}, "/notes/b", "en", "/n/"),
        ({"posts": "/:year/", "posts/deep": "/deep/"}, "/posts/deep/a", "en", "/deep/"),
        ({"posts": "/:year/"}, "/other/a", "en", ""),
        ([{"pattern": "/all/"}], "/x/y", "en", "/all/"),
        ([{"pattern": "/p/", "target": {"path": "/posts/**"}}, {"pattern": "/all/"}], "/x/y", "en", "/all/"),
        ([{"pattern": "/k/", "target": {"kind": "section"}}], "/x/y", "en", ""),
        ([{"pattern": "/e/", "target": {"environment": "production"}}], "/x/y", "en", ""),
        ([{"target": {"path": "/**"}}, "odd"], "/x/y", "en", ""),
        ([{"pattern": "/de/", "target": {"sites": {"matrix": {"languages": ["de"]}}}}], "/x/y", "en", ""),
        ([{"pattern": "/de/", "target": {"sites": {"matrix": {"languages": ["de"]}}}}], "/x/y", "de", "/de/"),
        ("odd", "/x/y", "en", ""),
    ],
)
def test_a_page_has_the_first_pattern_that_is_for_it(written, key, language, pattern):
    rules = read_permalinks(written)
    assert all(isinstance(rule, Permalink) for rule in rules)
    assert pattern_of(rules, key, language, ("en", "de")) == pattern


@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        ("/:sections/:slug/", "/a/b/c/x/"),
        ("/:sections[0]/:slug/", "/a/x/"),
        ("/:sections[last]/:slug/", "/c/x/"),
        ("/:sections[1:]/:slug/", "/b/c/x/"),
        ("/:sections[:last]/:slug/", "/a/b/x/"),
        ("/:sections[1:2]/:slug/", "/b/x/"),
        ("/:sections[9]/:slug/", "/x/"),
        ("/:section/:contentbasename/", "/a/x/"),
        ("/:year/:month/:title/", "/1/01/t-1/"),
        ("/\\:/:slugorcontentbasename/:filename/", "/x/x/"),
    ],
)
def test_a_pattern_takes_the_folders_it_asks_for(tmp_path, pattern, address):
    (tmp_path / "content").mkdir()
    for folder in ("a", "a/b", "a/b/c"):
        (tmp_path / "content" / folder).mkdir()
        (tmp_path / "content" / folder / "_index.md").write_text("")
    (tmp_path / "hugo.toml").write_text(f"[permalinks]\na = '{pattern}'\n", "utf-8")
    post = parse_post(b"---\ntitle: T/1\nslug: x\n---\n", "a/b/c/x.md", find_site(tmp_path))
    assert post.url == address
