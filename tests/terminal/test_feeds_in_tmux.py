"""Feeds are changed between in a real tmux; where the reader is restricted, the user's settings name none."""

import sys
import tempfile
from pathlib import Path

import pytest

from tests.terminal.tmux_session import TmuxSession

READER = [sys.executable, "-m", "tui_reader"]


@pytest.fixture
def settings(own_folders: Path, tmp_path: Path) -> None:
    """Settings that name two feeds."""
    tables = ""
    for name in ("morning", "evening"):
        post = tmp_path / name / "content" / "post.md"
        post.parent.mkdir(parents=True)
        post.write_text(f"---\ntitle: the {name} post\ndate: 2024-01-01\n---\n\nIt is {name}.\n", "utf-8")
        (tmp_path / name / "hugo.toml").write_text(f'title = "{name} site"\n', "utf-8")
        tables += f'[[feeds]]\nname = "{name}"\npath = "{tmp_path / name}"\n'
    file = own_folders / ".config" / "newsreader" / "config.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(tables, "utf-8")


@pytest.mark.usefixtures("settings")
def test_feeds_are_opened_by_name_and_changed_between(own_folders: Path) -> None:
    env = {"HOME": str(own_folders), "TERM": "tmux-256color"}
    with tempfile.TemporaryDirectory(prefix="nr-") as folder:
        with TmuxSession([*READER, "evening"], Path(folder), (120, 40), env) as tmux:
            tmux.wait_for("It is evening.")
            tmux.keys("`")
            tmux.wait_for("not read yet")
            tmux.wait_for("1 unread")
            tmux.keys("Enter")
            tmux.wait_for("evening 2024-01")
            tmux.keys("~")
            tmux.wait_for("It is morning.")
            tmux.keys("C-o", "C-o")
            tmux.wait_for("evening site")
            tmux.keys("Q")
            assert tmux.wait_until_ended()
        with TmuxSession([*READER, "--restricted"], Path(folder), (120, 40), env) as tmux:
            tmux.wait_for("? help")
            tmux.keys("~")
            tmux.wait_for("There is no other feed")
            tmux.keys("Q")
            assert tmux.wait_until_ended()
