"""Small sites of our own: every rule of Hugo that no real site at hand shows, and how its posts are linked."""

import shutil
from pathlib import Path

import pytest

from tests.hugo.compare import Comparison
from tests.hugo.oracle import ask_hugo, build_as_it_is

SITES = Path(__file__).resolve().parent / "sites"


def test_the_fine_print_is_read_as_hugo_reads_it(tmp_path):
    both = Comparison(SITES / "fine-print", ask_hugo(SITES / "fine-print", tmp_path / "work"))
    assert both.verdict.refused == {}
    assert both.faults() == []
    assert both.order_faults() == []
    unknown = set(both.posts) - set(both.verdict.pages)
    assert {path for path in unknown if both.posts[path].listed} == set()
    assert "handed/hidden/a.md" in unknown
    assert {path for path in both.verdict.pages if not both.posts[path].listed} == set()


@pytest.mark.parametrize("name", ["by-suffix", "by-folder"])
def test_languages_and_translations_are_those_of_hugo(name, tmp_path):
    both = Comparison(SITES / name, ask_hugo(SITES / name, tmp_path / "work"))
    assert both.verdict.refused == {}
    assert both.faults() == []
    assert set(both.posts) == set(both.verdict.pages)
    for path, record in both.verdict.pages.items():
        key = both.posts[path].translation_key
        others = {other for other, post in both.posts.items() if post.translation_key == key and other != path}
        assert {other.removeprefix("english/").removeprefix("japanese/") for other in others} == set(
            record["translations"]
        )


def test_languages_with_settings_of_their_own_and_posts_from_several_folders(tmp_path):
    root = shutil.copytree(SITES / "apart", tmp_path / "site")
    both = Comparison(root, build_as_it_is(root, tmp_path / "work"))
    assert both.faults() == []
    assert both.order_faults() == []
    assert both.feed_faults() == []
    assert set(both.posts) == set(both.verdict.pages)
