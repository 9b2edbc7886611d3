"""The whole way in a real tmux: start, walk, open, mark, quit, start again, and everything is where it was."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.tmux_session import TmuxSession
from tui_reader.text.cells import width

FURTHER_DOWN = "Try it"
"""Stands on the second screen of the post “Start here”, and not on the first."""
READER = [sys.executable, "-m", "tui_reader"]


@pytest.fixture
def socket_folder() -> Iterator[Path]:
    """A folder with a short name: the path of a socket ends at 107 bytes."""
    with tempfile.TemporaryDirectory(prefix="nr-") as folder:
        yield Path(folder)


def session(folder: Path, home: Path, *arguments: str, size: tuple[int, int] = (120, 40)) -> TmuxSession:
    """The reader in a tmux of its own, with a home of its own."""
    return TmuxSession([*READER, *arguments], folder, size, {"HOME": str(home), "TERM": "tmux-256color"})


def test_the_sample_feed_is_read_marked_left_and_found_again(socket_folder: Path, own_folders: Path) -> None:
    with session(socket_folder, own_folders) as tmux:
        tmux.wait_for("从这里开始")
        tmux.wait_for("三块地方")
        tmux.keys("Tab", "BTab", "BTab")
        tmux.keys("j", "j", "Enter")
        tmux.wait_for("Unread · newest")
        tmux.keys("1", "j", "Enter")
        tmux.wait_for("Welcome.")
        tmux.keys("m")
        tmux.wait_for("Bookmarked")
        tmux.keys("C-f", "k")
        tmux.wait_for(FURTHER_DOWN)
        tmux.keys("q", "5")
        tmux.wait_for("Bookmarks · newest")
        assert "1 / 1" in tmux.wait_for("1 / 1")
        tmux.keys("Q")
        assert tmux.wait_until_ended()
    with session(socket_folder, own_folders) as tmux:
        tmux.wait_for("从这里开始")
        tmux.keys("5")
        tmux.wait_for("1 / 1")
        tmux.keys("Enter")
        assert "Welcome." not in tmux.wait_for(FURTHER_DOWN)
        tmux.keys("Q")
        assert tmux.wait_until_ended()


@pytest.mark.parametrize(("columns", "rows"), [(120, 40), (80, 24), (40, 12)])
def test_the_reader_starts_and_ends_at_every_size(
    socket_folder: Path, own_folders: Path, columns: int, rows: int
) -> None:
    with session(socket_folder, own_folders, size=(columns, rows)) as tmux:
        tmux.wait_for("从这里开始")
        tmux.wait_for("? help")
        tmux.resize(100, 30)
        tmux.wait_for("All · newest")
        tmux.resize(columns, rows)
        tmux.keys("j", "Enter")
        tmux.wait_for("Start here")
        tmux.keys("Q")
        assert tmux.wait_until_ended()


def test_a_new_file_shows_without_a_key(socket_folder: Path, own_folders: Path, tmp_path: Path) -> None:
    content = tmp_path / "feed" / "content"
    content.mkdir(parents=True)
    (content / "one.md").write_text("---\ntitle: 第一篇\ndate: 2022-07-28\n---\n\n正文。\n", encoding="utf-8")
    with session(socket_folder, own_folders, str(tmp_path / "feed")) as tmux:
        tmux.wait_for("正文。")
        (content / "two.md").write_text("---\ntitle: 第二篇\ndate: 2022-07-29\n---\n\n后来。\n", encoding="utf-8")
        tmux.wait_for("第二篇")
        tmux.wait_for("2 / 2")
        (content / "one.md").write_text("---\ntitle: 第一篇\ndate: 2022-07-28\n---\n\n改过。\n", encoding="utf-8")
        tmux.wait_for("改过。")
        (content / "two.md").unlink()
        tmux.wait_for("1 / 1")
        tmux.keys("q")
        assert tmux.wait_until_ended()


@pytest.mark.parametrize("setting", ["external", "on"])
def test_what_is_selected_reaches_the_clipboard_through_tmux(
    socket_folder: Path, own_folders: Path, setting: str
) -> None:
    """`external` is what tmux is shipped with."""
    with session(socket_folder, own_folders) as tmux:
        tmux.run("set", "-s", "set-clipboard", setting)
        tmux.wait_for("从这里开始")
        tmux.keys("Enter")
        tmux.wait_for("min left")
        tmux.keys("v", "y")
        tmux.wait_for("Copied")
        assert tmux.run("show-buffer") == "从这里开始"
        lines = tmux.text().splitlines()
        row = next(number for number, line in enumerate(lines, 1) if line.rstrip().endswith("从这里开始"))
        before = lines[row - 1].rstrip().removesuffix("从这里开始")
        column = width(before) + 1
        for sequence in (f"<0;{column};{row}M", f"<32;{column + 3};{row}M", f"<0;{column + 3};{row}m"):
            tmux.type(f"\x1b[{sequence}")
        tmux.wait_for("Copied: 从这  ")
        assert tmux.run("show-buffer") == "从这"
