"""The commit that is checked out is found without git, and what git says of it is read whatever it says."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.model.errors import ProgramError
from tui_reader.store import git_dates
from tui_reader.store.git_dates import head_commit, read_commits
from tui_reader.store.site.site import find_site

COMMIT = "0123456789abcdef0123456789abcdef01234567"
EARLY, LATE = "2020-01-01T10:00:00+03:00", "2021-01-01T10:00:00+00:00"


@pytest.fixture
def root(tmp_path):
    (tmp_path / "site" / "content").mkdir(parents=True)
    (tmp_path / "site" / "content" / "a.md").write_text("")
    (tmp_path / ".git" / "refs" / "heads").mkdir(parents=True)
    (tmp_path / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    return tmp_path


def head(root):
    return head_commit(find_site(root / "site" / "content"))


def test_a_branch_is_a_file_or_a_line_among_the_packed_ones(root):
    assert head(root) == ""
    (root / ".git" / "packed-refs").write_text(
        f"# pack-refs\n{COMMIT[::-1]} refs/heads/other\n{COMMIT} refs/heads/main\n"
    )
    assert head(root) == COMMIT
    (root / ".git" / "refs" / "heads" / "main").write_text(COMMIT[::-1] + "\n")
    assert head(root) == COMMIT[::-1]


@pytest.mark.parametrize("text", ["", "ref: refs/heads/../../x", "ref: refs/heads/main main", COMMIT[:-1], "\udcff"])
def test_a_head_that_cannot_be_understood_is_none(root, text):
    (root / ".git" / "HEAD").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert head(root) == ""


def test_a_linked_worktree_has_its_own_head_and_the_branches_of_the_other(root, tmp_path):
    own = root / ".git" / "worktrees" / "w"
    own.mkdir(parents=True)
    (own / "HEAD").write_text("ref: refs/heads/topic\n")
    (own / "commondir").write_text("../..\n")
    (root / ".git" / "refs" / "heads" / "topic").write_text(COMMIT)
    (root / "site" / ".git").write_text(f"gitdir: {own}\n")
    assert head(root) == COMMIT


def test_where_git_fails_no_post_has_a_date(root, monkeypatch):
    site = find_site(root / "site" / "content")

    def fails(*given):
        raise ProgramError("git", "")

    monkeypatch.setattr(git_dates, "read_output", fails)
    assert read_commits(site, COMMIT) == {}
    assert read_commits(site, "") == {}


def test_a_post_is_dated_by_the_newest_commit_that_names_it(root, monkeypatch):
    output = (
        f"\x1e{LATE}\0\nsite/content/a.md\0README\0\x1e{EARLY}\0\nsite/content/a.md\0site/content/b/文.md\0"
        "\x1eno date\0\nsite/content/c.md\0"
    )
    asked = []
    monkeypatch.setattr(git_dates, "find_command", lambda command: command)
    monkeypatch.setattr(
        git_dates, "read_output", lambda command, *rest: asked.append((command, rest[1])) or output.encode()
    )
    (root / ".git" / "shallow").write_text(COMMIT)
    found = read_commits(find_site(root / "site" / "content"), COMMIT)
    assert found == {"a.md": datetime.fromisoformat(LATE), "b/文.md": datetime.fromisoformat(EARLY)}
    ((command, environment),) = asked
    assert COMMIT in command
    assert environment["GIT_SHALLOW_FILE"] == str(root / ".git" / "shallow")
    assert environment["GIT_DIR"] != str(root / ".git")


@given(st.binary(max_size=80))
def test_whatever_git_says_is_read(output):
    assert all(path for path in git_dates._dates(output, ""))
