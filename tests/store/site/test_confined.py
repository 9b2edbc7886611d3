"""Restricted, a site is read inside its own folder, whatever its configuration names and wherever its links lead."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.feeds import user, write_post, write_site
from tui_reader.config.settings import Settings
from tui_reader.feed.library import open_library
from tui_reader.model.errors import ContentError
from tui_reader.store.local_source import (
    BEYOND,
    changed_at,
    exists,
    is_file,
    is_folder,
    read_content,
    scan_folder,
    stat_file,
    stay_inside,
)
from tui_reader.store.site.site import find_site

SECRET = "secret"
LEAVING = {
    "the content folder": 'contentDir = "../outside"',
    "the content folder, far above": 'contentDir = "../../../../../.."',
    "the content folder of a language": '[languages.en]\n[languages.zh]\ncontentDir = "../outside"',
    "a mount": '[[module.mounts]]\nsource = "../outside"\ntarget = "content"',
    "a mount beside one that stays": (
        '[[module.mounts]]\nsource = "content"\ntarget = "content"\n'
        '[[module.mounts]]\nsource = "../outside"\ntarget = "content/b"'
    ),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site, and beside it a folder that is another one's."""
    write_post(tmp_path / "other", "../../outside/post.md", SECRET)
    return write_site(tmp_path / "site")


@pytest.mark.parametrize("config", LEAVING.values(), ids=LEAVING)
def test_a_site_whose_content_lies_elsewhere_is_refused(root: Path, config: str) -> None:
    (root / "hugo.toml").write_text(config, "utf-8")
    assert find_site(root).content != root / "content"
    with pytest.raises(ContentError, match="lies outside"):
        find_site(root, confined=True)


def test_a_content_folder_that_is_a_link_is_refused(root: Path) -> None:
    (root / "content").rename(root / "posts")
    (root / "content").symlink_to(root.parent / "outside")
    with pytest.raises(ContentError, match="lies outside"):
        find_site(root, confined=True)
    (root / "content").unlink()
    (root / "content").symlink_to("posts")
    assert find_site(root, confined=True).content == root / "posts"


def _link_config(root: Path, outside: Path) -> None:
    (root / "hugo.toml").unlink()
    (outside / "hugo.toml").write_text(f'title = "{SECRET}"\n', "utf-8")
    (root / "hugo.toml").symlink_to(outside / "hugo.toml")


def _link_part_of_config(root: Path, outside: Path) -> None:
    (outside / "hugo.toml").write_text(f'title = "{SECRET}"\n', "utf-8")
    (root / "config" / "_default").mkdir(parents=True)
    (root / "config" / "_default" / "hugo.toml").symlink_to(outside / "hugo.toml")


def _link_config_folder(root: Path, outside: Path) -> None:
    (outside / "config" / "_default").mkdir(parents=True)
    (outside / "config" / "_default" / "hugo.toml").write_text(f'title = "{SECRET}"\n', "utf-8")
    (root / "config").symlink_to(outside / "config")


def _link_theme(root: Path, outside: Path) -> None:
    (root / "hugo.toml").write_text('theme = "a"\n', "utf-8")
    (outside / "hugo.toml").write_text(f'title = "{SECRET}"\n', "utf-8")
    (root / "themes").mkdir()
    (root / "themes" / "a").symlink_to(outside)


@pytest.mark.parametrize("link", [_link_config, _link_part_of_config, _link_config_folder, _link_theme])
def test_configuration_is_not_read_through_a_link_that_leads_out(
    root: Path, tmp_path: Path, link: Callable[[Path, Path], None]
) -> None:
    link(root, tmp_path / "outside")
    site = find_site(root, confined=True)
    assert SECRET not in repr(site)
    assert any(BEYOND in problem.message for problem in site.problems)
    assert site.content == root / "content"


def test_a_section_page_is_a_page_of_the_content(root: Path, tmp_path: Path) -> None:
    (tmp_path / "outside" / "_index.md").write_text(f"---\ncascade:\n  description: {SECRET}\n---\n", "utf-8")
    (root / "content" / "news" / "_index.md").symlink_to(tmp_path / "outside" / "_index.md")
    library = open_library(root, Settings(), user(tmp_path))
    library.sync.run()
    assert library.posts.by_path("news/p1.md").description == ""


def test_a_part_of_a_site_is_bound_by_the_site(root: Path) -> None:
    assert find_site(root / "content" / "news", confined=True).root == root


def test_a_bare_folder_is_its_own_bound(root: Path) -> None:
    bare = root.parent / "outside"
    assert find_site(bare, confined=True).content == bare
    with pytest.raises(PermissionError):
        scan_folder(root)


def test_nothing_is_said_of_what_lies_behind_a_folder_that_is_a_link(tmp_path: Path) -> None:
    """A link in the middle of a path leads out as one at its end does."""
    secret, content = tmp_path / "secret", tmp_path / "site" / "content"
    secret.mkdir()
    content.mkdir(parents=True)
    (secret / "one.md").write_text("hidden")
    (content / "inside.md").write_text("shown")
    (content / "linked").symlink_to(secret)
    (content / "nowhere").symlink_to(tmp_path / "nothing")
    places = [secret, secret / "one.md", content / "linked" / "one.md"]
    assert all(map(exists, places))
    stay_inside(tmp_path / "site")
    questions = (exists, is_file, is_folder)
    assert not any(ask(place) for ask in questions for place in places)
    assert all(ask(content / link) for ask in questions for link in ("linked", "nowhere")), "reading would not name it"
    assert {changed_at(place) for place in places} == {-1}
    for place in places:
        with pytest.raises(PermissionError, match=BEYOND):
            stat_file(place)
    with pytest.raises(PermissionError, match=BEYOND):
        read_content(content, "linked/one.md", 100)
    assert read_content(content, "inside.md", 100) == b"shown"
    assert is_file(content / "inside.md")
    assert not exists("a\0b")
