"""The folder of a copy: what may be written where, what is said of its commit, and that nothing is half."""

import errno
import os

import pytest

from tui_reader.mirror.file_tree import FileTree
from tui_reader.mirror.path_names import is_plain_path


@pytest.mark.parametrize(
    "path",
    [
        b"", b"/a", b"a/", b"a//b", b".", b"..", b"../a", b"a/../../b", b"a/./b", b".git", b".git/config", b"a/.GIT/x",
        b".git.", b".git ", b"git~1/x", b"a\0b", b"x" * 256, b"a/" * 64 + b"a", b"/".join([b"x" * 200] * 6),
    ],
)  # fmt: skip
def test_a_path_that_leads_elsewhere_is_refused(path):
    assert not is_plain_path(path)


@pytest.mark.parametrize(
    "path", [b"a", b"a/b.md", b".gitignore", b".github/x", b"a..b", b"-x", "内容/一.md".encode(), b"\xff"]
)
def test_any_other_path_is_taken(path):
    assert is_plain_path(path)


@pytest.fixture
def tree(tmp_path):
    tree = FileTree(tmp_path / "site")
    tree.begin("git+https://host/a", tmp_path / "objects")
    return tree


def test_the_commit_is_known_only_while_the_files_are_its(tree):
    assert tree.version == ""
    tree.finish("c1")
    assert (tree.version, tree.origin) == ("c1", "git+https://host/a")
    tree.begin("git+https://host/a", tree.folder / "objects")
    assert tree.version == ""


def test_files_come_and_go_with_their_folders(tree):
    assert tree.write(b"a/b/c.md", b"1")
    assert tree.write(b"a/b/c.md", b"2")
    assert tree.holds(b"a/b/c.md", "0cfbf08886fca9a91cb753ec8734c84fcbe52c9f") is tree.holds(b"a/none", "")
    assert sorted(tree.paths()) == [b"a/b/c.md"]
    tree.remove(b"a/b/c.md")
    tree.remove(b"a/b/c.md")
    assert not (tree.folder / "a").exists()


def test_a_file_is_told_from_others_by_the_name_of_its_object(tree):
    tree.write(b"a", b"hello\n")
    assert tree.holds(b"a", "ce013625030ba8dba906f756967f9e9ca394464a")
    assert not tree.holds(b"a", "ce013625030ba8dba906f756967f9e9ca394464b")


def test_others_may_read_whatever_the_umask_is(tmp_path):
    before = os.umask(0o077)
    try:
        tree = FileTree(tmp_path / "site")
        tree.begin("x", tmp_path)
        tree.write(b"a/b", b"")
    finally:
        os.umask(before)
    assert [oct(place.stat().st_mode & 0o777) for place in (tree.folder, tree.folder / "a", tree.folder / "a/b")] == [
        "0o755", "0o755", "0o644",
    ]  # fmt: skip


def test_one_file_that_cannot_be_written_is_left_out_and_a_full_disk_ends_it(tree, monkeypatch):
    tree.write(b"a", b"")
    assert not tree.write(b"a/b", b"")

    def full(*given):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("tui_reader.mirror.file_tree.os.fchmod", full)
    with pytest.raises(OSError, match="full"):
        tree.write(b"c", b"")
