"""Whatever stands in the place of a user's file, the reader starts and says in one line what is wrong."""

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
from tui_reader.config.user_files import MOST_BYTES, make_folder, open_log, open_regular, read_user_file
from tui_reader.marks.journal import Journal
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
    journal: Journal[str, str] = Journal(tmp_path, "host", lambda record: ("a", "b"))
    assert journal.unreadable == ()
    with pytest.raises(MarksError, match="it is no regular file"):
        journal.append([{"a": 1}])


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
