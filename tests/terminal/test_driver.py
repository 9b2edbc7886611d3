"""The driver under a real Textual program on a pty and in tmux: the same screen for far fewer bytes."""

import signal
import sys
from pathlib import Path

import pytest

from tests.terminal.pty_session import NO_MARGINS, XTERM, PtySession
from tests.terminal.tmux_session import TmuxSession

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = str(Path(__file__).with_name("sample_app.py"))
STEPS = (
    ("n", ""),
    ("j", "行 1"),
    ("j", "行 2"),
    ("space", "行 40"),
    ("k", "行 39"),
    ("b", "行 1"),
    ("/", ""),
    ("a汉", "a汉"),
)
"""Keys, and what the screen shows when they have done their work."""


def session(mode: str, answers=XTERM, marks: Path | None = None, **env: str) -> PtySession:
    argv = [sys.executable, SAMPLE, mode, *([str(marks)] if marks else [])]
    return PtySession(argv, answers=answers, env={"PYTHONPATH": str(ROOT), **env})


def played(mode: str, answers, env, meant: list[object] | None = None) -> tuple[list[object], dict[str, int]]:
    """What one session shows after each step, with the cursor at the end, and the bytes sent for each step.

    With `meant`, the screens of another session, each step waits until it shows the same, on a busy machine too.
    """
    with session(mode, answers, **env) as program:
        program.wait_for("就绪")
        program.settle(0.4)
        screens: list[object] = []
        counts = {}
        for at, (keys, text) in enumerate(STEPS):
            program.send(keys)

            def arrived(program: PtySession, at: int = at, text: str = text) -> bool:
                return text in program.text() and (meant is None or not text or looks(program) == meant[at])

            counts[keys] = program.settle(0.4 if meant is None else 0.15, 15, arrived).count
            screens.append(looks(program) if text else None)
        cursor = program.emulator.screen.cursor
        return [*screens, (cursor.x, cursor.y)], counts


def looks(program: PtySession) -> list[list[tuple[object, ...]]]:
    """The cells of the screen but for links, which not every terminal has."""
    return [[cell[:-1] for cell in row] for row in program.emulator.screen.cells()]


@pytest.mark.parametrize(
    ("answers", "env"), [(XTERM, {}), (None, {"TERM": "linux", "COLORTERM": ""})], ids=["xterm", "linux"]
)
def test_a_whole_session_shows_what_textual_shows_for_fewer_bytes(answers, env) -> None:
    meant, stock = played("stock", answers, env)
    shown, ours = played("frames", answers, env, meant)
    assert shown == meant
    assert sum(ours.values()) * 3 < sum(stock.values())
    assert ours["n"] < 150
    assert ours["j"] < (400 if answers else 4000)


def test_tmux_shows_the_same(tmp_path: Path) -> None:
    """What a client of tmux draws; `capture-pane` would leave out blanks that were erased."""
    shown = []
    for mode in ("stock", "frames"):
        folder = tmp_path / mode
        folder.mkdir()
        argv = [sys.executable, SAMPLE, mode]
        with TmuxSession(argv, folder, env={"PYTHONPATH": str(ROOT), "COLORTERM": "truecolor"}) as tmux:
            tmux.run("set", "-g", "status", "off")
            tmux.run("set", "-as", "terminal-features", ",xterm-256color:RGB")
            with PtySession(["tmux", "-S", str(tmux.socket), "attach"], answers=None) as client:
                client.wait_for("就绪")
                tmux.keys("j", "j", "n", "Space", "k", "k", "j")
                client.wait_for("行 39")
                client.settle(0.4, 30, lambda client: not shown or client.emulator.screen.cells() == shown[0])
                shown.append(client.emulator.screen.cells())
    assert shown[0] == shown[1]


def test_nothing_is_sent_while_nothing_happens() -> None:
    with session("frames") as program:
        program.wait_for("就绪")
        program.settle(0.5)
        before = program.cpu_seconds()
        assert program.settle(quiet=2.0, timeout=2.0).count == 0
        assert program.cpu_seconds() - before <= 0.03


def test_answers_that_come_late_are_no_keys_and_are_used() -> None:
    with session("frames", answers=None) as program:
        program.wait_for("就绪")
        program.settle(0.3)
        wide = program.press("j").count
        program.send(
            b"\x1bP>|XTerm(390)\x1b\\\x1b[?2026;2$y\x1b[?69;2$y\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[1;2R\x1b[?62;22c"
        )
        program.settle(0.3)
        narrow = program.press("j").count
        assert "行 2" in program.text()
        assert narrow < 500 < wide


def test_sizes_down_to_one_cell_and_back() -> None:
    with session("stock") as program:
        program.wait_for("就绪")
        program.resize(100, 30)
        program.settle(0.6)
        meant = program.emulator.screen.cells()
    with session("frames") as program:
        program.wait_for("就绪")
        for columns, rows in [(40, 12), (1, 1), (2, 1), (200, 60), (7, 3), (1, 30), (100, 30)] * 3:
            program.resize(columns, rows)
            program.settle(0.02, 0.2)
        program.settle(0.3, 30, lambda program: program.emulator.screen.cells() == meant)
        assert program.emulator.screen.cells() == meant


def test_to_the_shell_and_back() -> None:
    with session("frames") as program:
        program.wait_for("就绪")
        program.press("j")
        before = program.emulator.screen.cells()
        program.send("ctrl+z")
        program.settle(0.5)
        assert b"\x1b[?1049l" in bytes(program.raw)
        assert program.settle(0.3, 1).count == 0
        program.signal(signal.SIGCONT)
        program.wait_for("行 1")
        program.settle(0.4)
        assert program.emulator.screen.cells() == before


def test_a_held_key_does_not_run_ahead_of_a_far_terminal() -> None:
    silent = {query: answer for query, answer in NO_MARGINS.items() if query != b"\x1b[5n"}
    with session("frames", silent, SSH_CONNECTION="1 2 3 4") as program:
        program.wait_for("就绪")
        program.settle(0.5)
        program.send(b"\x1b[0n" * 9)
        before = len(program.raw)
        program.send("j" * 40)
        program.settle(quiet=1.0, timeout=1.0)
        assert len(program.raw) - before < 10_000
        program.send(b"\x1b[0n" * 9)
        program.wait_for("行 40")
