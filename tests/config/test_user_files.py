"""Whatever stands in the place of a user's file, the reader starts and says in one line what is wrong."""

import gettext
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tui_reader.cli.main import main
from tui_reader.config.paths import user_paths
from tui_reader.config.settings import Settings
from tui_reader.config.settings_file import line_of_key, read_settings
from tui_reader.config.theme_file import load_theme, suitable_theme
from tui_reader.config.user_files import (
    MOST_BYTES,
    files_in,
    forbid_links,
    forget_sent_variables,
    make_folder,
    open_log,
    open_regular,
    read_user_file,
)
from tui_reader.marks.read_state import Reading
from tui_reader.model.errors import MarksError, ThemeError


def unreadable(file: Path) -> None:
    """A file that nobody may read; root reads it all the same, so a link to itself stands for it there."""
    if os.geteuid():
        file.write_text("")
        file.chmod(0)
    else:
        file.symlink_to(file)


def huge(file: Path) -> None:
    """A file that is larger than memory, which takes no room on the disk."""
    with file.open("wb") as stream:
        stream.truncate(1 << 40)


MADE: dict[str, tuple[Callable[[Path], None], str]] = {
    "a FIFO": (os.mkfifo, "it is no regular file"),
    "a huge file": (huge, "it is larger than 1 MiB"),
    "a folder": (Path.mkdir, "Is a directory"),
    "an unreadable file": (unreadable, "Permission denied" if os.geteuid() else "Too many levels of symbolic links"),
    "a device": (lambda file: file.symlink_to("/dev/zero"), "it is no regular file"),
}
kinds = pytest.mark.parametrize(("make", "said"), MADE.values(), ids=MADE)


@kinds
def test_the_settings_are_the_defaults_and_the_reason_is_one_line(tmp_path, make, said):
    file = tmp_path / "config.toml"
    make(file)
    found = read_settings(file, None)
    assert found.problems == (f"{file}: {said}",)
    assert found.measure == Settings().measure
    assert line_of_key(file, "theme") is None


@kinds
def test_the_settings_of_the_machine_are_left_out_as_well(tmp_path, make, said):
    system = tmp_path / "system.toml"
    make(system)
    (tmp_path / "config.toml").write_text("measure = 66")
    found = read_settings(tmp_path / "config.toml", system)
    assert (found.measure, found.problems) == (66, (f"{system}: {said}",))


@kinds
def test_a_command_does_its_work_without_settings(capsys, make, said):
    file = user_paths().settings_file
    file.parent.mkdir(parents=True)
    make(file)
    assert main(["paths"]) == 0
    captured = capsys.readouterr()
    assert captured.err == f"newsreader: {file}: {said}\n"
    assert str(file) in captured.out


@kinds
@pytest.mark.parametrize("setting", ["mine", "auto"])
def test_a_theme_gives_way_to_a_shipped_one(make, said, setting):
    paths = user_paths()
    paths.themes.mkdir(parents=True)
    file = paths.themes / ("mine.toml" if setting == "mine" else "dark.toml")
    make(file)
    theme = suitable_theme("", setting, "dark", paths)
    (problem,) = theme.problems
    assert theme.name == "dark"
    assert theme.palette
    assert str(problem) == f"{file}: cannot be read: {said}"
    with pytest.raises(ThemeError, match=said):
        load_theme(file.stem, paths)


@kinds
def test_check_names_the_theme(capsys, make, said):
    paths = user_paths()
    paths.themes.mkdir(parents=True)
    make(paths.themes / "mine.toml")
    assert main(["check"]) == 3
    assert f"mine.toml: cannot be read: {said}" in capsys.readouterr().out


def test_a_file_of_the_greatest_size_is_read_and_one_byte_more_is_not(tmp_path):
    file = tmp_path / "large"
    file.write_bytes(b"a" * MOST_BYTES)
    assert len(read_user_file(file)) == MOST_BYTES
    file.write_bytes(b"a" * (MOST_BYTES + 1))
    with pytest.raises(OSError, match="larger than 1 MiB"):
        read_user_file(file)


def test_a_link_to_a_file_elsewhere_is_followed(tmp_path):
    (tmp_path / "dotfiles.toml").write_text("measure = 66")
    (tmp_path / "config.toml").symlink_to(tmp_path / "dotfiles.toml")
    assert read_settings(tmp_path / "config.toml", None).measure == 66


def restrict(tmp_path: Path) -> Path:
    """Machine settings that restrict; they may be a link, whoever wrote them."""
    (tmp_path / "etc.toml").write_text("restricted = true")
    (tmp_path / "system.toml").symlink_to(tmp_path / "etc.toml")
    return tmp_path / "system.toml"


@pytest.mark.parametrize("by", ["machine", "call"])
def test_restricted_follows_no_link_in_place_of_settings(tmp_path, by):
    (tmp_path / "secret").write_text("password = hunter2")
    (tmp_path / "config.toml").symlink_to(tmp_path / "secret")
    system = restrict(tmp_path) if by == "machine" else None
    found = read_settings(tmp_path / "config.toml", system, restricted=by == "call")
    (problem,) = found.problems
    assert "hunter2" not in problem and "password" not in problem
    assert found.restricted
    assert found.fixed == (by == "machine")


