"""What is opened is a regular file of bounded size, inside the folders it may lie in; nothing else is waited for."""

import os

import pytest

from tui_reader.store.local_source import (
    create_content,
    exists,
    find_inside,
    is_file,
    read_content,
    read_file,
    read_whole,
)


@pytest.fixture
def content(tmp_path):
    folder = tmp_path / "content"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "x.md").write_text("x", "utf-8")
    (tmp_path / "secret.md").write_text("secret", "utf-8")
    (folder / "outside.md").symlink_to(tmp_path / "secret.md")
    (folder / "inside.md").symlink_to("a/x.md")
    os.mkfifo(folder / "pipe.md")
    (folder / "to-pipe.md").symlink_to("pipe.md")
    return folder


@pytest.mark.parametrize(
    "path",
    ["outside.md", "pipe.md", "to-pipe.md", "../secret.md", "/etc/hostname", "gone.md", "a", "a/../../secret.md"],
)
def test_nothing_but_regular_files_of_the_feed_is_read(path, content):
    with pytest.raises(OSError, match=r"\w"):
        read_content(content, path, 100)
    assert read_content(content, "inside.md", 100) == read_content(content, "a/x.md", 100) == b"x"


@pytest.mark.parametrize("name", ["pipe.md", "to-pipe.md", "a", "gone.md"])
def test_a_file_that_the_user_names_is_regular_too(name, content):
    with pytest.raises(OSError, match=r"\w"):
        read_file(content / name, 100)
    assert read_file(content / "outside.md", 3) == b"sec"


def test_a_file_is_read_whole_or_not_at_all(content):
    assert read_whole(content / "outside.md", 6) == b"secret"
    with pytest.raises(OSError, match="larger than 0 KB"):
        read_whole(content / "outside.md", 5)
    with (content / "huge").open("wb") as file:
        file.truncate(1 << 30)
    with pytest.raises(OSError, match="larger than 1 MB"):
        read_whole(content / "huge", 1 << 20)


def test_a_file_is_found_inside_the_folders_alone(content):
    real = str(content / "a" / "x.md")
    assert find_inside(content / "inside.md", (content,)) == (real, 1)
    assert find_inside(content / "outside.md", (content,)) is None
    assert find_inside(content / "outside.md", (content, content.parent))
    assert find_inside(content / "pipe.md", (content,)) is None
    assert find_inside(content / "a", (content,)) is None


@pytest.mark.parametrize("path", ["/etc/new.md", "a/../../new.md", "away/new.md", "a/x.md"])
def test_no_file_is_made_outside_the_content_folder_or_over_another(path, content, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (content / "away").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match=r"\w"):
        create_content(content, path, b"new")
    assert (content / "a" / "x.md").read_bytes() == b"x"
    assert not [*(tmp_path / "elsewhere").iterdir(), *tmp_path.glob("new.md")]


def test_a_new_file_comes_with_the_folders_above_it(content):
    assert create_content(content, "b/c/新.md", b"text").read_bytes() == b"text"
    assert read_content(content, "b/c/新.md", 10) == b"text"


def test_a_path_too_long_for_the_system_is_no_file(tmp_path):
    assert not is_file(tmp_path / ("x" * 300))
    assert not exists(tmp_path / ("x" * 300))
