"""Paths follow XDG, and a user without a home still has folders that nobody else can write."""

import os
import pwd
import re
import tempfile
from pathlib import Path

import pytest

from tui_reader.config import paths
from tui_reader.config.paths import is_network, user_paths


def nobody(number: int) -> None:
    """A password file without the user."""
    raise KeyError(number)


@pytest.fixture
def homeless(tmp_path, monkeypatch):
    """A user the machine knows no home of; gives the temporary folder."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.delenv("HOME")
    monkeypatch.setattr("pwd.getpwuid", nobody)
    paths._homeless.cache_clear()
    yield tmp_path
    paths._homeless.cache_clear()


def test_the_folders_stand_in_the_home(own_folders):
    found = user_paths()
    assert found.settings_file == own_folders / ".config/newsreader/config.toml"
    assert found.bookmarks == own_folders / ".config/newsreader/bookmarks"
    assert found.reading == own_folders / ".local/state/newsreader/reading"
    assert found.cache == own_folders / ".cache/newsreader"


def test_xdg_moves_them(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "etc"))
    assert user_paths().config == tmp_path / "etc" / "newsreader"


@pytest.mark.parametrize("home", ["", "not/absolute"])
def test_a_home_that_is_none_is_looked_up(monkeypatch, home):
    monkeypatch.setenv("HOME", home)
    assert user_paths().config == Path(pwd.getpwuid(os.getuid()).pw_dir) / ".config/newsreader"


@pytest.mark.parametrize("named", ["cache", "", " ", "./cache", "~/cache", "$HOME/cache", " /cache"])
@pytest.mark.parametrize(("kind", "folder"), [("CONFIG", ".config"), ("STATE", ".local/state"), ("CACHE", ".cache")])
def test_an_xdg_folder_that_is_not_absolute_does_not_count(monkeypatch, own_folders, named, kind, folder):
    monkeypatch.setenv(f"XDG_{kind}_HOME", named)
    assert getattr(user_paths(), kind.lower()) == own_folders / folder / "newsreader"


def test_xdg_names_a_folder_where_there_is_no_home(homeless, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", "/srv/state/")
    found = user_paths()
    assert found.state == Path("/srv/state/newsreader")
    assert found.cache == homeless / f"newsreader-{os.getuid()}" / "cache"


def test_without_a_home_there_is_a_folder_of_ones_own(homeless):
    found = user_paths()
    assert found.config == homeless / f"newsreader-{os.getuid()}" / "config"
    assert found.config.parent.stat().st_mode & 0o777 == 0o700
    assert found.state != found.config


def test_a_folder_somebody_else_put_there_is_not_used(homeless):
    (homeless / "elsewhere").mkdir()
    (homeless / f"newsreader-{os.getuid()}").symlink_to(homeless / "elsewhere")
    found = user_paths()
    assert found.config.parent.name.startswith("newsreader-")
    assert found.config.parent.resolve() != homeless / "elsewhere"
    assert not found.config.parent.is_symlink()


def test_the_host_is_a_plain_name(monkeypatch):
    for name, host in (("../srv 1.example", "---srv-1-example"), ("x" * 100, "x" * 40), ("", "localhost")):
        called(monkeypatch, name)
        assert re.fullmatch(f"{host}-[0-9a-f]{{8}}", user_paths().host)


def called(monkeypatch, name: str) -> None:
    """The machine has this name."""
    monkeypatch.setattr("os.uname", lambda: os.uname_result(("", name, "", "", "")))


def test_machines_with_one_name_have_different_hosts(tmp_path, monkeypatch):
    ids = {"none": None, "empty": "", "new": "uninitialized\n", "a": "0a" * 16 + "\n", "b": "0b" * 16 + "\n"}
    for name, text in ids.items():
        if text is not None:
            (tmp_path / name).write_text(text)
    (tmp_path / "boot").write_text("7c8e6d66-1d0f-4f5e-9b0a-2f6f3f0f7a11\n")

    def host(machine: str, identity: str) -> str:
        called(monkeypatch, machine)
        return paths._host((str(tmp_path / identity), str(tmp_path / "boot")))

    hosts = [host("localhost", identity) for identity in ("a", "b", "none")]
    assert len(set(hosts)) == 3
    assert host("localhost", "empty") == host("localhost", "new") == hosts[2]
    assert host("localhost", "a") == hosts[0]
    assert host("other", "a").removeprefix("other") != hosts[0].removeprefix("localhost")
    assert "0a0a0a0a" not in hosts[0]


def test_what_ships_is_there():
    assert paths.sample_content().is_dir()
    assert any(paths.shipped_themes().glob("*.toml"))
    assert isinstance(paths.sample_content(), Path)


def test_network_file_systems_are_told_from_local_ones(tmp_path):
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/a / ext4 rw 0 0\nserver:/x {tmp_path} nfs4 rw 0 0\n/dev/b {tmp_path}/local ext4 rw 0 0\n")
    (tmp_path / "local").mkdir()
    assert is_network(tmp_path, mounts)
    assert not is_network(tmp_path / "local", mounts)
    assert not is_network(tmp_path, tmp_path / "missing")
