"""A whole session of the reader as Textual writes it, recorded once: our frames show the same after each of its
frames.
"""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.terminal.emulator import Emulator
from tests.terminal.pty_session import PtySession
from tests.terminal.tmux_session import TmuxSession
from tui_reader.terminal.capabilities import TRUE_COLOUR, Capabilities
from tui_reader.terminal.render.cell_grid import Grid
from tui_reader.terminal.render.frame_diff import Pen, change_frame
from tui_reader.terminal.render.output_parser import OutputReader
from tui_reader.terminal.render.screen_state import ScreenState
from tui_reader.terminal.render.styles import Styles

WIDTH, HEIGHT = 120, 40
KEYS = ("j", "j", "enter", "j", "j", "space", "b", "z", "j", "j", "space", "esc", "esc", "/", "终端", "enter", "?")
ALL = Capabilities(colours=TRUE_COLOUR, margins=True, erase_paints=True, repeats=True, links=True, line_feed=True)
TERMINALS = {
    "all abilities": ALL,
    "tmux": replace(ALL, margins=False, multiplexer="tmux"),
    "screen": replace(ALL, margins=False, erase_paints=False, repeats=False),
}


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What Textual wrote, frame by frame; each ends its synchronised update."""
    home = tmp_path_factory.mktemp("home")
    argv = [sys.executable, "-m", "tui_reader", "open", "--plain-driver"]
    with PtySession(
        argv, (WIDTH, HEIGHT), {"HOME": str(home), "PYTHONPATH": str(Path(__file__).parents[2])}
    ) as session:
        session.wait_for("Start here")
        session.settle(0.5)
        for key in KEYS:
            session.press(key, 0.25)
        output = bytes(session.raw).decode()
    return output[output.index("\x1b[?1049h") :].split("\x1b[?2026l")[:-1]


@pytest.mark.parametrize("terminal", TERMINALS)
def test_every_frame_of_a_session_shows_what_textual_meant(recorded: list[str], terminal: str) -> None:
    styles = Styles(TERMINALS[terminal])
    reader = OutputReader(Grid(WIDTH, HEIGHT), styles)
    meant, ours = Emulator(WIDTH, HEIGHT), Emulator(WIDTH, HEIGHT)
    shown, pen = Grid(WIDTH, HEIGHT), Pen()
    stock_bytes = our_bytes = 0
    for output in recorded:
        list(reader.feed(output))
        frame = change_frame(shown, reader.grid, pen, styles)
        shown.take(reader.grid, range(HEIGHT))
        pen = frame.pen
        meant.feed(output.replace("\x1b[?1049h", "").encode())
        ours.feed(frame.text.encode())
        assert ours.screen.cells() == meant.screen.cells()
        stock_bytes, our_bytes = stock_bytes + len(output.encode()), our_bytes + frame.cost
    assert len(recorded) > len(KEYS)
    assert our_bytes * 3 < stock_bytes


def test_a_real_tmux_shows_what_textual_meant(recorded: list[str], tmp_path: Path) -> None:
    """Our frames up to several moments of the session, written to a pane; what a client of tmux draws is looked at."""
    moments = range(len(recorded) // 4, len(recorded), len(recorded) // 4)
    screen = ScreenState((WIDTH, HEIGHT), TERMINALS["tmux"])
    sent, meant, expected = "", Emulator(WIDTH, HEIGHT), []
    for at, output in enumerate(recorded):
        list(screen.write(output.removeprefix("\x1b[?1049h")))
        sent += screen.frame()
        meant.feed(output.replace("\x1b[?1049h", "").encode())
        if at in moments:
            (tmp_path / f"{len(expected)}").write_text(sent)
            expected.append(meant.screen.cells())
    pane = "stty raw -echo; for part in 0 1 2; do clear; cat $part; read -r key; done"
    with TmuxSession(["sh", "-c", f"cd {tmp_path}; {pane}"], tmp_path, (WIDTH, HEIGHT)) as tmux:
        tmux.run("set", "-g", "status", "off")
        tmux.run("set", "-as", "terminal-features", ",xterm-256color:RGB")
        with PtySession(["tmux", "-S", str(tmux.socket), "attach"], (WIDTH, HEIGHT), answers=None) as client:
            for cells in expected[:3]:
                client.settle(0.3, 30, lambda client, cells=cells: looks(client.emulator) == unlinked(cells))
                assert looks(client.emulator) == unlinked(cells)
                tmux.run("send-keys", "-l", "\n")


def looks(emulator: Emulator) -> list[list[tuple[object, ...]]]:
    return unlinked(emulator.screen.cells())


def unlinked(cells: list[list[tuple[object, ...]]]) -> list[list[tuple[object, ...]]]:
    """Cells but for links, which tmux 3.3 does not hand on."""
    return [[cell[:-1] for cell in row] for row in cells]