def test_restricted_follows_no_link_in_place_of_a_theme_or_a_journal_or_the_log(tmp_path):
    read_settings(tmp_path / "none.toml", restrict(tmp_path))
    (tmp_path / "mine").write_text('{"a": 1}\n')
    for name in ("host.jsonl", "log", "x.toml"):
        (tmp_path / name).symlink_to(tmp_path / "mine")
    journal = Reading(tmp_path, "host").journal
    with pytest.raises(MarksError):
        journal.append([{"op": "read", "path": "a"}])
    assert journal.unreadable == (str(tmp_path / "host.jsonl"),)
    assert not journal.tidy()
    with pytest.raises(OSError, match="symbolic"):
        open_log(tmp_path / "log")
    with pytest.raises(OSError, match="symbolic"):
        read_user_file(tmp_path / "x.toml")
    assert (tmp_path / "mine").read_text() == '{"a": 1}\n'


def test_no_descriptor_is_left_open(tmp_path):
    os.mkfifo(tmp_path / "fifo")
    first = os.open(os.devnull, os.O_RDONLY)
    os.close(first)
    for _ in range(20):
        with pytest.raises(OSError, match="regular"):
            open_regular(tmp_path / "fifo")
    again = os.open(os.devnull, os.O_RDONLY)
    os.close(again)
    assert again == first


def test_a_mark_is_not_written_into_a_pipe(tmp_path):
    os.mkfifo(tmp_path / "host.jsonl")
    journal = Reading(tmp_path, "host").journal
    assert journal.unreadable == ()
    with pytest.raises(MarksError, match="it is no regular file"):
        journal.append([{"op": "read", "path": "a"}])


def test_folders_belong_to_the_user_alone(tmp_path):
    make_folder(tmp_path / "config" / "newsreader" / "bookmarks")
    for folder in ("config", "config/newsreader", "config/newsreader/bookmarks"):
        assert stat.S_IMODE((tmp_path / folder).stat().st_mode) == 0o700
    tmp_path.chmod(0o755)
    make_folder(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="exists"):
        make_folder(tmp_path / "file")
    with pytest.raises(NotADirectoryError):
        make_folder(tmp_path / "file" / "below")


def test_a_log_waits_for_no_reader_of_a_pipe(tmp_path):
    with open_log(tmp_path / "state" / "log") as log:
        log.write("ä")
    assert (tmp_path / "state" / "log").read_text("utf-8") == "ä"
    os.mkfifo(tmp_path / "fifo")
    with pytest.raises(OSError, match="No such device"):
        open_log(tmp_path / "fifo")
    with open_log(Path("/dev/stderr")) as log:
        log.write("")


def test_restricted_follows_no_folder_out_of_the_home(tmp_path, own_folders):
    outside = tmp_path / "outside"
    (outside / "bookmarks").mkdir(parents=True)
    (outside / "a.toml").write_text("secret")
    (own_folders / "linked").symlink_to(outside)
    (own_folders / "inside").mkdir()
    (own_folders / "inside" / "a.toml").write_text("mine")
    (own_folders / "near").symlink_to(own_folders / "inside")
    assert read_user_file(own_folders / "linked" / "a.toml") == "secret"
    forbid_links()
    for refused in (
        lambda: read_user_file(own_folders / "linked" / "a.toml"),
        lambda: make_folder(own_folders / "linked" / "new"),
        lambda: make_folder(own_folders / "linked" / "bookmarks"),
    ):
        with pytest.raises(PermissionError, match="out of your home"):
            refused()
    assert files_in(own_folders / "linked", ".toml") == []
    assert [file.name for file in files_in(own_folders / "near", ".toml")] == ["a.toml"]
    assert read_user_file(own_folders / "near" / "a.toml") == "mine"
    assert not (outside / "new").exists()


def test_restricted_the_variables_that_name_files_are_dropped(monkeypatch):
    sent = ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TMPDIR", "TEMP", "SQLITE_TMPDIR", "OPENSSL_CONF", "SSLKEYLOGFILE")
    for name in (*sent, "TEMPLATE", "SSH_TTY"):
        monkeypatch.setenv(name, "/elsewhere")
    forget_sent_variables()
    assert [name for name in (*sent, "TEMPLATE", "SSH_TTY") if name in os.environ] == ["TEMPLATE", "SSH_TTY"]


@pytest.mark.parametrize("name", ["LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"])
def test_restricted_no_catalogue_is_looked_for_where_a_path_leads(monkeypatch, tmp_path, name):
    others = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"} - {name}
    for other in others:
        monkeypatch.setenv(other, "zh_CN.UTF-8")
    monkeypatch.setenv(name, "../" * 12 + str(tmp_path))
    forget_sent_variables()
    assert name not in os.environ and others <= os.environ.keys()
    asked = []
    monkeypatch.setattr("os.path.exists", lambda path: asked.append(str(path)))
    gettext.gettext("usage")
    assert asked
    assert not [path for path in asked if str(tmp_path) in path]
