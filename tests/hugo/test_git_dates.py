"""Posts are dated by their last commit as Hugo dates them, and nothing that a checkout brings along is run on the
way.
"""

import os
import shutil
import subprocess
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from tests.feeds import user
from tests.hugo.compare import Comparison
from tests.hugo.oracle import build_as_it_is
from tui_reader.config.settings import Settings
from tui_reader.feed.library import open_library
from tui_reader.store.git_dates import head_commit, read_commits
from tui_reader.store.site.site import find_site

SITE = """baseURL = "https://example.org/"
enableGitInfo = true
disableKinds = ["RSS", "sitemap", "robotsTXT", "404"]
[outputFormats.jsonl]
mediaType = "application/json"
baseName = "pages"
isPlainText = true
[outputs]
home = ["jsonl"]
"""
GIT = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *arguments: str, at: str = "2020-01-01T10:00:00+03:00") -> None:
    environment = {**os.environ, "GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
    subprocess.run([*GIT, *arguments], cwd=folder, env=environment, check=True, capture_output=True)


def write(root: Path, path: str, more: str = "") -> None:
    file = root / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\ntitle: {path}\ndate: 2019-05-05\n---\ntext {more}\n", "utf-8")


@pytest.fixture
def checkout(tmp_path) -> Path:
    """A site in a folder of a checkout with three commits and a merge."""
    top = tmp_path / "checkout"
    root = top / "site"
    for path in ("a.md", "文章/第 一.md", "old.md"):
        write(root, path)
    (root / "hugo.toml").write_text(SITE, "utf-8")
    git(top, "init", "-q")
    git(top, "config", "core.quotepath", "false")
    git(top, "add", ".")
    git(top, "commit", "-qm", "one")
    git(top, "switch", "-qc", "side")
    write(root, "文章/第 一.md", "again")
    git(top, "commit", "-qam", "two", at="2021-02-03T04:05:06-07:00")
    git(top, "switch", "-q", "main")
    write(root, "a.md", "again")
    git(top, "commit", "-qam", "three", at="2021-03-03T04:05:06Z")
    git(top, "merge", "-qm", "four", "side", at="2022-01-01T00:00:00Z")
    write(root, "new.md")
    return root


def test_the_last_commit_is_the_one_hugo_finds(checkout, tmp_path):
    site = find_site(checkout)
    commits = read_commits(site, head_commit(site))
    both = Comparison(checkout, build_as_it_is(checkout, tmp_path / "work"), replace(site, commits=commits))
    assert both.faults() == []
    assert {path: both.posts[path].lastmod.year for path in both.posts} == {
        "a.md": 2021,
        "文章/第 一.md": 2021,
        "old.md": 2020,
        "new.md": 2019,
    }


@pytest.mark.parametrize("config", [SITE, SITE.replace("enableGitInfo = true\n", "")], ids=["on", "off"])
def test_git_is_asked_where_the_rules_of_a_date_say_so(checkout, tmp_path, config):
    rules = 'date = ["date", ":git"]\nlastmod = ["lastmod", ":git", ":default"]\npublishDate = [":git"]\n'
    (checkout / "content/old.md").write_text("---\ntitle: old\nlastmod: 2018-01-01\n---\nx\n", "utf-8")
    (checkout / "hugo.toml").write_text(f"{config}[frontmatter]\n{rules}", "utf-8")
    git(checkout, "commit", "-qam", "five", at="2023-01-01T00:00:00Z")
    site = find_site(checkout)
    commits = read_commits(site, head_commit(site))
    both = Comparison(checkout, build_as_it_is(checkout, tmp_path / "work"), replace(site, commits=commits))
    assert both.faults() == []


@pytest.mark.parametrize("command", [("pack-refs", "--all"), ("gc", "-q"), ("switch", "-q", "--detach")])
def test_every_way_to_keep_a_branch_is_understood(checkout, command):
    git(checkout, *command)
    site = find_site(checkout)
    assert read_commits(site, head_commit(site))["old.md"] == datetime.fromisoformat("2020-01-01T10:00:00+03:00")


def test_a_linked_worktree_and_a_shallow_clone_are_understood(checkout, tmp_path):
    git(checkout, "worktree", "add", "-q", str(tmp_path / "linked"), "side")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{checkout.parent}", "shallow")
    for place, year in (("linked", 2020), ("shallow", 2022)):
        site = find_site(tmp_path / place / "site")
        assert read_commits(site, head_commit(site)).get("old.md", datetime(2022, 1, 1)).year == year


def test_nothing_that_a_checkout_brings_along_is_run(checkout, tmp_path, monkeypatch):
    marker = tmp_path / "was-run"
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\necho run >> {marker}\nexit 1\n", "utf-8")
    trap.chmod(0o755)
    for key in (
        "core.fsmonitor", "core.pager", "core.sshCommand", "core.gitProxy", "core.editor", "diff.external", "gpg.program", "pager.log",
        "diff.x.textconv", "diff.x.command", "filter.x.clean", "filter.x.smudge", "alias.log", "credential.helper", "uploadpack.packObjectsHook",
    ):  # fmt: skip
        git(checkout, "config", key, f"!{trap}" if key == "alias.log" else str(trap))
    git(checkout, "config", "core.hooksPath", str(tmp_path))
    git(checkout, "config", "log.showSignature", "true")
    git(checkout, "config", "extensions.partialClone", "origin")
    git(checkout, "config", "remote.origin.url", f"ext::{trap}")
    git(checkout, "config", "remote.origin.promisor", "true")
    (checkout.parent / ".gitattributes").write_text("* diff=x filter=x\n", "utf-8")
    (checkout / "content" / "old.md").touch()
    monkeypatch.chdir(checkout)
    site = find_site(checkout)
    assert read_commits(site, head_commit(site))["old.md"].year == 2020
    assert not marker.exists()


@pytest.mark.parametrize(
    "head", ["ref: ../../etc/passwd", "ref: refs/../../x", "--output=/tmp/x", "", "ref: refs/heads/none"]
)
def test_a_checkout_that_cannot_be_understood_dates_nothing(checkout, head):
    (checkout.parent / ".git/HEAD").write_text(head, "utf-8")
    assert head_commit(find_site(checkout)) == ""
    assert read_commits(find_site(checkout), "") == {}


def test_a_feed_follows_its_commits_and_restricted_mode_asks_no_git(checkout, tmp_path):
    def changed(settings: Settings, name: str) -> dict[str, int]:
        library = open_library(checkout, settings, user(tmp_path / name))
        library.sync.run()
        years = {
            post.path: post.lastmod.year
            for post in library.posts.by_ids(library.posts.listing(library.posts.query("")))
        }
        library.close()
        return years

    assert changed(Settings(), "one") == {"a.md": 2021, "文章/第 一.md": 2021, "old.md": 2020, "new.md": 2019}
    git(checkout, "add", ".")
    git(checkout, "commit", "-qm", "five", at="2027-05-05T00:00:00Z")
    assert changed(Settings(), "one")["new.md"] == 2027
    assert set(changed(Settings(restricted=True), "two").values()) == {2019}, "a program that is restricted stays so"
