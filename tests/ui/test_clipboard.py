"""What is copied goes to the tmux one is in, and to the terminal everywhere else."""

from pathlib import Path

import pytest

from tests.ui.conftest import Reader, press, screen_text
from tui_reader.config.settings import Settings
from tui_reader.terminal.capabilities import Capabilities

ADDRESS = "/news/post-11/"


@pytest.fixture
def taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a tmux that stands first in PATH was given; it refuses where there is a file `refuse` beside it."""
    folder = tmp_path / "programs"
    folder.mkdir()
    program = folder / "tmux"
    program.write_text(
        f'#!/bin/sh\ntest -e {folder}/refuse && exit 1\necho "$*" >{folder}/taken\ncat >>{folder}/taken\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder / "taken"


async def _copy(reader: Reader, settings: Settings | None = None) -> str:
    """Copy the address of a post; what went to the terminal."""
    async with reader(can=Capabilities(multiplexer="tmux"), settings=settings) as pilot:
        await press(pilot, "j", "y")
        assert f"Copied: {ADDRESS}" in screen_text(pilot)
        return pilot.app.clipboard


async def test_inside_tmux_it_is_handed_to_tmux(reader: Reader, taken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMUX", "/tmp/socket,1,0")
    assert await _copy(reader) == ""
    assert taken.read_text() == f"load-buffer -w -\n{ADDRESS}"


async def test_over_ssh_out_of_tmux_another_tmux_of_this_machine_gets_nothing(reader: Reader, taken: Path) -> None:
    assert await _copy(reader) == ADDRESS
    assert not taken.exists()


async def test_what_tmux_does_not_take_goes_to_the_terminal(
    reader: Reader, taken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMUX", "/tmp/socket,1,0")
    taken.with_name("refuse").touch()
    assert await _copy(reader) == ADDRESS


async def test_restricted_no_program_is_started(reader: Reader, taken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMUX", "/tmp/socket,1,0")
    assert await _copy(reader, Settings(watch_seconds=0, restricted=True)) == ADDRESS
    assert not taken.exists()
