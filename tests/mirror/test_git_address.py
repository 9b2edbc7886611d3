"""Addresses of repositories: what is one, what a branch is, and that no secret is taken or shown."""

from pathlib import Path

import pytest

from tui_reader.mirror.addresses import is_address
from tui_reader.mirror.git_address import read_git_address
from tui_reader.model.errors import ContentError


@pytest.mark.parametrize(
    ("text", "url", "branch"),
    [
        ("git+https://host/a/b.git", "https://host/a/b.git", ""),
        ("git+https://host/a/b@main", "https://host/a/b", "main"),
        ("git+https://host/a/b#feature/x-1.0", "https://host/a/b", "feature/x-1.0"),
        ("git+https:/host/a@main", "https://host/a", "main"),
        ("git+https://host:8443/a/", "https://host:8443/a", ""),
        ("git+ssh://git@host:22/srv/a.git@主干", "ssh://git@host:22/srv/a.git", "主干"),
        ("git+ssh://git@host/a", "ssh://git@host/a", ""),
        ("git+ssh://[::1]:22/a", "ssh://[::1]:22/a", ""),
        ("git+file:///srv/a.git", "file:///srv/a.git", ""),
        ("git+file:/srv/a.git@main", "file:///srv/a.git", "main"),
        ("git+file:///srv/a@b/c#main", "file:///srv/a@b/c", "main"),
        ("git+ssh://git@host:22/a@main", "ssh://git@host:22/a", "main"),
    ],
)
def test_an_address_is_a_url_and_a_branch(text, url, branch):
    found = read_git_address(text)
    assert (found.url, found.branch, found.within) == (url, branch, "")
    assert read_git_address(str(found)) == found


@pytest.mark.parametrize(
    ("text", "branch", "within"),
    [
        ("git+https://host:8443/a@main:docs", "main", "docs"),
        ("git+https://host/a@x/y:docs/新站/", "x/y", "docs/新站"),
        ("git+https://host/a@:docs", "", "docs"),
        ("git+https://host/a#main:docs", "main", "docs"),
    ],
)
def test_the_folder_of_the_site_stands_behind_the_branch(text, branch, within):
    found = read_git_address(text)
    assert (found.url.rpartition("/")[2], found.branch, found.within) == ("a", branch, within)
    assert found.site_in(Path("/copy")) == Path("/copy") / within
    assert read_git_address(str(found)) == found


@pytest.mark.parametrize(
    "text",
    [
        "git+http://host/a",
        "git+git://host/a",
        "git+ext://sh -c id",
        "git+ssh://-oProxyCommand=id/a",
        "git+ssh://-o@host/a",
        "git+https://host",
        "git+https:///a",
        "git+https://host/a@../x",
        "git+https://host/a@-x",
        "git+https://host/a@x.lock",
        "git+https://host/a@x..y",
        "git+https://host/a@",
        "git+https://host/a@:",
        "git+https://host/a@main:",
        "git+https://host/a@main:../x",
        "git+https://host/a@main:/etc",
        "git+https://host/a@main:a//b",
        "git+https://host/a@main:.git",
        "git+https://host/a\n",
        "git+https://ho st/a",
        "https://host/a",
    ],
)
def test_what_is_no_address_is_refused(text):
    with pytest.raises(ContentError):
        read_git_address(text)


def test_an_address_with_an_empty_branch_is_no_address():
    with pytest.raises(ContentError, match="is no address"):
        read_git_address("git+https://host/a@")


@pytest.mark.parametrize("user", ["me:secret", "secret", ":secret", "me:se/cret"])
def test_a_secret_is_refused_and_not_repeated(user):
    with pytest.raises(ContentError) as caught:
        read_git_address(f"git+https://{user}@host/a")
    assert "cret" not in str(caught.value)


def test_paths_are_no_addresses():
    assert is_address("git+https:/host/a")
    assert not any(map(is_address, ("git+", "./git+https", "git+folder", "/srv/git+file:///a")))
