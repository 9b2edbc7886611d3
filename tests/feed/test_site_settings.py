"""What the settings of a site mean to its feed: posts it publishes in one language alone, and how a body is read."""

import pytest

from tests.feeds import listed, open_feed, user, write_post
from tui_reader.cli.bookmark_addresses import addresses_of
from tui_reader.config.paths import user_paths
from tui_reader.config.settings import Settings
from tui_reader.layout.options import Layout
from tui_reader.model.query import Query

STATES = {"Drafts": "draft: true\n", "Future": "publishDate: 2999-01-01\n", "Expired": "expiryDate: 2001-01-01\n"}
LANGUAGES = "languages:\n  en: {weight: 1}\n  fr: {weight: 2}\n"


@pytest.mark.parametrize("state", STATES)
def test_a_language_publishes_what_it_says_itself(state, tmp_path):
    root = tmp_path / "site"
    for ending in ("", ".fr"):
        write_post(root, f"a{ending}.md", "a")
        write_post(root, f"b{ending}.md", "b", header=STATES[state])
    (root / "hugo.yaml").write_text(LANGUAGES.replace("2}", f"2, build{state}: true}}"), "utf-8")
    library = open_feed(root, user(tmp_path))
    assert sorted(listed(library)) == ["a.fr.md", "a.md", "b.fr.md"]
    assert sorted(listed(library, Query(lang="en"))) == ["a.md"]
    assert library.posts.counts(Query(lang="fr")).whole == 2
    (root / "hugo.yaml").write_text(
        f"build{state}: true\n{LANGUAGES}".replace("2}", f"2, build{state}: false}}"), "utf-8"
    )
    library.sync.run()
    assert sorted(listed(library)) == ["a.fr.md", "a.md", "b.md"]
    library.close()


SITE = """baseURL: https://user.example.io/blog/
languages:
  en: {weight: 1}
  fr: {weight: 2%s}
"""


def test_a_post_is_copied_exported_and_found_by_its_full_address(tmp_path):
    root = tmp_path / "site"
    write_post(root, "posts/a.md", "甲")
    write_post(root, "posts/a.fr.md", "乙")
    (root / "hugo.yaml").write_text(SITE % "", "utf-8")
    library = open_feed(root, user(tmp_path))
    addresses = {path: library.address(library.posts.by_path(path)) for path in listed(library)}
    assert addresses == {
        "posts/a.md": "https://user.example.io/blog/posts/a/",
        "posts/a.fr.md": "https://user.example.io/blog/fr/posts/a/",
    }
    assert {path: library.posts.by_name(address).path for path, address in addresses.items()} == {
        p: p for p in addresses
    }
    assert library.posts.by_path("posts/a.md").url == "/posts/a/"
    for path in addresses:
        library.marks.bookmark(path)
    marks = library.marks.bookmarks()
    assert {path: at for (_, path), at in addresses_of(marks, Settings(), None, user_paths()).items()} == addresses
    assert addresses_of(marks, Settings(restricted=True), root / "content" / "posts" / "a.md", user_paths()).keys() == {
        (mark.feed, mark.path) for mark in marks
    }
    other = tmp_path / "other"
    write_post(other, "x.md", "x")
    assert addresses_of(marks, Settings(restricted=True), other, user_paths()) == {}
    library.close()


def test_a_language_with_a_website_of_its_own_has_no_place_below_another(tmp_path):
    root = tmp_path / "site"
    write_post(root, "posts/a.md", "甲")
    write_post(root, "posts/a.fr.md", "乙")
    (root / "hugo.yaml").write_text(SITE % ", baseURL: 'https://fr.example.io'", "utf-8")
    library = open_feed(root, user(tmp_path))
    for path, address in (
        ("posts/a.md", "https://user.example.io/blog/posts/a/"),
        ("posts/a.fr.md", "https://fr.example.io/posts/a/"),
    ):
        assert library.address(library.posts.by_path(path)) == address
        assert library.posts.by_name(address).path == path
    library.close()


def test_a_site_without_an_address_has_paths_alone(tmp_path):
    root = tmp_path / "site"
    write_post(root, "posts/a.md", "甲")
    (root / "hugo.yaml").write_text("title: x", "utf-8")
    library = open_feed(root, user(tmp_path))
    post = library.posts.by_path("posts/a.md")
    library.marks.bookmark(post.path)
    assert library.address(post) == post.url == "/posts/a/"
    assert addresses_of(library.marks.bookmarks(), Settings(), None, user_paths()) == {}
    library.close()


def test_what_a_section_hands_down_decides_how_a_body_is_counted_shown_and_searched(tmp_path):
    root = tmp_path / "site"
    write_post(root, "_index.md", "top", header="cascade:\n  markup: html\n")
    write_post(root, "a.md", "a", body="<p>One <b>two</b></p>\n\n# three\n")
    (root / "hugo.toml").write_text("", "utf-8")
    library = open_feed(root, user(tmp_path))
    assert library.posts.by_path("a.md").words == 4
    assert "# three" in library.pages.lay_out("a.md", Layout(60)).plain()
    library.sync.run(text_seconds=60)
    assert set(library.posts.bodies([library.posts.id_of("a.md")]).values()) == {"One two\n# three"}
    library.close()
