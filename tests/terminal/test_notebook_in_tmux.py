"""A passage is kept with a note in a real tmux, and found again by the next session."""

import sys
import tempfile
from pathlib import Path

from tests.terminal.tmux_session import TmuxSession

READER = [sys.executable, "-m", "tui_reader"]


def test_a_passage_is_kept_with_a_note_and_found_again(own_folders: Path) -> None:
    env = {"HOME": str(own_folders), "TERM": "tmux-256color"}
    with tempfile.TemporaryDirectory(prefix="nr-") as folder:
        with TmuxSession(READER, Path(folder), (120, 40), env) as tmux:
            tmux.wait_for("从这里开始")
            tmux.wait_for("? help")
            tmux.keys("j", "Enter")
            tmux.wait_for("o outline")
            tmux.keys(")")
            tmux.wait_for("Selecting")
            tmux.keys("M")
            tmux.wait_for("for this passage")
            tmux.type("worth keeping")
            tmux.keys("Enter")
            tmux.wait_for("1 highlight")
            tmux.wait_for("” worth keeping")
            tmux.keys("Q")
            assert tmux.wait_until_ended()
        with TmuxSession(READER, Path(folder), (120, 40), env) as tmux:
            tmux.wait_for("? help")
            tmux.keys("'")
            tmux.wait_for("Notes · newest")
            tmux.wait_for("1 / 1")
            tmux.keys('"')
            tmux.wait_for("Highlights")
            tmux.keys("Enter")
            tmux.wait_for("” worth keeping")
            assert "4m" in tmux.styled()
            tmux.keys("Q")
            assert tmux.wait_until_ended()
