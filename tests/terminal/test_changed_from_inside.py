"""In a real tmux: theme, key and setting changed from inside are there at the next start, and a post is exported; a
restricted reader keeps none.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.tmux_session import TmuxSession

READER = [sys.executable, "-m", "tui_reader"]


@pytest.fixture
def socket_folder() -> Iterator[Path]:
    """A folder with a short name: the path of a socket ends at 107 bytes."""
    with tempfile.TemporaryDirectory(prefix="nr-") as folder:
        yield Path(folder)


def session(folder: Path, home: Path, *arguments: str) -> TmuxSession:
    """The reader in a tmux of its own, with a home of its own."""
    env = {"HOME": str(home), "TERM": "tmux-256color", "COLORTERM": "truecolor"}
    return TmuxSession([*READER, *arguments], folder, (120, 40), env)


def test_theme_key_and_setting_are_kept_for_the_next_start(socket_folder: Path, own_folders: Path) -> None:
    file = own_folders / ".config/newsreader/config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('# by hand\ntheme = "dark"\n', "utf-8")
    with session(socket_folder, own_folders) as tmux:
        tmux.wait_for("? help")
        tmux.keys("C")
        tmux.wait_for("High contrast")
        tmux.keys("j", "Enter")
        tmux.wait_for("Kept: theme")
        light = tmux.styled()
        tmux.keys("K")
        tmux.wait_for("Press the key")
        tmux.keys("m")
        tmux.wait_for("Now: m")
        tmux.keys("V")
        tmux.wait_for("No other action has it")
        tmux.keys("Enter")
        tmux.wait_for("Kept: bookmark")
        tmux.keys(",")
        tmux.wait_for("head_posts")
        tmux.keys("/")
        tmux.type("hints")
        tmux.wait_for("hints                true")
        tmux.keys("Enter")
        tmux.wait_for("as it was")
        tmux.keys("j", "Enter")
        tmux.wait_for("hints                false")
        tmux.keys("Escape")
        tmux.wait_for("1 / ")
        tmux.keys("Q")
        assert tmux.wait_until_ended()
    assert file.read_text("utf-8") == '# by hand\ntheme = "light"\nhints = false\n\n[keys]\nbookmark = "V"\n'
    with session(socket_folder, own_folders) as tmux:
        assert "Enter read" not in tmux.wait_for("? help")
        background = light.split("48;2;", 1)[1].split("m", 1)[0]
        assert background in tmux.styled()
        tmux.keys("V")
        tmux.wait_for("Bookmarked")
        tmux.type(":export html")
        tmux.keys("Enter")
        tmux.wait_for("Written: ")
    assert "<html" in next(own_folders.glob("*.html")).read_text("utf-8")


def test_a_restricted_reader_changes_its_look_and_writes_no_settings(socket_folder: Path, own_folders: Path) -> None:
    with session(socket_folder, own_folders, "--restricted") as tmux:
        tmux.wait_for("? help")
        tmux.keys("C")
        tmux.wait_for("High contrast")
        tmux.keys("j", "Enter")
        tmux.wait_for("nothing is written in restricted mode")
        tmux.keys(",")
        tmux.wait_for("until the end")
        tmux.keys("Enter")
        tmux.wait_for("closed in restricted mode")
    assert not (own_folders / ".config/newsreader/config.toml").exists()
