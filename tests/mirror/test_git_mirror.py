"""A folder that is kept equal to a branch: every change arrives, a kill is made up for, and a hostile repository writes
nothing outside the folder and runs nothing.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mirror.repository import Repository, files_of, git
from tui_reader.config.child_process import Limits
from tui_reader.mirror import git_objects, git_program, kept_folder
from tui_reader.mirror.git_address import read_git_address
from tui_reader.mirror.git_mirror import GitMirror
from tui_reader.model.errors import ContentError


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "up.git")
    repository.push({"hugo.toml": 'title = "X"\n', "content/a.md": "one", "content/b/c.md": "two", "内容/一": "三"})
    return repository


def mirror_of(repository: Repository, tmp_path: Path, branch: str = "") -> GitMirror:
    address = read_git_address(repository.address + (f"@{branch}" if branch else ""))
    return GitMirror(address, tmp_path / "work", tmp_path / "site")


@pytest.fixture
def mirror(repository: Repository, tmp_path: Path) -> GitMirror:
    return mirror_of(repository, tmp_path)


def test_the_folder_is_what_was_pushed_and_follows_every_push(repository, mirror, tmp_path):
    told = []
    first = mirror.refresh(lambda *given: told.append(given))
    assert first.is_new
    assert ("files", 0, 4) in told
    assert files_of(tmp_path / "site") == {
        "hugo.toml": 'title = "X"\n', "content/a.md": "one", "content/b/c.md": "two", "内容/一": "三",
    }  # fmt: skip
    assert not mirror.refresh().is_new
    before = (tmp_path / "site/content/a.md").stat()
    repository.push({"content/b/c.md": None, "content/b": "now a file", "hugo.toml": None, "hugo.toml/x": "a folder"})
    assert mirror.refresh().is_new
    assert files_of(tmp_path / "site") == {
        "content/a.md": "one", "content/b": "now a file", "hugo.toml/x": "a folder", "内容/一": "三",
    }  # fmt: skip
    assert (tmp_path / "site/content/a.md").stat() == before


def test_history_that_was_rewritten_and_a_branch_are_followed(repository, tmp_path):
    repository.push({"x": "1"}, branch="other")
    mirror = mirror_of(repository, tmp_path, "other")
    mirror.refresh()
    assert files_of(tmp_path / "site") == {"x": "1"}
    git(repository.folder, "branch", "--force", "other", "main")
    mirror.refresh()
    assert "content/a.md" in files_of(tmp_path / "site")
    git(repository.folder, "branch", "-D", "other")
    with pytest.raises(ContentError, match="other"):
        mirror.refresh()
    assert mirror.is_whole


def test_another_repository_takes_the_folder_over_whole(repository, mirror, tmp_path):
    mirror.refresh()
    other = Repository(tmp_path / "other.git")
    other.push({"content/a.md": "other"})
    mirror_of(other, tmp_path).refresh()
    assert files_of(tmp_path / "site") == {"content/a.md": "other"}


def test_a_folder_with_files_of_others_is_left_alone(repository, mirror, tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site/mine.txt").write_text("mine")
    with pytest.raises(ContentError, match="other files"):
        mirror.refresh()
    assert files_of(tmp_path / "site") == {"mine.txt": "mine"}


def test_only_one_program_refreshes(repository, mirror, tmp_path):
    mirror.refresh()
    with kept_folder.alone(tmp_path / "work/newsreader.lock") as is_free:
        assert is_free
        assert mirror.refresh() is None


def test_a_kill_in_the_middle_is_made_up_for(repository, mirror, tmp_path, monkeypatch):
    mirror.refresh()
    commit = repository.push({f"content/{n}.md": str(n) for n in range(20)} | {"content/a.md": None})
    written = []

    def killed(self, path, data):
        written.append(path)
        if len(written) > 7:
            raise KeyboardInterrupt
        return write(self, path, data)

    write = kept_folder.FileTree.write
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(kept_folder.FileTree, "write", killed)
        mirror.refresh()
    assert not mirror.is_whole
    (tmp_path / "site/content/left.md").write_text("left")
    found = mirror_of(repository, tmp_path).refresh()
    assert (found.version, found.is_new) == (commit, True)
    assert len(files_of(tmp_path / "site")) == 23
    assert not (tmp_path / "site/content/left.md").exists()


def test_links_submodules_and_names_that_lead_elsewhere_are_left_out(repository, mirror, tmp_path):
    blob, link = repository.blob(b"hostile"), repository.blob(b"/etc/passwd")
    inner = git(repository.folder, "hash-object", "-t", "tree", "--literally", "-w", "--stdin",
                given=b"100644 config\0" + bytes.fromhex(blob))  # fmt: skip
    repository.push_tree(
        ("100644", b"..", blob),
        ("40000", b".git", inner),
        ("40000", b"GIT~1", inner),
        ("100644", b"a/../../out", blob),
        ("120000", b"link", link),
        ("160000", b"module", "1" * 40),
        ("100644", b"plain", blob),
        ("100644", b"x" * 300, blob),
    )
    assert mirror.refresh().left_out == 7
    assert files_of(tmp_path / "site") == {"plain": "hostile"}
    assert not (tmp_path / "site/.git/config").exists()
    assert not (tmp_path / "out").exists()


def test_a_file_that_becomes_a_link_is_taken_away(repository, mirror, tmp_path):
    mirror.refresh()
    repository.push({"content/a.md": "/etc/passwd"}, mode="120000")
    assert mirror.refresh().left_out == 1
    assert "content/a.md" not in files_of(tmp_path / "site")


def test_nothing_of_the_repository_or_of_the_users_configuration_is_run(repository, mirror, tmp_path, own_folders):
    ran = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho $0 $@ >> {ran}\n")
    program.chmod(0o755)
    for name in ("post-checkout", "reference-transaction", "post-merge", "pre-auto-gc", "post-update"):
        for folder in (repository.folder / "hooks", tmp_path / "work" / "hooks"):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(program.read_bytes())
            (folder / name).chmod(0o755)
    # fmt: off
    keys = ("core.fsmonitor", "core.alternateRefsCommand", "filter.x.smudge", "filter.x.process", "core.gitProxy",
            "uploadpack.packObjectsHook", "credential.helper", "core.sshCommand",
            "core.pager", "diff.external")
    # fmt: on
    for key in keys:
        git(repository.folder, "config", key, str(program))
        subprocess.run(["git", "config", "--global", key, str(program)], check=True)
    repository.push({".gitattributes": "* filter=x diff=x\n", ".gitmodules": f'[submodule "x"]\nupdate = !{program}\n'})
    mirror.refresh()
    repository.push({"content/a.md": "more"})
    assert ran.exists()
    ran.unlink()
    mirror.refresh()
    mirror.tidy()
    assert files_of(tmp_path / "site")["content/a.md"] == "more"
    assert not ran.exists()


def test_nothing_that_was_put_into_the_place_of_the_copy_is_run_or_written_to(repository, mirror, tmp_path):
    """As an archive has it that somebody unpacked there."""
    work, planted, other = tmp_path / "work", tmp_path / "planted", tmp_path / "other"
    ran, program = tmp_path / "ran", tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho $0 $@ >> {ran}\n")
    program.chmod(0o755)
    other.write_text("mine")
    git(tmp_path, "init", "--quiet", "--bare", str(planted))
    for name in ("reference-transaction", "pre-auto-gc", "post-checkout"):
        (planted / "hooks" / name).symlink_to(program)
    for key in ("core.fsmonitor", "core.sshCommand", "core.alternateRefsCommand", "filter.x.smudge", "core.pager"):
        git(planted, "config", key, str(program))
    git(planted, "config", "core.hooksPath", str(planted / "hooks"))
    git(planted, "config", "gc.auto", "1")
    work.mkdir()
    for name in ("HEAD", "config", "newsreader.gitconfig"):
        (work / name).symlink_to(other)
    for name in ("commondir", "config.worktree", "info/attributes", "objects/info/alternates"):
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        text = {"info/attributes": "* filter=x", "config.worktree": (planted / "config").read_text()}
        (work / name).write_text(text.get(name, str(planted / ("objects" if "objects" in name else ""))))
    mirror.refresh()
    mirror.tidy()
    assert files_of(tmp_path / "site")["content/a.md"] == "one"
    assert not ran.exists()
    assert other.read_text() == "mine"


@pytest.mark.parametrize("transport", ["ext::sh -c true", "file:///"])
def test_only_the_transport_that_was_named_is_allowed(mirror, tmp_path, transport, monkeypatch):
    git_only = GitMirror(read_git_address("git+https://host/a"), tmp_path / "work", tmp_path / "site")
    object.__setattr__(git_only.address, "url", transport)
    with pytest.raises(ContentError, match="not allowed"):
        git_only.refresh()


def test_a_repository_that_is_not_there_is_said_so(tmp_path):
    address = read_git_address(f"git+file://{tmp_path}/none")
    with pytest.raises(ContentError, match="none"):
        GitMirror(address, tmp_path / "work", tmp_path / "site").refresh()


def test_too_large_a_file_is_left_out_and_others_behind_it_arrive(repository, mirror, tmp_path, monkeypatch):
    repository.push({"content/a.md": "x" * 100, "content/z.md": "small"})
    monkeypatch.setattr(git_objects, "MOST_FILE_BYTES", 50)
    assert mirror.refresh().left_out == 1
    assert "content/a.md" not in files_of(tmp_path / "site")
    assert files_of(tmp_path / "site")["content/z.md"] == "small"


@pytest.mark.parametrize(("module", "name", "most"), [(git_objects, "MOST_FILES", 1), (kept_folder, "MOST_BYTES", 5)])
def test_a_repository_without_bounds_is_refused(repository, mirror, tmp_path, monkeypatch, module, name, most):
    monkeypatch.setattr(module, name, most)
    with pytest.raises(ContentError, match="holds more than"):
        mirror.refresh()
    assert not mirror.is_whole


@pytest.fixture
def silent() -> Iterator[int]:
    """A port that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.parametrize("transport", ["ssh", "https"])
def test_a_silent_peer_is_given_up_with_all_that_was_started(silent, tmp_path, monkeypatch, transport):
    monkeypatch.setattr(git_program, "FETCH", Limits(0.3, 0.3, 1 << 30))
    monkeypatch.setenv("GIT_SSH_COMMAND", "ssh -F none -o BatchMode=yes -o StrictHostKeyChecking=no")
    mark = f"127.0.0.1:{silent}/a" if transport == "https" else str(silent)
    address = read_git_address(f"git+{transport}://127.0.0.1:{silent}/a")
    begun = time.monotonic()
    with pytest.raises(ContentError, match="does not answer"):
        GitMirror(address, tmp_path / "work", tmp_path / "site").refresh()
    while [line for line in _command_lines() if mark in line and ("ssh" in line or "git" in line)]:
        assert time.monotonic() - begun < 20


def _command_lines() -> list[str]:
    found = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found.append(file.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace"))
        except OSError:
            continue
    return [line for line in found if not line.startswith((sys.executable, str(os.getpid())))]
