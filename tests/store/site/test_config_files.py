"""A file of the site's configuration that cannot be read is named with its reason, and the site opens without it."""

import errno
import os
import threading

import pytest

from tui_reader.store.git_dates import head_commit
from tui_reader.store.site.cascade import forget_sections, sections_above
from tui_reader.store.site.config_files import read_config
from tui_reader.store.site.page_path import read_path
from tui_reader.store.site.site import find_site
from tui_reader.watch.watcher import settings_fingerprint

NAMES = ["hugo.toml", "config.yaml", "config/_default/params.toml"]


def pipe(file):
    os.mkfifo(file)


def link_to_pipe(file):
    os.mkfifo(file.with_name("pipe"))
    file.symlink_to("pipe")


def huge(file):
    with file.open("wb") as written:
        written.truncate(1 << 30)


def folder(file):
    file.mkdir()


def chinese(file):
    file.write_bytes("# 中文网站的标题，以及国家新闻\n".encode("gb18030"))


def binary(file):
    file.write_bytes(b"\x00\x01\x02\xff" * 200)


BROKEN = [
    (pipe, "not a regular file"),
    (link_to_pipe, "not a regular file"),
    (huge, "larger than 1 MB"),
    (folder, "a folder, not a file"),
    (chinese, "not UTF-8; read as GB18030"),
    (binary, "not text"),
]


def soon(work):
    """What `work` gives; fails where it takes more than some seconds."""
    found = []
    thread = threading.Thread(target=lambda: found.append(work()), daemon=True)
    thread.start()
    thread.join(30)
    assert found, "it hangs"
    return found[0]


@pytest.fixture
def root(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("x", "utf-8")
    (tmp_path / "config" / "_default").mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("make", "reason"), BROKEN, ids=[make.__name__ for make, _ in BROKEN])
def test_a_file_that_cannot_be_read_is_one_clear_notice(make, reason, name, root):
    make(root / name)
    _, (problem,), _ = soon(lambda: read_config(root))
    assert problem.field == name
    assert reason in problem.message
    assert problem.hint
    site = soon(lambda: find_site(root))
    assert (site.root, site.problems) == (root.resolve(), (problem,))
    assert name in soon(lambda: settings_fingerprint(site))


def refuse(monkeypatch, call, path):
    """Let a call of the system refuse one path, for root as well."""
    real = getattr(os, call)

    def refusing(asked, *rest):
        if os.fspath(asked) == str(path):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(asked, *rest)

    monkeypatch.setattr(os, call, refusing)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_without_permission_is_named(name, root, monkeypatch):
    (root / name).write_text("", "utf-8")
    refuse(monkeypatch, "open", root / name)
    _, (problem,), _ = read_config(root)
    assert (problem.field, problem.message) == (name, "cannot be read: Permission denied")


def test_a_folder_without_permission_is_named(root, monkeypatch):
    refuse(monkeypatch, "scandir", root / "config" / "_default")
    _, (problem,), _ = read_config(root)
    assert (problem.field, problem.message) == ("config/_default", "cannot be read: Permission denied")


@pytest.mark.parametrize("make", [pipe, link_to_pipe, huge, folder, binary], ids=lambda make: make.__name__)
def test_a_section_page_that_cannot_be_read_passes_nothing_on(make, root):
    make(root / "content" / "_index.md")
    site = find_site(root)
    forget_sections()
    (top,) = soon(lambda: sections_above(read_path("a.md", site), site))
    assert (top.slug, top.cascades) == ("", ())


@pytest.mark.parametrize("make", [pipe, huge, folder, binary], ids=lambda make: make.__name__)
@pytest.mark.parametrize("name", [".git", ".git/HEAD", ".git/refs/heads/main", ".git/packed-refs"])
def test_a_checkout_that_cannot_be_read_names_no_commit(make, name, root):
    if name != ".git":
        (root / name).parent.mkdir(parents=True)
    if name not in (".git", ".git/HEAD"):
        (root / ".git" / "HEAD").write_text("ref: refs/heads/main\n", "utf-8")
    make(root / name)
    site = find_site(root)
    assert soon(lambda: head_commit(site)) == ""


def test_a_change_of_a_file_deep_in_the_configuration_is_noticed(root):
    deep = root / "config" / "_default" / "zone" / "params.toml"
    deep.parent.mkdir()
    deep.write_text("", "utf-8")
    assert "config/_default/zone/params.toml" in settings_fingerprint(find_site(root))


def test_a_key_that_stands_twice_in_yaml_is_named_and_the_last_one_holds(root):
    (root / "hugo.yaml").write_text("title: a\nparams:\n  x: 1\n  x: 2\n", "utf-8")
    config, (problem,), _ = read_config(root)
    assert (problem.field, problem.line, problem.column, problem.code) == ("hugo.yaml", 4, 3, "config-key-double")
    assert config == {"title": "a", "params": {"x": 2}}
