"""The reader's own end, at rest, under its first look at many files, and while it is resized: marks kept, nothing
left behind.
"""

import contextlib
import os
import re
import signal
import sys
import termios
import time
from pathlib import Path

import pytest

from tests.terminal.pty_session import XTERM, PtySession, set_size
from tui_reader.terminal.probe.terminal_probe import window_size

ROOT = Path(__file__).resolve().parents[2]
MANY = 2500
"""Posts for which the reader starts processes that help it to read them."""


def opened(home: Path, feed: Path, size: tuple[int, int] = (120, 40), **env: str) -> PtySession:
    given = {"HOME": str(home), "PYTHONPATH": str(ROOT), **env}
    return PtySession([sys.executable, "-m", "tui_reader", str(feed)], size, given, XTERM)


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    return written(tmp_path / "feed" / "content", 8)


def written(content: Path, posts: int) -> Path:
    content.mkdir(parents=True)
    for number in range(posts):
        header = f"---\ntitle: Post {number}\ndate: 2022-07-01T{number % 24:02}:{number // 24 % 60:02}:00Z\ntags: [a, b]\n---\n"
        (content / f"{number}.md").write_text(f"{header}\nText of {number}. 正文一段。\n" * 3, encoding="utf-8")
    return content


def processes(home: Path) -> list[int]:
    """Processes with this home that are not dead."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            ours = f"HOME={home}".encode() in (folder / "environ").read_bytes().split(b"\0")
            if ours and "Z" not in (folder / "stat").read_text().rsplit(")", 1)[1].split()[:1]:
                found.append(int(folder.name))
    return found


def gone_within(home: Path, seconds: float = 30.0) -> bool:
    """Whether every process of this home, helpers too, is gone in time."""
    end = time.monotonic() + seconds
    while processes(home) and time.monotonic() < end:
        time.sleep(0.02)
    return not processes(home)


def end(session: PtySession, way: signal.Signals | None) -> None:
    """A signal, or a terminal that goes away."""
    if way is None:
        session.hang_up()
    else:
        session.signal(way)


@pytest.mark.parametrize("way", [signal.SIGHUP, signal.SIGTERM, None], ids=["SIGHUP", "SIGTERM", "closed"])
def test_marks_are_kept_and_nothing_is_left(own_folders: Path, feed: Path, way: signal.Signals | None) -> None:
    with opened(own_folders, feed) as session:
        session.wait_for("Text of")
        session.press("j", 0.2)
        session.send("enter")
        session.settle(0.4)
        session.send("m")
        time.sleep(0.05)
        end(session, way)
        assert session.ended_within()
        assert gone_within(own_folders)
        if way is not None:
            assert session.exit_status == 128 + way
            last = bytes(session.raw[-300:])
            assert b"\x1b[?1049l" in last
            assert b"\x1b[?25h" in last
            assert termios.tcgetattr(session.fd)[3] & termios.ICANON
    (journal,) = (own_folders / ".config" / "newsreader" / "bookmarks").glob("*.jsonl")
    assert '"add"' in journal.read_text()


@pytest.mark.parametrize("way", [signal.SIGHUP, None], ids=["SIGHUP", "closed"])
def test_helpers_end_with_the_reader(own_folders: Path, tmp_path: Path, way: signal.Signals | None) -> None:
    with opened(own_folders, written(tmp_path / "many" / "content", MANY)) as session:
        until = time.monotonic() + 30
        while len(processes(own_folders)) < 2 and time.monotonic() < until:
            session.settle(0.02, 0.1)
        assert len(processes(own_folders)) >= 2, "no helper was ever started"
        end(session, way)
        assert session.ended_within()
        assert gone_within(own_folders)


def test_a_storm_of_sizes_leaves_a_right_screen(own_folders: Path, feed: Path) -> None:
    with opened(own_folders, feed, (120, 30)) as session:
        session.wait_for("Text of")
        session.send("jk")  # the offer to begin with this feed goes with the first key
        session.settle(0.5, 30, lambda session: "1 / 8" in session.text())
        meant = session.emulator.screen.cells()
        for round_ in range(60):
            session.resize(*[(1, 1), (2, 1), (1, 40), (200, 1), (7, 3), (250, 70), (40, 12), (99, 29)][round_ % 8])
            if round_ % 5 == 0:
                session.send("jk"[round_ // 5 % 2])
        session.resize(120, 30)
        session.settle(0.5, 30, lambda session: session.emulator.screen.cells() == meant)
        assert session.emulator.screen.cells() == meant
        session.resize(1, 1)
        session.settle(0.3)
        session.send("Q")
        assert session.ended_within()
        assert session.exit_status == 0


def test_a_window_of_any_size_is_drawn_within_bounds(own_folders: Path, feed: Path) -> None:
    with opened(own_folders, feed, (120, 30)) as session:
        session.wait_for("Text of")
        session.settle(0.5)
        meant = session.emulator.screen.cells()
        for size in [(65_535, 65_535), (65_535, 1), (1, 65_535), (40, 65_535), (65_535, 12)]:
            set_size(session.fd, size)
            session.settle(0.5)
        session.resize(120, 30)
        session.settle(0.5, 30, lambda session: session.emulator.screen.cells() == meant)
        assert session.emulator.screen.cells() == meant


def test_the_size_that_is_drawn_to_has_an_end() -> None:
    first, second = os.openpty()
    try:
        for given, drawn in [((65_535, 65_535), (1000, 400)), ((120, 40), (120, 40)), ((0, 0), (0, 0))]:
            set_size(second, given)
            assert window_size(second) == drawn
    finally:
        os.close(first)
        os.close(second)


@pytest.mark.parametrize("pause", [0.0, 0.005, 0.05, 0.2])
def test_a_stop_that_is_called_off_at_once_stops_nothing(own_folders: Path, feed: Path, pause: float) -> None:
    with opened(own_folders, feed, (120, 30)) as session:
        session.wait_for("Text of")
        session.settle(0.5)
        for _ in range(3):
            session.signal(signal.SIGTSTP)
            time.sleep(pause)
            session.signal(signal.SIGCONT)
            session.settle(0.3)
        session.send("?")
        session.wait_for("One row or line up")


@pytest.mark.faults
def test_at_rest_nothing_wakes_up(own_folders: Path, feed: Path) -> None:
    """Voluntary switches of context, counted over all threads: each is something that woke up and went to sleep
    again.
    """
    config = own_folders / ".config" / "newsreader"
    config.mkdir(parents=True)
    (config / "config.toml").write_text("watch_seconds = 0\n")

    def wakes(pid: int) -> int:
        texts = [(task / "status").read_text() for task in Path(f"/proc/{pid}/task").iterdir()]
        return sum(int(found[1]) for text in texts if (found := re.search(r"\nvoluntary_ctxt_switches:\s*(\d+)", text)))

    with opened(own_folders, feed, SSH_CONNECTION="1 2 3 4") as session:
        session.wait_for("Text of")
        session.press("j")
        session.press("enter")
        session.settle(9, 12)  # notices go, the place is written down
        before = wakes(session.pid)
        assert session.settle(quiet=4.0, timeout=4.0).count == 0
        assert wakes(session.pid) - before <= 2


COLOURS = {
    "none": ({"NO_COLOR": "1"}, r"3\d|4\d|[34]8;[25];|9\d|10\d"),
    "sixteen": ({"TERM": "xterm", "COLORTERM": ""}, r"[34]8;[25];"),
    "two hundred and fifty-six": ({"TERM": "xterm-256color", "COLORTERM": ""}, r"[34]8;2;"),
    "eight": ({"TERM": "cons25", "COLORTERM": ""}, r"[34]8;[25];|9[0-7]|10[0-7]"),
    "vt100": ({"TERM": "vt100", "COLORTERM": ""}, r"3[0-7]|4[0-7]|[34]8;|9[0-7]|10[0-7]"),
}


@pytest.mark.parametrize("terminal", COLOURS)
def test_no_colour_is_sent_that_the_terminal_lacks(own_folders: Path, feed: Path, terminal: str) -> None:
    environment, forbidden = COLOURS[terminal]
    with opened(own_folders, feed, **environment) as session:
        session.wait_for("Text of")
        for key in ("j", "enter", "z", "?", "esc", "/", "x", "esc", "r", "m"):
            session.press(key, 0.15)
        looks = set(re.findall(r"\x1b\[([\d;]*)m", bytes(session.raw).decode()))
        wrong = {look for look in looks if re.search(rf"(^|;)({forbidden})", look)}
        assert not wrong
        assert looks
