"""A site is found from its root, its content folder, a folder in it or one post, and its settings are understood."""

import os
import subprocess
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tui_reader.model.errors import ContentError
from tui_reader.store.post_reader import load_post
from tui_reader.store.site.languages import MOST_LANGUAGES
from tui_reader.store.site.site import find_site
from tui_reader.store.walk import walk_posts


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        file = folder / name.replace("__", "/").replace("_dot_", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def test_one_site_is_found_from_everywhere_in_it(tmp_path):
    write(tmp_path, hugo_dot_toml="title = 'T'", content__posts__a_dot_md="x", content__news__b_dot_md="x")
    paths = {
        tmp_path: ["news/b.md", "posts/a.md"],
        tmp_path / "content": ["news/b.md", "posts/a.md"],
        tmp_path / "content/posts": ["posts/a.md"],
        tmp_path / "content/posts/a.md": ["posts/a.md"],
    }
    for place, expected in paths.items():
        site = find_site(place)
        assert (site.title, site.root, [fingerprint.path for fingerprint in walk_posts(site)]) == (
            "T",
            tmp_path.resolve(),
            expected,
        )


def test_a_bare_folder_and_a_lone_post_have_no_root(tmp_path):
    write(tmp_path, sub__a_dot_md="x")
    assert find_site(tmp_path).root is None
    assert [fingerprint.path for fingerprint in walk_posts(find_site(tmp_path))] == ["sub/a.md"]
    assert find_site(tmp_path / "sub/a.md").only == "a.md"


def test_a_theme_shows_its_example(tmp_path):
    write(tmp_path, exampleSite__hugo_dot_toml="title = 'E'", exampleSite__content__a_dot_md="x")
    assert find_site(tmp_path).title == "E"


@pytest.mark.parametrize(
    ("name", "says"), [("nowhere", "is not there"), ("empty", "is empty"), ("a.txt", "is no post")]
)
def test_what_cannot_be_opened_is_one_clear_error(name, says, tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_text("x", "utf-8")
    with pytest.raises(ContentError, match=says) as caught:
        find_site(tmp_path / name)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("hugo.toml", "Title = 'T'\ntimeZone = 'Asia/Shanghai'\n[Taxonomies]\nnews = 'News'\ntag = 'tags'\n"),
        ("config.yaml", "title: T\ntimezone: Asia/Shanghai\ntaxonomies:\n  news: News\n  tag: tags\n"),
        ("hugo.json", '{"title": "T", "timeZone": "Asia/Shanghai", "taxonomies": {"news": "News", "tag": "tags"}}'),
    ],
)
def test_every_form_of_configuration_says_the_same(name, text, tmp_path):
    write(tmp_path, content__a_dot_md="x")
    (tmp_path / name).write_text(text, "utf-8")
    site = find_site(tmp_path)
    assert (site.title, site.zone, site.guess_taxonomies) == ("T", ZoneInfo("Asia/Shanghai"), False)
    assert site.taxonomies == (("news", "news"), ("tag", "tags"))


def test_configuration_in_a_folder_is_merged_and_the_environment_wins(tmp_path):
    write(
        tmp_path,
        content__a_dot_md="x",
        config___default__hugo_dot_toml="title = 'T'\nhasCJKLanguage = true",
        config___default__params_dot_toml="color = 'red'",
        config___default__languages_dot_toml="[en]\nweight = 2\n[zh]\nweight = 1",
        config__production__hugo_dot_toml="title = 'P'",
    )
    site = find_site(tmp_path)
    assert (site.title, site.main.has_cjk, site.main.parameters) == ("P", True, {"color": "red"})
    assert [language.key for language in site.languages] == ["zh", "en"]


@pytest.mark.parametrize(
    "text",
    [
        "title = ",
        "languages = 3\ntaxonomies = []\ntimeZone = 'Nowhere/None'\nmodule = 'x'",
        f"timeZone = '{'Asia/' * 900}'",
        "\x00\xff",
    ],
)
def test_a_broken_configuration_still_opens(text, tmp_path):
    write(tmp_path, content__a_dot_md="x")
    (tmp_path / "hugo.toml").write_text(text, "latin-1")
    site = find_site(tmp_path)
    assert [fingerprint.path for fingerprint in walk_posts(site)] == ["a.md"]
    assert site.languages


def test_languages_with_folders_of_their_own_share_one_base(tmp_path):
    write(
        tmp_path,
        hugo_dot_toml="[languages.en]\ncontentDir='content/en'\n[languages.zh]\ncontentDir='content/zh'\n",
        content__en__a_dot_md="x",
        content__zh__a_dot_md="x",
        content__other__no_dot_md="x",
    )
    site = find_site(tmp_path)
    assert {mount.language: mount.folder for mount in site.mounts} == {"en": "en", "zh": "zh"}
    assert [fingerprint.path for fingerprint in walk_posts(site)] == ["en/a.md", "zh/a.md"]


@pytest.mark.parametrize(
    ("ugly", "url"),
    [
        ("uglyURLs = 'true'", "/posts/a.html"),
        ("uglyURLs = 'yes'", "/posts/a/"),
        ("[uglyURLs]\nposts = 'true'", "/posts/a.html"),
        ("[uglyURLs]\nposts = 1", "/posts/a.html"),
        ("[uglyURLs]\nnotes = true", "/posts/a/"),
    ],
)
def test_ugly_addresses_are_switched_on_in_every_form_that_hugo_takes(ugly, url, tmp_path):
    write(tmp_path, content__posts__a_dot_md="---\ntitle: a\n---\n", hugo_dot_toml=ugly)
    assert load_post("posts/a.md", find_site(tmp_path)).url == url


def test_a_site_has_no_more_languages_than_a_reader_can_look_for(tmp_path: Path) -> None:
    named = "".join(f"[languages.a{number}]\nweight = {number + 1}\n" for number in range(MOST_LANGUAGES + 3))
    (tmp_path / "hugo.toml").write_text(named, "utf-8")
    (tmp_path / "content").mkdir()
    assert [one.key for one in find_site(tmp_path).languages] == [f"a{number}" for number in range(MOST_LANGUAGES)]


ZONE = """
import os, sys
from tui_reader.store.site.config_sections import read_zone
assert "zoneinfo" not in sys.modules
print(read_zone({"timezone": "Asia/Shanghai"}), os.environ.get("PYTHONTZPATH"), "zoneinfo" in sys.modules)
"""


@pytest.mark.parametrize("own", [None, f"{os.sep}usr/share/zoneinfo"])
def test_a_time_zone_is_loaded_and_leaves_the_environment_as_it_was(own):
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONTZPATH"}
    environment |= {"PYTHONTZPATH": own} if own else {}
    ran = subprocess.run([sys.executable, "-c", ZONE], env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["Asia/Shanghai", str(own), "True"]
