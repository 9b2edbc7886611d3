"""Walking a content folder finds what Hugo takes for posts, in order, and never waits, loops or leaves the folder."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.store import walk as walk_module
from tui_reader.store.post_reader import load_post
from tui_reader.store.site.site import find_site
from tui_reader.store.walk import MAX_DEPTH, count_names, patterns_left_out, unread_formats, walk, walk_posts


def site_with(folder, *names):
    for name in names:
        file = folder / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x", "utf-8")
    return find_site(folder)


def paths(site, notice=None):
    return [fingerprint.path for fingerprint in walk_posts(site, notice)]


def test_folders_come_sorted_by_their_path_and_posts_by_their_name(tmp_path):
    names = ["a/x.md", "a-b.md", "a.md", "b/c/d.MD", "z.html", "a-b/y.md", "a/b/w.md", "a.md.d/v.md", "b/e.md/u.md"]
    site = site_with(tmp_path, *names)
    folders = list(walk(site))
    assert [folder.path for folder in folders] == ["", "a-b/", "a.md.d/", "a/", "a/b/", "b/", "b/c/", "b/e.md/"]
    assert [list(folder.files()) for folder in folders[:2]] == [["a-b.md", "a.md", "z.html"], ["y.md"]]
    assert sorted(paths(site)) == sorted(names)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.sampled_from("a-./文0"), min_size=1, max_size=6), min_size=1, max_size=8))
def test_folders_are_always_sorted_by_their_path(names):
    with TemporaryDirectory() as place:
        for name in names:
            folder = Path(place) / "content" / "/".join(part.strip(".") or "x" for part in name.split("/"))
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "p.md").write_text("x", "utf-8")
        found = [folder.path for folder in walk(find_site(Path(place)))]
    assert found == sorted(found)


def test_a_leaf_bundle_gives_its_index_alone(tmp_path):
    site = site_with(tmp_path, "a/index.md", "a/index.en.md", "a/extra.md", "a/sub/deep.md", "b/_index.md", "b/c.md")
    assert paths(site) == ["a/index.en.md", "a/index.md", "b/c.md"]


def test_what_hugo_ignores_is_ignored(tmp_path):
    site = site_with(tmp_path, ".hidden.md", "#lock.md", "back.md~", "a.txt", "no-ending", ".git/x.md", "good.md")
    assert paths(site) == ["good.md"]


@pytest.mark.parametrize("pattern", [r"^.*\\.old\\..*$", r"a.*b.*\\.md$", r"b+\\.old", r"(x|old)\\."])
def test_a_pattern_of_files_to_ignore_is_searched_for(tmp_path, pattern):
    (tmp_path / "hugo.toml").write_text(f'ignoreFiles = ["{pattern}"]\n', "utf-8")
    site = site_with(tmp_path, "good.md", "ab.old.md")
    assert paths(site) == ["good.md"]
    assert patterns_left_out(site) == []


@pytest.mark.parametrize(
    "pattern", [r"a.*.*.*.*.*.*x", r"(a+)+x", r"a*a*a*a*a*a*x", "a{1,}a{1,}a{1,}a{1,}x", "(" * 200 + "a" + ")" * 200]
)
def test_a_pattern_that_could_take_long_ignores_nothing(tmp_path, pattern):
    (tmp_path / "hugo.toml").write_text(f'ignoreFiles = ["{pattern}"]\n', "utf-8")
    site = site_with(tmp_path, f"{'a' * 200}.md")
    assert paths(site) == [f"{'a' * 200}.md"]
    (problem,) = patterns_left_out(site)
    assert pattern in problem.message
    assert problem.code == "config-pattern-left-out"


def test_pipes_and_links_are_named_and_not_followed(tmp_path):
    site = site_with(tmp_path, "a/x.md")
    content = tmp_path / "content"
    os.mkfifo(content / "pipe.md")
    (content / "loop").symlink_to(content)
    (content / "inside.md").symlink_to("a/x.md")
    (content / "outside.md").symlink_to("/etc/hostname")
    (content / "broken.md").symlink_to("nowhere")
    told = {}
    found = paths(site, lambda path, problem: told.update({path: problem.code}))
    assert found == ["inside.md", "a/x.md"]
    assert told == {
        "pipe.md": "file-special",
        "loop/": "link-not-followed",
        "outside.md": "link-outside",
        "broken.md": "file-unreadable",
    }


def test_a_name_that_is_not_utf_8_is_named(tmp_path):
    site = site_with(tmp_path, "a.md")
    (tmp_path / "content" / os.fsdecode("中".encode("gbk") + b".md")).write_text("x", "utf-8")
    told = []
    assert paths(site, lambda path, problem: told.append(problem.code)) == ["a.md"]
    assert told == ["name-not-utf-8"]


def test_a_folder_too_deep_is_named_and_so_is_a_path_longer_than_the_system_has(tmp_path: Path) -> None:
    site = site_with(tmp_path, "a.md", "/".join(["b"] * (MAX_DEPTH + 1)) + "/c.md")
    content = os.open(site.content, os.O_RDONLY)
    try:
        for _ in range(20):
            os.mkdir("d" * 250, dir_fd=content)
            inner = os.open("d" * 250, os.O_RDONLY, dir_fd=content)
            os.close(content)
            content = inner
    finally:
        os.close(content)
    told: dict[str, str] = {}
    assert paths(site, lambda path, problem: told.update({path: problem.code})) == ["a.md"]
    assert told.pop("b/" * (MAX_DEPTH + 1)) == "folder-too-deep"
    ((path, code),) = told.items()
    assert len(path) > 3500
    assert code == "file-unreadable"


def test_files_that_hugo_hands_to_other_programs_are_named(tmp_path):
    names = ["a.rst", "b/c.adoc", "b/d.md", "leaf/index.pandoc", "leaf/note.rst", ".hidden.rst", "deep/e/f.rst"]
    site = site_with(tmp_path, *names)
    (tmp_path / "content" / "linked").symlink_to(tmp_path / "content" / "b", target_is_directory=True)
    found = dict(unread_formats(site))
    assert sorted(found) == ["a.rst", "b/c.adoc", "deep/e/f.rst", "leaf/index.pandoc"]
    assert {problem.code for problem in found.values()} == {"file-format"}
    assert list(unread_formats(find_site(tmp_path / "content" / "b" / "d.md"))) == []


def test_what_a_mount_leaves_out_and_languages_that_are_off_are_not_listed(tmp_path):
    site = site_with(tmp_path, "a.md", "a.de.md", "b/keep.md", "b/drop.md", "out/c.md")
    (tmp_path / "hugo.toml").write_text(
        'disableLanguages = ["de"]\n[languages.en]\n[languages.de]\n'
        '[[module.mounts]]\nsource = "content"\ntarget = "content"\nexcludeFiles = ["b/drop.md", "out/**"]\n',
        "utf-8",
    )
    assert sorted(paths(find_site(tmp_path))) == ["a.md", "b/keep.md"]
    assert sorted(paths(site)) == ["a.de.md", "a.md", "b/drop.md", "b/keep.md", "out/c.md"]


def test_files_that_are_mounted_alone_are_listed_with_the_place_they_are_put_at(tmp_path):
    site_with(tmp_path, "a.md")
    names = {"README.md": "docs/readme.md", "CHANGES.md": "changes.md", "x/_y.md": "x/_index.md", "gone.md": "g.md"}
    for name in ("README.md", "CHANGES.md", "x/_y.md", "other.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    mounts = {"content": "", **names}
    text = "".join(f'[[module.mounts]]\nsource = "{name}"\ntarget = "content/{at}"\n' for name, at in mounts.items())
    (tmp_path / "hugo.toml").write_text(text, "utf-8")
    site = find_site(tmp_path)
    assert paths(site) == ["CHANGES.md", "README.md", "content/a.md"]
    assert count_names(site) == 3
    assert [load_post(path, site).url for path in paths(site)] == ["/changes/", "/docs/readme/", "/a/"]
    assert paths(find_site(tmp_path / "content")) == ["content/a.md"]


def test_a_folder_that_is_gone_or_closed_is_named_and_the_others_are_listed(tmp_path, monkeypatch):
    site = site_with(tmp_path, "a/x.md", "b/y.md")
    scan, told = walk_module.scan_folder, []

    def scanned(folder):
        if str(folder).endswith("/a"):
            raise PermissionError(13, "Permission denied")
        return scan(folder)

    monkeypatch.setattr(walk_module, "scan_folder", scanned)
    assert paths(site, lambda path, problem: told.append((path, problem.code))) == ["b/y.md"]
    assert [path for path, _ in told] == ["a/"]
    assert list(unread_formats(site)) == []
