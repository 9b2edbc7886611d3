"""A job that publishes and a reader in a real tmux: a new post is in the list while another one is read."""

import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.feeds import write_post
from tests.terminal.tmux_session import TmuxSession

READER = [sys.executable, "-m", "tui_reader"]


def test_what_is_published_is_shown_to_those_who_read(own_folders: Path, tmp_path: Path) -> None:
    feed, index = tmp_path / "feed", tmp_path / "index"
    for number in range(1, 4):
        write_post(feed, f"news/p{number}.md", f"Post {number}", day=number, body=f"Body {number}.")
    settings = own_folders / ".config/newsreader/config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'content = "{feed}"\nindex = "{index}"\n')
    job = subprocess.Popen(
        [*READER, "publish", str(feed), "--to", str(index), "--watch"],
        stdout=subprocess.PIPE,
        env={"HOME": str(tmp_path), "PATH": ""},
        text=True,
    )
    try:
        assert job.stdout
        assert job.stdout.readline().startswith("generation-")
        with tempfile.TemporaryDirectory(prefix="nr-") as folder:
            given = {"HOME": str(own_folders), "TERM": "tmux-256color"}
            with TmuxSession(READER, Path(folder), (140, 30), given) as tmux:
                tmux.wait_for("Body 3.")
                tmux.keys("m")
                tmux.wait_for("Bookmarked")
                write_post(feed, "news/fresh.md", "Fresh post", day=20, body="Fresh body.")
                assert "Body 3." in tmux.wait_for("Fresh post")
                tmux.keys("g", "Enter")
                tmux.wait_for("Fresh body.")
                tmux.keys("Q")
                assert tmux.wait_until_ended()
        (own,) = (own_folders / ".cache/newsreader").glob("index-*.sqlite")
        assert own.stem.endswith("-shared")
    finally:
        job.send_signal(signal.SIGINT)
        assert job.wait(20) == 130
